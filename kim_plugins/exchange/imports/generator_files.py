"""What a static generator's files say: settings, front matter, and what front matter holds."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kim_plugins.exchange.imports.items import Picture
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.foreign.other_fences import other_fence
from kim_plugins.records.models.news import News
from kim_plugins.records.reader import is_key
from kim_plugins.records.reading.located import Fields, Text

SETTINGS: Final = {
    **dict.fromkeys(("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"), "Hugo"),
    **dict.fromkeys(("config.toml", "config.yaml", "config.yml"), "Hugo"),
    "_config.yml": "Jekyll",
    "pelicanconf.py": "Pelican",
}
_PELICAN: Final = re.compile(r"(?:[A-Za-z][\w-]*:[ \t]*.*\n(?:[ \t]+\S.*\n)*)+(?:\n|\Z)")


def settings_of(path: str, data: bytes) -> dict[str, Any]:
    """The settings in a program's configuration file; empty where it can't be read."""
    text = decoded(data)
    try:
        if path.endswith(".toml"):
            return tomllib.loads(text)
        if path.endswith(".py"):
            return dict(_assigned(text))
        import yaml  # noqa: PLC0415 - few folders need it

        found = yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, SyntaxError, ValueError):
        return {}
    except Exception as error:
        if type(error).__module__.startswith("yaml"):
            return {}
        raise
    return dict(found) if isinstance(found, Mapping) else {}


def _assigned(text: str) -> Iterator[tuple[str, object]]:
    """The plain values that a Python file gives to names; it is never run."""
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                yield statement.targets[0].id, ast.literal_eval(statement.value)
            except ValueError:
                continue


def decoded(data: bytes) -> str:
    """A file's text in the encoding that fits, with one kind of line ends."""
    for coding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(coding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def with_fences(text: str) -> str:
    """A file with its front matter between our fences."""
    if re.match(r"---[ \t]*\n", text):
        return text
    stripped = text.lstrip("\n")
    if stripped.startswith(("+++", "{")):
        found = other_fence(stripped, is_key)
        return found[1] if found and found[1] else f"---\n---\n{text}"
    match = _PELICAN.match(stripped)
    if match and re.search(r"(?im)^(?:title|date|slug):", match[0]):
        lines = re.sub(r"\n[ \t]+(?=\S)", " ", match[0]).strip().split("\n")
        pairs = (line.partition(":") for line in lines)
        head = "\n".join(f"{key.lower()}: {as_scalar(value.strip())}" for key, _, value in pairs)
        return f"---\n{head}\n---\n{stripped[match.end() :]}"
    return f"---\n---\n{text}"


def address_fields(fields: Fields) -> dict[str, str]:
    """The parts of an address in front matter: a slug, and Jekyll's categories."""
    found: dict[str, str] = {}
    slug = fields.get("slug")
    if isinstance(slug, Text) and slug.strip("/ "):
        found["slug"] = slug.strip("/ ")
    value = fields.get("categories", fields.get("category"))
    if isinstance(value, Text) and "categories" in fields:
        found["categories"] = "/".join(value.lower().split())
    elif isinstance(value, Text):
        found["categories"] = value.lower()
    elif isinstance(value, list):
        names = (str(one).lower() for one in value if isinstance(one, Text))
        found["categories"] = "/".join(dict.fromkeys(names))
    return found


def nested_fields(fields: Fields) -> dict[str, str]:
    """The texts in groups of themes and plugins: `meta`, `author`, `cover`."""
    groups = [one for one in fields.values() if isinstance(one, Fields)]
    return {
        key: str(one) for group in groups for key, one in group.items() if isinstance(one, Text)
    }


def picture_of(record: News | None, inside: Mapping[str, str]) -> Picture | None:
    """The picture of a record, or one that a group of a theme names."""
    if record and record.image:
        image = record.image
        return Picture(str(image.src), str(image.alt or ""), str(image.caption or ""))
    return Picture(inside["image"]) if inside.get("image") else None


def aliases(fields: Fields) -> Iterator[str]:
    """Former addresses: Hugo's `aliases`, `redirect_from` of Jekyll's plugin."""
    for key in ("aliases", "redirect_from"):
        value = fields.get(key)
        texts = [value] if isinstance(value, Text) else value if isinstance(value, list) else []
        yield from (str(one) for one in texts if isinstance(one, Text) and one.startswith("/"))
