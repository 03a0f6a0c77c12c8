"""What is listed has one order, whatever the order of the files."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kim_plugins.catalogue import Catalogue, Content, EntryList, Topic, gather, last_change
from kim_plugins.catalogue.addresses import board_address, page_address, slug, topic_address
from kim_plugins.records import Kind
from tests.catalogue.sites import NOW, OPTIONS, decision, group, lesson, news, picture, site
from tests.sites.memory import Files, content

FILES: Files = {
    "kelompok/tirta.md": group(title="KIM Tirta"),
    "kelompok/melati.md": group(title="kim melati"),
    "berita/2026/a.md": news("group: tirta\ntags: [Padi, Air]\n", date="2026-03-02"),
    "berita/2026/b.md": news("group: melati\ntags: [padi]\n", date="2026-03-01"),
    "berita/2026/c.md": news("group: tirta\nid: aaa\n", date="2026-03-01"),
    "berita/2026/d.md": news("group: tirta\nembargo: 2026-03-05\n", date="2026-02-01"),
    "berita/2025/e.md": news(
        "group: tirta\ncorrections: [{kind: ralat, date: 2026-03-09, after: x}]\n",
        date="2025-05-01",
    ),
    "berita/2025/f.md": news(
        "group: tirta\nwithdrawn: {date: 2026-03-08, reason: ganda}\n", date="2025-04-01"
    ),
    "literasi/g.md": lesson("group: [tirta, melati]\nupdated: 2026-03-09 10:00\n"),
    "keputusan/2026/h.md": decision("group: tirta\nfollows: keputusan/2026/i.md\n"),
    "keputusan/2026/i.md": decision("group: tirta\n"),
    "berita/2026/j.md": news("group: siapa\n", "[x](hilang.md) ![y](../../media/a.png)"),
    "media/a.png": picture(),
}


def paths(entries: object) -> list[str]:
    assert isinstance(entries, (tuple, EntryList))
    return [entry.path for entry in entries]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return site(FILES, only=False)[0]


def test_the_newest_publication_comes_first_and_the_identifier_breaks_ties(
    catalogue: Catalogue,
) -> None:
    assert paths(catalogue.listed) == [
        "berita/2026/d.md",
        "berita/2026/a.md",
        "berita/2026/c.md",
        "berita/2026/b.md",
        "literasi/g.md",
        "keputusan/2026/h.md",
        "keputusan/2026/i.md",
        "berita/2025/e.md",
    ]


def test_what_was_corrected_or_withdrawn_comes_back_in_feeds(catalogue: Catalogue) -> None:
    """An update alone brings nothing back."""
    assert paths(catalogue.syndicated)[:3] == [
        "berita/2025/e.md",
        "berita/2025/f.md",
        "berita/2026/d.md",
    ]
    assert paths(catalogue.syndicated).index("literasi/g.md") == 6
    lesson_entry = catalogue.listings.by_kind[Kind.LESSON][0]
    assert last_change(lesson_entry) == NOW.replace(day=9, hour=10)


def test_listings_hold_what_belongs_to_them(catalogue: Catalogue) -> None:
    assert paths(catalogue.listings.by_kind[Kind.DECISION]) == [
        "keputusan/2026/h.md",
        "keputusan/2026/i.md",
    ]
    assert paths(catalogue.listings.by_group["melati"]) == ["berita/2026/b.md", "literasi/g.md"]
    assert paths(catalogue.listings.by_topic["padi"]) == ["berita/2026/a.md", "berita/2026/b.md"]
    assert paths(catalogue.listings.by_kind_and_year[Kind.NEWS, 2025]) == ["berita/2025/e.md"]
    assert paths(catalogue.syndication.by_kind[Kind.LESSON]) == ["literasi/g.md"]
    assert "berita/2025/f.md" in paths(catalogue.syndication.by_group["tirta"])
    assert paths(catalogue.syndication.by_topic["air"]) == ["berita/2026/a.md"]
    assert paths(catalogue.followers_of("keputusan/2026/i.md")) == ["keputusan/2026/h.md"]


def test_groups_stand_by_title_without_regard_to_capitals(catalogue: Catalogue) -> None:
    assert paths(catalogue.groups) == ["kelompok/melati.md", "kelompok/tirta.md"]
    entry = catalogue.listings.by_kind[Kind.LESSON][0]
    assert paths(catalogue.groups_of(entry)) == ["kelompok/tirta.md", "kelompok/melati.md"]
    assert catalogue.group("tirta").path == "kelompok/tirta.md"


def test_a_topic_keeps_the_spelling_that_was_first(catalogue: Catalogue) -> None:
    assert catalogue.topics == (Topic("air", "Air"), Topic("padi", "padi"))
    newest = catalogue.listings.by_topic["padi"][0]
    assert catalogue.topics_of(newest) == (Topic("padi", "padi"), Topic("air", "Air"))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_files_changes_nothing(seed: int) -> None:
    order = list(FILES)
    random.Random(seed).shuffle(order)
    first, said = gather(content(FILES), OPTIONS, NOW)
    second, said_again = gather(content(FILES, order), OPTIONS, NOW)
    assert said == said_again
    assert said
    for name in ("listed", "groups", "pages", "topics", "regions"):
        assert getattr(first, name) == getattr(second, name)
    for name in ("by_topic", "by_group", "by_region"):
        ours, others = (getattr(one.listings, name) for one in (first, second))
        assert {key: [*some] for key, some in ours.items()} == {k: [*s] for k, s in others.items()}
    assert [*first.syndicated] == [*second.syndicated]
    assert list(first.entries) == list(second.entries)
    assert first.bodies == second.bodies
    assert first.media == second.media


def test_problems_are_sorted_by_place() -> None:
    problems = site(FILES, only=False)[1]
    assert problems == sorted(problems)
    assert len(problems) > 1


@pytest.mark.parametrize(
    "text, part",
    [("Air bersih", "air-bersih"), ("Jum'at", "jumat"), ("Désa", "desa")],
)
def test_a_text_becomes_part_of_an_address(text: str, part: str) -> None:
    assert slug(text) == part
    assert topic_address(text) == f"/topik/{part}/"


def test_a_file_whose_name_has_no_latin_letter_keeps_the_address_that_it_has() -> None:
    assert slug("🌾") == "tanpa-nama"


def test_every_page_of_a_listing_has_a_number_and_only_later_ones_of_a_board() -> None:
    assert page_address("/berita/", 1) == "/berita/halaman/1/"
    assert board_address("/agenda/", 1) == "/agenda/"
    assert board_address("/agenda/", 2) == "/agenda/halaman/2/"


def test_options_give_absolute_addresses_and_the_host_of_guids() -> None:
    assert OPTIONS.absolute("/berita/") == "https://kim.example.id/berita/"
    assert OPTIONS.host == "kim.example.id"


def test_the_content_that_ships_has_no_problem() -> None:
    root = Path(__file__).resolve().parents[2] / "content"
    files = sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    shipped = Content(
        [path for path in files if path.endswith(".md")],
        [path for path in files if not path.endswith(".md")],
        lambda path: (root / path).read_bytes(),
    )
    catalogue, problems = gather(shipped, OPTIONS, NOW.replace(month=11, day=24))
    assert [problem.as_text() for problem in problems if problem.is_error] == []
    assert len(catalogue.bulletins) > 30
