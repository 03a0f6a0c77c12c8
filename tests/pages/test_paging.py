"""Pages of listings count from the oldest, so that a full one never changes (contract C4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kim_plugins.catalogue import BulletinEntry, Catalogue, EntryList, page_address
from kim_plugins.pages import PageRenderer, PageSpec, planned
from kim_plugins.pages.listings import ARCHIVE_SIZE
from kim_plugins.pages.paging import PAGE_SIZE, address_at, full_pages
from tests.pages.frames import draw, pages, redirects
from tests.sites.memory import gathered, news

FIRST: Final = date(2024, 1, 1)
LISTINGS: Final = re.compile(
    r"/(?:(?:berita|keputusan)/(?:\d{4}/)?|literasi/|arsip/|(?:topik|aktivitas|wilayah)/[^/]+/|kelompok/tani/)"
)


def listings_of(catalogue: Catalogue) -> dict[str, list[PageSpec]]:
    """The pages of each listing by its address: its own first, then those of `halaman`, in order.

    By what a page's address says.
    """
    found: dict[str, list[PageSpec]] = {}
    for spec in planned(catalogue, PageSpec):
        own, _, number = spec.address.partition("halaman/")
        if LISTINGS.fullmatch(own):
            found.setdefault(own, []).append(spec)
            assert spec.values["number"] == (int(number.strip("/")) if number else None)
    for specs in found.values():
        specs.sort(key=lambda spec: spec.values["number"] or 0)
    return found


def paths(spec: PageSpec) -> list[str]:
    return [entry.path for entry in spec.values["entries"]]


def many(days: list[int]) -> dict[str, str]:
    """A bulletin for each day of a history, counted from its first."""
    found = {}
    for number, after in enumerate(days):
        day = FIRST + timedelta(days=after)
        tags = "[air, padi]" if number % 3 else "[pasar]"
        found[f"berita/{day.year}/kabar-{number}.md"] = news(
            f"Kabar {number}", day.isoformat(), tags=tags, activity="diskusi"
        )
    return found


# -- in numbers --------------------------------------------------------------------------------


@given(st.integers(0, 400), st.integers(0, 100), st.integers(1, 20))
def test_newer_ones_leave_full_pages_as_they_are(older: int, newer: int, size: int) -> None:
    """What stands for an entry is how many are older."""

    def shown(total: int) -> tuple[list[int], dict[int, list[int]]]:
        entries: Any = EntryList("daftar", tuple(range(total - 1, -1, -1)))
        last = full_pages(total, size)
        pages = {n: [*entries.oldest((n - 1) * size, n * size)] for n in range(last, 0, -1)}
        return [*entries[: total - last * size]], pages

    own, before = shown(older)
    _, after = shown(older + newer)
    assert before.items() <= after.items()
    assert set(map(len, before.values())) <= {size}
    assert [*before] == [*range(len(before), 0, -1)]
    assert [*own, *(one for page in before.values() for one in page)] == [*range(older - 1, -1, -1)]
    assert len(own) == older if older < size else size <= len(own) < 2 * size
    for place in range(older):
        number = next((n for n, page in before.items() if older - 1 - place in page), None)
        address = page_address("/a/", number) if number else "/a/"
        assert address_at("/a/", place, older, size) == address


# -- on a site ---------------------------------------------------------------------------------


@settings(max_examples=12)
@given(st.lists(st.integers(0, 900), min_size=2, max_size=75), st.integers(0, 75))
@example([*range(0, 320, 4)], 63)
@example([5] * 70, 48)
def test_full_pages_keep_their_bytes_when_newer_bulletins_come(days: list[int], split: int) -> None:
    """Whatever the history: several on one day, a new year, a new topic's first."""
    days.sort()
    oldest = days[:split]
    # Two of one day stand in the order of their names: what comes is of a later day.
    newer = [day + 1 for day in days[split:]]
    files = many(oldest + newer)
    before = gathered(dict([*files.items()][: len(oldest)]))[0]
    after = gathered(files)[0]
    full = {
        spec.address
        for specs in listings_of(before).values()
        for spec in specs
        if spec.values["number"]
    }
    old, new = pages(before), pages(after)
    assert {address: old[address] for address in full} == {a: new[a] for a in full}


@settings(max_examples=12)
@given(st.lists(st.integers(0, 900), max_size=75))
@example([*range(80)])
def test_every_bulletin_stands_on_exactly_one_page_of_each_listing(days: list[int]) -> None:
    catalogue, _ = gathered(many(days))
    by = catalogue.listings

    def names(entries: Sequence[BulletinEntry]) -> list[str]:
        return [entry.path for entry in entries]

    found = {
        address: [path for spec in (specs[0], *specs[:0:-1]) for path in paths(spec)]
        for address, specs in listings_of(catalogue).items()
    }
    expected = {
        "/arsip/": names(catalogue.reported.entries),
        "/kelompok/tani/": names(by.by_group.get("tani", ())),
        **{f"/topik/{slug}/": names(entries) for slug, entries in by.by_topic.items()},
        **{f"/wilayah/{code}/": names(entries) for code, entries in by.by_region.items()},
    }
    for (_, year), entries in by.by_kind_and_year.items():
        expected[f"/berita/{year}/"] = names(entries)
    assert found["/berita/"] == [*names(catalogue.listed)]
    assert {address: found[address] for address in expected} == expected
    for address, specs in listings_of(catalogue).items():
        size = ARCHIVE_SIZE if address == "/arsip/" else PAGE_SIZE
        assert {len(paths(spec)) for spec in specs[1:]} <= {size}


def links(html: str, rel: str) -> list[str]:
    return re.findall(rf'<a rel="{rel}" href="([^"]+)"', html)


def followed(address: str, link: str) -> str:
    """The address that a relative link leads to."""
    steps = address.strip("/").split("/")
    up = link.count("../")
    return "/" + "/".join([*steps[: len(steps) - up], link.replace("../", "").strip("/")]) + "/"


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 31, 32, 33, 48, 64, 70])
def test_the_chain_of_neighbours_visits_every_page_both_ways(count: int) -> None:
    catalogue, _ = gathered(many([*range(count)]))
    html, leading = pages(catalogue), redirects(catalogue)
    for own, specs in listings_of(catalogue).items():
        every = [spec.address for spec in (specs[0], *specs[:0:-1])]
        address, older = own, [own]
        while found := links(html[address], "next"):
            address = followed(address, found[0])
            older.append(address)
        assert older == every
        newer = [address]
        while found := links(html[address], "prev"):
            address = followed(address, found[0])
            if address in leading:
                # The page that will be the next full one leads on to the newest until then.
                address = followed(address, links(leading[address], "prev")[0])
            newer.append(address)
        assert newer == every[::-1]


@pytest.mark.parametrize("count", range(0, 70, 3))
def test_addresses_of_pages_that_counted_from_the_newest_lead_on(count: int) -> None:
    """A bookmark of a site that an older version published is no dead end."""
    catalogue, _ = gathered(many([*range(count)]))
    there = {*pages(catalogue), *redirects(catalogue)}
    for number in range(2, -(-count // PAGE_SIZE) + 1):
        for listing in ("/berita/", "/kelompok/tani/", "/wilayah/33/"):
            assert page_address(listing, number) in there


def test_a_full_page_says_nothing_of_the_whole() -> None:
    """Neither how many there are, nor years that may come; it tells where in time it stands."""
    html = pages(gathered(many([*range(0, 500, 7)]))[0])
    for address, page in html.items():
        if "halaman/" in address and LISTINGS.match(address):
            text = re.sub(r"<[^>]+>", " ", page.partition("<main>")[2])
            assert not re.search(r" dari (?:\d|halaman)", text)
            assert 'aria-label="Tahun"' not in page
            assert "Lihat yang terbaru" in text
    second = html["/berita/halaman/2/"]
    assert "<h1>Berita <small>halaman 2</small></h1>" in second
    assert 'Terbit <time datetime="2024-04-22">22 April 2024</time> sampai' in second
    assert "<small>halaman 1</small>" in html["/berita/halaman/1/"]
    assert "<h1>Berita</h1>" in html["/berita/"]


def test_a_new_bulletin_changes_a_handful_of_others() -> None:
    """Those that have it as the nearest of their topic: near in time, not the whole topic."""
    days = [*range(0, 300, 3)]
    files = many(days)
    before = gathered(files)[0]
    files["berita/2024/baru.md"] = news("Baru", "2024-10-26", tags="[air, pasar]")
    after = gathered(files)[0]
    old, new = pages(before), pages(after)
    changed = [a for a in old if old[a] != new[a] and re.fullmatch(r"/berita/\d+/kabar-\d+/", a)]
    assert 0 < len(changed) <= 6


def test_an_expired_bulletin_has_related_ones_of_its_own_days() -> None:
    files = many([*range(60)])
    files["berita/2024/lewat.md"] = news(
        "Lewat", "2024-01-21", tags="[pasar]", expires="2024-02-01"
    )
    catalogue, _ = gathered(files)
    spec = next(s for s in planned(catalogue, PageSpec) if s.address == "/berita/2024/lewat/")
    found = [entry.record.date.day.isoformat() for entry in spec.values["related"]]
    assert sorted(found) == ["2024-01-19", "2024-01-22", "2024-01-25"]
    PageRenderer(catalogue, draw).render(spec)
