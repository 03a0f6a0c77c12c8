"""Files that mkdocs.yml names, in the content folder or in that of own templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.records.problems import quote

MOST_BYTES: Final = 5_000_000
"""What a style, a script, a font or an emblem may have; readers pay for each."""
_ELSEWHERE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def is_elsewhere(path: str) -> bool:
    """Whether a path leads to another host or is no file of the site."""
    return bool(_ELSEWHERE.match(path))


def file_of(config: MkDocsConfig, path: str) -> Path | None:
    """The file that is published at `path`, as MkDocs finds it; None without one."""
    if not is_within(path):
        return None
    for folder in _folders(config):
        root, found = folder.resolve(), (folder / path).resolve()
        try:
            if found.is_relative_to(root) and found.is_file():
                return found
        except (OSError, ValueError):  # too long a name, a zero byte
            continue
    return None


def is_within(path: str) -> bool:
    """Whether a path stays below the folder that it starts from."""
    return (
        not is_elsewhere(path)
        and not path.startswith("/")
        and ".." not in PurePosixPath(path).parts
    )


def missing(config: MkDocsConfig, path: str) -> tuple[str, str]:
    """The sentence that a file doesn't exist, with the remedy."""
    folders = "folder isi" + (" dan custom_dir" if config.theme.custom_dir else "")
    if not is_within(path):
        message = f"berkas {quote(path)} ada di luar {folders}, jadi tidak diterbitkan"
        return message, "salin berkasnya ke folder isi, lalu tulis namanya"
    near = get_close_matches(path, [*_names(config, PurePosixPath(path).suffix)], 1)
    hint = f"maksudnya {near[0]}?" if near else "salin berkasnya ke sana, atau hapus barisnya"
    return f"berkas {quote(path)} tidak ada di {folders}", hint


def _folders(config: MkDocsConfig) -> list[Path]:
    own = config.theme.custom_dir
    return [Path(config.docs_dir), *([Path(own)] if own else [])]


def _names(config: MkDocsConfig, suffix: str) -> Iterator[str]:
    for folder in _folders(config):
        for path in sorted(folder.rglob(f"*{suffix}")) if suffix.isascii() else ():
            if path.is_file():
                yield path.relative_to(folder).as_posix()
