"""Colours and their contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Final, NamedTuple

READABLE: Final = 4.5
"""The least contrast of text (WCAG AA)."""
SEEN: Final = 3.0
"""The least contrast of a sign or a ring."""

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEP: Final = 0.005
_MARGIN: Final = 0.02
"""What rounding to whole numbers may take away again."""


class Colour(NamedTuple):
    """A colour with red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        """The colour as a CSS hex value."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance from 0 to 1 (WCAG 2.2)."""
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of the formula
            for part in (self.red / 255, self.green / 255, self.blue / 255)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


WHITE: Final = Colour(255, 255, 255)
BLACK: Final = Colour(0, 0, 0)

PRIMARY: Final = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue grey": "#546d78",
    "black": "#14151a",
    "white": "#ffffff",
}
"""Material's names for `primary`, as its own stylesheet draws them."""

ACCENT: Final = {
    "red": "#ff1a47",
    "pink": "#f50056",
    "purple": "#df41fb",
    "deep purple": "#7c4dff",
    "indigo": "#526cfe",
    "blue": "#4287ff",
    "light blue": "#0091eb",
    "cyan": "#00bad6",
    "teal": "#00bda4",
    "green": "#00c753",
    "light green": "#63de17",
    "lime": "#b0eb00",
    "yellow": "#ffd500",
    "amber": "#ffaa00",
    "orange": "#ff9100",
    "deep orange": "#ff6e42",
}
"""Material's names for `accent`."""


def of_hex(text: str) -> Colour | None:
    """The colour of `#rgb` or `#rrggbb`; None for any other text."""
    if not _HEX.fullmatch(text):
        return None
    digits = text[1:] if len(text) == 7 else "".join(sign * 2 for sign in text[1:])  # noqa: PLR2004 - as above
    return Colour(*bytes.fromhex(digits))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: Colour, ground: Colour, share: float) -> Colour:
    """A colour at opacity `share` on another."""
    parts = zip(colour, ground, strict=True)
    return Colour(*(round(a * share + b * (1 - share)) for a, b in parts))


def set_apart(
    colour: Colour, grounds: Iterable[Colour], least: float = READABLE, *, darker: bool
) -> Colour:
    """The nearest shade of a colour with contrast `least` against all grounds."""
    grounds = tuple(grounds)
    if all(contrast(colour, ground) >= least for ground in grounds):
        return colour
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in colour))
    found = colour
    while 0 < lightness < 1:
        lightness = max(0.0, lightness - _STEP) if darker else min(1.0, lightness + _STEP)
        parts = hls_to_rgb(hue, lightness, saturation)
        found = Colour(*(round(part * 255) for part in parts))
        if all(contrast(found, ground) >= least + _MARGIN for ground in grounds):
            return found
    return BLACK if darker else WHITE
