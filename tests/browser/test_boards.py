"""Boards, places and reports with everything as wide as it may be, and on paper."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

OpenPage = Callable[..., Page]

PAGES = (
    *("/", "/berita/", "/berita/2026/lebar/", "/topik/", "/arsip/", "/langganan/", "/cari/"),
    *("/agenda/", "/tindak-lanjut/", "/titik-akses/", "/mitra/", "/usaha/", "/wilayah/"),
    *("/wilayah/33.15/", "/aktivitas/diskusi/", "/laporan/2026/", "/kelompok/", "/kelompok/lebar/"),
    *("/kelompok/lebar/laporan/2026/", "/keputusan/2026/lebar/", "/berita/2026/acara-lebar/"),
    *("/berita/2026/kanan-ke-kiri/", "/berita/2026/kanan-ke-kiri/cetak/"),
    *("/kelompok/sepi/", "/kelompok/sepi/laporan/2026/", "/berita/2026/lebar/cetak/"),
)


def test_nothing_is_wider_than_the_screen(kept_page: OpenPage, wide_site: str) -> None:
    page = kept_page()
    found = {}
    for address in PAGES:
        page.goto(wide_site + address)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                found[f"{address} {width}"] = over
    assert found == {}


def test_the_report_of_a_group_fits_on_paper(kept_page: OpenPage, site: str) -> None:
    """A4 in portrait is 794 pixels wide; the chair has a place to sign."""
    page = kept_page(794)
    page.goto(f"{site}/kelompok/sumber-rejeki/laporan/2026/")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    wider = "tables => tables.filter(t => t.getBoundingClientRect().right > innerWidth).length"
    assert page.locator("table").evaluate_all(wider) == 0
    assert page.locator(".kim-sign").is_visible()
    assert page.get_by_role("link", name="Unduh tabel untuk Excel (CSV)").is_hidden()
