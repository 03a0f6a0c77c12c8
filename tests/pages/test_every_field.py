"""Every field that a group or a bulletin may have (contract C3) is seen by a reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import BaseModel

from kim_plugins.catalogue import Catalogue, short_address
from kim_plugins.pages import PageSpec, planned
from kim_plugins.records import Decision, Group, Lesson, News
from kim_plugins.records.models.vocabulary import Element
from tests.pages.frames import page, redirects, text_of
from tests.pages.specimens import Specimen, shown
from tests.sites.memory import GROUP, gathered, news

MEDIA: Final = Path(__file__).resolve().parents[1] / "sample" / "content" / "media"

OTHER_FORM: Final = {
    "draft": "a draft isn't published; the preview marks it",
    "embargo": "the bulletin's date of publication, where it is later than its date",
    "withdrawn": "takes everything else away; looked for below",
    "withdrawn.restored": "brings it back; looked for below",
    "privacy": "tells the privacy lint what is meant; nothing for a reader",
    "redirect_from": "the old address leads here; looked for below",
    "guid": "what feeds call it",
    "id": "the short address is made from it; looked for below",
}
LEFT_OUT: Final = frozenset(OTHER_FORM)

BULLETIN: Final[dict[str, tuple[Any, tuple[str, ...]]]] = {
    "lang": ("jv", ('lang="jv"',)),
    "group": (["tani"], ("KIM Tani",)),
    "expires": ("2031-05-06", ("6 Mei 2031",)),
    "priority": ("darurat", ("Peringatan darurat",)),
    "image.src": ("../../media/sawah.png", ("media/sawah-",)),
    "audio.src": ("../../media/halo.mp3", ("media/halo",)),
}
# In a file one folder deeper or less.
LESSON: Final = {
    **BULLETIN,
    "image.src": ("../media/sawah.png", ("media/sawah-",)),
    "audio.src": ("../media/halo.mp3", ("media/halo",)),
    "quiz[0].choices": (["Pilihan pertama", "Pilihan kedua"], ("Pilihan pertama", "Pilihan kedua")),
    "quiz[0].answer": (2, ("b. Pilihan kedua",)),
}
DECISION: Final = {
    **BULLETIN,
    "votes.for": (601, ("601 setuju",)),
    "votes.against": (302, ("302 tidak setuju",)),
    "votes.abstain": (53, ("53 abstain",)),
    "method": ("pemungutan-suara", ("pemungutan suara",)),
    "follows": (["keputusan/2025/lama.md"], ("Judul lama",)),
    "supersedes": (["keputusan/2025/ganti.md"], ("Judul ganti", "digantikan oleh keputusan ini")),
}
GROUPS: Final = {
    "lang": ("jv", ('lang="jv"',)),
    "region.code": ("33.09.12.2004", ("33.09.12.2004",)),
    "members": (
        {
            element.value: {"men": 1 + n % 3, "women": n % 2 + 1}
            for n, element in enumerate(Element)
        },
        tuple(
            f"{element.label} {1 + n % 3} {n % 2 + 1} {2 + n % 3 + n % 2}"
            for n, element in enumerate(Element)
        ),
    ),
    "contact.phone": ("0276300123", ('href="tel:+62276300123"', "0276300123")),
    "contact.whatsapp": ("081200009876", ('href="https://wa.me/6281200009876"', "081200009876")),
    "contact.email": ("kim@tani.example", ('href="mailto:kim@tani.example"',)),
    "ict.facilities[0].public": (True, ("Terbuka untuk umum",)),
    "partners[0].role": ("fasilitasi", ("fasilitasi",)),
}


def old(title: str) -> str:
    return (
        f"---\ntitle: {title}\ndescription: Dulu.\ndate: 2025-01-05\nproblem: Masalah.\n"
        "meeting: {date: 2025-01-04, place: Balai, chair: Ketua, attendance: {men: 3, women: 3}}\n"
        "decision: [Jadi]\nmethod: mufakat\n---\n"
    )


def site(path: str, text: str) -> Catalogue:
    files: dict[str, str | bytes] = {
        path: text,
        "keputusan/2025/lama.md": old("Judul lama"),
        "keputusan/2025/ganti.md": old("Judul ganti"),
        "media/sawah.png": (MEDIA / "sawah.png").read_bytes(),
        "media/halo.mp3": (MEDIA / "halo.mp3").read_bytes(),
    }
    catalogue, problems = gathered(files, group=None if path.startswith("kelompok") else GROUP)
    assert [problem for problem in problems if problem.is_error] == []
    return catalogue


KINDS: Final[dict[str, tuple[type[BaseModel], dict[str, tuple[Any, tuple[str, ...]]]]]] = {
    "berita/2026/semua.md": (News, BULLETIN),
    "literasi/semua.md": (Lesson, LESSON),
    "keputusan/2026/semua.md": (Decision, DECISION),
    "kelompok/tani.md": (Group, GROUPS),
}


@pytest.mark.parametrize("path", KINDS)
def test_every_field_is_seen_on_the_page_of_its_record(path: str) -> None:
    model, fixed = KINDS[path]
    specimen = Specimen(model, fixed=fixed, leave_out=LEFT_OUT)
    html = page(site(path, specimen.markdown()), f"/{path.removesuffix('.md')}/")
    text = f"{text_of(html)} {html.partition('<main>')[2]}".casefold()
    unseen = {
        where: sought
        for where, texts in specimen.leaves
        for sought in texts
        if sought.casefold() not in text
    }
    assert unseen == {}
    assert len(specimen.leaves) > len(model.model_fields) - len(LEFT_OUT)


@pytest.mark.parametrize("path", [path for path in KINDS if path != "kelompok/tani.md"])
def test_a_withdrawal_is_seen_with_all_of_its_fields(path: str) -> None:
    model, fixed = KINDS[path]
    specimen = Specimen(model, fixed=fixed, leave_out=LEFT_OUT - {"withdrawn"})
    text = text_of(page(site(path, specimen.markdown()), f"/{path.removesuffix('.md')}/"))
    seen = [(where, texts) for where, texts in specimen.leaves if where.startswith("withdrawn.")]
    assert {where for where, _ in seen} == {"withdrawn.date", "withdrawn.reason", "withdrawn.note"}
    assert [where for where, texts in seen if not all(sought in text for sought in texts)] == []
    assert "Isian description" not in text


def test_what_shows_in_another_form_does() -> None:
    """The reasons of OTHER_FORM, held."""
    files = {
        "berita/2026/a.md": news(
            date="2026-02-01",
            embargo="2026-02-03",
            withdrawn="{date: 2026-02-05, reason: ganda, restored: 2026-02-08}",
            id="tetap",
            redirect_from="[/kabar/lama/]",
        )
    }
    catalogue, _ = gathered(files)
    html = page(catalogue, "/berita/2026/a/")
    leading_on = redirects(catalogue)
    del leading_on["/laporan/"], leading_on["/kelompok/tani/laporan/"]
    for day in ("3 Februari 2026", "dicabut pada 5 Februari 2026", "sejak 8 Februari 2026"):
        assert day in text_of(html)
    assert short_address("tetap") in html
    assert set(leading_on) == {short_address("tetap"), "/kabar/lama/"}
    assert all("berita/2026/a/" in redirect for redirect in leading_on.values())
    draft = {"berita/2026/a.md": news(draft="true")}
    assert "/berita/2026/a/" not in {spec.address for spec in planned(gathered(draft)[0], PageSpec)}


def test_days_are_written_as_the_specimens_expect() -> None:
    assert shown(date(2026, 8, 17)) == "17 Agustus 2026"
