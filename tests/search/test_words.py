"""How text becomes words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.search.words import LONGEST, capitals, shortened, words


@pytest.mark.parametrize(
    "written",
    [
        *("081200003456", "0812-0000-3456", "0812 0000 3456", "0812.0000.3456", "6281200003456"),
        *("+62 812 0000 3456", "+62 (0)812-0000-3456", "WA 0812-0000-3456."),
    ],
)
def test_a_telephone_number_is_one_word_however_it_is_written(written: str) -> None:
    assert words(written)[-1] == "081200003456"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("08.00-10.00 2026", "8 0 10 0 2026"),
        ("kode 62.71.01.1001", "kode 62 71 1 1001"),
        ("RW 04, RT 05", "rw 4 rt 5"),
        ("(021) 555 1234", "0215551234"),
        ("0341", "0341"),
    ],
)
def test_other_figures_stay_apart(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Anak-anak bermain-main", "anak anak bermain main"),
        ("sayur-mayur", "sayur mayur"),
        ("hari Jum'at, ba’da Isya", "hari jumat bada isya"),
        ("Café ÉLAN", "cafe elan"),
        ("Rp1.250.000 dan 3.500 kg", "rp 1250000 dan 3500 kg"),
        ("Rp 1.250.000", "rp 1250000"),
        ("kode 33.09.12.2004", "kode 33 9 12 2004"),
        ("tanggal 17/08/2026", "tanggal 17 agustus 2026"),
        ("2026-08-17", "17 agustus 2026"),
        ("99/99/2026", "99 99 2026"),
        ("RT 03/RW 05", "rt 3 rw 5"),
        ("H5N1 & <b>", "h5n1 b"),
        ("snake_case 😀🎉", "snake case"),
        ("", ""),
    ],
)
def test_words_of(text: str, expected: str) -> None:
    assert expected.split() == words(text)


def test_a_long_word_is_cut() -> None:
    assert words("a" * 300) == ["a" * LONGEST]


@given(st.text())
def test_any_text_folds_to_words_that_stay_the_same(text: str) -> None:
    for word in words(text):
        assert 0 < len(word) <= LONGEST
        assert "_" not in word
        assert " " not in word


def test_capitals_inside_a_sentence_are_told_from_its_beginning() -> None:
    text = "Warga Bali menanam, di Ubud. Padi tumbuh; “Subak” dijaga Él. Warga rapat."
    inside, every = capitals(text)
    assert inside == {"bali", "ubud", "el"}
    assert every == {"warga": 2, "bali": 1, "ubud": 1, "padi": 1, "subak": 1, "el": 1}


def test_long_forms_are_known_by_their_abbreviation() -> None:
    found = words("Usaha Mikro, Kecil dan Menengah; Bantuan Langsung Tunai; usaha mikro")
    assert list(shortened(found)) == ["umkm", "blt"]
