"""Feeds that groups name with their partners become headlines of others (C13)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from kim_plugins.builder.copies import Copies
from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import Catalogue, gather
from kim_plugins.catalogue.collected import SourceKind
from kim_plugins.engine.collected import with_copies
from kim_plugins.engine.sources import SourceSetting
from tests.cli.collecting.hubs import Hub, site_of, write
from tests.exchange.servers import Server, answer, serving
from tests.sites.memory import GROUP, JAKARTA, OPTIONS, news

LATER: Final = datetime(2026, 10, 4, tzinfo=JAKARTA)
RADIO = """<rss version='2.0'><channel><title>Radio</title><link>https://radio.example/</link>
{items}</channel></rss>"""


def radio(*titles: str, date: str = "Fri, 01 Jan 2099 00:00:00 GMT") -> bytes:
    """A feed of these items, dated in the future unless told otherwise."""
    items = (
        f"<item><guid>{title}</guid><title>{title}</title><pubDate>{date}</pubDate>"
        f"<link>https://radio.example/{title.lower()}</link></item>"
        for title in titles
    )
    return RADIO.format(items="".join(items)).encode()


def profile(name: str, *feeds: str) -> str:
    """A group with a partner for each feed."""
    partners = "".join(
        f"  - {{name: Radio {number}, kind: media-massa, role: penyiaran, feed: '{feed}'}}\n"
        for number, feed in enumerate(feeds, 1)
    )
    own = GROUP.replace("KIM Tani", f"KIM {name.title()}")
    return own.replace("---\n", f"---\npartners:\n{partners}", 1) if feeds else own


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/radio": answer(radio("Satu", "Dua")), "/lain": answer(radio("Tiga"))}) as one:
        yield one


@pytest.fixture
def village(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Hub]:
    """A site of one group with partners; no source in mkdocs.yml unless told otherwise."""

    def made(*feeds: str, sources: str = "") -> Hub:
        hub = Hub(tmp_path / "hub", sources, capsys)
        content = {"content/kelompok/tani.md": profile("tani", *feeds)}
        write(hub.folder, {**content, "content/berita/2026/panen.md": news()})
        return hub

    (tmp_path / "hub").mkdir()
    return made


def titles(hub: Hub, page: str = "mitra/kabar") -> list[str]:
    return re.findall(r">(Satu|Dua|Tiga)<", hub.page(page))


def catalogue_of(hub: Hub, *sources: SourceSetting) -> Catalogue:
    """What the next build makes its pages of."""
    own = content_of(hub.folder / "content")
    content = with_copies(own, sources, Copies(hub.folder / ".kim"), JAKARTA)
    return gather(content, replace(OPTIONS, url="https://kabupaten.example/"), LATER)[0]


def shown(hub: Hub, *sources: SourceSetting) -> list[str]:
    return [headline.title for headline in catalogue_of(hub, *sources).partner_news]


def test_news_of_a_partner_comes_and_goes(village: Callable[..., Hub], server: Server) -> None:
    """On a page of its own, the newest on the home page; what is withdrawn is gone next time."""
    site = village(server.url("/radio"))
    assert catalogue_of(site).known_sources == ()  # nobody has collected yet
    assert site.run("collect")[0] == 0
    assert site.run("build")[0] == 0
    assert titles(site) == titles(site, "") == ["Dua", "Satu"]
    page = site.page("mitra/kabar")
    assert "Radio 1" in page
    assert "2099" not in page
    assert "1 Oktober 2026" in page
    assert 'Mitra <a href="../kelompok/tani/">KIM Tani</a>' in site.page("sumber")
    first = site.bytes()
    assert site.run("collect", "2026-10-02T12:00+07:00")[0] == 0
    assert site.bytes() == first

    server.replies["/radio"] = answer(radio("Satu"))
    assert site.run("collect", "2026-10-03T12:00+07:00")[0] == 0
    assert site.run("build", "2026-10-03T12:00+07:00")[0] == 0
    assert titles(site) == titles(site, "") == ["Satu"]
    assert "1 Oktober 2026" in site.page("mitra/kabar")


def test_a_partner_that_no_profile_names_any_more_is_gone(
    village: Callable[..., Hub], server: Server
) -> None:
    """At the next build from the pages, at the next collect from the disk."""
    site = village(server.url("/radio"), server.url("/lain"))
    assert site.run("collect")[0] == 0
    write(site.folder, {"content/kelompok/tani.md": profile("tani", server.url("/lain"))})
    assert shown(site) == ["Tiga"]
    kept = site.folder / ".kim/sumber"
    assert len([*kept.glob("mitra.*")]) == 2
    assert site.run("collect")[0] == 0
    assert len([*kept.glob("mitra.*")]) == 1


def test_what_fails_is_told_at_its_place_in_the_profile(
    village: Callable[..., Hub], server: Server
) -> None:
    server.replies["/radio"] = answer(b"<html>Masuk dulu</html>")
    site = village(server.url("/lain"), server.url("/radio"))
    code, said = site.run("collect")
    assert code == 3
    assert re.search(r"content/kelompok/tani\.md:4:\d+: gagal: bukan umpan", said)
    assert "1 dari 2 sumber baik" in said
    assert shown(site) == ["Tiga"]
    _, failed = catalogue_of(site).known_sources
    assert "bukan umpan" in failed.reason


def test_nobody_asks_twice_nor_for_what_is_taken_in_whole(
    village: Callable[..., Hub], server: Server, tmp_path: Path
) -> None:
    """Not this site's own feed either."""
    write(tmp_path / "tirta", site_of("tirta"))
    write(tmp_path / "tirta", {"content/kelompok/tirta.md": profile("tirta", server.url("/lain"))})
    own = ("https://kabupaten.example/feed.xml", "https://tirta.example/feed.xml")
    site = village(
        *own,
        *(server.url("/radio"), server.url("/lain"), server.url("/lain")),
        sources=f"id: tirta, folder: ../tirta\nid: radio, feed: '{server.url('/radio')}'",
    )
    assert site.run("collect")[0] == 0
    assert sorted(asked.path for asked in server.asked) == ["/lain", "/radio"]
    sources = (
        SourceSetting("tirta", SourceKind.FOLDER, "../tirta"),
        SourceSetting("radio", SourceKind.FEED, server.url("/radio")),
    )
    assert sorted(shown(site, *sources)) == ["Dua", "Satu", "Tiga"]
    *_, partner = catalogue_of(site, *sources).known_sources
    assert (partner.name, partner.of_groups) == ("Radio 4", ("tani", "tirta"))


def test_a_profile_of_others_opens_no_closed_network(
    village: Callable[..., Hub], server: Server, tmp_path: Path
) -> None:
    files = site_of("tirta")
    files["content/kelompok/tirta.md"] = profile("tirta", server.url("/radio"))
    write(tmp_path / "tirta", files)
    site = village(sources="id: tirta, folder: ../tirta")
    code, said = site.run("collect")
    assert code == 3
    assert re.search(r"\.kim/sumber/tirta/\w+/kelompok/tirta\.md:3:\d+: gagal", said), said
    assert server.asked == []
