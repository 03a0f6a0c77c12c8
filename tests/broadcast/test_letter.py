"""The week's letter, as HTML and as text, and the same news as messages of Telegram."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from kim_plugins.broadcast.digest_items import DigestItem, Part, items_of
from kim_plugins.broadcast.letter import Letter, letter
from kim_plugins.broadcast.telegram import LIMIT, Message, messages
from kim_plugins.catalogue import Catalogue
from tests.catalogue.sites import decision, lesson, news, site
from tests.sites.memory import JAKARTA

NOW = datetime(2026, 3, 10, 12, tzinfo=JAKARTA)
WEEK = timedelta(days=7)


def titled(title: str, extra: str = "", *, date: str = "2026-03-09") -> str:
    return news(extra, date=date).replace("title: Kabar", f"title: {title}")


def made(files: dict[str, str]) -> Catalogue:
    catalogue, problems = site(dict(files), now=NOW)
    assert not [problem.as_text() for problem in problems if problem.is_error]
    return catalogue


SITE = {
    "berita/2026/a.md": titled("Panen <raya> & 'pesta'"),
    "berita/2026/darurat.md": titled(
        "Banjir", "priority: darurat\nexpires: 2026-03-20\n", date="2026-01-05"
    ),
    "berita/2026/acara.md": titled(
        "Posyandu", "event: {start: 2026-03-12 08:00 WIB, place: Balai}\n", date="2026-02-01"
    ),
    "berita/2026/ralat.md": titled(
        "Harga",
        "corrections: [{kind: ralat, date: 2026-03-09, before: 40 hektare, after: 14 hektare}]\n",
        date="2026-02-01",
    ),
    "berita/2026/rahasia.md": titled(
        "Rahasia Besar", "withdrawn: {date: 2026-03-09, reason: ganda}\n", date="2026-03-05"
    ),
    "berita/2026/lewat.md": titled("Sudah Lewat", "expires: 2026-03-09\n", date="2026-03-08"),
    "keputusan/2026/r.md": decision("actions: [{task: Sapu, owner: Warga}]\n", date="2026-03-08"),
    "literasi/h.md": lesson().replace("date: 2026-03-01", "date: 2026-03-09"),
}


def of(catalogue: Catalogue) -> Letter:
    return letter(catalogue, items_of(catalogue), WEEK)


def words(text: str) -> list[str]:
    return sorted(re.findall(r"[\w./:-]*\w", text.casefold()))


def read(letter: Letter) -> html.HtmlElement:
    """The body of its HTML without what only a list of mails shows."""
    body = html.fromstring(letter.html).find("body")
    assert body is not None
    (preview,) = [e for e in body.iter("div") if "display:none" in e.get("style", "")]
    body.remove(preview)
    return body


def test_parts_come_in_the_order_of_what_matters() -> None:
    catalogue = made(SITE)
    titles = [element.text_content().strip() for element in read(of(catalogue)).iter("h2", "h3")]
    assert titles == [
        *("Peringatan darurat", "Banjir"),
        *("Ralat dan pencabutan", "Ralat: Harga", "Dicabut: kabar 5 Maret 2026"),
        *("Acara", "Posyandu"),
        *("Hasil musyawarah", "Kabar"),
        *("Kabar", "Panen <raya> & 'pesta'"),
        *("Bahan belajar", "Kabar"),
    ]


def test_what_is_withdrawn_or_expired_is_nowhere() -> None:
    made_letter = of(made(SITE))
    for text in (made_letter.html, made_letter.text):
        assert "Rahasia" not in text
        assert "Sudah Lewat" not in text
        assert "Alasan: " in text
        assert "Bukan 40 hektare, tetapi 14 hektare" in text


def test_the_two_forms_say_the_same() -> None:
    made_letter = of(made(SITE))
    shown = "\n".join(read(made_letter).itertext())
    assert words(made_letter.text) == words(shown)


def test_the_subject_names_what_is_urgent() -> None:
    assert of(made(SITE)).subject == "PERINGATAN: Banjir (KIM)"
    quiet = of(made({"berita/2026/a.md": titled("Panen")}))
    assert quiet.subject == "KIM: kabar 3–10 Maret 2026"


def test_html_needs_nothing_from_outside_and_no_script() -> None:
    body = of(made(SITE)).html
    assert not re.search(r"<(?:script|img|link|iframe|form|input)|@import|url\(|javascript:", body)
    for element in html.fromstring(body).iter("a"):
        assert element.get("href", "").startswith("https://kim.example.id/")
    tables = html.fromstring(body).iter("table")
    assert all(table.get("role") == "presentation" for table in tables)
    assert len(body) < 100_000  # Gmail cuts what is longer


def test_lines_of_the_text_are_short_and_addresses_whole() -> None:
    text = of(made({"berita/2026/a.md": titled("Kata " * 20)})).text
    assert max(map(len, text.split("\n"))) <= 72
    assert "https://kim.example.id/langganan/" in text


def test_a_quiet_week_says_so() -> None:
    made_letter = of(made({"berita/2026/a.md": news(date="2026-02-01")}))
    assert "Belum ada kabar baru." in made_letter.text
    assert "Belum ada kabar baru." in made_letter.html


def test_an_event_is_told_twice_and_under_two_keys() -> None:
    """When it is announced, and when it comes near; each is sent once."""
    event = "event: {start: 2026-03-17 08:00 WIB, place: Balai}\n"
    soon, _ = site({"berita/2026/a.md": titled("Rapat", event, date="2026-02-01")}, now=NOW)
    fresh, _ = site({"berita/2026/a.md": titled("Rapat", event, date="2026-03-09")}, now=NOW)
    (near,), (new,) = items_of(soon), items_of(fresh)
    assert new.key == "berita/2026/a"
    assert near.key.startswith("berita/2026/a#acara:2026-03-17")


def test_keys_are_all_different() -> None:
    keys = [item.key for item in items_of(made(SITE))]
    assert len(keys) == len(set(keys)) == 7


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cs"]), min_size=1)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=40))
def test_no_message_is_longer_than_telegram_takes(texts: list[tuple[str, str]]) -> None:
    items = [
        DigestItem(str(n), Part.NEWS, "", title[:120], (), summary[:200], "https://a.id/", (), None)
        for n, (title, summary) in enumerate(texts)
    ]
    found = messages(made({}), items, WEEK)
    assert [key for message in found for key in message.keys] == [item.key for item in items]
    for message in found:
        assert len(message.html.encode("utf-16-le")) // 2 <= LIMIT
        # Only what the Bot API knows as HTML.
        assert set(re.findall(r"<[^>]*>", message.html)) <= {"<b>", "</b>"}
        assert not re.search(r"&(?!(?:lt|gt|amp);)", message.html)


@pytest.mark.parametrize("more, count", [(0, 1), (1, 2)])
def test_a_message_is_as_long_as_telegram_takes(more: int, count: int) -> None:
    def sent(letters: int) -> list[Message]:
        item = DigestItem("b", Part.NEWS, "", "b" * letters, (), "", "https://a.id/", (), None)
        return [*messages(made({}), [replace(item, key="a", title="a"), item], WEEK)]

    (short,) = sent(1)
    assert len(sent(1 + LIMIT - len(short.html) + more)) == count


@pytest.mark.parametrize("count, expected", [(0, 0), (1, 1), (60, 3)])
def test_news_take_as_few_messages_as_they_need(count: int, expected: int) -> None:
    files = {f"berita/2026/{n}.md": titled(f"Kabar {'panjang ' * 12}{n}") for n in range(count)}
    catalogue = made(files)
    found = messages(catalogue, items_of(catalogue), WEEK)
    assert len(found) == expected
    head = "<b>KIM</b>\nKabar 3–10 Maret 2026\n\n"
    assert all(message.html.startswith(head) for message in found)
