"""Pictures and files of the old site: where they come from, made fit, and where they go.

They are looked for in a folder that was named (`wp-content/uploads`), then, where that was asked
for, at the old site's own hosts and no others. Each is had once, whoever uses it. What is larger
than a page shows becomes smaller, what only Apple's devices show becomes a JPEG, and what isn't
what it says isn't taken.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.media.file import SUFFIXES
from kim_plugins.exchange.imports.web import is_same_site, urlsplit
from kim_plugins.records.portable import plain_name
from kim_plugins.records.problems import Fault

_EDGE: Final = 1600
"""Pixels of the longer side of what is kept; pages show no more (`media/pictures.py`)."""
_HEAVY: Final = 1 << 20
_LONGEST: Final = 60
_SIZED: Final = re.compile(r"-(?:\d{2,4}x\d{2,4}|scaled|e\d{10,})(?=\.\w+$)")
"""What WordPress appends to the smaller copies of a picture."""
_BLOGGER: Final = re.compile(r"/(?:s\d{2,4}|w\d+-h\d+)(?:-[\w-]+)*/(?=[^/]+$)")
"""The part of an address in which Blogger says how large a picture shall be."""
_GROUPED: Final = re.compile(r"^(?:sedang|kecil)_")
_PHOTOGRAPHS: Final = ("image/jpeg", "image/heic")

Fetch = Callable[[str], bytes | str]
"""The bytes of an address, or why they weren't had."""
Look = Callable[[str], bytes | None]
"""The bytes of a file of the named folder, by its path below it."""
Inspect = Callable[[str, bytes], Media | Fault]


@dataclass(slots=True)
class Files:
    """What can be had of the old site's files; `taken` are their places by their addresses.

    `read` gives the bytes of a path of the content, `names` are those of the named folder by their
    last part, `hosts` those that may be asked. `promised` are the addresses that would be asked
    for, where nobody may be asked yet.
    """

    read: Callable[[str], bytes | None]
    inspect: Inspect
    look: Look | None = None
    names: dict[str, list[str]] = field(default_factory=dict)
    fetch: Fetch | None = None
    hosts: Collection[str] = ()
    taken: dict[str, str] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    promised: set[str] = field(default_factory=set)
    _placed: dict[str, bytes] = field(default_factory=dict)

    def place(self, url: str, data: bytes | None, year: int) -> str | None:
        """The path of a file below the content, if it can be had; its bytes join `new`."""
        key = url
        if url.startswith("data:") and data is not None:
            key = f"data:{hashlib.blake2b(data, digest_size=12).hexdigest()}"
        copies = [key] if data is not None else list(dict.fromkeys(_copies(url)))
        if known := next((self.taken[one] for one in copies if one in self.taken), None):
            return known
        if key in self.refused:
            return None
        found = (key, data) if data is not None else self._had(url, copies)
        if found is None:
            return self._promised(url, year)
        path = self._put(found[1], "" if url.startswith("data:") else url, key, year)
        if path:
            self.taken[found[0]] = path
        return path

    def _had(self, url: str, copies: Sequence[str]) -> tuple[str, bytes] | None:
        """The first copy of a file that can be had: its address and its bytes."""
        for one in copies:
            if self.look and (data := self._looked(one)) is not None:
                return one, data
        if self.fetch is None or not self._may_ask(urlsplit(url).hostname or ""):
            return None
        for one in copies:
            if one in self.refused:
                continue
            answer = self.fetch(one)
            if isinstance(answer, bytes):
                return one, answer
            self.refused[one] = answer
        return None

    def _promised(self, url: str, year: int) -> str | None:
        """About where a file will be that a trial doesn't ask for."""
        if self.fetch is not None or not self._may_ask(urlsplit(url).hostname or ""):
            return None
        self.promised.add(url)
        return f"media/{year}/{''.join(_stem(url))}"

    def _may_ask(self, host: str) -> bool:
        return any(is_same_site(host, one) or host.endswith(f".{one}") for one in self.hosts)

    def _looked(self, url: str) -> bytes | None:
        """The file of the folder whose path ends most like an address."""
        assert self.look  # noqa: S101 - whoever calls has seen to it
        parts = unquote(urlsplit(url).path).strip("/").split("/")
        named = self.names.get(parts[-1].lower(), ())
        best = max(named, key=lambda path: _alike(path.split("/"), parts), default=None)
        return self.look(best) if best and _is_meant(best.split("/"), parts) else None

    def _put(self, data: bytes, url: str, key: str, year: int) -> str | None:
        stem, suffix = _stem(url)
        path = f"media/{year}/{stem}{suffix}"
        found = self.inspect(path, data)
        if isinstance(found, Fault):
            self.refused[key] = found.message
            return None
        data, suffix = _fitting(found, data, PurePosixPath(found.right_path).suffix.lower())
        digest = hashlib.blake2b(data, digest_size=16).digest()
        for path in _paths(f"media/{year}/{stem}", suffix):
            there = self._digest(path)
            if there in (None, digest):
                if there is None:
                    self.new[path], self._placed[path] = data, digest
                return path
        return None

    def _digest(self, path: str) -> bytes | None:
        if path in self._placed:
            return self._placed[path]
        there = self.read(path)
        return None if there is None else hashlib.blake2b(there, digest_size=16).digest()


def _stem(url: str) -> tuple[str, str]:
    """The name and the ending of a file, as ours are called."""
    name = PurePosixPath(unquote(urlsplit(url).path)).name or "gambar"
    name = _SIZED.sub("", _GROUPED.sub("", name))
    stem = plain_name(PurePosixPath(name).stem)[:_LONGEST].strip("-")
    return stem or "gambar", PurePosixPath(name).suffix.lower()


def _paths(stem: str, suffix: str) -> Iterator[str]:
    yield f"{stem}{suffix}"
    yield from (f"{stem}-{number}{suffix}" for number in range(2, 10_000))


def _copies(url: str) -> Iterator[str]:
    """The addresses at which a picture may lie, the original first."""
    path = urlsplit(url).path
    if _SIZED.search(path):
        yield url.replace(path, _SIZED.sub("", path))
    if "bp.blogspot.com" in url or "googleusercontent.com" in url:
        yield _BLOGGER.sub(f"/s{_EDGE}/", url)
    yield url
    if "/sedang_" in path:  # OpenSID keeps two copies and no original
        yield url.replace("/sedang_", "/kecil_")
        yield url.replace("/sedang_", "/")


def _alike(path: list[str], other: list[str]) -> tuple[int, int]:
    """How many last parts two paths share, then the shorter one."""
    same = 0
    for one, two in zip(reversed(path), reversed(other), strict=False):
        if one.lower() != two.lower():
            break
        same += 1
    return same, -len(path)


def _is_meant(path: list[str], parts: list[str]) -> bool:
    """Whether a file is the one of an address: many folders have a `1.jpg`."""
    return _alike(path, parts)[0] >= min(2, len(path))


def _fitting(media: Media, data: bytes, suffix: str) -> tuple[bytes, str]:
    """A picture no larger than a page shows it, as something that every device shows."""
    is_large = max(media.width or 0, media.height or 0) > _EDGE or len(data) > _HEAVY
    is_photograph = media.is_raster and not media.moves and media.mime in _PHOTOGRAPHS
    if not is_photograph or not (is_large or media.mime == "image/heic"):
        return data, suffix
    from kim_plugins.catalogue.media import image_codec  # noqa: PLC0415 - few pictures need it

    picture = image_codec.open_upright(data, _EDGE)
    scale = min(1.0, _EDGE / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    smaller = image_codec.as_jpeg(image_codec.resized(picture, size))
    if len(smaller) >= len(data) and media.mime == "image/jpeg":
        return data, suffix
    return smaller, SUFFIXES["image/jpeg"][0]
