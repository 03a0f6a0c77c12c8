"""Animated pictures: their frames, and which of them may stay animated.

Readers have thin networks: what moves is at most 480 pixels wide, with frames left out and less
quality where it would be more than some hundred kilobytes.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image


MOST_BYTES: Final = 5_000_000
"""Of an original that moves; a larger one stands still."""
MOST_FRAMES: Final = 400
_MOST_PIXELS: Final = 400_000_000
"""Of all frames together, as they have to be unpacked."""
_MOST_SHOWN: Final = 60_000_000
"""Of all frames together, as they are shown."""
WIDEST, HIGHEST = 480, 640
_AIM: Final = 600_000
"""Bytes of what moves, where that can be had."""
_WAYS: Final = ((70, 1), (50, 1), (40, 2), (25, 3), (15, 4))
"""Quality, and every how many frames are shown: from the best to the lightest."""
_TOO_QUICK: Final = 20
_USUAL: Final = 100
"""Milliseconds; browsers show a frame so long that says less than `_TOO_QUICK`."""


def may_animate(length: int, width: int, height: int, frames: int) -> bool:
    """Whether an animation of so many bytes, pixels and frames may be published as one."""
    return (
        length <= MOST_BYTES
        and 1 < frames <= MOST_FRAMES
        and width * height * frames <= _MOST_PIXELS
        and math.prod(size_of(width, height)) * frames <= _MOST_SHOWN
    )


def size_of(width: int, height: int) -> tuple[int, int]:
    """The size in pixels at which an animation of this size is shown."""
    scale = min(1.0, WIDEST / width, HIGHEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def frames_of(picture: Image.Image, data: bytes) -> int:
    """The number of frames; of a GIF at most MOST_FRAMES are counted."""
    if picture.format == "GIF":
        # Pillow would unpack each of them.
        return _gif_frames(data)
    return int(getattr(picture, "n_frames", 1))


def _gif_frames(data: bytes) -> int:
    """The number of images in a GIF89a (W3C, appendix of 1990), without decoding."""
    place, count = 13 + _colours(data[10:11]), 0
    while count <= MOST_FRAMES and (kind := data[place : place + 1]) in (b"!", b","):
        if kind == b",":
            count += 1
            place += 11 + _colours(data[place + 9 : place + 10])
        else:
            place += 2
        while place < len(data) and data[place]:
            place += 1 + data[place]
        place += 1
    return count


def _colours(flags: bytes) -> int:
    """The length of a colour table in bytes."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def animated_webp(picture: Image.Image, size: tuple[int, int]) -> bytes:
    """An animated WebP of this size, without metadata."""
    from PIL import ImageOps  # noqa: PLC0415 - pages ask this module for sizes, and draw nothing

    frames: list[Image.Image] = []
    times: list[int] = []
    for frame in _frames(picture):
        upright = ImageOps.exif_transpose(frame).convert("RGBA")
        frames.append(upright.resize(size, reducing_gap=2))
        time = int(frame.info.get("duration") or 0)
        times.append(time if time >= _TOO_QUICK else _USUAL)
    again = int(picture.info.get("loop", 1 if picture.format == "GIF" else 0))
    for quality, step in _WAYS:
        found = _written(frames[::step], _sums(times, step), quality, again)
        if len(found) <= _AIM:
            break
    return found


def is_whole(picture: Image.Image) -> bool:
    """Whether each of its frames can be decoded."""
    try:
        for frame in _frames(picture):
            frame.load()
    except (EOFError, OSError, SyntaxError, ValueError, IndexError, struct.error):
        return False
    return True


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    for number in range(min(getattr(picture, "n_frames", 1), MOST_FRAMES)):
        picture.seek(number)
        yield picture


def _sums(times: Sequence[int], step: int) -> list[int]:
    """The display times of every `step`th frame, those between added to it."""
    return [sum(times[start : start + step]) for start in range(0, len(times), step)]


def _written(
    frames: Sequence[Image.Image], times: Sequence[int], quality: int, again: int
) -> bytes:
    data = io.BytesIO()
    first, *others = frames
    first.save(
        data,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=list(times),
        loop=again,
        quality=quality,
        method=3,
        minimize_size=False,
    )
    return data.getvalue()
