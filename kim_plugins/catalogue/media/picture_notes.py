"""Removes metadata from pictures inside other files; the pixels stay as they are."""

from __future__ import annotations

from typing import Final, Literal

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SEEN: Final = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT")
) | {b"bKGD", b"pHYs"}
_JPEG: Final = b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
_ALONE: Final = (*range(0xD0, 0xD8), 0x01)
_FIRST_NOTE, _LAST_NOTE, _COMMENT = 0xE1, 0xEF, 0xFE
_COLOURS: Final = (b"ICC_PROFILE\0", b"Adobe")
_EXIF: Final = b"Exif\0\0"
_UPRIGHT: Final = 1


def strip_metadata(data: bytes) -> bytes:
    """A PNG or JPEG without texts, position, device, thumbnails and trailing data.

    Raises ValueError for a file that isn't one, or is cut off.
    """
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(_JPEG):
        return _jpeg(data)
    raise ValueError("neither PNG nor JPEG")


def _png(data: bytes) -> bytes:
    parts, place = [_PNG], len(_PNG)
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        kind = data[place + 4 : place + 8]
        if kind in _SEEN:
            parts.append(data[place:end])
        if kind == b"IEND" and end <= len(data):
            return b"".join(parts)
        place = end
    raise ValueError("a PNG that is cut off")


def _jpeg(data: bytes) -> bytes:
    parts, place = [_JPEG], len(_JPEG)
    while place + 4 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - begins every mark
        mark = data[place + 1]
        if mark == 0xFF or mark in _ALONE:  # noqa: PLR2004 - as above
            place += 1 if mark == 0xFF else 2  # noqa: PLR2004 - as above
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if mark == _SCAN:
            scans = _scans(data, end)
            parts.append(data[place:scans])
            place = scans
            if data[scans : scans + 2] == bytes((0xFF, _END)):
                return b"".join([*parts, data[scans : scans + 2]])
            continue
        parts.append(_kept(mark, data[place:end]))
        place = end
    raise ValueError("a JPEG that is cut off")


def _scans(data: bytes, place: int) -> int:
    """Where coded pixels end: at the next marker that doesn't belong to them."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise ValueError("a JPEG that is cut off")
        if data[place + 1] not in (0, *_ALONE):
            return place
        place += 2


def _kept(mark: int, segment: bytes) -> bytes:
    if mark != _COMMENT and not _FIRST_NOTE <= mark <= _LAST_NOTE:
        return segment
    content = segment[4:]
    if content.startswith(_COLOURS):
        return segment
    turned = _orientation(content) if content.startswith(_EXIF) else _UPRIGHT
    return _turned(turned) if turned != _UPRIGHT else b""


def _orientation(content: bytes) -> int:
    """The orientation in Exif (2.32, 4.6.5.1); upright if there is none."""
    exif = content[len(_EXIF) :]
    order: Literal["little", "big"] = "little" if exif[:2] == b"II" else "big"
    first = int.from_bytes(exif[4:8], order)
    for number in range(int.from_bytes(exif[first : first + 2], order)):
        start = first + 2 + 12 * number
        entry = exif[start : start + 12]
        if int.from_bytes(entry[:2], order) == 0x0112:  # noqa: PLR2004 - the tag of the orientation
            return int.from_bytes(entry[8:10], order)
    return _UPRIGHT


def _turned(orientation: int) -> bytes:
    """An Exif segment with the orientation alone."""
    entry = b"\x01\x12\0\x03\0\0\0\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    content = _EXIF + b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content
