"""An export as a stream of clean UTF-8, whatever it was packed in and whatever it claims to be.

Exports are larger than memory, and careless: bytes of Windows-1252 among UTF-8, a declaration of an
encoding that it isn't, control characters that XML forbids. What is no UTF-8 is read as
Windows-1252, letter by letter, and counted.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Final

from kim_plugins.exchange.imports.items import NotImported
from kim_plugins.exchange.unpacking import BROKEN
from kim_plugins.records.problems import quote

AT_ONCE: Final = 1 << 18
HEAD: Final = 1 << 16
"""Bytes at the beginning that tell what something is."""
MOST_BYTES: Final = 20 << 30
"""Bytes of an export, unpacked; a bomb has more."""
_NEVER: Final = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_WANTED: Final = (".xml", ".atom", ".sql", ".json", ".rss")

Opener = Callable[[], IO[bytes]]
"""Opens something from its beginning, as often as it is asked."""


@dataclass(slots=True)
class Text:
    """Bytes to be read as UTF-8; `name` is for messages.

    `strays` counts the letters of the last reading that weren't UTF-8.
    """

    name: str
    open: Opener
    strays: int = 0
    _coding: str = field(default="", repr=False)

    def head(self) -> str:
        """The first bytes."""
        with self.reading() as stream:
            return stream.read(HEAD).decode("utf-8", "replace")

    def notes(self) -> list[str]:
        """Sentences on what was odd about it, after it was read to its end."""
        if not self.strays:
            return []
        found = f"{self.strays} huruf di {quote(self.name)} bukan UTF-8"
        return [f"{found}; dibaca sebagai Windows-1252"]

    @contextmanager
    def reading(self) -> Iterator[Clean]:
        """Open it for reading from the beginning. Raises `NotImported` where it is damaged."""
        self.strays = 0
        with ExitStack() as stack:
            try:
                if not self._coding:
                    self._coding = _coding_of(_sample(self.name, self.open))
                stream = stack.enter_context(unpacked(self.name, self.open))
            except BROKEN as error:
                raise _damaged(self.name, error) from None
            clean = Clean(self.name, stream, self._coding)
            yield clean
            self.strays = clean.strays


def _damaged(name: str, error: BaseException) -> NotImported:
    return NotImported(f"{quote(name)} tidak dapat dibaca sampai habis ({error}); unduh lagi")


class Clean(io.RawIOBase):
    """A stream in UTF-8 without control characters."""

    def __init__(self, name: str, stream: IO[bytes], coding: str) -> None:
        super().__init__()
        self._name = name
        self._stream, self._rest, self._length = stream, b"", 0
        self.strays = 0
        # A name of its own for each reading would never be forgotten by `codecs`.
        self._decoder = codecs.getincrementaldecoder(coding)(_ERRORS)

    def readable(self) -> bool:
        """True, as io.RawIOBase asks."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes, or all that is left."""
        if size < 0:
            return b"".join(iter(lambda: self.read(AT_ONCE), b""))
        while len(self._rest) < size:
            try:
                part = self._stream.read(AT_ONCE)
            except BROKEN as error:
                raise _damaged(self._name, error) from None
            self._length += len(part)
            if self._length > MOST_BYTES:
                raise NotImported(f"isinya lebih dari {MOST_BYTES >> 30} GB setelah dibuka")
            text = self._decoder.decode(part, final=not part)
            self.strays += text.count(_STRAY)
            self._rest += text.replace(_STRAY, "").encode().translate(None, _NEVER)
            if not part:
                break
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


_STRAY: Final = "\ufdd0"
"""Stands beside a letter that was no UTF-8; no text has it (a noncharacter)."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data = error.object[error.start : error.end]
    return _STRAY + data.decode("cp1252", "replace"), error.end


_ERRORS: Final = "kim-windows-1252"
codecs.register_error(_ERRORS, _as_windows)


def _coding_of(head: bytes) -> str:
    for mark, coding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return coding
    declared = _DECLARED.search(head[:500])
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter may go on behind the sample.
        is_utf8 = error.start > len(head) - 4
    else:
        is_utf8 = not head.isascii()
    if is_utf8 or not declared:
        return "utf-8"
    try:
        name = codecs.lookup(declared[1].decode()).name
    except LookupError:
        return "utf-8"
    # To every program that writes exports, Latin-1 is Windows-1252.
    return "cp1252" if name == "iso8859-1" else name


def _sample(name: str, opener: Opener) -> bytes:
    with unpacked(name, opener) as stream:
        return stream.read(HEAD * 16)


@contextmanager
def unpacked(name: str, opener: Opener) -> Iterator[IO[bytes]]:
    """What is inside of a .gz, or the export inside of a .zip; anything else as it is."""
    with opener() as stream:
        start = stream.read(4)
        stream.seek(0)
        if start[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=stream) as inside:
                yield inside  # type: ignore[misc]
        elif start == b"PK\x03\x04":
            with zipfile.ZipFile(stream) as archive:
                fitting = [one for one in archive.infolist() if _is_export(one.filename)]
                if not fitting:
                    raise NotImported(f"di {quote(name)} tidak ada ekspor (.xml, .atom, .sql)")
                with archive.open(max(fitting, key=lambda one: one.file_size)) as inside:
                    yield inside
        else:
            yield stream


def _is_export(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _WANTED
