"""The root's archives (RFC 5005): everything, in documents that stay."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim_plugins.catalogue import EventKind
from kim_plugins.feeds import CatalogueItems, site_feeds
from tests.feeds.samples import find, parse
from tests.sites.memory import gathered, news

SUBSCRIBED = {"feed": "/feed.xml", "atom": "/atom.xml"}
formats = pytest.mark.parametrize("name", SUBSCRIBED)


def files(number: int) -> dict[str, str | bytes]:
    return {
        f"berita/2026/k{n:03}.md": news(f"K{n}", f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}")
        for n in range(number)
    }


def built(content: dict[str, str | bytes]) -> dict[str, bytes]:
    catalogue, problems = gathered(content)
    assert [problem for problem in problems if problem.is_error] == []
    return dict(site_feeds(catalogue))


@cache
def made(number: int) -> dict[str, bytes]:
    return built(files(number))


def link(feed: bytes, relation: str) -> str | None:
    """The path that a feed names as `relation`."""
    found = find(
        feed, f"/*/a:link[@rel='{relation}']/@href | //channel/a:link[@rel='{relation}']/@href"
    )
    return str(found[0]).removeprefix("https://kabar.example") if found else None


def walked(site: dict[str, bytes], start: str) -> list[str]:
    """What a subscriber finds who follows prev-archive from the feed."""
    path: str | None = start
    guids: dict[str, None] = {}
    while path:
        guids.update(dict.fromkeys(entry.id for entry in parse(site[path]).entries))
        path = link(site[path], "prev-archive")
    return list(guids)


def archives(site: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {path: data for path, data in site.items() if path.startswith(f"/arsip/{name}-")}


@formats
@pytest.mark.parametrize("number", [0, 1, 20, 21, 99, 100, 101, 230])
def test_feed_and_archives_hold_everything_newest_first(name: str, number: int) -> None:
    expected = [f"tag:kabar.example,2026:berita/2026/k{n:03}" for n in reversed(range(number))]
    assert walked(made(number), SUBSCRIBED[name]) == expected


@formats
def test_an_archive_holds_a_hundred_counted_from_the_oldest(name: str) -> None:
    sizes = [len(parse(data).entries) for data in archives(made(230), name).values()]
    assert sizes == [100, 100, 20]
    assert "K0" in {entry.title for entry in parse(made(230)[f"/arsip/{name}-1.xml"]).entries}


@formats
def test_a_feed_that_holds_everything_has_no_archive(name: str) -> None:
    assert archives(made(20), name) == {}
    assert link(made(20)[SUBSCRIBED[name]], "prev-archive") is None


@formats
def test_archives_name_each_other_and_the_feed(name: str) -> None:
    site = made(230)
    first, second, third = (f"/arsip/{name}-{n}.xml" for n in (1, 2, 3))
    assert link(site[SUBSCRIBED[name]], "prev-archive") == third
    assert [link(site[second], r) for r in ("prev-archive", "next-archive")] == [first, third]
    assert link(site[first], "prev-archive") is None
    assert link(site[third], "next-archive") is None
    for path in (first, second, third):
        assert link(site[path], "current") == SUBSCRIBED[name]
        assert link(site[path], "self") == path
    assert b"archive/>" not in site[SUBSCRIBED[name]]


@formats
@pytest.mark.parametrize("more", [101, 120, 230])
def test_a_full_archive_never_changes(name: str, more: int) -> None:
    """To the byte, from the moment that it is full: so it names a next one from the beginning."""
    path = f"/arsip/{name}-1.xml"
    assert made(100)[path] == made(more)[path]


@formats
def test_the_last_archive_grows_by_twenty(name: str) -> None:
    path = f"/arsip/{name}-3.xml"
    assert made(230)[path] == made(239)[path]
    assert len(parse(made(240)[path]).entries) == 40


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=21, max_size=60))
@settings(max_examples=8)
def test_nothing_is_between_the_feed_and_its_archives(written: list[tuple[int, bool]]) -> None:
    """Whatever stands on one day, and whatever came back to the top since."""
    correction = "[{kind: ralat, date: 2026-02-01, after: 40 ton}]"
    catalogue, _ = gathered(
        {
            f"berita/2026/k{n:03}.md": news(
                f"K{n}", f"2026-01-{day:02}", **({"corrections": correction} if mended else {})
            )
            for n, (day, mended) in enumerate(written)
        }
    )
    items = CatalogueItems(catalogue)
    every = {item.guid for entry in catalogue.syndicated.entries for item in items.of(entry)}
    assert {*walked(dict(site_feeds(catalogue)), "/feed.xml")} == every


@formats
def test_a_withdrawal_takes_its_place_in_the_archive_and_nothing_else_moves(name: str) -> None:
    content = files(230)
    gone = "{date: 2026-09-30, reason: data-pribadi}"
    correction = "[{kind: ralat, date: 2026-01-20, after: Rahasia kedua}]"
    content["berita/2026/k010.md"] = news("Rahasia", "2026-01-11", corrections=correction)
    before = built(content)
    content["berita/2026/k010.md"] = news(
        "Rahasia", "2026-01-11", corrections=correction, withdrawn=gone
    )
    after = built(content)

    assert b"Rahasia" in before[f"/arsip/{name}-1.xml"]
    assert b"Rahasia" not in b"".join(after.values())
    paths = archives(before, name)
    guid = re.compile(rb"(?:<guid[^>]*>|<id>|ref=\")(tag:[^<\"]*berita[^<\"]*)")
    for path in paths:
        assert guid.findall(before[path]) == guid.findall(after[path])
    told = f"tag:kabar.example,2026:berita/2026/k010#{EventKind.WITHDRAWN}".encode()
    assert told in guid.findall(after[SUBSCRIBED[name]])
    assert [p for p in paths if before[p] != after[p]] == [f"/arsip/{name}-1.xml"]


@formats
def test_a_correction_mends_the_archive_and_is_announced_in_the_last_one(name: str) -> None:
    content = files(239)
    content["berita/2026/k010.md"] = news(
        "K10", "2026-01-11", corrections="[{kind: ralat, date: 2026-09-30, after: 40 ton}]"
    )
    site = built(content)
    assert b"40 ton" in site[f"/arsip/{name}-1.xml"]
    assert site[f"/arsip/{name}-2.xml"] == made(230)[f"/arsip/{name}-2.xml"]
    titles = [entry.title for entry in parse(site[f"/arsip/{name}-3.xml"]).entries]
    assert (titles[0], len(titles)) == ("Ralat: K10", 40)
