"""A hub of generated sites over many collects, while one fault after another befalls them.

After each collect the published site holds what every group wrote, but for what is faulty; and
subscribers who know items by their guid see each once, whatever becomes of the source.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from kim_plugins.cli import collect
from kim_plugins.cli.collecting.asking import Collector
from kim_plugins.exchange.fetching import Limits
from tests.cli.collecting.hubs import Hub, site_of
from tests.cli.collecting.province import SERVED, WRITTEN, Province, Village, far_ahead
from tests.exchange.servers import answer, serving
from tests.sites.memory import NOW

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="asks the system's git")
ARCHIVE = re.compile(r'rel="prev-archive"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="prev-archive"')


class Subscriber:
    """Asks one feed of the hub, and knows items by guid; the first time it reads the archives."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.seen: dict[str, str] = {}

    def ask(self, site: Path) -> None:
        """Note what is new, by guid; no guid stands twice in what is asked at once."""
        waiting = [self.path]
        while waiting:
            path = waiting.pop()
            data = (site / path).read_bytes()
            if path.endswith(".json"):
                feed = json.loads(data)
                told = [(one["id"], one["title"]) for one in feed["items"]]
                older = feed.get("next_url")
            else:
                found: Any = feedparser.parse(
                    data, sanitize_html=False, resolve_relative_uris=False
                )
                assert not found.bozo, (path, found.get("bozo_exception"))
                told = [(one.id, one.title) for one in found.entries]
                match = ARCHIVE.search(data.decode())
                older = match and (match[1] or match[2])
            assert len(dict(told)) == len(told), path
            if older and not self.seen:
                waiting.append(older.removeprefix("https://kabupaten.example/"))
            self.seen |= {guid: title for guid, title in told if guid not in self.seen}


class Life:
    """A hub and its province, day by day."""

    def __init__(self, hub: Hub, province: Province) -> None:
        self.hub, self.province = hub, province
        self.day = NOW
        self.readers = [Subscriber(path) for path in ("feed.xml", "atom.xml", "feed.json")]
        self.lines = [province.source(one) for one in province.villages]
        self.old: set[str] = set()

    def write(self) -> None:
        """Let every village publish one more bulletin, and bring it to where it is asked for."""
        self.day += timedelta(days=1)
        for one in self.province.villages:
            one.write(f"Kabar {one.name} {self.day:%d %B}", self.day.date().isoformat())
            self.province.publish(one)

    def collect(self, code: int, *words: str) -> None:
        """Collect, build, look at all of it, and let every subscriber ask."""
        self.hub.name_sources("\n".join(self.lines))
        found, said = self.hub.run("collect", self.day.isoformat())
        assert (found, [word for word in words if word not in said]) == (code, []), said
        assert self.hub.run("build", self.day.isoformat())[0] in (0, 3)
        site = self.hub.folder / "site"
        assert titles_in(site) == set().union(*(one.shown for one in self.province.villages))
        assert faults_of(site) == []
        for one in self.readers:
            one.ask(site)

    def expect(self, *but: Village) -> None:
        """Everything that was written is shown; of these, what was shown before."""
        for one in self.province.villages:
            if one not in but:
                one.shown = one.titles

    def judge(self) -> None:
        """Everything was seen, under one guid, but for the archive of who came later."""
        written = set().union(*(one.shown for one in self.province.villages)) - self.old
        for one in self.readers:
            assert sorted(one.seen.values()) == sorted(written), one.path


def titles_in(site: Path) -> set[str]:
    """The titles of all bulletins that have a page."""
    pages = site.glob("berita/20*/*/index.html")
    heads = (re.search(r"<h1[^>]*>(.*?)</h1>", page.read_text(), re.DOTALL) for page in pages)
    return {re.sub(r"<[^>]+>", "", head[1]).strip() for head in heads if head} - {"Berita 2026"}


def faults_of(site: Path) -> list[str]:
    return sorted(_faults(site))


def _faults(site: Path) -> Iterator[str]:
    """Links within the site that lead nowhere, and files that aren't what they say."""
    for file in (*site.rglob("*.xml"), *site.rglob("*.opml")):
        etree.parse(file)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.rstrip().endswith("</html>"), page
        for link in set(re.findall(r'(?:href|src)="(\.[^"#?]*)', text)):
            target = (page.parent / link).resolve()
            if not (target / "index.html" if target.is_dir() else target).is_file():
                yield f"{page.relative_to(site)} → {link}"


@pytest.fixture
def life(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    thorough: bool,
) -> Iterator[Life]:
    limits = Limits(seconds=6 if thorough else 2.5, bytes=2 << 20)
    monkeypatch.setattr(collect, "Collector", partial(Collector, site=limits))
    with serving({}) as server:
        province = Province(
            tmp_path, server, (30 if thorough else 6) if "ten" in request.node.name else 4
        )
        (tmp_path / "hub").mkdir()
        yield Life(Hub(tmp_path / "hub", "", capsys), province)


def test_ten_kinds_of_fault_one_after_the_other(life: Life, thorough: bool) -> None:
    """Each befalls somebody else; by default several come together, to spare builds."""
    life.write()
    life.expect()
    life.collect(0)
    at_once = 1 if thorough else 4
    served = [one for one in life.province.villages if one.way in ("zip", "tar.gz")]
    names = list(SERVED)
    for first in range(0, len(names), at_once):
        life.write()
        words, hit = [], []
        for number, name in enumerate(names[first : first + at_once]):
            victim = served[(first + number) % len(served)]
            befall, said = SERVED[name]
            befall(life.province, victim)
            hit.append(victim)
            words += [f"{victim.name}: gagal: ", said]
        life.expect(*hit)
        life.collect(3, *words)
    written = list(WRITTEN.values())
    at_once = 1 if thorough else len(written)
    for first in range(0, len(written), at_once):
        words, victims = [], []
        for number, (befall, said, title) in enumerate(written[first : first + at_once]):
            victim = life.province.villages[-1 - first - number]
            befall(life.province, victim)
            victims.append((victim, title))
            words.append(said)
        life.write()
        life.expect()
        for victim, title in victims:
            victim.shown = victim.shown - {title}
        life.collect(3, *words)
        for victim, title in victims:
            mend(victim, title)
    life.write()
    life.expect()
    life.collect(0)
    life.judge()


def mend(victim: Village, title: str) -> None:
    """Take back what was written wrongly."""
    for path, text in [*victim.files.items()]:
        if "KIM Palsu" in text or (title and f"title: {title}\n" in text):
            del victim.files[path]


def test_whatever_becomes_of_a_source_nobody_sees_an_item_twice(life: Life) -> None:
    """It goes and comes back, has another name, another address, another way, and was a feed."""
    province = life.province
    zipped, other = province.villages[0], province.villages[3]
    partner = Village("desa99", "git", site_of("desa99"))
    feed = (
        "<rss version='2.0'><channel><title>Desa 99</title><link>https://desa99.example/</link>"
        "<item><guid>tag:desa99.example,2026:berita/2026/panen</guid><title>Panen desa99</title>"
        "<link>https://desa99.example/berita/2026/panen/</link></item></channel></rss>"
    )
    province.server.replies["/feed.xml"] = answer(feed.encode())
    life.write()
    life.expect()
    life.lines.append(f"id: desa99, feed: '{province.server.url('/feed.xml')}'")
    life.collect(0)
    assert "Panen desa99" in life.hub.page("mitra/kabar")

    lines = life.lines
    life.write()
    life.lines, zipped.shown = lines[1:], set()  # gone
    life.expect(zipped)
    life.collect(0)
    life.lines = lines  # back again
    life.expect()
    life.collect(0)
    life.write()
    life.lines = [f"{province.source(zipped, 'nama-baru')}", *lines[1:]]
    life.expect()
    life.collect(0)
    life.write()
    zipped.way, other.way = "folder", "zip"
    province.publish(zipped)
    province.publish(other)
    province.publish(partner)
    province.villages.append(partner)
    life.old = {"Panen desa99"}
    life.lines = [province.source(one) for one in province.villages]
    life.expect()
    life.collect(0)
    assert "Panen desa99" not in life.hub.page("")  # older than what stands there
    assert not (life.hub.folder / "site/mitra/kabar").exists()
    life.judge()


def test_what_was_written_while_nobody_could_ask_is_told_when_it_comes(life: Life) -> None:
    """However old it is by then, and however many others wrote meanwhile; an archive isn't."""
    silent, *others = life.province.villages
    life.write()
    life.expect()
    life.collect(0)
    for _ in range(9):
        life.write()
    life.province.says(silent, answer(b"", "503 Unavailable"))
    life.expect(silent)
    life.collect(3)
    life.day += timedelta(days=1)
    for number in range(30):
        others[0].write(f"Kabar ramai {number}", life.day.date().isoformat())
    silent.write("Kabar lama sekali", "2026-01-02")
    life.old = {"Kabar lama sekali"}
    life.province.publish(silent)
    life.province.publish(others[0])
    life.expect()
    life.collect(0)
    life.judge()


def test_nothing_new_changes_nothing_and_fetches_nothing_twice(life: Life) -> None:
    """Not even a note of when it was looked at."""
    life.write()
    far_ahead(life.province, life.province.villages[1])
    life.province.publish(life.province.villages[1])
    life.expect()
    life.province.villages[1].shown = life.province.villages[1].titles - {"Kabar masa depan"}
    life.collect(3)
    before, bodies = life.hub.bytes(), life.province.bodies.copy()
    life.collect(3)
    assert life.hub.bytes() == before
    assert life.province.bodies == bodies
    assert set(bodies.values()) == {1}
