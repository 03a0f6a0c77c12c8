"""Whatever a group chooses, text keeps the contrast of WCAG AA, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from material import __file__ as material

from kim_plugins.engine.look.colours import ACCENT, PRIMARY, Colour, contrast, of_hex, set_apart
from kim_plugins.engine.look.palette import own_stylesheet
from kim_plugins.engine.look.palettes import (
    READY,
    Palette,
    PaletteRequest,
    palette,
    rules,
    schemes_of,
)

CSS = own_stylesheet()
COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)
TINTS = ("news-tint", "lesson-tint", "decision-tint", "warn-tint", "bad-tint")
# What stands on what: text of the first on a ground of the second.
GROUNDS = ("paper", "card", "sand")
TEXTS = [
    *(
        (text, ground)
        for text in ("ink", "soft", "news", "visited")
        for ground in ("paper", "card", "sand")
    ),
    *((text, "news-tint") for text in ("ink", "soft", "news", "hover")),
    *(("hover", ground) for ground in GROUNDS),
    *((name.removesuffix("-tint"), name) for name in TINTS),
    *((name, "card") for name in ("lesson", "decision", "warn", "bad")),
    *((name, "paper") for name in ("lesson", "decision")),
    ("ink", "warn-tint"),
    ("ink", "bad-tint"),
    ("ink", "lesson-tint"),
    ("card", "news"),
    ("card", "lesson"),
    ("on-roof", "roof"),
]


def shown(found: Palette) -> list[dict[str, str]]:
    """The colours of both schemes, whole."""
    light, dark = schemes_of(CSS)
    return [light | dict(found.light), dark | dict(found.dark)]


def too_faint(found: Palette) -> list[str]:
    faint = []
    for scheme in shown(found):
        for text, ground in TEXTS:
            one, other = of_hex(scheme[text]), of_hex(scheme[ground])
            assert one
            assert other
            if contrast(one, other) < 4.5:
                faint.append(f"{text} {one} on {ground} {other}: {contrast(one, other):.2f}")
        gold, roof = of_hex(scheme["gold"]), of_hex(scheme["roof"])
        assert gold
        assert roof
        if contrast(gold, roof) < 3:  # the ring of what has the focus in the header
            faint.append(f"gold {gold} on roof {roof}")
    return faint


@pytest.mark.parametrize("name", READY)
def test_ready_palettes_are_readable_in_both_schemes(name: str) -> None:
    assert too_faint(palette(PaletteRequest(name), PaletteRequest(name), None, CSS)) == []


@given(
    st.sampled_from(sorted(READY)),
    st.none() | COLOURS,
    st.none() | COLOURS,
    st.none() | COLOURS,
)
@settings(max_examples=150)
def test_any_colours_are_made_readable(
    ready: str, primary: Colour | None, accent: Colour | None, other: Colour | None
) -> None:
    found = palette(
        PaletteRequest(ready, primary, accent), PaletteRequest(ready, other, accent), None, CSS
    )
    assert too_faint(found) == []


@pytest.mark.parametrize("name", PRIMARY)
def test_materials_names_are_readable(name: str) -> None:
    wish = PaletteRequest(primary=of_hex(PRIMARY[name]), accent=of_hex(ACCENT.get(name, "#526cfe")))
    assert too_faint(palette(wish, wish, None, CSS)) == []


def test_the_names_are_materials_own() -> None:
    folder = Path(str(material)).parent / "templates/assets/stylesheets"
    (file,) = folder.glob("palette.*.min.css")
    rule = re.compile(r"\[data-md-color-(primary|accent)=([\w-]+)\]\{[^}]*fg-color:(#[0-9a-f]+);")
    theirs = {"primary": PRIMARY, "accent": ACCENT}
    found = rule.findall(file.read_text(encoding="utf-8"))
    assert len(found) > 30
    for kind, name, value in found:
        assert of_hex(theirs[kind][name.replace("-", " ")]) == of_hex(value), (kind, name)


@given(COLOURS, COLOURS, st.booleans())
@settings(max_examples=100)
def test_a_colour_that_is_readable_stays_as_it_is(
    one: Colour, ground: Colour, darker: bool
) -> None:
    if contrast(one, ground) >= 4.5:
        assert set_apart(one, [ground], darker=darker) == one


def test_what_was_chosen_and_changed_is_told_for_each_scheme() -> None:
    teal, cyan = of_hex("#009485"), of_hex("#00bdd6")
    found = palette(PaletteRequest(primary=teal), PaletteRequest(primary=cyan), None, CSS)
    assert [(scheme, name) for scheme, name, *_ in found.changed] == [("light", "primary")]
    dark = palette(
        PaletteRequest(primary=teal), PaletteRequest(primary=of_hex("#00201c")), None, CSS
    )
    assert ("dark", "primary") in [(scheme, name) for scheme, name, *_ in dark.changed]


def test_a_site_of_one_scheme_has_its_colours_on_every_screen_and_not_on_paper() -> None:
    css = rules(palette(PaletteRequest(), PaletteRequest(), "dark", CSS), CSS)
    _, dark = schemes_of(CSS)
    assert css.startswith("@media screen{:root{color-scheme:dark;")
    assert f"--paper:{dark['paper']}" in css


def test_without_a_wish_nothing_is_added() -> None:
    assert rules(palette(PaletteRequest(), PaletteRequest(), None, CSS), CSS) == ""


@pytest.mark.parametrize("text", ["", "#12", "#12345", "teal", "#ggg", "#12345678", "rgb(1,2,3)"])
def test_what_is_no_hex_value_is_no_colour(text: str) -> None:
    assert of_hex(text) is None
