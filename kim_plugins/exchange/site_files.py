"""The files of another site that are shown here: bulletins, profiles and media, within bounds."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Final, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from kim_plugins.catalogue.media.file import DOCUMENTS, SUFFIXES
from kim_plugins.catalogue.media.sounds import MIMES
from kim_plugins.exchange.unpacking import BROKEN, Refused
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.problems import quote

MOST_FILES: Final = 20_000
LARGEST: Final = 50 << 20
"""Bytes of one file."""
MOST_BYTES: Final = 1 << 30
"""Bytes of all files that are taken of one source."""
DEEPEST: Final = 12
SETTINGS: Final = "mkdocs.yml"
_LARGEST_SETTINGS: Final = 1 << 18
_MEDIA: Final = (*(one for every in SUFFIXES.values() for one in every), *MIMES, *DOCUMENTS)
_CONTENT: Final = "content"


class Bounds:
    """Counts what is taken of a source; `take` raises Refused where that is more than allowed."""

    def __init__(self) -> None:
        self._files = self._bytes = 0

    def take(self, path: str, size: int) -> None:
        """Count one more file."""
        self._files += 1
        self._bytes += size
        if self._files > MOST_FILES:
            raise Refused(f"memuat lebih dari {MOST_FILES} berkas")
        if size > LARGEST:
            raise Refused(f"{quote(path)} lebih besar dari {LARGEST >> 20} MB")
        if self._bytes > MOST_BYTES:
            raise Refused(f"lebih besar dari {MOST_BYTES >> 20} MB setelah dibuka")


class Layout(NamedTuple):
    """Where the site lies in what was fetched, and what its settings say."""

    content: str
    facts: dict[str, str]

    def taken(self, path: str) -> str | None:
        """The path of a file below the content folder; None for what isn't shown here."""
        if not path.startswith(self.content):
            return None
        own = path[len(self.content) :]
        parts = own.split("/")
        if any(part.startswith(".") or not part for part in parts) or "\\" in own:
            return None
        if not own.isprintable():  # surrogates, too, which stand for bytes that are no UTF-8
            raise Refused(f"nama berkas {quote(own)} memuat tanda yang tidak dapat dipakai")
        if len(parts) > DEEPEST:
            raise Refused(f"folder bertingkat terlalu dalam: {quote(own)}")
        if own.endswith(".md"):
            return None if kind_of(own) is Kind.PAGE else own
        return own if PurePosixPath(own).suffix.lower() in _MEDIA else None


def layout_of(names: Iterable[str], below: str, settings: dict[str, bytes]) -> Layout:
    """Find the site among the files of a source: at `below`, or where its settings lie."""
    every = list(names)
    root = f"{below.strip('/')}/" if below.strip("/") else _common_folder(every)
    facts = facts_of(settings.get(f"{root}{SETTINGS}", b""))
    docs = facts.pop("docs_dir", "docs" if f"{root}{SETTINGS}" in settings else _CONTENT)
    for content in (f"{root}{docs.strip('/')}/", f"{root}{_CONTENT}/", root):
        if any(_is_profile(name, content) for name in every):
            return Layout(content, facts)
    raise Refused("tidak memuat profil kelompok; yang dicari: content/kelompok/<id>.md")


def _is_profile(name: str, content: str) -> bool:
    return name.startswith(f"{content}kelompok/") and name.endswith(".md")


def _common_folder(names: list[str]) -> str:
    """The one folder in which everything lies, as in the archive of a code host."""
    first = {name.partition("/")[0] for name in names if "/" in name}
    alone = len(first) == 1 and all("/" in name for name in names)
    folder = f"{min(first)}/" if alone else ""
    return "" if folder.strip("/") in (_CONTENT, "kelompok", "docs") else folder


def facts_of(data: bytes) -> dict[str, str]:
    """What a source's mkdocs.yml says of it; tags that stand for programs are no facts."""
    try:
        node = yaml.compose(data[:_LARGEST_SETTINGS].decode("utf-8-sig"), yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return {}
    top = _texts(node)
    own = _texts(_of_catalogue(node))
    url, host = _address(top.get("site_url", ""))
    facts = {
        "name": top.get("site_name", ""),
        "docs_dir": top.get("docs_dir", ""),
        "url": url,
        "host": own.get("guid_host", "") or host,
        "timezone": _zone(own.get("timezone", "")),
        "license_name": own.get("license_name", ""),
        "license_url": own.get("license_url", ""),
        "line_breaks": own.get("line_breaks", ""),
    }
    return {key: value for key, value in facts.items() if value}


def _address(written: str) -> tuple[str, str]:
    """An address of the web that ends in a slash, and its host; nothing where it is none."""
    try:
        parts = urlsplit(written)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    if parts.scheme not in {"http", "https"} or not host:
        return "", ""
    return written if written.endswith("/") else f"{written}/", host


def _zone(name: str) -> str:
    try:
        return str(ZoneInfo(name)) if name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def _pairs(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """The values of a mapping by their keys; nothing of any other node."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value}


def _texts(node: yaml.Node | None) -> dict[str, str]:
    pairs = _pairs(node).items()
    return {key: str(value.value) for key, value in pairs if isinstance(value, yaml.ScalarNode)}


def _of_catalogue(node: yaml.Node | None) -> yaml.Node | None:
    """The options of `kim/catalogue`; MkDocs takes plugins as a list or as a mapping."""
    plugins = _pairs(node).get("plugins")
    each = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    return next((found for one in each if (found := _pairs(one).get("kim/catalogue"))), None)


def files_in_zip(file: BinaryIO, below: str) -> tuple[Layout, Iterator[tuple[str, bytes]]]:
    """The files of a site in a ZIP. Raises Refused, also while they are read."""
    try:
        archive = zipfile.ZipFile(file)
        infos = {one.filename: one for one in archive.infolist() if not one.is_dir()}
        settings = {
            name: archive.open(info).read(_LARGEST_SETTINGS)
            for name, info in infos.items()
            if name.rpartition("/")[2] == SETTINGS and info.file_size < _LARGEST_SETTINGS
        }
    except BROKEN as error:
        raise Refused(f"bukan ZIP yang utuh ({error})") from None
    if len(infos) > MOST_FILES:
        raise Refused(f"memuat {len(infos)} berkas; paling banyak {MOST_FILES}")
    layout = layout_of(infos, below, settings)
    return layout, _of_zip(archive, infos, layout)


def _of_zip(
    archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], layout: Layout
) -> Iterator[tuple[str, bytes]]:
    bounds = Bounds()
    for name, info in sorted(infos.items()):
        own = layout.taken(name)
        if own is None:
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Refused(f"memuat tautan (symlink) {quote(own)}; ganti dengan berkas aslinya")
        bounds.take(own, info.file_size)
        try:
            with archive.open(info) as opened:
                data = opened.read(LARGEST + 1)
        except BROKEN as error:
            raise Refused(f"{quote(own)} tidak dapat dibuka ({error})") from None
        # Its directory may lie about its size.
        if len(data) > info.file_size:
            raise Refused(f"{quote(own)} lebih besar daripada yang tertulis di ZIP")
        yield own, data
