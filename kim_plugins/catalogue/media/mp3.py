"""MP3 files: their frames, and what surrounds them (ISO 11172-3, 13818-3; id3.org).

Tags are passed over by their length and never read: two megabytes of them may unpack to gigabytes.
Nothing tells how long a recording lasts but its frames; a head that says so may be missing or older
than the rest.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_KBITS: Final = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LAYER_III: Final = 1
_HEAD: Final = 4
_ID3_HEAD: Final = 10
_ID3_END: Final = 128
_APE_HEAD: Final = 32
_HAS_FOOTER: Final = 0x10
_APE_HAS_HEAD: Final = 0x80000000


@dataclass(frozen=True, slots=True)
class Recording:
    """The frames of an MP3: where they begin and end, and how long they play.

    `promised` is how long its head says that it plays, None where it has none; `is_cut` tells that
    the last frame isn't there as a whole.
    """

    start: int
    end: int
    seconds: float
    promised: float | None
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    size: int
    kind: tuple[int, int]  # version and samples a second: the same in all frames of a recording
    samples: int
    side: int


def recording(data: bytes) -> Recording | None:
    """The recording in an MP3; None without two frames in a row."""
    start, end = _between_tags(data)
    first = _resync(data, start, end, None)
    if first is None:
        return None
    head = _frame(data, first)
    assert head  # noqa: S101 - found above
    promised = _promised(data, first, head)
    count, place = 0 if promised is None else -1, first
    is_cut = False
    while place + _HEAD <= end:
        frame = _frame(data, place)
        if frame is None or frame.kind != head.kind:
            found = _resync(data, place + 1, end, head.kind)
            if found is None:
                break
            place = found
            continue
        if place + frame.size > end:
            is_cut = True
            break
        count, place = count + 1, place + frame.size
    one = head.samples / head.kind[1]
    told = None if promised is None else promised * one
    return Recording(first, min(place, end), count * one, told, is_cut)


def _between_tags(data: bytes) -> tuple[int, int]:
    start, end = 0, len(data)
    while data[start : start + 3] == b"ID3" and start + _ID3_HEAD <= end:
        size = sum((byte & 0x7F) << shift for byte, shift in _sevens(data, start + 6))
        footer = _ID3_HEAD if data[start + 5] & _HAS_FOOTER else 0
        start += _ID3_HEAD + size + footer
    while start < end:
        before = end
        if data[end - _ID3_END : end - _ID3_END + 3] == b"TAG":
            end -= _ID3_END
        elif data[end - _APE_HEAD : end - _APE_HEAD + 8] == b"APETAGEX":
            size, _, flags = struct.unpack_from("<III", data, end - _APE_HEAD + 12)
            end -= size + (_APE_HEAD if flags & _APE_HAS_HEAD else 0)
        elif data[end - 9 : end] == b"LYRICS200" and data[end - 15 : end - 9].isdigit():
            end -= int(data[end - 15 : end - 9]) + 15
        if end == before or end < start:
            break
    return start, max(start, end)


def _sevens(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    return zip(data[start : start + 4], (21, 14, 7, 0), strict=True)


def _frame(data: bytes, place: int) -> _Frame | None:
    """The frame whose head stands at a place."""
    if place + _HEAD > len(data) or data[place] != 0xFF or data[place + 1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return None
    version, layer = data[place + 1] >> 3 & 3, data[place + 1] >> 1 & 3
    rate, bits = data[place + 2] >> 2 & 3, data[place + 2] >> 4
    if layer != _LAYER_III or version not in _RATES or rate == 3 or bits in (0, 15):  # noqa: PLR2004
        return None
    is_first, is_mono = version == 3, data[place + 3] >> 6 == 3  # noqa: PLR2004
    per_second = _RATES[version][rate]
    samples = 1152 if is_first else 576
    kbits = _KBITS[3 if is_first else 2][bits]
    size = samples // 8 * kbits * 1000 // per_second + (data[place + 2] >> 1 & 1)
    side = {(True, False): 32, (True, True): 17, (False, False): 17, (False, True): 9}
    return _Frame(size, (version, per_second), samples, side[is_first, is_mono])


def _resync(data: bytes, start: int, end: int, kind: tuple[int, int] | None) -> int | None:
    """Where the next frame begins that another one follows, or that ends the recording."""
    place = data.find(b"\xff", start, end)
    while place != -1:
        frame = _frame(data, place)
        if frame and kind in (None, frame.kind):
            after = place + frame.size
            following = _frame(data, after) if after + _HEAD <= end else None
            if (following and following.kind == frame.kind) or (after == end and kind):
                return place
        place = data.find(b"\xff", place + 1, end)
    return None


def _promised(data: bytes, first: int, frame: _Frame) -> int | None:
    """How many frames the first one announces in a Xing, Info or VBRI header, if it has one."""
    xing = first + _HEAD + frame.side
    if data[xing : xing + 4] in (b"Xing", b"Info") and xing + 12 <= len(data):
        flags, count = struct.unpack_from(">II", data, xing + 4)
        return count if flags & 1 else None
    vbri = first + _HEAD + 32
    if data[vbri : vbri + 4] == b"VBRI" and vbri + 18 <= len(data):
        return int(struct.unpack_from(">I", data, vbri + 14)[0])
    return None
