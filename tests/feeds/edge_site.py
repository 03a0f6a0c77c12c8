"""A site of everything that has broken a feed somewhere, large enough for archives."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kim_plugins.catalogue import Catalogue
from tests.sites.memory import GROUP, JAKARTA, gathered, news

SAMPLE = Path(__file__).resolve().parents[1] / "sample" / "content"
LATER = datetime(2050, 1, 1, tzinfo=JAKARTA)
"""Everything below has been published by then."""

SAME_SECOND = 130

PICTURE = (SAMPLE / "media/sawah.png").read_bytes()
SOUND = (SAMPLE / "media/halo.mp3").read_bytes()
AUDIO = "{src: ../../media/halo.mp3, title: 'Suara <b>& kata', transcript: \"Satu.\\n\\nDua.\"}"
IMAGE = "{src: ../../media/sawah.png, alt: 'Sawah \"hijau\" <3', credit: A & B, caption: '<i>x'}"

DECISION = """---
title: Jadwal air
description: Air digilir.
date: 2026-03-01
group: tani
problem: Air kurang.
meeting: {date: 2026-02-20, place: Balai, chair: Ketua, attendance: {men: 4, women: 4}}
decision: [Air digilir]
method: mufakat
actions:
  - task: Menambal <saluran> & pintu
    owner: Kelompok tani
    progress:
      - {date: 2026-03-05, status: berjalan, note: Semen dibeli}
      - {date: 2026-03-05, status: berjalan}
      - {date: 2026-03-20, status: selesai}
aspiration: {to: Dinas PUPR, sent: 2026-03-01, responded: 2026-04-01, response: Akan disurvei}
---
Isi.
"""
LESSON = """---
title: Cek hoaks
description: Belajar.
date: 2026-05-01
group: [tani, laut]
level: dasar
objectives: [Bisa memeriksa]
quiz: [{question: '1 < 2 & 3?', choices: ['<ya>', tidak], answer: 1}]
---
Isi.
"""


def edge_files() -> dict[str, str | bytes]:
    """The files, of two groups in two places."""

    def one(title: str = "Kabar", date: str = "2026-01-02", body: str = "Isi.", **more: str) -> str:
        return news(title, date, body, group="tani", **more)

    other = GROUP.replace("KIM Tani", "KIM Laut & <Pantai>").replace(
        "33.09.12.2004", "52.03.05.2001"
    )
    files: dict[str, str | bytes] = {
        "media/sawah.png": PICTURE,
        "media/halo.mp3": SOUND,
        "kelompok/laut.md": other,
        "keputusan/2026/air.md": DECISION,
        "literasi/hoaks.md": LESSON,
        "berita/1969/dulu.md": one("'Sebelum 1970'", "1969-12-31 23:59 WIB"),
        "berita/1905/kuno.md": one("Zaman jauh", "1905-05-20"),
        "berita/2039/nanti.md": one("'Setelah 2038'", "2039-02-01 00:00 WIT"),
        "berita/2026/emoji.md": one('"Panen 🌾👩🏽‍🌾 rāmé"', body="Isi 😀 \u200d\u202e kanan."),
        "berita/2026/kendali.md": one(body="Bel &#7; dan &#x1b; naik &#xFFFE; &#xD800;."),
        "berita/2026/cdata.md": one("'Akhir ]]> di sini'", body="Kode ]]> dan `]]>` &amp; &nbsp;."),
        "berita/2026/terbuka.md": one(body="<b>tebal <i>miring\n\n<table><tr><td>sel <div>"),
        "berita/2026/besar.md": one(body="Kata dan kata lagi. " * 4_500),
        "berita/2026/markah.md": one("'<script>x()</script> & <b>tebal</b>'", tags="['a & <b>']"),
        "berita/2026/gambar.md": one(image=IMAGE, audio=AUDIO, authors="['Siti <s@x>', Budi]"),
        "berita/2026/suara.md": one(audio="{src: ../../media/halo.mp3}", activity="diskusi"),
        "berita/2026/ragu.md": one(verification="perlu-verifikasi"),
        "berita/2026/jawa.md": one(lang="jv"),
        "berita/2026/ralat.md": one(
            corrections="[{kind: ralat, date: 2026-02-01, before: '<60>', after: 40 & 50}]"
        ),
        "berita/2026/dicabut.md": one(
            "Rahasia",
            corrections="[{kind: ralat, date: 2026-02-01, after: Rahasia kedua}]",
            audio=AUDIO,
            withdrawn="{date: 2026-03-01 08:00 WIB, reason: salah-terbit, note: Maaf & <maaf>}",
        ),
        "berita/2026/lewat.md": one(expires="2026-01-05", tags="[lewat]"),
    }
    for number in range(SAME_SECOND):
        files[f"berita/2026/sama-{number:03}.md"] = one(
            f"Sama {number}", "2026-01-03 07:00:00 WIB", tags="[sama]"
        )
    return files


def edge_catalogue() -> Catalogue:
    """Its catalogue, without an error."""
    catalogue, problems = gathered(edge_files(), now=LATER)
    assert [problem.as_text() for problem in problems if problem.is_error] == []
    return catalogue
