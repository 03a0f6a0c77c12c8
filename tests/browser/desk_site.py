"""A small site with a writing desk, and a bulletin of each kind to type into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from kim_plugins.records.kinds import Kind
from tests.browser.desk import Values
from tests.catalogue.sites import group
from tests.sites.shared import built

KINDS: Final = (Kind.NEWS, Kind.LESSON, Kind.DECISION)
FOLDERS: Final = {Kind.NEWS: "berita", Kind.LESSON: "literasi", Kind.DECISION: "keputusan"}
OpenPage = Callable[..., Page]
CONFIG: Final = """
site_name: KIM Tani
site_url: https://tani.example/
repo_url: https://github.com/kim-tani/situs
theme: {name: material, language: id}
plugins: [kim/catalogue, kim/pages, kim/feeds, kim/broadcast, kim/search, kim/publish]
"""
NEWS: Final[Values] = {
    "title": "Panen raya di blok barat",
    "description": "Warga memanen empat hektare padi.",
    "date": "2026-11-20",
}
BODY: Final = """Panen dimulai *hari ini* pukul 06.00.
Bawa:
- sabit
- karung
  - dua lembar

## Harga

| Jenis | Rupiah |
|---|---|
| Gabah | 6.500 |

1. Antre
2. Timbang

> Hasilnya naik.

Lihat https://contoh.example/harga, ya."""
DECISION: Final[Values] = {
    "title": "Jadwal air musim kemarau",
    "description": "Air digilir per blok mulai Desember.",
    "date": "2026-11-21",
    "problem": "Air tidak sampai ke blok timur.",
    "meeting": {
        "date": "2026-11-18",
        "start": "19.30",
        "end": "21.45",
        "place": "Balai desa",
        "chair": "Ketua BPD",
        "agenda": ["Jadwal air", "Iuran"],
        "attendance": {"men": 24, "women": 19},
    },
    "decision": ["Air digilir per blok.", "Iuran Rp5.000 sebulan."],
    "method": "pemungutan-suara",
    "votes": {"for": 30, "against": 8, "abstain": 2},
    "options": [{"title": "Giliran per blok", "pros": ["Adil"], "cons": ["Perlu penjaga"]}],
    "actions": [
        {
            "task": "Membersihkan saluran",
            "owner": "Kelompok tani",
            "due": "2026-12-31",
            "cost": 1500000,
            "funding": "Dana desa",
            "progress": [{"date": "2026-11-19", "status": "berjalan", "note": "200 meter"}],
        }
    ],
    "aspiration": {"to": "Dinas PUPR", "sent": "2026-11-20", "channel": "surat"},
}
LESSON: Final[Values] = {
    "title": "Memeriksa kabar pupuk",
    "description": "Cara memeriksa kabar yang beredar.",
    "date": "2026-11-22",
    "level": "dasar",
    "objectives": ["Mengenali ciri hoaks"],
    "audience": ["remaja", "petani"],
    "duration": 45,
    "steps": ["Baca pesannya bersama", "Cari sumbernya"],
    "quiz": [{"question": "Apa ciri hoaks?", "choices": ["Ada sumber", "Memancing"], "answer": 2}],
    "claim": {
        "text": "Pupuk subsidi dihapus mulai besok!",
        "source": "pesan berantai",
        "verdict": "salah",
        "type": "konten-palsu",
        "references": [{"title": "Keterangan resmi", "url": "https://contoh.example/"}],
    },
}
BULLETINS: Final = {
    Kind.NEWS: {
        **NEWS,
        "image": {"src": "", "alt": "Petani memotong padi", "caption": "Panen pagi"},
        "place": "Dusun Krajan",
        "event": {"start": "2026-12-20 08:00", "end": "11.00", "place": "Lapangan"},
        "tags": ["pertanian"],
        "sources": [{"title": "Ketua Gapoktan"}],
    },
    Kind.LESSON: LESSON,
    Kind.DECISION: DECISION,
}


def small_site(folder: Path) -> None:
    (folder / "content" / "kelompok").mkdir(parents=True)
    (folder / "content" / "kelompok" / "tani.md").write_text(group(), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")


def build(folder: Path) -> Path:
    content, config = str(folder / "content"), str(folder / "mkdocs.yml")
    return built(folder / "site", "--config", config, "--content", content, "--quiet")


def opened(page: Page, desk: str, kind: Kind) -> Page:
    page.goto(f"{desk}/tulis/{FOLDERS[kind]}/")
    page.locator("form#tulis").wait_for()
    return page


def forgetful(page: Page) -> Page:
    """A page that begins with an empty form each time."""
    page.add_init_script("localStorage.clear()")
    return page
