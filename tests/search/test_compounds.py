"""Compounds are found whether they are written apart or, with affixes around them, as one word."""

from __future__ import annotations

import pytest

from kim_plugins.search.stems import Stemmer
from kim_plugins.search.words import compounds, shortened
from tests.search.indexes import Files, addresses, path, published
from tests.search.reader import Reader
from tests.sites.memory import GROUP, news

COMPOUNDS = sorted({joined for joined, _ in compounds()})
GROUP_FILE = {"kelompok/tani.md": GROUP}


@pytest.mark.parametrize(
    "affixed, joined",
    [
        ("menindaklanjuti", "tindaklanjut"),
        ("ditindaklanjutinya", "tindaklanjut"),
        ("pertanggungjawaban", "tanggungjawab"),
        ("penandatanganan", "tandatangan"),
        ("menyebarluaskan", "sebarluas"),
        ("penyalahgunaan", "salahguna"),
        ("pemberitahuan", "beritahu"),
        ("dibudidayakan", "budidaya"),
        ("bekerjasama", "kerjasama"),
        ("kewarganegaraan", "warganegara"),
        ("keikutsertaan", "ikutserta"),
        ("memperjualbelikan", "jualbeli"),
    ],
)
def test_the_root_of_a_compound_is_all_of_it(affixed: str, joined: str) -> None:
    assert joined == Stemmer().stem(affixed, frozenset[str]()).text


@pytest.mark.parametrize("joined", COMPOUNDS)
def test_a_compound_in_one_word_is_its_own_stem(joined: str) -> None:
    assert joined == Stemmer().stem(joined, frozenset[str]()).text
    assert joined == Stemmer().stem(f"di{joined}kan", frozenset[str]()).text


def test_forms_written_apart_are_told_with_and_without_a_possessive() -> None:
    for joined, apart in compounds():
        assert joined in shortened(["warga", *apart, "lagi"])
        assert joined in shortened([*apart[:-1], f"{apart[-1]}nya"])
        assert joined not in shortened([*apart[:-1], "dan", apart[-1]])


def test_each_way_to_write_a_compound_finds_every_other() -> None:
    files: dict[str, str] = dict(GROUP_FILE)
    wanted: dict[str, set[str]] = {joined: set() for joined in COMPOUNDS}
    written = [(joined, " ".join(apart)) for joined, apart in compounds()]
    written += [(joined, f"di{joined}kan") for joined in COMPOUNDS]
    for number, (joined, words) in enumerate(written):
        files[path(number)] = news(f"Kabar nomor {number}", body=f"Hari ini {words} oleh warga.")
        wanted[joined].add(f"/{path(number).removesuffix('.md')}/")
    reader = Reader(published(files))
    assert wanted == {joined: addresses(reader, joined) for joined in COMPOUNDS}
    told = {(short, long) for short, long in reader.manifest["abbreviations"]}
    assert told >= {(joined, " ".join(apart)) for joined, apart in compounds()}


def test_a_site_is_told_of_the_compounds_that_it_has() -> None:
    """Of a site with the affixed word alone, what is written apart is found, too."""
    files: Files = {**GROUP_FILE, path(1): news("Kabar", body="Bantuan itu disalahgunakan.")}
    told = {short for short, _ in Reader(published(files)).manifest["abbreviations"]}
    assert "salahguna" in told
    assert "kambinghitam" not in told
