"""What is urgent stands before everything else until it expires; what is important comes first."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from kim_plugins.catalogue import Catalogue
from tests.pages.frames import page, pages, text_of
from tests.sites.memory import JAKARTA, gathered, news

URGENT = news(
    "Air sumur berbau", date="2026-10-01 08.00", priority="darurat", expires="2026-10-03 18.00"
)
ORDINARY = news("Vaksin sapi", date="2026-10-01 09.00")
NOW = datetime(2026, 10, 1, 12, tzinfo=JAKARTA)


def site(after: timedelta = timedelta(), **files: str) -> Catalogue:
    every = {f"berita/2026/{name}.md": text for name, text in files.items()}
    catalogue, problems = gathered(every, now=NOW + after)
    assert [problem for problem in problems if problem.is_error] == []
    return catalogue


def warned(html: str) -> bool:
    return 'class="kim-urgent"' in html


def titles(html: str) -> list[str]:
    return re.findall(r'class="kim-card__title"><a [^>]*>([^<]*)</a>', html)


def test_an_urgent_warning_is_the_first_thing_on_every_page_but_its_own() -> None:
    shown = pages(site(sumur=URGENT, sapi=ORDINARY))
    own = "/berita/2026/sumur/"
    assert [address for address, html in shown.items() if not warned(html)] == [own]
    assert text_of(shown["/"]).strip().startswith("Peringatan darurat: Air sumur berbau Berlaku")
    assert 'href="../../../berita/2026/sumur/"' in shown["/berita/2026/sapi/"]
    assert "Peringatan darurat" in text_of(shown[own])


def test_it_ends_at_the_minute_that_it_names() -> None:
    hours = timedelta(hours=54)
    assert warned(page(site(hours - timedelta(minutes=1), sumur=URGENT), "/"))
    assert not any(map(warned, pages(site(hours, sumur=URGENT)).values()))


def test_drafts_and_withdrawn_ones_warn_nobody() -> None:
    for line in ("draft: true", "withdrawn: {date: 2026-10-01 10.00, reason: salah-terbit}"):
        shown = pages(site(sumur=URGENT.replace("priority:", f"{line}\npriority:")))
        assert not any(map(warned, shown.values())), line


def test_what_is_important_stands_before_newer_ones_for_a_week() -> None:
    files = {f"biasa{n}": news(f"Biasa {n}", date=f"2026-10-0{n}") for n in range(2, 8)}
    files["ombak"] = news("Ombak tinggi", date="2026-10-01", priority="penting")
    after = titles(page(site(timedelta(days=7), **files), "/"))
    later = titles(page(site(timedelta(days=8), **files), "/"))
    assert after[:2] == ["Ombak tinggi", "Biasa 7"]
    assert later[:2] == ["Biasa 7", "Biasa 6"]
    assert len(after) == len(later) == 4


def test_listings_keep_their_order_and_mark_it() -> None:
    catalogue = site(
        ombak=news("Ombak tinggi", date="2026-09-01", priority="penting"), sapi=ORDINARY
    )
    html = page(catalogue, "/berita/")
    assert titles(html) == ["Vaksin sapi", "Ombak tinggi"]
    assert html.count('<span class="kim-mark kim-mark--penting">Penting</span>') == 1


def test_a_title_can_not_leave_the_strip() -> None:
    evil = URGENT.replace("title: Air sumur berbau", "title: '</aside><script>'")
    assert "<script>" not in page(site(sumur=evil, sapi=ORDINARY), "/berita/2026/sapi/")
