"""Which program reads a folder of Markdown, and what its settings say."""

from __future__ import annotations

import ast
import posixpath
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from kim_plugins.exchange.imports.front_matter import decoded

_SETTINGS: Final = {
    **dict.fromkeys(("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"), "Hugo"),
    **dict.fromkeys(("config.toml", "config.yaml", "config.yml"), "Hugo"),
    "_config.yml": "Jekyll",
    "pelicanconf.py": "Pelican",
}


class Generator(NamedTuple):
    """A program, the folder in which its settings stand, and those."""

    program: str
    root: str
    settings: Mapping[str, Any]

    @property
    def site(self) -> str:
        """The address that its settings give to the site; empty where they don't."""
        told = self.settings
        base = told.get("baseURL") or told.get("baseurl") or told.get("SITEURL") or ""
        if self.program in ("Jekyll", "Hexo"):
            base = f"{told.get('url') or ''}{told.get('baseurl') or ''}"
        return str(base) if str(base).startswith("http") else ""


def generator_of(paths: Sequence[str], read: Callable[[str], bytes]) -> Generator:
    """Whose files these are: by settings, the outermost first, or by the names of folders."""
    for path in sorted(paths, key=lambda path: (path.count("/"), path)):
        if program := _SETTINGS.get(posixpath.basename(path)):
            root = posixpath.dirname(path)
            if program == "Jekyll" and posixpath.join(root, "source/_posts") in _folders(paths):
                program = "Hexo"
            return Generator(program, root, _settings(path, read(path)))
    folders = {posixpath.basename(folder) for folder in _folders(paths)}
    is_jekyll = "_posts" in folders or "_drafts" in folders
    return Generator("Jekyll" if is_jekyll else "Markdown", "", {})


def _folders(paths: Sequence[str]) -> set[str]:
    """The folders in which files lie, and those in which they lie."""
    found: set[str] = set()
    for path in {posixpath.dirname(path) for path in paths}:
        parts = path.split("/")
        found.update("/".join(parts[:end]) for end in range(1, len(parts) + 1))
    return found


def _settings(path: str, data: bytes) -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - few folders need it

    text = decoded(data)
    try:
        if path.endswith(".toml"):
            return tomllib.loads(text)
        if path.endswith(".py"):
            return dict(_assigned(text))
        found = yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, SyntaxError, ValueError, yaml.YAMLError):
        return {}  # addresses are then those that the program gives by itself
    return dict(found) if isinstance(found, Mapping) else {}


def _assigned(text: str) -> Iterator[tuple[str, object]]:
    """The plain values that a Python file gives to names; it is never run."""
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                yield statement.targets[0].id, ast.literal_eval(statement.value)
            except ValueError:
                continue
