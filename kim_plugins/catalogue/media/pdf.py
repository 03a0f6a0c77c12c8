"""PDF files: what must not be in them, and the file without metadata (ISO 32000-1)."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from pypdf import PasswordType, PdfReader, PdfWriter
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from kim_plugins.catalogue.media.pdf_writing import pack_objects
from kim_plugins.catalogue.media.picture_notes import strip_metadata

# What is odd in a file is told by what is found of it, not by the library's log.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False

_NOTES: Final = ("/Metadata", "/PieceInfo", "/LastModified")
_ACTIONS: Final = {
    "/JavaScript": "program (JavaScript)",
    "/Launch": "perintah untuk menjalankan program lain",
    "/ImportData": "perintah untuk mengambil data",
    "/GoToE": "berkas lain di dalamnya",
    "/RichMediaExecute": "program (Flash)",
}
_KEYS: Final = {
    "/JS": _ACTIONS["/JavaScript"],
    "/EF": _ACTIONS["/GoToE"],
    "/XFA": "formulir yang menjalankan program (XFA)",
    "/RichMediaContent": _ACTIONS["/RichMediaExecute"],
}
_NAME: Final = re.compile(rb"/[A-Za-z#0-9]{2,40}")
_NUMBERED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


class UnchangedReason(Enum):
    """Why a PDF is published unchanged."""

    LOCKED = auto()
    SIGNED = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A PDF as it is published.

    `harm` says what it holds that nobody should be sent; `needs_password`, that nobody can open it;
    `kept` why what its programs noted stays in it.
    """

    data: bytes
    harm: str = ""
    needs_password: bool = False
    kept: UnchangedReason | None = None


def clean_pdf(data: bytes) -> Cleaned:
    """A PDF without author, programs, dates, drafts and photograph metadata."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            return _locked(reader, data)
        return _cleaned(reader, data)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - what damage makes of the library is one thing: it can't be read
        return _as_it_is(data, UnchangedReason.BROKEN)


def _cleaned(reader: PdfReader, data: bytes) -> Cleaned:
    pages = len(reader.pages)
    if not pages:
        return _as_it_is(data, UnchangedReason.BROKEN)
    every = list(_dictionaries(reader))
    if harm := next(filter(None, map(_harm, every)), ""):
        return Cleaned(data, harm)
    if any("/ByteRange" in one and "/Contents" in one for one in every):
        return Cleaned(data, kept=UnchangedReason.SIGNED)
    for one in every:
        _forget_notes(one)
    # What nothing leads to any more isn't copied.
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    made = pack_objects(writer._objects, writer.root_object)  # noqa: SLF001 - pypdf offers no way through all
    if len(PdfReader(io.BytesIO(made)).pages) != pages:
        return _as_it_is(data, UnchangedReason.BROKEN)
    return Cleaned(made)


def _locked(reader: PdfReader, data: bytes) -> Cleaned:
    """An encrypted PDF, which may not be changed; it is inspected as far as possible."""
    with suppress(DependencyError, NotImplementedError):
        if reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            return Cleaned(data, needs_password=True)
        harm = next(filter(None, map(_harm, _dictionaries(reader))), "")
        return Cleaned(data, harm, kept=UnchangedReason.LOCKED)
    return _as_it_is(data, UnchangedReason.LOCKED)


def _as_it_is(data: bytes, why: UnchangedReason) -> Cleaned:
    """A PDF that can't be parsed; its bytes are searched for active content."""
    names = {
        _NUMBERED.sub(lambda code: bytes((int(code[1], 16),)), name).decode("latin-1")
        for name in _NAME.findall(data)
    }
    found = {**_ACTIONS, **_KEYS, "/EmbeddedFile": _KEYS["/EF"]}
    return Cleaned(data, next((found[name] for name in found if name in names), ""), kept=why)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that is reachable in the file."""
    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            place = (one.idnum, one.generation)
            if place in seen:
                continue
            seen.add(place)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += one.values()
        elif isinstance(one, ArrayObject):
            waiting += one


def _harm(one: DictionaryObject) -> str:
    if (kind := str(_value(one, "/S"))) in _ACTIONS:
        return _ACTIONS[kind]
    if str(_value(one, "/URI")).strip().lower().startswith("javascript:"):
        return _ACTIONS["/JavaScript"]
    return next((_KEYS[key] for key in _KEYS if key in one), "")


def _forget_notes(one: DictionaryObject) -> None:
    """Remove metadata of programs and cameras from a dictionary."""
    for note in _NOTES:
        if note in one:
            del one[note]
    filters = _value(one, "/Filter")
    if isinstance(one, StreamObject) and filters in ("/DCTDecode", ["/DCTDecode"]):
        with suppress(ValueError):  # one that is cut off stays as it is
            one._data = strip_metadata(one._data)  # noqa: SLF001 - get_data would unpack it


def _value(one: DictionaryObject, key: str) -> Any:  # noqa: ANN401 - any of a dozen kinds
    """The value of a key, references followed; None without one."""
    return one[key] if key in one else None  # noqa: SIM401 - as said
