"""M4A files: their boxes (ISO 14496-12), their playing time, and the file without metadata.

Notes become empty space of the same length, so nothing else moves: the sound stays, byte for byte.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MOST: Final = 200_000
"""Boxes of one file; an hour in fragments of a second has 15,000."""

_NOTES: Final = (b"udta", b"meta", b"uuid", b"free", b"skip", b"wide")
_CONTAINERS: Final = (b"moov", b"trak", b"mdia", b"moof", b"traf", b"mvex", b"edts")
_TIMED: Final = (b"mvhd", b"tkhd", b"mdhd")
_UNKNOWN: Final = (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)


class NotMP4(ValueError):  # noqa: N818 - a finding
    """The bytes are no MP4 boxes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its kind, and where its header, its content and its end are."""

    kind: bytes
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sound:
    """The playing time of a file in seconds, and whether its end is missing."""

    seconds: float
    is_cut: bool


def playing_time(data: bytes) -> Sound | None:
    """The sound of an M4A; None where it has none. Raises NotMP4."""
    boxes = list(_all(data))
    kinds = {box.kind for box in boxes}
    if b"ftyp" not in kinds or not any(_is_sound(data, box) for box in boxes):
        return None
    is_cut = any(box.end > len(data) for box in boxes if box.kind in (b"mdat", b"moof"))
    return Sound(_told(data, boxes) or _in_fragments(data, boxes), is_cut)


def strip_metadata(data: bytes) -> bytes:
    """The file without tags, pictures, places and times of recording. Raises NotMP4."""
    plain = bytearray(data)
    for box in _all(data):
        end = min(box.end, len(data))
        if box.kind in _NOTES:
            plain[box.head + 4 : box.head + 8] = b"free"
            plain[box.start : end] = bytes(end - box.start)
        elif box.kind in _TIMED:
            size = 16 if data[box.start] else 8
            plain[box.start + 4 : box.start + 4 + size] = bytes(size)
    return bytes(plain)


def _all(data: bytes) -> Iterator[Box]:
    """Every box that matters here, nested ones included."""
    waiting = [(0, len(data))]
    left = _MOST
    while waiting:
        place, end = waiting.pop()
        while place + 8 <= min(end, len(data)):
            box = _box(data, place, end)
            left -= 1
            if not left:
                raise NotMP4
            yield box
            if box.kind in _CONTAINERS:
                waiting.append((box.start, min(box.end, end)))
            place = box.end


def _box(data: bytes, place: int, end: int) -> Box:
    size, kind = struct.unpack_from(">I4s", data, place)
    start = place + 8
    if size == 1 and start + 8 <= len(data):
        (size,) = struct.unpack_from(">Q", data, start)
        start += 8
    elif size == 0:
        size = end - place
    if place + size < start:
        raise NotMP4
    return Box(kind, place, start, place + size)


def _is_sound(data: bytes, box: Box) -> bool:
    return box.kind == b"hdlr" and data[box.start + 8 : box.start + 12] == b"soun"


def _told(data: bytes, boxes: list[Box]) -> float:
    """The duration in a header; 0 where it is left to the fragments."""
    for kind in (b"mdhd", b"mvhd"):
        for box in boxes:
            if box.kind != kind:
                continue
            scale, length = _times(data, box)
            if scale and length and length not in _UNKNOWN:
                return length / scale
    scale = _scale(data, boxes)
    for box in boxes:
        if box.kind == b"mehd" and scale:
            form = ">Q" if data[box.start] else ">I"
            return float(_read(form, data, box.start + 4)[0]) / scale
    return 0.0


def _times(data: bytes, box: Box) -> tuple[int, int]:
    is_long = bool(data[box.start : box.start + 1] == b"\1")
    form, place = (">IQ", 20) if is_long else (">II", 12)
    scale, length = _read(form, data, box.start + place)
    return scale, length


def _scale(data: bytes, boxes: list[Box]) -> int:
    heads = [box for box in boxes if box.kind == b"mdhd"]
    return _times(data, heads[0])[0] if heads else 0


def _in_fragments(data: bytes, boxes: list[Box]) -> float:
    """The sum of all samples in all fragments."""
    scale = _scale(data, boxes)
    usual = next((_read(">I", data, b.start + 12)[0] for b in boxes if b.kind == b"trex"), 0)
    total, own = 0, usual
    for box in boxes:
        if box.kind == b"tfhd":
            own = _usual_of(data, box, usual)
        elif box.kind == b"trun":
            total += _length_of(data, box, own)
    return total / scale if scale else 0.0


def _usual_of(data: bytes, box: Box, usual: int) -> int:
    flags = _read(">I", data, box.start)[0] & 0xFFFFFF
    if not flags & 8:
        return usual
    place = box.start + 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
    return int(_read(">I", data, place)[0])


def _length_of(data: bytes, box: Box, usual: int) -> int:
    flags, count = _read(">II", data, box.start)
    flags &= 0xFFFFFF
    if not flags & 0x100:
        return int(count * usual)
    place = box.start + 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
    step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    count = min(count, (min(box.end, len(data)) - place) // step)
    return sum(_read(">I", data, place + step * number)[0] for number in range(count))


def _read(form: str, data: bytes, place: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, place)
    except struct.error:
        raise NotMP4 from None
