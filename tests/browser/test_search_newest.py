"""What a reader finds on a large site, whose newest bulletins have a part of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from corpus import write_corpus

from kim_plugins.search.newest import LARGE, ROUND
from tests.browser.conftest import OpenPage
from tests.browser.searching import LINKS, titles, wait
from tests.sites.shared import built, served, shared

NEW = """---
title: {title}
description: Ringkas saja.
date: 2026-11-2{day}
group: kim-1
tags: [pasar]
---
{body}
"""
BULLETINS = {
    "zebra": ("Xylofon dipinjam sekolah", "Warga mengxylofonkan lagu. Angklung bambu petung tua."),
    "lain": ("Rapat lain", "Bambu tua dan angklung petung. Warga membersihkan saluran air."),
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with the size at which some stand by themselves, and these besides."""

    def fill(folder: Path) -> None:
        content = folder / "content"
        write_corpus(content, -(-LARGE // ROUND) * ROUND)
        for day, (name, (title, body)) in enumerate(BULLETINS.items()):
            file = content / "berita/2026" / f"{name}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_text(NEW.format(title=title, day=day, body=body), encoding="utf-8")
        built(folder / "site", "--content", str(content))

    folder = shared(tmp_path_factory, "large", fill)
    with served(folder / "site") as address:
        yield address


@pytest.mark.parametrize(
    "query, found",
    [
        ("xylofon", ["Xylofon dipinjam sekolah"]),
        # Typed to half of it, and with a slip of the finger.
        ("xylof", ["Xylofon dipinjam sekolah"]),
        ("xylofan", ["Xylofon dipinjam sekolah"]),
        ('"petung tua"', ["Xylofon dipinjam sekolah"]),
        ('"angklung petung"', ["Rapat lain"]),
        ("angklung -xylofon", ["Rapat lain"]),
    ],
)
def test_what_only_the_newest_say_is_found(
    kept_page: OpenPage, large: str, query: str, found: list[str]
) -> None:
    page = kept_page(360)
    page.goto(f"{large}/cari/?q={quote(query)}")
    assert titles(wait(page)) == found


def test_the_newest_stand_among_all_others(kept_page: OpenPage, large: str) -> None:
    """By date in front of what is older, with words that all of them use."""
    page = kept_page(360)
    page.goto(f"{large}/cari/?q=saluran%20air&urut=tanggal")
    wait(page)
    assert titles(page)[0] == "Rapat lain"
    assert page.locator(LINKS).count() >= 10
    # Words that stand side by side count for more, in the newest as in the others.
    page.goto(f"{large}/cari/?q=angklung%20bambu")
    assert titles(wait(page))[:2] == ["Xylofon dipinjam sekolah", "Rapat lain"]


@pytest.mark.parametrize("filters", ["topik=pasar", "kelompok=kim-1", "tahun=2026", "jenis=berita"])
def test_filters_know_the_newest(kept_page: OpenPage, large: str, filters: str) -> None:
    page = kept_page(360)
    page.goto(f"{large}/cari/?q=angklung&{filters}")
    assert sorted(titles(wait(page))) == ["Rapat lain", "Xylofon dipinjam sekolah"]
    page.goto(f"{large}/cari/?q=angklung&topik=hoaks")
    wait(page)
    assert page.locator(LINKS).count() == 0


def test_an_empty_query_begins_with_the_newest(kept_page: OpenPage, large: str) -> None:
    page = kept_page(360)
    page.goto(f"{large}/cari/")
    assert titles(wait(page))[:2] == ["Rapat lain", "Xylofon dipinjam sekolah"]
