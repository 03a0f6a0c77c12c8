"""What is dated in the future waits for its day in every file of the site (contract C5)."""

from __future__ import annotations

import pytest

from kim_plugins.cli import main
from tests.feeds.edge_site import DECISION
from tests.sites.folder import Site
from tests.sites.memory import news

WAITING = "nantidulu"
"""Stands in everything that isn't due yet."""

LATER = {
    "corrections": f"[{{kind: ralat, date: 2026-10-20, before: x, after: {WAITING} satu}}]",
    "withdrawn": f"{{date: 2026-10-25 08:00 WIB, reason: ganda, note: {WAITING} dua}}",
}
WORK = (
    DECISION.replace(
        "      - {date: 2026-03-20, status: selesai}\n",
        f"      - {{date: 2026-10-15, status: selesai, note: {WAITING} tiga}}\n",
    )
    .replace("responded: 2026-04-01", "responded: 2026-10-18")
    .replace("Akan disurvei", f"{WAITING} empat")
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = Site.copied(tmp_path_factory.mktemp("nanti"))
    made.write("content/berita/2026/nanti.md", news("Nanti", "2026-09-20", group="tani", **LATER))
    made.write("content/keputusan/2026/nanti.md", WORK)
    return made


def build(site: Site, now: str) -> None:
    config = str(site.folder / "mkdocs.yml")
    assert main(["build", "--quiet", "--now", f"{now}+07:00", "--config", config]) == 0


def holding(site: Site, word: str) -> list[str]:
    """The files with a word in them, search's parts too."""
    found = (site.folder / "site").rglob("*")
    texts = {path: path.read_bytes() for path in found if path.is_file()}
    return [str(path) for path, data in texts.items() if word.encode() in data.lower()]


def test_nothing_is_told_before_its_day(site: Site) -> None:
    build(site, "2026-10-14T23:59")
    assert holding(site, WAITING) == []


@pytest.mark.parametrize(
    "now, word, address",
    [
        ("2026-10-15T00:00", "tiga", "keputusan/2026/nanti/index.html"),
        ("2026-10-15T00:00", "tiga", "tindak-lanjut/index.html"),
        ("2026-10-15T00:00", "tiga", "tindak-lanjut/feed.xml"),
        ("2026-10-18T00:00", "empat", "keputusan/2026/nanti/index.html"),
        ("2026-10-18T00:00", "empat", "tindak-lanjut/atom.xml"),
        ("2026-10-20T00:00", "satu", "berita/2026/nanti/index.html"),
        ("2026-10-20T00:00", "satu", "berita/2026/nanti/naskah/naskah.txt"),
        ("2026-10-20T00:00", "satu", "kelompok/tani/feed.json"),
        ("2026-10-25T08:00", "dua", "berita/2026/nanti/index.html"),
        ("2026-10-25T08:00", "dua", "berita/feed.xml"),
    ],
)
def test_each_is_told_on_its_day(site: Site, now: str, word: str, address: str) -> None:
    build(site, now)
    text = (site.folder / "site" / address).read_text(encoding="utf-8").lower()
    assert f"{WAITING} {word}" in text


def test_the_build_names_the_next_moment(site: Site) -> None:
    for now, moment in {
        "2026-10-14T12:00": "15 Oktober 2026 pukul 00.00 WIB",
        "2026-10-16T12:00": "18 Oktober 2026 pukul 00.00 WIB",
        "2026-10-19T12:00": "20 Oktober 2026 pukul 00.00 WIB",
        "2026-10-21T12:00": "25 Oktober 2026 pukul 08.00 WIB",
    }.items():
        assert moment in site.kim("build", "--now", f"{now}+07:00").err
