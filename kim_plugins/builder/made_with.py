"""What everything is made with, besides the content and the settings: one digest, found not listed.

Whatever the store keeps is sealed with it. It covers Python, our own files, of every distribution
on `sys.path` its name and version (an unrelated one costs one build its time; to follow what
requires what would take fifty times as long), and the few settings that files are read by. By their
content count: the packages of the site's Markdown extensions, and every loaded module that lies
outside of installed packages (hooks, what they import, editable installs, local plugins). That
takes 7 ms of a `kim check`.

All other settings are something that targets read, as files are (`builder/traces.py`): another
`site_name` makes all pages anew and renders no body again, and `kim serve`, which has an address of
its own, shares the store with `kim build`.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections import UserDict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Final
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from markdown.util import get_installed_extensions

from kim_plugins.builder.files import bytes_of
from kim_plugins.catalogue import SiteOptions

_PACKAGE: Final = str(Path(__file__).parent.parent)
_INSTALLED: Final = (".dist-info", ".egg-info")
_HEAD: Final = 512
"""Bytes that name a distribution and its version."""
_INSTALLED_IN: Final = tuple(
    sysconfig.get_path(kind) + os.sep for kind in ("purelib", "platlib", "stdlib", "platstdlib")
)
_PLACES: Final = ("config_file_path", "docs_dir", "site_dir")
"""Settings that tell where something lies; what is made doesn't depend on it."""

Parts = Mapping[str, bytes]
"""A digest of each part, under what an editor calls it."""


def made_with(options: SiteOptions) -> bytes:
    """The digest of what everything is made with."""
    return digest_of(parts_of_program(options))


def digest_of(parts: Parts) -> bytes:
    """One digest of all parts."""
    return _digest(repr(sorted(parts.items())).encode())


def parts_of_program(options: SiteOptions) -> Parts:
    """What everything is made with, part by part."""
    reading = {
        "timezone": str(options.zone),
        "line_breaks": options.line_breaks,
        "markdown_extensions": options.markdown_extensions,
        "mdx_configs": options.markdown_configs,
    }
    settings = {f"setelan {name}": _of_setting(value) for name, value in reading.items()}
    return {**settings, **_program(), **_loose_modules(options.markdown_extensions)}


def parts_of_settings(settings: Mapping[str, object], folders: Iterable[str]) -> Parts:
    """What else targets depend on, part by part: settings by name, and folders of the theme."""
    found = {
        f"setelan {name}": _of_setting(value)
        for name, value in settings.items()
        if name not in _PLACES
    }
    loose = (folder for folder in folders if _is_loose(f"{folder}{os.sep}"))
    theme = {f"folder tema {folder}": _content(folder) for folder in loose}
    # Plugins and hooks may have loaded more while they read the settings.
    return {**found, **theme, **_loose_modules(())}


@lru_cache(maxsize=1)
def _program() -> Parts:
    """Python, our own files, and every distribution, not only those that we require."""
    found = {"Python": _digest(sys.version.encode()), "program kim_plugins": _content(_PACKAGE)}
    for place in dict.fromkeys(sys.path):
        for name, version in _distributions(place or "."):
            # One may be there twice; the first on the path is used.
            found[name] = _digest(found.get(name, b"") + version)
    return found


def _distributions(place: str) -> Iterator[tuple[str, bytes]]:
    """What tells one version of each distribution from another; installing it again is the same."""
    try:
        found = sorted(name for name in os.listdir(place) if name.endswith(_INSTALLED))  # noqa: PTH208 - names are all
    except OSError:  # an archive, or a folder that isn't there
        return
    for name in found:
        folder = f"{place}/{name}"
        said = name.encode() + (
            _beginning(f"{folder}/METADATA") or _beginning(f"{folder}/PKG-INFO")
        )
        if os.path.exists(f"{folder}/direct_url.json"):  # noqa: PTH110 - as above
            # Not from an index: code may change without its version. What is edited where it lies
            # counts when it is loaded.
            said += _beginning(f"{folder}/RECORD", -1)
        yield f"pustaka {name.removesuffix('.egg-info').partition('-')[0]}", said


def _beginning(name: str, size: int = _HEAD) -> bytes:
    try:
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - a hundred of them
            return file.read(size)
    except OSError:
        return b""


def _loose_modules(extensions: Iterable[str]) -> Parts:
    """Markdown extensions, hooks, plugins and whatever else lies loose, by their content.

    MkDocs has loaded all of them when it has read the settings.
    """
    modules = {entry.name: entry.module for entry in get_installed_extensions()}
    # A plugin may add an extension that it has made itself; its module is loaded, too.
    names = [one if isinstance(one, str) else type(one).__module__ for one in extensions]
    named = {modules.get(name, name).partition(":")[0].partition(".")[0] for name in names}
    known_by_version = {"__main__", "__mp_main__", "kim_plugins", "markdown"}
    found = {}
    for name, module in list(sys.modules.items()):
        file, top = getattr(module, "__file__", None), name.partition(".")[0]
        if file and top not in known_by_version and (top in named or _is_loose(file)):
            found[f"kode {name}"] = _code(module)
    return found


_loaded: Final[WeakKeyDictionary[ModuleType, bytes]] = WeakKeyDictionary()


def _code(module: ModuleType) -> bytes:
    """A digest of its file when it was met first: a preview goes on with what it has loaded."""
    found = _loaded.get(module)
    if found is None:
        found = _loaded[module] = _digest(bytes_of(str(module.__file__)))
    return found


def _is_loose(path: str) -> bool:
    """Whether it is neither ours nor Python's nor of an installed distribution."""
    is_installed = path.startswith(_INSTALLED_IN) or f"-packages{os.sep}" in path
    return not is_installed and not path.startswith(f"{_PACKAGE}{os.sep}")


def _content(folder: str) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(_sources(folder)):
        digest.update(name.removeprefix(folder).encode() + b"\0" + bytes_of(name) + b"\0")
    return digest.digest()


def _sources(folder: str) -> Iterator[str]:
    """All files but compiled ones, of which there are as many."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _sources(entry.path)
            elif entry.is_file() and not entry.name.endswith(".pyc"):
                yield entry.path


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _of_setting(value: object) -> bytes:
    return _digest(json.dumps(value, default=_plain, sort_keys=True).encode())


def _plain(value: object) -> object:
    if isinstance(value, UserDict):
        return dict(value)
    if isinstance(value, (ZoneInfo, Path)):
        return str(value)
    # Code, by a name that is the same in every process.
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value))}"
