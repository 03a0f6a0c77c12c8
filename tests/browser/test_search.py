"""What a reader finds (contract C6)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.searching import RESULTS, Search, titles, wait


def test_words_of_one_root_find_each_other(search: Search) -> None:
    found = [set(titles(search(word))) for word in ("pengairan", "mengairi", "diairi")]
    assert found[0] == found[1] == found[2] != set()
    assert titles(search("penulis"))[0] == "Menulis berita untuk telinga"


def test_a_result_says_what_it_is_and_marks_the_right_form(search: Search, site: str) -> None:
    page = search("penulisan")
    first = page.locator(RESULTS).first
    expect(first).to_contain_text("Literasi · 10 Mei 2025 · KIM Sumber Rejeki")
    expect(first.locator("mark").first).to_have_text("Menulis")
    expect(first.locator("> a")).to_have_attribute("href", f"{site}/literasi/menulis-berita-radio/")


def test_a_phrase_is_found_as_a_whole(search: Search) -> None:
    whole, scattered = search('"harga pasar"'), search("harga pasar")
    assert set(titles(whole)) < set(titles(scattered))
    assert titles(search("pintu air"))[0].startswith("Pintu air")


def test_minus_excludes(search: Search) -> None:
    with_it, without = titles(search("sawah"))[0], search("air -sawah")
    assert titles(without)
    assert with_it not in titles(without)


@pytest.mark.parametrize("query, near", [("pupk", "pupuk"), ("pupku", "pupuk"), ("sawha", "sawah")])
def test_a_misspelt_word_offers_the_nearest(search: Search, query: str, near: str) -> None:
    page = search(query)
    page.locator("#search-notes a", has_text=near).click()
    wait(page)
    expect(page.locator("#kim-cari")).to_have_value(near)
    assert titles(page)


@pytest.mark.parametrize(
    "typed, written",
    [("hoax", "hoaks"), ("cabe", "cabai"), ("handphone", "hp"), ("imunisasi", "vaksin")],
)
def test_words_that_mean_the_same_find_each_other(search: Search, typed: str, written: str) -> None:
    """No spelling is offered for a word that is known by another name."""
    found, other = search(typed), search(written)
    assert titles(found) != []
    assert found.inner_text("#search-status") == other.inner_text("#search-status")
    expect(found.locator("#search-notes")).to_be_empty()


def test_a_long_form_finds_its_synonyms(search: Search) -> None:
    together, single = search("gotong royong"), search("kerja bakti")
    assert titles(together) != []
    assert together.inner_text("#search-status") == single.inner_text("#search-status")


@pytest.mark.parametrize(
    "question, kept",
    [("kapan posyandu buka?", "posyandu buka"), ("gmn cara lapor banjir", "lapor banjir")],
)
def test_the_small_words_of_a_question_are_passed_over(
    search: Search, question: str, kept: str
) -> None:
    asked, plain = search(question), search(kept)
    assert titles(asked) == titles(plain) != []
    expect(asked.locator("#search-notes")).not_to_contain_text("Tidak ditemukan")


def test_small_words_alone_are_looked_for(search: Search) -> None:
    assert titles(search("bagaimana"))


def test_what_has_only_some_of_the_words_is_short_and_told(search: Search) -> None:
    """A group can be asked where nothing fits."""
    page = search("posyandu gelombang wayang")
    assert 0 < len(titles(page)) <= 5
    expect(page.locator("#search-status")).to_contain_text("Tidak ada tulisan yang memuat semua")
    link = page.get_by_role("link", name="Tanyakan ke kelompok")
    expect(link).to_have_attribute("href", re.compile(r"/usul/\?jenis=pertanyaan&tentang=posyandu"))
    link.click()
    expect(page.locator("#tentang")).to_have_value("posyandu gelombang wayang")
    expect(page.get_by_label("Yang ingin disampaikan")).to_have_value("pertanyaan")


@pytest.mark.parametrize("word", ["pengantin", "perceraian", "perpustakaan", "pertandingan"])
def test_another_word_is_no_spelling(search: Search, word: str) -> None:
    expect(search(word).locator("#search-notes")).not_to_contain_text("Yang ditampilkan")


def test_contacts_officers_and_tickets_are_found(search: Search) -> None:
    assert titles(search("081200003456"))[0] == "KIM Melati"
    assert titles(search("Endang Kresnoputri"))[0] == "KIM Melati"
    assert "Got Gang Cempaka" in titles(search("PGD-2026-10-1187"))[0]


def test_the_beginning_of_a_word_finds_it(search: Search) -> None:
    assert "Posyandu" in titles(search("posya"))[0]


@pytest.mark.parametrize(
    "short, long", [("BLT", "bantuan langsung tunai"), ("KIM", "komunitas informasi masyarakat")]
)
def test_an_abbreviation_and_its_long_form_find_each_other(
    search: Search, short: str, long: str
) -> None:
    assert titles(search(short)) == titles(search(long)) != []


@pytest.mark.parametrize(
    "choice",
    ["jenis=berita", "tahun=2025", "kelompok=melati", "topik=air-bersih", "wilayah=33.14"],
)
def test_a_filter_in_the_address_holds(search: Search, choice: str) -> None:
    every, some = search("air"), search("air", f"&{choice}")
    assert 0 < len(titles(some)) < int(every.inner_text("#search-status").split()[0])
    name, _, value = choice.partition("=")
    expect(some.locator(f"select[name={name}]")).to_have_value(value)


def test_an_event_to_come_says_when(open_page: OpenPage, site: str) -> None:
    """What is over by the reader's clock isn't said to come."""
    page = open_page(360)
    page.clock.set_fixed_time("2026-11-24")
    page.goto(f"{site}/cari/?q=posyandu+melati")
    wait(page)
    expect(page.locator(RESULTS).first).to_contain_text(
        "Acara berikutnya: Sabtu, 5 Desember 2026 pukul 08.00 sampai 11.00 WIB"
    )
    page.clock.set_fixed_time("2027-01-01")
    page.reload()
    wait(page)
    expect(page.locator(RESULTS).first).not_to_contain_text("Acara berikutnya")


def test_by_date_the_newest_come_first(search: Search) -> None:
    page = search("air", "&urut=tanggal")
    times = page.locator(f"{RESULTS} time")
    found = [times.nth(n).get_attribute("datetime") for n in range(times.count())]
    assert found == sorted(found, key=str, reverse=True)


def test_an_empty_query_lists_the_newest(search: Search, site: str) -> None:
    page = search("")
    times = page.locator(f"{RESULTS} time").all()
    found = [time.get_attribute("datetime") for time in times]
    assert len(found) == 10
    assert found == sorted(found, key=str, reverse=True)
    newest = page.request.get(f"{site}/feed.json").json()["items"][0]
    assert titles(page)[0] == newest["title"]


@pytest.mark.parametrize(
    "query", ["😀🎉", "<img src=x onerror=alert(1)>", "a" * 5000, '"', "-", "()[]"]
)
def test_strange_queries_get_an_answer(search: Search, query: str) -> None:
    page = search(query)
    assert page.locator("#search-results img, #search-notes img").count() == 0
    assert page.inner_text("#search-status")
