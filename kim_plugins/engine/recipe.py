"""What every file of a site is made with, besides its content: code, libraries and settings."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections import UserDict
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.files import bytes_of

_PACKAGE: Final = Path(__file__).parent.parent
_NAME: Final = "kim_plugins"
_REQUIRED: Final = re.compile(r"[A-Za-z0-9._-]+")
_SIZE: Final = 16
_ELSEWHERE: Final = ("config_file_path", "docs_dir", "site_dir")
"""Settings that tell where something lies; what is made doesn't depend on it."""


def recipe(config: MkDocsConfig) -> bytes:
    """A digest that changes with our code, a library, a setting or a template of the site's own."""
    digest = hashlib.blake2b(_program(), digest_size=_SIZE)
    settings = {key: value for key, value in config.items() if key not in _ELSEWHERE}
    theme = {key: config.theme[key] for key in config.theme}
    plugins = {name: plugin.config for name, plugin in config.plugins.items()}
    digest.update(json.dumps([settings, theme, plugins], default=_plain, sort_keys=True).encode())
    for hook in config.hooks:
        digest.update(Path(str(hook.__file__)).read_bytes())
    own = config.theme.custom_dir
    for file in sorted(Path(own).rglob("*")) if own else ():
        if file.is_file():
            digest.update(file.as_posix().encode() + file.read_bytes())
    return digest.digest()


def _plain(value: object) -> object:
    if isinstance(value, UserDict):
        return dict(value)
    return str(value) if isinstance(value, (ZoneInfo, Path)) else name_of(value)


def name_of(value: object) -> str:
    """A setting that is code, by a name that is the same in every process."""
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value))}"


@lru_cache(maxsize=1)
def _program() -> bytes:
    digest = hashlib.blake2b(sys.version.encode(), digest_size=_SIZE)
    for name in sorted(_sources(str(_PACKAGE))):
        digest.update(name.removeprefix(str(_PACKAGE)).encode() + bytes_of(name))
    # Those of an extra have a marker, after a semicolon.
    needed = (_REQUIRED.match(line) for line in requires(_NAME) or () if ";" not in line)
    for library in sorted({match[0] for match in needed if match}):
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.digest()


def _sources(folder: str) -> Iterator[str]:
    """All files but compiled ones, of which there are as many."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _sources(entry.path)
            elif not entry.name.endswith(".pyc"):
                yield entry.path


def _version(library: str) -> str:
    """Its version; empty where another package stands in for it, as ProperDocs for MkDocs."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
