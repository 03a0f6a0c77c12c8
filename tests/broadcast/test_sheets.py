"""The wall sheet: what it shows, and how much of a text it takes."""

from __future__ import annotations

from typing import cast

import pytest

from kim_plugins.broadcast import BroadcastOptions, aired
from kim_plugins.broadcast.direction import direction
from kim_plugins.broadcast.render import PrintRenderer
from kim_plugins.broadcast.sheet import Sheet, sheet_of
from kim_plugins.catalogue import BulletinEntry, Catalogue
from tests.catalogue.sites import decision, lesson, news, picture, site

PATH = "berita/2026/x.md"


def drawn(files: dict[str, str], path: str) -> str:
    catalogue, problems = site(dict(files))
    assert not [problem.as_text() for problem in problems if problem.is_error]
    return PrintRenderer(catalogue, BroadcastOptions()).sheet(entry_of(catalogue, path))


def entry_of(catalogue: Catalogue, path: str) -> BulletinEntry:
    return cast(BulletinEntry, catalogue.entries[path])


def sheet(body: str) -> Sheet:
    catalogue, _ = site({PATH: news(body=body)})
    return sheet_of(catalogue, entry_of(catalogue, PATH), "../")


def test_a_decision_shows_who_does_what_until_when() -> None:
    extra = "actions: [{task: Menyapu, owner: Warga, due: 2026-03-31}]\n"
    page = drawn({"keputusan/2026/r.md": decision(extra)}, "keputusan/2026/r.md")
    assert "<strong>Menyapu:</strong> Warga, paling lambat 31 Maret 2026 (belum dikerjakan)" in page
    assert "bukan berita acara resmi" in page


def test_a_lesson_has_its_quiz_and_the_key_at_the_end() -> None:
    quiz = "quiz: [{question: Apa?, choices: [Ini, Itu], answer: 2, explanation: Begitu.}]\n"
    page = drawn(
        {"literasi/l.md": lesson().replace("---\nIsi", f"{quiz}---\nIsi")}, "literasi/l.md"
    )
    assert "A. Ini   B. Itu" in page
    assert page.index("Kunci jawaban") > page.index("Uji diri")
    assert "<strong>B.</strong> Begitu." in page


@pytest.mark.parametrize(
    "extra, shown",
    [
        ("verification: perlu-verifikasi", "masih memerlukan verifikasi"),
        ("corrections: [{kind: ralat, date: 2026-03-05, before: 4, after: 5}]", "semula “4”"),
        ("expires: 2026-03-05", "Sudah lewat masanya"),
    ],
)
def test_what_must_be_known_is_on_it(extra: str, shown: str) -> None:
    assert shown in drawn({PATH: news(f"{extra}\n")}, PATH)


def test_a_short_text_is_large_and_a_long_one_small() -> None:
    assert sheet("Isi.").size == 34
    assert sheet("Kata kata kata.\n\n" * 40).size < 17


def test_a_very_long_text_is_cut_at_a_paragraph_and_says_so() -> None:
    made = sheet("Satu paragraf yang utuh.\n\n" * 2_000)
    assert made.is_cut
    assert 0 < made.body.count("<p>") < 200
    assert made.body.endswith("utuh.</p>")
    assert "Selengkapnya" in drawn({PATH: news(body="Isi.\n\n" * 2_000)}, PATH)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "😀",
        "![Foto](a.png)",
        "| a |\n|---|\n| b |",
        "x" * 300,
        "مرحبا",
        "<div>\n" * 3_000 + "Isi",
    ],
)
def test_any_body_makes_a_sheet(body: str) -> None:
    catalogue, _ = site({PATH: news(body=body), "berita/2026/a.png": picture()})
    made = sheet_of(catalogue, entry_of(catalogue, PATH), "../")
    assert "<img" not in made.body
    assert not made.is_cut


def test_a_page_of_the_site_has_no_inline_style_or_script() -> None:
    page = drawn({PATH: news(body="[a](https://x.example/)")}, PATH)
    assert not [found for found in ("<style", "<script", " style=", " on") if found in page[:900]]
    assert " style=" not in page
    assert "assets/lembar.css" in page


def test_scripts_and_sheets_are_made_for_some_days() -> None:
    catalogue, _ = site(
        {PATH: news(date="2026-03-01"), "berita/2025/y.md": news(date="2025-12-01")}
    )
    paths = [entry.path for entry in aired(catalogue, 90)]
    assert paths == [PATH]
    assert len(aired(catalogue, 120)) == 2


@pytest.mark.parametrize("words, least", [(3, 34), (40, 26), (75, 24), (400, 11)])
def test_the_less_there_is_to_say_the_larger_it_is(words: int, least: int) -> None:
    made = sheet(" ".join(["kabar"] * words))
    assert made.size >= least
    assert made.is_large == (made.size > 17)


def test_lines_that_the_editor_ended_count() -> None:
    lines = "<br>".join(["a"] * 40)
    assert sheet(lines).size < sheet("a " * 40).size


def test_an_urgent_warning_says_so_on_top() -> None:
    page = drawn({PATH: news("priority: darurat\nexpires: 2026-04-01\n")}, PATH)
    assert page.index("Peringatan darurat") < page.index("<h1")
    assert "Peringatan darurat" not in drawn({PATH: news()}, PATH)


@pytest.mark.parametrize(
    "text, runs",
    [("مرحبا", "rtl"), ("  (5) שלום", "rtl"), ("Kabar مرحبا", "ltr"), ("5", "ltr"), ("", "ltr")],
)
def test_a_text_runs_as_its_first_letter(text: str, runs: str) -> None:
    assert direction(text) == runs


def test_lists_and_titles_of_arabic_run_to_the_left() -> None:
    page = drawn({PATH: news(body="- مسجد\n- سبت").replace("title: Kabar", "title: دعوة")}, PATH)
    assert '<h1 dir="rtl">' in page
    assert '<ul dir="rtl">' in page
