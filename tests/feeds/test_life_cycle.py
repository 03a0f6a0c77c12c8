"""One bulletin from draft to withdrawal, as eight builds show it to every subscriber.

After each build every feed is described, item by item, and compared with the committed text in
tests/cases/feeds/riwayat/; `pytest tests/feeds --regenerate` writes them anew; read the diff.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from kim_plugins.cli import main
from tests.feeds.edge_site import SOUND
from tests.feeds.samples import CASES
from tests.feeds.specifications import faults
from tests.golden import golden
from tests.sites.memory import GROUP, news

OLD, NEW = "berita/2026/sumur.md", "berita/2026/sumur-tercemar.md"
WORDS = "Warna airnya kuning"
FIELDS = {
    "group": "tani",
    "tags": "[air bersih]",
    "activity": "diseminasi",
    "authors": "[Siti]",
    "audio": f"{{src: ../../media/halo.mp3, title: Kabar sumur, transcript: {WORDS}.}}",
}
EMBARGO = {**FIELDS, "embargo": "2026-03-05 06:00 WIB"}
CORRECTED = {
    **EMBARGO,
    "corrections": f"[{{kind: ralat, date: 2026-03-06 09:00 WIB, before: hijau, after: {WORDS}}}]",
}
MOVED = {
    **CORRECTED,
    "id": OLD.removesuffix(".md"),
    "redirect_from": "[/berita/2026/sumur/]",
    "expires": "2026-03-20",
}
GONE = {**MOVED, "withdrawn": "{date: 2026-04-01 10:00 WIB, reason: data-pribadi}"}

STEPS = {
    "1-konsep": ("2026-03-05T07:00+07:00", OLD, {**FIELDS, "draft": "true"}),
    "2-embargo": ("2026-03-05T05:59:59+07:00", OLD, EMBARGO),
    "3-terbit": ("2026-03-05T06:00+07:00", OLD, EMBARGO),
    "4-ralat": ("2026-03-06T09:00+07:00", OLD, CORRECTED),
    "5-pindah": ("2026-03-07T08:00+07:00", NEW, MOVED),
    "6-lewat": ("2026-03-21T00:00+07:00", NEW, MOVED),
    "7-dicabut": ("2026-04-01T10:00+07:00", NEW, GONE),
    "8-sesudahnya": ("2027-01-01T00:00+07:00", NEW, GONE),
}
FEED_NAMES = ("feed.xml", "atom.xml", "feed.json", "podcast.xml", "playlist.m3u", "transkrip.txt")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Every file for subscribers after each build of one site, by step and path."""
    site = tmp_path_factory.mktemp("riwayat")
    config = Path(__file__).parents[1] / "sample/mkdocs.yml"
    shutil.copy(config, site)
    for path, data in {
        "kelompok/tani.md": GROUP.encode(),
        "media/halo.mp3": SOUND,
        "berita/2026/lain.md": news("Lain", "2026-01-01", group="tani").encode(),
    }.items():
        target = site / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    made = {}
    for step, (now, path, fields) in STEPS.items():
        (site / "content" / OLD).unlink(missing_ok=True)
        text = news("Air sumur tercemar", "2026-03-04", f"{WORDS}.", **fields)
        (site / "content" / path).write_text(text, encoding="utf-8")
        assert main(["build", "--quiet", "--now", now, "--config", str(site / "mkdocs.yml")]) == 0
        made[step] = {
            f"/{file.relative_to(site / 'site').as_posix()}": file.read_bytes()
            for file in sorted((site / "site").rglob("*"))
            if file.name in FEED_NAMES
        }
    return made


def described(path: str, data: bytes) -> Iterator[str]:
    """A feed in lines: its date, and each item with what a subscriber makes of it."""
    if path.endswith((".m3u", ".txt")):
        yield from data.decode().splitlines()
    elif path.endswith(".json"):
        for item in json.loads(data)["items"]:
            yield " | ".join(item[n] for n in ("id", "title", "date_published", "date_modified"))
    else:
        root = etree.fromstring(data)
        yield f"({root.findtext('channel/lastBuildDate') or root.findtext('{*}updated')})"
        for item in root.iter("item"):
            sound = item.find("enclosure")
            tail = "" if sound is None else f" | {sound.get('url')}"
            yield " | ".join(item.findtext(n, "") for n in ("guid", "title", "pubDate")) + tail
        for item in root.iter("{http://www.w3.org/2005/Atom}entry"):
            names = ("id", "title", "published", "updated")
            yield " | ".join(item.findtext("{*}" + n, "") for n in names)
        for gone in root.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry"):
            yield f"{gone.get('ref')} | DELETED | {gone.get('when')}"


@pytest.mark.parametrize("step", STEPS)
def test_every_feed_is_what_was_agreed_after_each_step(
    builds: dict[str, dict[str, bytes]], step: str
) -> None:
    """Feeds that read alike stand together, so that one that differs is seen."""
    together: dict[str, list[str]] = {}
    for path, data in builds[step].items():
        together.setdefault("\n".join(described(path, data)), []).append(path)
    blocks = ["\n".join([*(f"# {p}" for p in paths), text]) for text, paths in together.items()]
    actual = "\n\n".join(blocks) + "\n"
    golden(CASES / "riwayat" / f"{step}.txt", actual)


@pytest.mark.parametrize("step", STEPS)
def test_every_feed_keeps_its_specification(builds: dict[str, dict[str, bytes]], step: str) -> None:
    found = {path: faults(path, data) for path, data in builds[step].items()}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("step", ["1-konsep", "2-embargo", "7-dicabut", "8-sesudahnya"])
def test_nothing_is_readable_before_its_time_and_after_its_withdrawal(
    builds: dict[str, dict[str, bytes]], step: str
) -> None:
    for path, data in builds[step].items():
        assert WORDS not in data.decode(), path
        assert "halo.mp3" not in data.decode(), path


@pytest.mark.parametrize(
    "before, after",
    [("1-konsep", "2-embargo"), ("5-pindah", "6-lewat"), ("7-dicabut", "8-sesudahnya")],
)
def test_what_changes_nothing_for_subscribers_changes_no_byte(
    builds: dict[str, dict[str, bytes]], before: str, after: str
) -> None:
    """A draft that becomes an embargo, and time alone; a bulletin that expires stays as it was.

    Only the playlist, which is for going on air, drops what has expired; and the feed of a topic
    whose page has gone leads to the archive.
    """
    changed = {path for path in builds[before] if builds[before][path] != builds[after][path]}
    topic = {f"/topik/air-bersih/{name}" for name in ("feed.xml", "atom.xml", "feed.json")}
    assert changed == (topic | {"/siaran/playlist.m3u"} if after == "6-lewat" else set())


def test_a_move_keeps_the_guid_and_gives_the_new_address(
    builds: dict[str, dict[str, bytes]],
) -> None:
    """The same identifiers, in the same order, in every feed."""
    for path, data in builds["4-ralat"].items():
        if path.endswith(".xml"):
            old, new = (
                [line.split(" | ")[0] for line in described(path, feed)]
                for feed in (data, builds["5-pindah"][path])
            )
            assert old == new, path
    assert b"/berita/2026/sumur-tercemar/" in builds["5-pindah"]["/feed.xml"]
    assert b"/desa/berita/2026/sumur/" not in builds["5-pindah"]["/feed.xml"]
