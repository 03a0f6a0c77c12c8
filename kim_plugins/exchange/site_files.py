"""The files of another site that are shown here: bulletins, profiles and media, within bounds.

However a site came (a folder, an archive, a repository), it is listed as members before anything
of it is read. What is listed decides what is taken, and what is refused as a whole: names that lead
out of their folder, links and devices, two files for one name, more than anybody's site holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from kim_plugins.catalogue.media.file import DOCUMENTS, SUFFIXES
from kim_plugins.catalogue.media.sounds import MIMES
from kim_plugins.exchange.unpacking import Refused
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.portable import folded, is_reserved
from kim_plugins.records.problems import quote

MOST_FILES: Final = 20_000
"""Files that are taken of one source."""
MOST_LISTED: Final = 200_000
"""Files that a source holds, taken or not."""
LARGEST: Final = 50 << 20
"""Bytes of one file."""
MOST_BYTES: Final = 1 << 30
"""Bytes of all files that are taken of one source."""
DEEPEST: Final = 12
"""Folders in one another below the content folder."""
SETTINGS: Final = "mkdocs.yml"
LINK: Final = "tautan (symlink)"
DEVICE: Final = "berkas khusus, bukan berkas biasa,"
_LARGEST_SETTINGS: Final = 1 << 18
_MEDIA: Final = (*(one for every in SUFFIXES.values() for one in every), *MIMES, *DOCUMENTS)
_CONTENT: Final = "content"
_LEFT_BY_SYSTEMS: Final = "__MACOSX"
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_NO_ADDRESS: Final = re.compile(r"[\s\x00-\x1f<>\"\\]")
_LONGEST: Final = 200
"""Signs of a name."""


class Member(NamedTuple):
    """A file of a source before it is read.

    `path` is as the source names it, `size` in bytes as it is announced; `read` gives the bytes, or
    raises Refused. `odd` says what it is where it is no plain file.
    """

    path: str
    size: int
    read: Callable[[], bytes]
    odd: str = ""


class Layout(NamedTuple):
    """Where the site lies in what was fetched, and what its settings say."""

    content: str
    facts: dict[str, str]

    def visible(self, path: str) -> str | None:
        """The path of a file below the content folder; None for what isn't there or is hidden."""
        if not path.startswith(self.content):
            return None
        own = path[len(self.content) :]
        return None if any(part.startswith(".") or not part for part in own.split("/")) else own

    def taken(self, path: str) -> str | None:
        """The same; None for what isn't shown here. Raises Refused where nobody can keep it."""
        own = self.visible(path)
        if own is None or not _is_shown(own):
            return None
        parts = own.split("/")
        # Surrogates aren't printable either: they stand for bytes that are no UTF-8.
        if not own.isprintable() or set("\\:") & set(own) or any(map(is_reserved, parts)):
            raise Refused(f"nama berkas {quote(own)} tidak dapat dipakai di semua komputer")
        if len(parts) > DEEPEST:
            raise Refused(f"folder bertingkat terlalu dalam: {quote(own)}")
        return own


def _is_shown(own: str) -> bool:
    if own.endswith(".md"):
        return kind_of(own) is not Kind.PAGE
    return PurePosixPath(own).suffix.lower() in _MEDIA


def site_of(
    members: Iterable[Member], below: str
) -> tuple[dict[str, str], Iterator[tuple[str, bytes]]]:
    """What a site says of itself, and the files that are taken of it.

    `below` is the folder of the site, where it isn't found by itself. Raises Refused, also while
    the files are read.
    """
    listed = _listed(members)
    settings = {
        path: one.read()
        for path, one in listed.items()
        if path.rpartition("/")[2] == SETTINGS and not one.odd and one.size < _LARGEST_SETTINGS
    }
    try:
        layout = layout_of(listed, below, settings)
    except Refused:
        for path, one in listed.items():
            if one.odd and path.rpartition("/")[2] in (_CONTENT, "kelompok"):
                raise Refused(
                    f"{quote(path)} adalah {one.odd}; ganti dengan folder aslinya"
                ) from None
        raise
    return layout.facts, _read(_chosen(layout, listed))


def _listed(members: Iterable[Member]) -> dict[str, Member]:
    """Members by their paths in plain form; of two with one path the last stays, as unpacked."""
    listed: dict[str, Member] = {}
    for count, one in enumerate(members, 1):
        if count > MOST_LISTED:
            raise Refused(f"memuat lebih dari {MOST_LISTED} berkas")
        parts = [part for part in one.path.split("/") if part not in ("", ".")]
        if one.path.startswith("/") or ".." in parts or _DRIVE.match(one.path):
            raise Refused(f"memuat jalur yang keluar dari foldernya: {quote(one.path)}")
        listed["/".join(parts)] = one
    return listed


def _chosen(layout: Layout, listed: dict[str, Member]) -> dict[str, Member]:
    """The members to be read, by their paths below the content folder."""
    chosen: dict[str, Member] = {}
    for path, one in sorted(listed.items()):
        own = layout.visible(path)
        # A link may stand for a folder, but not where it has the name of an ordinary page.
        if one.odd and own and (_is_shown(own) or not own.endswith(".md")):
            raise Refused(f"memuat {one.odd} {quote(own)}; ganti dengan berkas aslinya")
        if not one.odd and (own := layout.taken(path)):
            chosen[own] = one
    if len(chosen) > MOST_FILES:
        raise Refused(f"memuat {len(chosen)} berkas yang akan tampil; paling banyak {MOST_FILES}")
    same: dict[str, str] = {}
    for own in chosen:
        # As most disks outside of Linux compare names.
        other = same.setdefault(folded(own), own)
        if other != own:
            raise Refused(f"{quote(own)} dan {quote(other)} sama namanya di sebagian komputer")
        inside = next((str(p) for p in PurePosixPath(own).parents if str(p) in chosen), None)
        if inside:
            raise Refused(f"{quote(inside)} adalah berkas dan folder sekaligus")
    return chosen


def _read(chosen: dict[str, Member]) -> Iterator[tuple[str, bytes]]:
    total = 0
    for own, one in chosen.items():
        total += one.size
        if one.size > LARGEST:
            raise Refused(f"{quote(own)} lebih besar dari {LARGEST >> 20} MB")
        if total > MOST_BYTES:
            raise Refused(f"lebih besar dari {MOST_BYTES >> 20} MB setelah dibuka")
        data = one.read()
        # An archive may lie about sizes, and a folder may change meanwhile.
        if len(data) > one.size:
            raise Refused(f"{quote(own)} lebih besar daripada ukuran yang tertulis")
        yield own, data


def layout_of(names: Iterable[str], below: str, settings: dict[str, bytes]) -> Layout:
    """Find the site among the files of a source: at `below`, or where its settings lie."""
    every = list(names)
    root = f"{below.strip('/')}/" if below.strip("/") else _common_folder(every)
    facts = facts_of(settings.get(f"{root}{SETTINGS}", b""))
    docs = facts.pop("docs_dir", "docs" if f"{root}{SETTINGS}" in settings else _CONTENT)
    for content in (f"{root}{docs.strip('/')}/", f"{root}{_CONTENT}/", root):
        if any(_is_profile(name, content) for name in every):
            return Layout(content, facts)
    raise Refused(
        f"tidak memuat profil kelompok; yang dicari: {quote(f'{root}{_CONTENT}/kelompok/<id>.md')}"
    )


def _is_profile(name: str, content: str) -> bool:
    return name.startswith(f"{content}kelompok/") and name.endswith(".md")


def _common_folder(names: list[str]) -> str:
    """The one folder in which everything lies, as in the archive of a code host."""
    # macOS puts notes of its own into every archive.
    own = [name for name in names if not name.startswith((".", _LEFT_BY_SYSTEMS))]
    first = {name.partition("/")[0] for name in own}
    alone = len(first) == 1 and all("/" in name for name in own)
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
    named = own.get("guid_host", "")
    facts = {
        "name": _line(top.get("site_name", "")),
        "docs_dir": top.get("docs_dir", ""),
        "url": url,
        "host": named if _HOST.fullmatch(named) else host,
        "timezone": _zone(own.get("timezone", "")),
        "license_name": _line(own.get("license_name", "")),
        "license_url": own.get("license_url", "")
        if _address(own.get("license_url", ""))[0]
        else "",
        "line_breaks": own.get("line_breaks", ""),
    }
    return {key: value for key, value in facts.items() if value}


def _line(written: str) -> str:
    return " ".join(HIDDEN.sub(" ", written).split())[:_LONGEST]


def _address(written: str) -> tuple[str, str]:
    """An address of the web that ends in a slash, and its host; nothing where it is none."""
    try:
        parts = urlsplit(written)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return "", ""
    if _NO_ADDRESS.search(written):
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
