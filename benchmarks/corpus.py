"""A seeded corpus of realistic bulletins: the same number gives the same files everywhere."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Final

_PLACES: Final = [
    "Krajan",
    "Ngisor",
    "Sumber",
    "Wetan",
    "Kulon",
    "Tegal",
    "Pesisir",
    "Bukit",
    "Muara",
    "Rejo",
    "Sari",
    "Makmur",
]
_TOPICS: Final = (
    *("pertanian", "kesehatan", "irigasi", "umkm", "bencana", "pasar", "hoaks", "air bersih"),
    *("pemuda", "nelayan", "sampah", "pendidikan", "budaya", "bantuan sosial"),
)
_SUBJECTS: Final = [
    "Warga",
    "Petani",
    "Nelayan",
    "Pengurus",
    "Kader posyandu",
    "Pedagang",
    "Pemuda",
    "Ibu-ibu PKK",
]
_VERBS: Final = (
    *("membersihkan", "memperbaiki", "membahas", "menanam", "membagikan", "mengumpulkan"),
    *("menjaga", "mencatat", "menyiapkan", "mengairi", "memeriksa", "menjual"),
)
_OBJECTS: Final = (
    *("saluran air", "jalan dusun", "benih padi", "jadwal ronda", "hasil panen", "balai desa"),
    *("data bantuan", "bank sampah", "pasar pagi", "perahu", "kolam ikan", "pojok baca"),
)
_WHEN: Final = [
    "sejak pagi",
    "pekan lalu",
    "bersama tetangga",
    "tanpa upah",
    "sampai sore",
    "di musim hujan",
]
_GROUP_SIZE: Final = 50
"""Bulletins a group."""
_REGENCIES: Final = 29
"""Of the province that a group of every village stands in."""


def write_corpus(folder: Path, bulletins: int, seed: int = 1, villages: int = 0) -> None:
    """Write `bulletins` files of the three kinds, about 330 words each, and their groups.

    A group for every 50 of them, in the districts of one regency; or, with `villages`, one for
    every village, each in a district of its own, of a whole province.
    """
    chance = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    groups = villages or max(1, bulletins // _GROUP_SIZE)
    for number in range(groups):
        code = _spread(number) if villages else f"33.09.{number % 89 + 10}.2001"
        _write(folder / f"kelompok/kim-{number}.md", _group(number, code, chance))
    for number in range(bulletins):
        day = date(2024, 1, 1) + timedelta(days=number % 1000)
        kind = chance.choices(("news", "lesson", "decision"), (6, 2, 2))[0]
        path = {
            "news": f"berita/{day.year}/kabar-{number}.md",
            "lesson": f"literasi/pelajaran-{number}.md",
            "decision": f"keputusan/{day.year}/musyawarah-{number}.md",
        }[kind]
        _write(folder / path, _bulletin(kind, number, day, number % groups, chance))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _sentence(chance: random.Random) -> str:
    return (
        f"{chance.choice(_SUBJECTS)} Dusun {chance.choice(_PLACES)} {chance.choice(_VERBS)} "
        f"{chance.choice(_OBJECTS)} {chance.choice(_WHEN)}"
    )


def _paragraph(chance: random.Random) -> str:
    return " ".join(f"{_sentence(chance)}." for _ in range(9))


def _body(chance: random.Random) -> str:
    rows = "\n".join(
        f"| {name} | {chance.randrange(5, 90)} |" for name in chance.sample(_OBJECTS, 4)
    )
    return (
        f"{_paragraph(chance)}\n\n## {_sentence(chance)}\n\n{_paragraph(chance)}\n\n"
        f"- {_sentence(chance)}\n- **{_sentence(chance)}**\n\n"
        f"| Barang | Jumlah |\n|---|---:|\n{rows}\n\n"
        f"## Selanjutnya\n\n{_paragraph(chance)}\n"
    )


def _bulletin(kind: str, number: int, day: date, group: int, chance: random.Random) -> str:
    tags = ", ".join(chance.sample(_TOPICS, 2))
    head = (
        f"title: {_sentence(chance)} ({number})\ndescription: {_sentence(chance)}.\n"
        f"date: {day} 08:00 WIB\ngroup: kim-{group}\ntags: [{tags}]\nactivity: diseminasi\n"
    )
    more = {
        "news": "place: Balai desa\nsources: [{title: Warga, kind: langsung}]\n",
        "lesson": "level: dasar\nobjectives: [Memeriksa kabar]\nsteps: [Baca, Periksa]\n",
        "decision": (
            f"problem: {_sentence(chance)}.\ndecision: [{_sentence(chance)}]\nmethod: mufakat\n"
            f"meeting: {{date: {day}, place: Balai, chair: Ketua, "
            "attendance: {men: 9, women: 8}}\n"
            f"actions: [{{task: {_sentence(chance)}, owner: Warga, due: {day + timedelta(30)}}}]\n"
        ),
    }[kind]
    return f"---\n{head}{more}---\n\n{_body(chance)}"


def _spread(number: int) -> str:
    return f"33.{number % _REGENCIES + 1:02}.{number // _REGENCIES + 1:02}.2001"


def _group(number: int, code: str, chance: random.Random) -> str:
    return (
        f"---\ntitle: KIM {chance.choice(_PLACES)} {number}\nestablished: 2020\n"
        f"region: {{code: {code}, village: Desa {chance.choice(_PLACES)}, "
        "district: Kecamatan Uji, regency: Kabupaten Uji, province: Jawa Tengah}\n"
        "contact: {whatsapp: 081200001234}\nofficers: {chair: Ketua}\n"
        "members: {petani: {men: 6, women: 4}}\nict: {patterns: [mandiri]}\n---\n\nKelompok uji.\n"
    )
