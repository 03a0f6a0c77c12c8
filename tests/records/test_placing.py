"""What a file is by its fields, and where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.records import MODELS, Kind, kind_of
from kim_plugins.records.fields.faults import alias_of
from kim_plugins.records.placing import kind_by_fields, path_for

KINDS = (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.GROUP)
FOLDERS = {
    Kind.NEWS: "berita/2026",
    Kind.LESSON: "literasi",
    Kind.DECISION: "keputusan/2026",
    Kind.GROUP: "kelompok",
}


def keys(kind: Kind, *, required: bool) -> set[str]:
    fields = MODELS[kind].model_fields.items()
    return {alias_of(name, info) for name, info in fields if info.is_required() or not required}


@given(st.sampled_from(KINDS), st.sampled_from(KINDS), st.data())
def test_a_file_with_all_that_its_kind_needs_is_of_that_kind_anywhere(
    kind: Kind, folder: Kind, data: st.DataObject
) -> None:
    """But for news, which needs nothing that others don't have, in a folder of lessons."""
    some = data.draw(st.sets(st.sampled_from(sorted(keys(kind, required=False)))))
    fields = keys(kind, required=True) | some
    for path in ("x.md", "pengumuman/2026/x.md", f"{FOLDERS[kind]}/x.md"):
        assert kind_by_fields(path, fields) is kind
    if kind is not Kind.NEWS:
        assert kind_by_fields(f"{FOLDERS[folder]}/x.md", fields) is kind


@pytest.mark.parametrize(
    "path, fields",
    [
        ("berita/2026/x.md", "title date actions"),
        ("berita/2026/x.md", "title date duration"),
        ("literasi/x.md", "title date place"),
        ("keputusan/2026/x.md", "title date problem place event"),
        ("tentang.md", "title tags"),
        ("tentang.md", "title date"),
        ("index.md", "title date tags authors"),
        ("wisata/curug.md", "title description"),
    ],
)
def test_one_field_may_be_a_slip(path: str, fields: str) -> None:
    assert kind_by_fields(path, fields.split()) is kind_of(path)


@pytest.mark.parametrize(
    "path, kind, date, place",
    [
        ("a/b.md", Kind.NEWS, "17 Agustus 2025", "berita/2025/b.md"),
        ("a/2024/b.md", Kind.NEWS, "kemarin", "berita/2024/b.md"),
        ("a/2024-08-17-b.md", Kind.DECISION, "", "keputusan/2024/2024-08-17-b.md"),
        ("a/b.md", Kind.NEWS, "kemarin", None),
        ("a/B.MD", Kind.LESSON, "", "literasi/B.md"),
        ("KIM Tirta Mandiri.md", Kind.GROUP, "", "kelompok/kim-tirta-mandiri.md"),
        ("kelompok/Café.md", Kind.GROUP, "", "kelompok/cafe.md"),
        ("tentang.MD", Kind.PAGE, "", "tentang.md"),
    ],
)
def test_the_place_of_a_file_is_that_of_its_kind_and_year(
    path: str, kind: Kind, date: str, place: str | None
) -> None:
    assert path_for(path, kind, date) == place
