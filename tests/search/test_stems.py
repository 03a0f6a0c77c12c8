"""Words find each other by their root."""

from __future__ import annotations

from pathlib import Path

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from kim_plugins.search.affixes import analyses
from kim_plugins.search.stems import AFFIXED, Stemmer

CASES = Path(__file__).parents[1] / "cases" / "search"
STEMMER = Stemmer()
SITE = frozenset({"air", "internet"})


def pairs() -> list[list[str]]:
    lines = (CASES / "akar.txt").read_text("utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("word, root", pairs())
def test_word_has_its_root(word: str, root: str) -> None:
    assert root == STEMMER.stem(word, SITE).text


def test_neither_library_is_enough_alone() -> None:
    """The trap that makes our own choice necessary; when it disappears, so can the choice."""
    snowball = snowballstemmer.stemmer("indonesian")
    sastrawi = StemmerFactory().create_stemmer()
    assert snowball.stemWord("menulis") == "ulis"
    assert sastrawi.stem("bertani") == "tan"
    missed = [
        sum(stem(word) != root for word, root in pairs())
        for stem in (snowball.stemWord, sastrawi.stem)
    ]
    assert min(missed) > 20


@pytest.mark.parametrize(
    "name", (CASES / "nama.txt").read_text("utf-8").split("\n")[1].lower().split()
)
def test_names_stay_whole(name: str) -> None:
    assert name == STEMMER.stem(name, SITE, is_name=True).text


@pytest.mark.parametrize("name", ["bali", "susi", "kemiri", "kediri", "pekalongan"])
def test_some_names_stay_whole_however_they_are_written(name: str) -> None:
    assert name == STEMMER.stem(name, SITE).text


def test_capitals_do_not_hide_a_plain_derivation() -> None:
    """`Dinas Pertanian` is found by tani."""
    assert STEMMER.stem("pertanian", SITE, is_name=True).text == "tani"


def test_the_sites_own_words_are_roots() -> None:
    assert STEMMER.stem("internetnya", SITE).text == "internet"
    assert STEMMER.stem("airi", SITE).text == "air"
    assert STEMMER.stem("airi", frozenset[str]()).text == "airi"


@given(st.text(max_size=60))
def test_any_text_has_a_stem(text: str) -> None:
    assert STEMMER.stem(text, SITE).text or not text


@given(st.from_regex("[a-z]{4,12}", fullmatch=True))
def test_a_word_without_an_affix_is_its_own_stem(word: str) -> None:
    """What is left out early is what neither our analyses nor Snowball would take apart."""
    if AFFIXED.search(word):
        return
    assert list(analyses(word)) == []
    assert snowballstemmer.stemmer("indonesian").stemWord(word) == word
