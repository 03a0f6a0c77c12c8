"""What the page of a bulletin says, and in whose words."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from kim_plugins.catalogue import short_address
from kim_plugins.pages.words import contact_link, language_attributes, meeting_hours
from kim_plugins.records.models.meeting import Attendance, Meeting
from tests.pages.frames import page, pages, redirects, text_of
from tests.sites.memory import JAKARTA, gathered, news

ADDRESS = "/berita/2026/a/"


def shown(**fields: str) -> str:
    """The page of a news bulletin."""
    catalogue, problems = gathered({"berita/2026/a.md": news(**fields)})
    assert [problem for problem in problems if problem.is_error] == []
    return page(catalogue, ADDRESS)


def test_unverified_news_says_the_whole_sentence_of_the_guideline() -> None:
    """Peraturan Dewan Pers 1/2012, 2.b.4: at the end, in brackets and italics; and on top."""
    whole = "Berita ini masih memerlukan verifikasi lebih lanjut yang diupayakan"
    sentence = f"{whole} dalam waktu secepatnya."
    html = shown(verification="perlu-verifikasi", body="Isi berita.")
    assert f"<em>({sentence})</em>" in html
    assert html.index(sentence) < html.index("Isi berita.") < html.rindex(sentence)
    assert sentence not in shown(verification="terverifikasi")


def test_a_correction_stands_above_the_text_with_what_was_and_what_is() -> None:
    html = shown(
        body="Isi berita.",
        corrections="[{kind: ralat, date: 2026-08-20, before: 40 hektare, after: 14 hektare}]",
    )
    main = html.partition("<main>")[2]
    assert main.index("40 hektare") < main.index("14 hektare") < main.index("Isi berita.")
    assert "Ralat, 20 Agustus 2026" in text_of(html)


def test_a_right_of_reply_shows_who_replied() -> None:
    reply = "[{kind: hak-jawab, date: 2026-08-20, after: Bukan begitu., by: Pengurus}]"
    text = text_of(shown(corrections=reply))
    assert "Hak jawab 20 Agustus 2026, oleh Pengurus. Bukan begitu." in text
    assert "Yang sudah dibetulkan" not in text


def test_direct_and_indirect_sources_stand_apart() -> None:
    text = text_of(
        shown(
            sources="[{title: Tetangga, kind: tidak-langsung}, {title: Saksi, kind: langsung}, "
            "{title: Entah}]"
        )
    )
    assert re.search(
        r"Sumber langsung Saksi Sumber tidak langsung Tetangga Sumber lain Entah", text
    )


def test_sources_without_a_kind_need_no_heading() -> None:
    assert "Sumber lain" not in shown(sources="[{title: Saksi}]")


def test_sharing_carries_no_tracker_and_the_short_address() -> None:
    html = shown()
    links = re.findall(r'href="(https://(?:wa\.me|t\.me)[^"]*|mailto:[^"]*)"', html)
    assert [link.split("/")[2] for link in links[:1]] == ["wa.me"]
    assert all("utm" not in link and "fbclid" not in link for link in links)
    assert short_address("berita/2026/a") in unquote(links[0])
    assert f"https://kabar.example{short_address('berita/2026/a')}" in html


@pytest.mark.parametrize(
    "title",
    [
        "Rapat & pasar 50%#murah + 2?",
        "Panen 🌾 raya = 1/2 “karung” <b>",
        "100% %20 a+b",
        'Baris\\nbaru dan "kutip"',
        "Ñandú ع مرحبا",
    ],
)
def test_what_is_shared_is_the_title_and_the_short_address_as_they_are(title: str) -> None:
    html = shown(title=f"'{title}'")
    link = unescape(re.findall(r'href="(https://wa\.me/[^"]*)"', html)[0])
    parts = urlsplit(link)
    assert (parts.path, parts.fragment) == ("/", "")
    address = f"https://kabar.example{short_address('berita/2026/a')}"
    assert parse_qs(parts.query, strict_parsing=True) == {"text": [f"{title}\n{address}"]}


def test_a_short_address_leads_to_the_bulletin() -> None:
    catalogue, _ = gathered({"berita/2026/a.md": news()})
    found = redirects(catalogue)[short_address("berita/2026/a")]
    assert 'content="0; url=../../berita/2026/a/"' in found


def test_a_page_in_javanese_says_so_of_its_own_words_only() -> None:
    """Labels stay Indonesian, so that a screen reader pronounces both rightly."""
    html = shown(lang="jv", body="Sugeng enjing.")
    assert '<h1 lang="jv" dir="auto">Panen</h1>' in html
    assert '<article class="kim-bulletin kim-of-news">' in html
    listing = page(gathered({"berita/2026/a.md": news(lang="jv")})[0], "/berita/")
    assert 'lang="jv" dir="auto">Panen</a>' in listing


def test_language_can_not_leave_its_attribute() -> None:
    class Record:
        lang = '"><script>'

    assert "<script>" not in language_attributes(Record())  # type: ignore[arg-type]


def test_an_event_says_when_in_words_and_when_next() -> None:
    event = "{start: 2026-01-05 08:00 WITA, end: '11.00', place: Balai, repeat: bulanan}"
    text = text_of(shown(event=event))
    assert "Senin, 5 Januari 2026 pukul 08.00 sampai 11.00 WITA" in text
    assert "Setiap bulan, berikutnya Senin, 5 Oktober 2026 pukul 08.00 sampai 11.00 WITA" in text


def test_an_event_that_is_over_says_so() -> None:
    assert "Sudah lewat" in text_of(shown(event="{start: 2026-08-01 08:00, place: Balai}"))


@pytest.mark.parametrize(
    "start, end, expected",
    [
        ("19.30", None, "pukul 19.30 WIB"),
        ("19.30", "21.45", "pukul 19.30 sampai 21.45 WIB"),
        ("19.30 WITA", "21.45 WITA", "pukul 19.30 sampai 21.45 WITA"),
        ("19.30 WITA", "21.45", "pukul 19.30 sampai 21.45 WITA"),
        (None, None, ""),
    ],
)
def test_hours_of_a_meeting_name_their_zone(
    start: str | None, end: str | None, expected: str
) -> None:
    fields = {"date": "2026-08-17", "start": start, "end": end, "place": "Balai", "chair": "Ketua"}
    given = {name: value for name, value in fields.items() if value}
    meeting = Meeting.model_validate({**given, "attendance": Attendance(men=1, women=1)})
    assert meeting_hours(meeting, JAKARTA) == expected


@pytest.mark.parametrize(
    "contact, expected",
    [
        ("081200001234", '<a href="tel:+6281200001234">081200001234</a>'),
        ("81234567890", '<a href="tel:+6281234567890">81234567890</a>'),
        ("(0271) 123456", '<a href="tel:+62271123456">(0271) 123456</a>'),
        ("0062 812 0000 1234", '<a href="tel:+6281200001234">0062 812 0000 1234</a>'),
        ("Titip di <balai>", "Titip di &lt;balai&gt;"),
        ("RT 03", "RT 03"),
    ],
)
def test_a_number_can_be_called_and_words_stay_words(contact: str, expected: str) -> None:
    assert contact_link(contact) == expected


# -- bad input (issue 5) -------------------------------------------------------------------


def test_names_with_apostrophes_and_ampersands_are_themselves() -> None:
    name = 'Ma\'ruf & "Putra" <Jaya>'
    written = json.dumps(name)
    html = shown(title=written, authors=f"[{written}]")
    assert name in text_of(html)
    assert "<Jaya>" not in html


def test_right_to_left_text_finds_its_direction() -> None:
    html = shown(title="مرحبا بكم", lang="ar", body="نص عربي")
    assert 'lang="ar" dir="auto">مرحبا بكم</h1>' in html


def test_two_thousand_topics_make_a_page_each_and_the_home_page_stays_light() -> None:
    files = {"berita/2026/a.md": news(tags=f"[{', '.join(f'topik-{n}' for n in range(20))}]")}
    for first in range(20, 2000, 20):
        tags = ", ".join(f"topik-{n}" for n in range(first, first + 20))
        files[f"berita/2026/a{first}.md"] = news(tags=f"[{tags}]")
    catalogue, _ = gathered(files)
    found = pages(catalogue)
    assert sum(address.startswith("/topik/topik-") for address in found) == 2000
    assert len(found["/"]) < 60_000
    assert found[ADDRESS].count("article:tag") == 20


def test_the_longest_body_is_shown_whole() -> None:
    html = shown(body="Kata lain. " * 9_000)
    assert html.count("Kata lain.") == 9_000
    assert "100&nbsp;menit&nbsp;baca" in html


def test_a_table_of_thirty_columns_scrolls_by_itself() -> None:
    row = "|" + "|".join(f"K{n}" for n in range(30)) + "|\n"
    html = shown(body=row + "|" + "---|" * 30 + "\n" + row)
    assert 'class="kim-scroll" tabindex="0"' in html
    assert html.count("<th>") == 30


def test_a_lesson_leads_to_the_next_one_the_easy_ones_first() -> None:
    def one(title: str, level: str, day: int) -> str:
        return news(title, f"2026-01-{day:02}", level=level, objectives="[Tahu]")

    files = {
        "literasi/c.md": one("Ketiga", "menengah", 1),
        "literasi/a.md": one("Pertama", "dasar", 2),
        "literasi/b.md": one("Kedua", "dasar", 3),
    }
    made = pages(gathered(files)[0])

    def beside(name: str) -> dict[str, str]:
        found = re.findall(
            r'<a rel="(\w+)" href="[./]*/literasi/(\w)/"', made[f"/literasi/{name}/"]
        )
        return dict(found)

    assert beside("a") == {"next": "b"}
    assert beside("b") == {"prev": "a", "next": "c"}
    assert beside("c") == {"prev": "b"}
