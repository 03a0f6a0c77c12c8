"""What `kim new` writes: valid at once, a draft, and still valid with everything uncommented."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.records import Kind, Page, format_moment, read_file
from kim_plugins.records.describing.skeleton import (
    LONGEST_TITLE,
    Start,
    clean_title,
    file_name,
    path_of,
    shortened,
    skeleton,
)
from kim_plugins.records.models.common import Bulletin
from kim_plugins.records.reading.mojibake import broken_letters

KINDS = (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.GROUP)
MAKASSAR = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 24, 9, 5, tzinfo=MAKASSAR)


def read(kind: Kind, text: str) -> Page:
    path = path_of(kind, "panen", NOW)
    file, problems = read_file(path, text.encode(), UTC)
    assert problems == []
    assert file
    return file.record


def made(kind: Kind, title: str = "Panen raya", now: datetime = NOW) -> str:
    return skeleton(Start(kind, title, now, "tani"))


@pytest.mark.parametrize("kind", KINDS)
def test_skeleton_is_read_without_a_problem_and_is_a_draft(kind: Kind) -> None:
    record = read(kind, made(kind))
    assert (record.title, record.draft) == ("Panen raya", True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_that_may_be_added_is_valid(kind: Kind) -> None:
    """Taking away the # is all that an editor has to do."""
    text, count = re.subn(r"^#(?=[a-z]|  )", "", made(kind), flags=re.MULTILINE)
    text = text.replace("established: 2026", "established: 2019")  # the decree is an example, too

    read(kind, text)
    assert count > 8


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_only_an_example_is_marked(kind: Kind) -> None:
    """Whatever stands there and isn't marked comes from the editor, the clock or the site."""
    front_matter = made(kind).split("---\n")[1]
    own = [
        line.split(":")[0].strip()
        for line in front_matter.splitlines()
        if line and not line.startswith("#") and "# ganti" not in line and not line.endswith(":")
    ]
    known = {"draft", "title", "date", "group", "established"}
    assert set(own) <= known


@pytest.mark.parametrize("kind", KINDS)
def test_comments_explain_each_field_and_its_choices(kind: Kind) -> None:
    text = made(kind)
    assert "# Judul: Judul yang dibaca orang.\ntitle:" in text
    if kind is Kind.DECISION:
        assert "Pilihan: mufakat, pemungutan-suara.\nmethod: mufakat  # ganti" in text


@pytest.mark.parametrize(
    "zone, written",
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Jayapura", "WIT"),
        ("Asia/Kolkata", "+0530"),
        ("America/Bogota", "-0500"),
    ],
)
def test_date_is_the_present_moment_in_its_zone(zone: str, written: str) -> None:
    now = NOW.astimezone(ZoneInfo(zone))
    text = made(Kind.NEWS, now=now)
    assert f"date: {now:%Y-%m-%d %H:%M} {written}\n" in text
    record = read(Kind.NEWS, text)
    assert isinstance(record, Bulletin)
    assert now == record.date.at, format_moment(record.date)


@pytest.mark.parametrize(
    "title",
    [
        'Kata "hoaks" itu',
        'Salat Jum\'at "raya"',
        "Rapat: jadwal air",
        "Rapat #2 # nanti",
        "🌾 Panen 👩‍🌾 raya",
        "!!! ???",
        "*Panen* & [raya]",
        "- - -",
        "---",
        "\\n \\x",
        "no",
        "012",
        "كتاب القرية",
        "ꦥꦤꦺꦤ꧀",
        "{a: b}",
        "'",
        "''",
        '"',
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_title_is_read_back_as_it_was_typed(kind: Kind, title: str) -> None:
    assert title == read(kind, made(kind, title)).title


@given(st.text(), st.sampled_from(KINDS))
def test_any_text_becomes_a_title_or_nothing(text: str, kind: Kind) -> None:
    title = shortened(clean_title(text))
    if title and not any(broken_letters(title)):  # which is said as of any text
        assert title == read(kind, made(kind, title)).title


@given(st.text(), st.sampled_from(KINDS))
def test_any_text_becomes_the_name_of_a_file(text: str, kind: Kind) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", file_name(kind, text, NOW))


@pytest.mark.parametrize(
    "written, title",
    [
        ("  Panen \n\t raya\r\n", "Panen raya"),
        ("Pa\x00nen\u200b", "Pa nen"),
        ("\ufeffPanen\ud800", "Panen"),
        (" \n ", ""),
    ],
)
def test_title_loses_what_no_one_can_see(written: str, title: str) -> None:
    assert title == clean_title(written)


def test_long_title_is_cut_at_a_word() -> None:
    title = "panen " * 40
    assert ("panen " * 20).strip() == shortened(title.strip())


def test_long_word_is_cut_anywhere() -> None:
    assert len(shortened("a" * 200)) == LONGEST_TITLE


@pytest.mark.parametrize(
    "kind, title, name",
    [
        (Kind.NEWS, "Panen raya: 40 hektare!", "panen-raya-40-hektare"),
        (Kind.NEWS, "Salat Jum'at", "salat-jumat"),
        (Kind.NEWS, "Café Désa", "cafe-desa"),
        (Kind.NEWS, "!!!", "berita-2026-11-24"),
        (Kind.LESSON, "كتاب", "literasi-2026-11-24"),
        (Kind.DECISION, "ꦥꦤꦺꦤ꧀", "keputusan-2026-11-24"),
        (Kind.GROUP, "KIM Tirta Mandiri", "tirta-mandiri"),
        (Kind.GROUP, "KIM", "kim"),
        (Kind.NEWS, "panen " * 20, "panen-panen-panen-panen-panen-panen-panen-panen-panen-panen"),
        (Kind.NEWS, "a" * 100, "a" * 60),
    ],
)
def test_name_of_a_file_is_made_from_the_title(kind: Kind, title: str, name: str) -> None:
    assert name == file_name(kind, title, NOW)


@pytest.mark.parametrize(
    "kind, path",
    [
        (Kind.NEWS, "berita/2026/a.md"),
        (Kind.LESSON, "literasi/a.md"),
        (Kind.DECISION, "keputusan/2026/a.md"),
        (Kind.GROUP, "kelompok/a.md"),
    ],
)
def test_file_lies_where_its_kind_belongs(kind: Kind, path: str) -> None:
    assert path == path_of(kind, "a", NOW)
