"""Every feed of the sample site, and of one that holds all that has broken a feed somewhere."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache

import listparser
import podcastparser
import pytest

from kim_plugins.catalogue import Catalogue
from kim_plugins.feeds import feed_targets, site_feeds
from tests.feeds.edge_site import LATER, SAME_SECOND, SAMPLE, edge_catalogue, edge_files
from tests.feeds.samples import find, parse
from tests.feeds.specifications import faults
from tests.sites.memory import gathered


@cache
def sample_catalogue() -> Catalogue:
    files: dict[str, str | bytes] = {
        path.relative_to(SAMPLE).as_posix(): path.read_bytes()
        for path in sorted(SAMPLE.rglob("*"))
        if path.is_file()
    }
    return gathered(files, group=None)[0]


@cache
def made(site: str) -> dict[str, bytes]:
    return dict(site_feeds(SITES[site]()))


SITES = {"sample": sample_catalogue, "edges": cache(edge_catalogue)}
every_site = pytest.mark.parametrize("site", SITES)


@every_site
def test_every_file_keeps_its_specification(site: str) -> None:
    found = {path: faults(path, data) for path, data in made(site).items()}
    assert {path: wrong[:3] for path, wrong in found.items() if wrong} == {}
    assert len(found) > 60


@every_site
def test_feedparser_reads_every_feed_without_repairing_it(site: str) -> None:
    for path, data in made(site).items():
        if path.endswith(".xml"):
            found = parse(data)
            assert not found.bozo, (path, found.get("bozo_exception"))
            assert found.version in ("rss20", "atom10"), path


@every_site
def test_a_guid_means_the_same_item_everywhere(site: str) -> None:
    """The same identifier, title and date in every feed and format that has the item."""
    seen: dict[str, tuple[str, str]] = {}
    for path, data in made(site).items():
        for entry in parse(data).entries if path.endswith("feed.xml") else ():
            assert seen.setdefault(entry.id, (entry.title, entry.published)) == (
                entry.title,
                entry.published,
            )


@every_site
def test_podcastparser_agrees_with_the_catalogue(site: str) -> None:
    catalogue, files = SITES[site](), made(site)
    url = catalogue.options.absolute("/siaran/podcast.xml")
    found = podcastparser.parse(url, io.BytesIO(files["/siaran/podcast.xml"]))
    wanted = [e for e in catalogue.sounds.entries if not e.record.withdrawn]

    assert found["title"] == f"Podcast {catalogue.options.name}"
    # The notice of a withdrawal has no sound, so LibreTime passes over it.
    sounding = [episode for episode in found["episodes"] if episode["enclosures"]]
    # So that it was withdrawn is told by a short item, too.
    gone = [e for e in catalogue.sounds.entries if e.record.withdrawn]
    assert len(found["episodes"]) == len(catalogue.sounds.entries) + len(gone)
    assert sorted(episode["title"] for episode in sounding) == sorted(
        e.record.title for e in wanted
    )
    for episode in sounding:
        entry = next(e for e in wanted if episode["guid"].endswith(f":{e.identifier}"))
        (media,) = (m for m in catalogue.media.values() if m.is_sound)
        assert episode["link"] == catalogue.options.absolute(entry.address)
        assert episode["published"] == int(entry.record.publication.at.timestamp())
        assert episode["total_time"] == max(1, round(media.seconds or 0))
        (sound,) = episode["enclosures"]
        assert (sound["url"], sound["file_size"], sound["mime_type"]) == (
            catalogue.options.absolute(media.address),
            media.length,
            "audio/mpeg",
        )


@every_site
def test_listparser_agrees_with_the_feeds_that_there_are(site: str) -> None:
    """Every listing's feed, the actions', and the podcasts that have a sound; nothing else."""
    catalogue, files = SITES[site](), made(site)
    found = listparser.parse(files["/langganan/feeds.opml"])

    assert not found.get("bozo")
    base = catalogue.options.url.rstrip("/")
    listed = [feed.url.removeprefix(base) for feed in found.feeds]
    feeds = {path for path in files if path.endswith("/feed.xml")}
    # What became of one decision is for those who follow it from its page.
    feeds -= {path for path in feeds if path.startswith("/keputusan/2")}
    podcasts = {p for p, data in files.items() if p.endswith("podcast.xml") and b"<item>" in data}
    assert len(set(listed)) == len(listed)
    assert set(listed) == feeds | podcasts
    for feed in found.feeds:
        # The order of files is that of the list, and so are titles.
        assert feed.title == parse(files[feed.url.removeprefix(base)]).feed.title


def test_bulletins_of_one_second_keep_one_order() -> None:
    """The guid breaks the tie, in feeds and archives alike."""
    order = [entry.id for entry in parse(made("edges")["/arsip/feed-1.xml"]).entries]
    same = [guid for guid in order if "/sama-" in guid]
    assert len(same) == SAME_SECOND - 45
    assert same == sorted(same, reverse=True)


def test_dates_before_1970_and_after_2038_are_what_they_are() -> None:
    entries = {e.title: e for e in parse(made("edges")["/berita/feed.xml"]).entries}
    assert entries["Setelah 2038"].published == "Tue, 01 Feb 2039 00:00:00 +0900"
    oldest = parse(made("edges")["/arsip/feed-1.xml"]).entries[-2:]
    assert [entry.published for entry in oldest] == [
        "Wed, 31 Dec 1969 23:59:00 +0700",
        # Local mean time was 12 seconds off any offset that a feed can write.
        "Fri, 19 May 1905 23:59:48 +0707",
    ]


def test_a_title_of_markup_is_a_text_and_not_markup() -> None:
    titles = find(made("edges")["/arsip/feed-1.xml"], "//item/title/text()")
    assert "<script>x()</script> & <b>tebal</b>" in titles


def test_nothing_changes_with_the_clock_alone() -> None:
    """Conditional requests work only while bytes stay; 2050 and 2051 have the same content."""
    catalogue = edge_catalogue()
    later, _ = gathered(edge_files(), now=datetime(2051, 1, 1, tzinfo=LATER.tzinfo))
    assert dict(site_feeds(later)) == dict(site_feeds(catalogue))


def test_nothing_is_made_before_it_is_wanted() -> None:
    """The list of files costs no rendering, in whatever order they are then asked for."""
    targets = list(feed_targets(edge_catalogue()))
    shuffled = dict(file for target in reversed(targets) for file in target.make())
    assert shuffled == made("edges")
