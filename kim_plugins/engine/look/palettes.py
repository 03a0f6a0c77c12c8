"""Derives the colours of light and dark screens from one or two chosen ones.

What is read keeps WCAG AA whatever was chosen: a colour is made darker or lighter until it does.
Ready palettes are named after Indonesian textiles and take their dyes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kim_plugins.engine.look.colours import (
    BLACK,
    READABLE,
    SEEN,
    WHITE,
    Colour,
    mixed,
    of_hex,
    set_apart,
)

Properties = Mapping[str, str]
"""Custom properties of the stylesheet without their dashes: `roof` → `#7a3310`."""
Scheme = Literal["light", "dark"]

_BRIGHT: Final = 0.45
"""From this luminance on a header has dark letters, as Material's yellow, amber and lime have."""
_ROOT: Final = re.compile(r":root\s*\{([^}]*)\}")
_PROPERTY: Final = re.compile(r"--([\w-]+)\s*:\s*([^;}]+)")
_TINT: Final = {"light": 0.1, "dark": 0.16}
_WARM: Final = 0.22
_LETTERS: Final = {"light": READABLE, "dark": 6.0}
"""The least contrast of links; on a dark screen more, as saturated colours are thin there."""
_GROUNDS: Final = ("paper", "card", "sand")
_DARK_SCREEN: Final = "@media screen and (prefers-color-scheme:dark)"


@dataclass(frozen=True, slots=True)
class ReadyPalette:
    """A palette of the program: header, ornament and paper.

    With `is_cold` tints on light paper are of the ornament: of the header they would be grey.
    """

    title: str
    primary: str
    accent: str
    paper: str | None = None
    dark_paper: str | None = None
    is_cold: bool = False


READY: Final = {
    "laterit": ReadyPalette("Laterit: tanah merah dan emas", "#7a3310", "#f2b84b"),
    "batik": ReadyPalette(
        "Batik: biru wedel, cokelat soga", "#1c3f6e", "#dfa55a", "#f7f3e9", "#14171d", is_cold=True
    ),
    "ulos": ReadyPalette(
        "Ulos: merah tua, hitam, putih", "#85121f", "#f2e3d5", "#faf5f1", "#1a1515"
    ),
    "tenun": ReadyPalette(
        "Tenun: hijau tarum, kuning kunyit",
        "#0e4f4a",
        "#f0ad3d",
        "#f5f6ee",
        "#131918",
        is_cold=True,
    ),
    "songket": ReadyPalette(
        "Songket: ungu, benang emas", "#55205c", "#f0c141", "#f9f4f6", "#19141b"
    ),
}
"""Ready palettes by the name that mkdocs.yml has for them; the first is today's."""


@dataclass(frozen=True, slots=True)
class PaletteRequest:
    """The request of mkdocs.yml for one scheme: a ready palette and own colours."""

    ready: str = "laterit"
    primary: Colour | None = None
    accent: Colour | None = None


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of both schemes that differ from the stylesheet's own.

    `only` is the one scheme that a site has, if it has one. `changed` are the colours that were
    chosen and had to be made darker or lighter: scheme, name, chosen, and what it became.
    """

    light: Properties = field(default_factory=dict)
    dark: Properties = field(default_factory=dict)
    only: Scheme | None = None
    changed: tuple[tuple[Scheme, str, Colour, Colour], ...] = ()


def schemes_of(stylesheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """All colours of a stylesheet for light and dark screens."""
    light, dark = (dict(_PROPERTY.findall(block)) for block in _ROOT.findall(stylesheet)[:2])
    return light, light | dark


def palette(
    light: PaletteRequest, dark: PaletteRequest, only: Scheme | None, stylesheet: str
) -> Palette:
    """The palette for two requests; `stylesheet` has the default colours."""
    own_light, own_dark = schemes_of(stylesheet)
    in_light, changed = _dressed("light", light, own_light)
    in_dark, changed_too = _dressed("dark", dark, own_dark)
    if only == "dark":
        changed = ()
    elif only == "light" or dark == light:
        # That a dark screen has lighter letters is nothing to tell.
        changed_too = ()
    return Palette(in_light, in_dark, only, (*changed, *changed_too))


def rules(chosen: Palette, stylesheet: str) -> str:
    """The CSS rules of a palette."""
    own_light, own_dark = schemes_of(stylesheet)
    colours = {name for name, value in own_light.items() if of_hex(value)}
    if chosen.only:
        own, mine = (own_light, chosen.light) if chosen.only == "light" else (own_dark, chosen.dark)
        shown = {name: value for name, value in own.items() if name in colours} | dict(mine)
        return f"@media screen{{:root{{color-scheme:{chosen.only};{_declared(shown)}}}}}"
    light = f":root{{{_declared(chosen.light)}}}" if chosen.light else ""
    dark = f"{_DARK_SCREEN}{{:root{{{_declared(chosen.dark)}}}}}" if chosen.dark else ""
    return light + dark


def _declared(properties: Properties) -> str:
    return ";".join(f"--{name}:{value}" for name, value in properties.items())


def _dressed(
    scheme: Scheme, wish: PaletteRequest, own: Properties
) -> tuple[dict[str, str], tuple[tuple[Scheme, str, Colour, Colour], ...]]:
    """The properties of one scheme that differ from the stylesheet's own."""
    ready = READY[wish.ready]
    if wish == PaletteRequest():
        return {}, ()
    found = dict(_papers(scheme, ready))
    paper, card, sand = (_read({**own, **found}, name) for name in _GROUNDS)
    primary = wish.primary or _given(ready.primary)
    accent = wish.accent or _given(ready.accent)
    found |= _header(scheme, primary, accent)
    least, darker = _LETTERS[scheme], scheme == "light"
    tint = mixed(primary, paper, _TINT[scheme])
    if ready.is_cold and scheme == "light" and not (wish.primary or wish.accent):
        tint = mixed(accent, paper, _WARM)
    grounds = (paper, card, sand, tint)
    link = set_apart(primary, grounds, least, darker=darker)
    hover = set_apart(accent, grounds, least, darker=darker)
    found |= {"news": str(link), "news-tint": str(tint), "hover": str(hover)}
    changed: list[tuple[Scheme, str, Colour, Colour]] = []
    if wish.primary:
        header = _read(found, "roof")
        told = header if scheme == "light" and header != primary else link
        changed.append((scheme, "primary", primary, told))
    if wish.accent:
        changed.append((scheme, "accent", accent, hover))
    return found, tuple(one for one in changed if one[2] != one[3])


def _papers(scheme: Scheme, ready: ReadyPalette) -> Properties:
    """Paper and what lies on it, in the shade of a ready palette."""
    paper = ready.paper if scheme == "light" else ready.dark_paper
    if paper is None:
        return {}
    ground, dye = _given(paper), _given(ready.primary)
    if scheme == "light":
        sand = mixed(_given(ready.accent), ground, 0.15) if ready.is_cold else None
        shades = {"card": mixed(WHITE, ground, 0.75), "sand": sand or mixed(dye, ground, 0.07)}
        line = mixed(dye, ground, 0.2)
    else:
        shades = {"card": mixed(WHITE, ground, 0.05), "sand": mixed(dye, ground, 0.35)}
        line = mixed(WHITE, ground, 0.2)
    return {
        "paper": paper,
        **{name: str(shade) for name, shade in shades.items()},
        "line": str(line),
    }


def _header(scheme: Scheme, primary: Colour, accent: Colour) -> Properties:
    """The header's ground, the letters on it, the field in it, and the ornament's colour."""
    if scheme == "light" and primary.luminance >= _BRIGHT:
        roof, letters, field_ground = primary, _given("#2b211a"), "#ffffff66"
    else:
        shade = primary if scheme == "light" else mixed(primary, BLACK, 0.5)
        # In dark a header must not be the brightest thing on the screen.
        least = READABLE if scheme == "light" else 10
        roof, letters, field_ground = set_apart(shade, (WHITE,), least, darker=True), WHITE, "#0003"
    gold = set_apart(accent, (roof,), SEEN, darker=letters != WHITE)
    return {"roof": str(roof), "on-roof": str(letters), "field": field_ground, "gold": str(gold)}


def _given(text: str) -> Colour:
    colour = of_hex(text)
    assert colour  # noqa: S101 - one of our own
    return colour


def _read(properties: Properties, name: str) -> Colour:
    return _given(properties[name])
