"""What everything is made with, besides the content: Python, code, libraries and settings.

This is the one place that says so; whatever is kept between builds is sealed with it.

What everything is made with is found, not listed. `builder/recipe.py` digests Python, our own
files, the settings, and of every distribution on `sys.path` its name and version (an unrelated one
costs one build its time; to follow what requires what would take fifty times as long). By their
content count: the packages of the site's Markdown extensions, every loaded module that lies outside
of installed packages (hooks, what they import, editable installs, local plugins), and the theme's
own folder. That takes 2 ms of a `kim check`, less than asking for nine versions took.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections import UserDict
from collections.abc import Collection, Iterable, Iterator, Mapping
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
_SIZE: Final = 16
_INSTALLED: Final = (".dist-info", ".egg-info")
_HEAD: Final = 512
"""Bytes that name a distribution and its version."""
_INSTALLED_IN: Final = tuple(
    sysconfig.get_path(kind) + os.sep for kind in ("purelib", "platlib", "stdlib", "platstdlib")
)
_PLACES: Final = ("config_file_path", "docs_dir", "site_dir")
"""Settings that tell where something lies; what is made doesn't depend on it."""
_PREPARES: Final = ("records", "catalogue", "builder", "engine")
"""The packages that records and bodies pass through."""


def recipe(settings: object, extensions: Iterable[str], folders: Iterable[str]) -> bytes:
    """A digest that changes with our code, a library, a setting or code and files of the site.

    `extensions` are Markdown's, by name, and `folders` those of the theme.
    """
    digest = hashlib.blake2b(program(), digest_size=_SIZE)
    digest.update(json.dumps(settings, default=_plain, sort_keys=True).encode())
    digest.update(_code_of(extensions))
    for folder in folders:
        if _is_loose(f"{folder}{os.sep}"):
            digest.update(_content(_sources(folder), folder))
    return digest.digest()


def ingredients(settings: Mapping[str, object], folders: Iterable[str]) -> dict[str, str]:
    """The same part by part, each a digest under what an editor calls it."""
    found = {
        f"setelan {name}": _hex(json.dumps(value, default=_plain, sort_keys=True).encode())
        for name, value in settings.items()
        if name not in _PLACES
    }
    for place in dict.fromkeys(sys.path):
        for one in _distributions(place or "."):
            named = one.partition(b"\n")[0].partition(b".dist-info")[0].decode(errors="replace")
            name, _, _ = named.rpartition("-")
            found[f"pustaka {name or named}"] = _hex(one)
    loose = [folder for folder in folders if _is_loose(f"{folder}{os.sep}")]
    found |= {f"folder tema {f}": _content(_sources(f), f).hex() for f in loose}
    code = _content(_sources(_PACKAGE), _PACKAGE).hex()
    return {**found, "Python": _hex(sys.version.encode()), "program kim_plugins": code}


def _hex(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=_SIZE).hexdigest()


def prepared_with(options: SiteOptions) -> bytes:
    """A digest of what records and bodies depend on besides their files."""
    digest = hashlib.blake2b(program(_PREPARES), digest_size=_SIZE)
    settings = [
        *(str(options.zone), options.line_breaks),
        *(options.markdown_extensions, options.markdown_configs),
    ]
    digest.update(json.dumps(settings, default=name_of, sort_keys=True).encode())
    digest.update(_code_of(options.markdown_extensions))
    return digest.digest()


@lru_cache(maxsize=4)
def program(packages: Collection[str] = ("",)) -> bytes:
    """A digest of Python, of packages of ours (of all, unless told) and of what is installed.

    That is every distribution, not only those that we require: to read their names takes less than
    a millisecond, to follow what requires what takes fifty. A tool that is upgraded beside them
    costs one build its time.
    """
    digest = hashlib.blake2b(sys.version.encode(), digest_size=_SIZE)
    for package in packages:
        digest.update(_content(_sources(os.path.join(_PACKAGE, package)), _PACKAGE))  # noqa: PTH118 - as in _sources
    for place in dict.fromkeys(sys.path):
        digest.update(b"".join(_distributions(place or ".")))
    return digest.digest()


def _distributions(place: str) -> Iterator[bytes]:
    """What tells one version of each distribution from another; installing it again is the same."""
    try:
        found = sorted(name for name in os.listdir(place) if name.endswith(_INSTALLED))  # noqa: PTH208 - names are all
    except OSError:  # an archive, or a folder that isn't there
        return
    for name in found:
        folder = f"{place}/{name}"
        yield name.encode() + (_beginning(f"{folder}/METADATA") or _beginning(f"{folder}/PKG-INFO"))
        if os.path.exists(f"{folder}/direct_url.json"):  # noqa: PTH110 - as above
            # Not from an index: code may change without its version. What is edited where it lies
            # counts when it is loaded.
            yield _beginning(f"{folder}/RECORD", -1)


def _beginning(name: str, size: int = _HEAD) -> bytes:
    try:
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - a hundred of them
            return file.read(size)
    except OSError:
        return b""


def _code_of(extensions: Iterable[str]) -> bytes:
    """A digest of Markdown extensions and of hooks, plugins and whatever else lies loose.

    MkDocs has loaded all of them when it has read the settings.
    """
    modules = {entry.name: entry.module for entry in get_installed_extensions()}
    # A plugin may add an extension that it has made itself; its module is loaded, too.
    names = [one if isinstance(one, str) else type(one).__module__ for one in extensions]
    named = {modules.get(name, name).partition(":")[0].partition(".")[0] for name in names}
    known_by_version = {"__main__", "__mp_main__", "kim_plugins", "markdown"}
    digest = hashlib.blake2b(digest_size=_SIZE)
    for name, module in sorted(sys.modules.items()):
        file, top = getattr(module, "__file__", None), name.partition(".")[0]
        if file and top not in known_by_version and (top in named or _is_loose(file)):
            digest.update(name.encode() + _code(module))
    return digest.digest()


_loaded: Final[WeakKeyDictionary[ModuleType, bytes]] = WeakKeyDictionary()


def _code(module: ModuleType) -> bytes:
    """A digest of its file when it was met first: a preview goes on with what it has loaded."""
    found = _loaded.get(module)
    if found is None:
        data = bytes_of(str(module.__file__))
        found = _loaded[module] = hashlib.blake2b(data, digest_size=_SIZE).digest()
    return found


def _is_loose(path: str) -> bool:
    """Whether it is neither ours nor Python's nor of an installed distribution."""
    is_installed = path.startswith(_INSTALLED_IN) or f"-packages{os.sep}" in path
    return not is_installed and not path.startswith(f"{_PACKAGE}{os.sep}")


def _content(names: Iterable[str], root: str) -> bytes:
    digest = hashlib.blake2b(digest_size=_SIZE)
    for name in sorted(names):
        digest.update(name.removeprefix(root).encode() + b"\0" + bytes_of(name) + b"\0")
    return digest.digest()


def _plain(value: object) -> object:
    if isinstance(value, UserDict):
        return dict(value)
    return str(value) if isinstance(value, (ZoneInfo, Path)) else name_of(value)


def name_of(value: object) -> str:
    """A setting that is code, by a name that is the same in every process."""
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value))}"


def _sources(folder: str) -> Iterator[str]:
    """All files but compiled ones, of which there are as many."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _sources(entry.path)
            elif entry.is_file() and not entry.name.endswith(".pyc"):
                yield entry.path
