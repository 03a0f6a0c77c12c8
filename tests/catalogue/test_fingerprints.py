"""A digest changes when what is shown may, and only then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from kim_plugins.catalogue.fingerprints import Fingerprints
from tests.catalogue.sites import NOW, group, news, picture, site
from tests.sites.memory import Files

FILES: Files = {
    "kelompok/tirta.md": group(title="KIM Tirta"),
    "kelompok/melati.md": group(title="KIM Melati"),
    "berita/2026/a.md": news(
        "group: tirta\ntags: [Padi]\nimage: {src: ../../media/a.png, alt: x}\n", "[x](b.md)"
    ),
    "berita/2026/b.md": news("group: melati\nexpires: 2026-04-01\n"),
    "berita/2026/c.md": news("group: melati\n", "[x](b.md#bagian)"),
    "media/a.png": picture(),
}
DIFFERENT: Mapping[str, tuple[Files, set[str]]] = {
    "its own text": ({"berita/2026/b.md": news("group: melati\n", "Lain.")}, {"b"}),
    "its group": ({"kelompok/tirta.md": group(title="KIM Tirta Baru")}, {"a"}),
    "its picture": ({"media/a.png": picture(size=(8, 8))}, {"a"}),
    "the target of a link": (
        {"berita/2026/b.md": news("group: melati\ndraft: true\n")},
        {"a", "b", "c"},
    ),
    "the spelling of a topic": (
        {"berita/2026/lama.md": news("group: melati\ntags: [padi]\n", date="2025-12-31")},
        {"a"},
    ),
    "nothing": ({}, set()),
}


def digests(files: Files, now: datetime = NOW, made_with: bytes = b"") -> dict[str, str]:
    catalogue = site(files, now=now, only=False)[0]
    fingerprints = Fingerprints(catalogue, made_with)
    return {name: fingerprints.of(catalogue.entries[f"berita/2026/{name}.md"]) for name in "abc"}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize("what", DIFFERENT)
def test_a_record_takes_in_what_is_shown_with_it(what: str) -> None:
    files, expected = DIFFERENT[what]
    assert changed(digests(FILES), digests({**FILES, **files})) == expected


def test_time_matters_where_it_changes_a_state() -> None:
    later = NOW.replace(month=4)
    assert changed(digests(FILES), digests(FILES, later)) == {"b"}


def test_what_everything_is_made_with_matters_everywhere() -> None:
    assert changed(digests(FILES), digests(FILES, made_with=b"lain")) == {"a", "b", "c"}


def test_values_are_told_apart_by_their_shape() -> None:
    of = Fingerprints(site(FILES, only=False)[0], b"").of
    shapes: list[object] = [
        *("", "1", 1, 1.0, True, None, b"1", [], [[]], ["1"], ["1", ""], ["", "1"], ["11"]),
        *({"1": ""}, {"": "1"}, NOW, NOW.date(), replace(site(FILES, only=False)[0].options)),
    ]
    assert len({of(shape) for shape in shapes}) == len(shapes)


def test_parts_are_told_apart_and_may_be_shared() -> None:
    catalogue = site(FILES, only=False)[0]
    first, second, third = (catalogue.entries[f"berita/2026/{name}.md"] for name in "abc")
    of, pair = Fingerprints(catalogue, b"").of_parts, (second, third)
    shapes: list[tuple[object, ...]] = [
        *((), (first,), (first, second), (second, first), ((first, second),), ((second, first),)),
        *((first, pair), (pair, first), (pair, pair), ((), first), (first, ())),
        *((first, pair, 1), (first, pair, "1"), (first, pair, None), (first, pair, "1", "")),
        *((first, pair, [first]), (first, pair, ("a", first)), ("ab", "c"), ("a", "bc")),
    ]
    assert len({of(shape) for shape in shapes}) == len(shapes)
    again = Fingerprints(site(FILES, only=False)[0], b"").of_parts
    assert [again(shape) for shape in shapes] == [of(shape) for shape in shapes]


def test_what_nobody_knows_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        Fingerprints(site(FILES, only=False)[0], b"").of(object())
