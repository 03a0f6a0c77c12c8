"""The published index, read by a reader of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kim_plugins.search.coding import word_hash as our_hash
from kim_plugins.search.words import words
from tests.search.indexes import SITE, addresses, own_pages, path, published
from tests.search.reader import Reader, word_hash
from tests.sites.memory import news


def test_words_of_one_root_find_the_same_bulletins() -> None:
    reader = Reader(published(SITE))
    assert addresses(reader, "pengairan") == addresses(reader, "air")
    assert addresses(reader, "air") == {"/berita/2026/kabar-1/", "/berita/2026/kabar-2/"}


def test_postings_tell_fields_counts_and_forms() -> None:
    reader = Reader(published(SITE))
    texts = reader.texts()
    found = {texts[one.number][0]: one for one in reader.postings("air")}
    first = found["/berita/2026/kabar-1/"]
    assert first.forms == ("air", "mengairi")
    assert first.fields == ("title", "description", "body")
    assert first.times == 3


def test_a_name_stays_whole_and_a_long_form_is_its_abbreviation() -> None:
    reader = Reader(published(SITE))
    assert reader.stems("bali") == ["bali"]
    assert addresses(reader, "kim") == {"/berita/2026/kabar-3/"}


@pytest.mark.parametrize("shared", [*range(1, 38)])
def test_words_that_begin_alike_are_told_apart(shared: int) -> None:
    """Whatever digit says how many letters they share; one of the digits is a point."""
    word = "dipersiapkannya".ljust(shared, "x")[:shared]
    reader = Reader(published({path(1): news(body=f"{word} {word}q {word}qz")}))
    assert addresses(reader, f"{word}q") == addresses(reader, f"{word}qz") != set()


def test_words_of_another_language_are_kept() -> None:
    reader = Reader(published(SITE))
    assert addresses(reader, "diairi") == {"/berita/2026/kabar-4/"}
    assert "/berita/2026/kabar-4/" not in addresses(reader, "air")


def test_pairs_leave_no_phrase_out() -> None:
    reader = Reader(published(SITE))
    texts = reader.texts()
    for number, data in texts.items():
        for part in data[10].split(" · "):
            for first, second in pairwise(words(part)):
                assert number in reader.beside(first, second)


def test_documents_are_listed_by_year_group_and_topic() -> None:
    reader = Reader(published(SITE))
    assert list(reader.manifest["years"]) == ["0", "2025", "2026"]
    groups, topics = reader.facets("2026")
    assert set(groups) == {"tani"}
    assert len(groups["tani"]) == 3
    assert set(topics) == {"irigasi"}


def test_texts_are_data_and_no_markup() -> None:
    title = "'<img src=x onerror=alert(1)> </script>'"
    files = published({path(1): news(title, body="Isi &lt;b&gt;.")})
    data = next(one for one in Reader(files).texts().values() if "/kabar-1/" in one[0])
    assert data[1] == title.strip("'")
    assert data[10] == "Isi <b>."


@pytest.mark.parametrize("body", ["air " * 10_000, "a" * 300, "😀🎉", "…", "<!-- -->"])
def test_strange_bodies_are_indexed(body: str) -> None:
    reader = Reader(published({path(1): news(body=body)}))
    assert own_pages(reader) == {"/berita/2026/kabar-1/", "/kelompok/tani/"}
    for word in words(body)[:1]:
        assert addresses(reader, word) == {"/berita/2026/kabar-1/"}


def test_a_site_without_bulletins_has_an_index() -> None:
    reader = Reader(published({}))
    assert own_pages(reader) == {"/kelompok/tani/"}
    assert addresses(reader, "panen") == set()
    assert reader.stems("tani") == ["tani"]


def test_the_hash_is_the_published_one() -> None:
    for word in ("", "air", "kafé", "مياه"):
        assert word_hash(word) == our_hash(word)
