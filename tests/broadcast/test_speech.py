"""What is written and what is said, case by case: tests/cases/broadcast/kata/*.tsv."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.broadcast.clock import PARTS
from kim_plugins.broadcast.lexicon import own_lexicon
from kim_plugins.broadcast.numbers import cardinal, roman
from kim_plugins.broadcast.phrasing import phrases
from kim_plugins.broadcast.speech import Speaker, SpeechRules
from kim_plugins.catalogue.options import ClockStyle
from tests.golden import golden

CASES = Path(__file__).parents[1] / "cases/broadcast/kata"
SECONDS = 20
"""Ten times what the slowest takes on a slow machine."""
VOICE = SpeechRules(own_lexicon())


def said(text: str, voice: SpeechRules = VOICE) -> str:
    return Speaker(voice).say(text)


@pytest.mark.parametrize("family", sorted(CASES.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_case_is_said_as_an_announcer_says_it(family: Path) -> None:
    """A case is a line: what is written, a tab, what is said."""
    lines = family.read_text(encoding="utf-8").splitlines()
    written = [line.partition("\t")[0] for line in lines]
    golden(family, "".join(f"{one}\t{said(one)}\n" for one in written))


@pytest.mark.parametrize(
    "written, expected",
    [
        ("pukul 19.30", "pukul sembilan belas tiga puluh"),
        ("pkl. 07.00 WITA", "pukul tujuh waktu Indonesia tengah"),
        ("pukul 07.05", "pukul tujuh nol lima"),
        ("pukul 08.00–12.00", "pukul delapan sampai pukul dua belas"),
    ],
)
def test_hours_can_be_read_with_24_hours(written: str, expected: str) -> None:
    assert said(written, SpeechRules(own_lexicon(), ClockStyle.FULL_DAY)) == expected


@pytest.mark.parametrize(
    "number, expected",
    [
        (1_001_000, "satu juta seribu"),
        (1_021_000, "satu juta dua puluh satu ribu"),
        (1_000_001_000, "satu miliar seribu"),
        (201_000, "dua ratus satu ribu"),
        (-12, "minus dua belas"),
        (10**15, "satu" + " nol" * 15),
    ],
)
def test_faults_of_num2words_are_mended(number: int, expected: str) -> None:
    """`satu juta satu ribu`, `min` and `kuantiliun` are its words; nobody says so."""
    assert cardinal(number) == expected


def test_only_well_formed_roman_numerals_are_numbers() -> None:
    assert [roman(x) for x in ("IV", "XIX", "XL", "IIII", "IVX", "", "C")] == [
        4,
        19,
        40,
        *[None] * 4,
    ]


def test_a_site_adds_to_the_lexicon_and_wins() -> None:
    lexicon = own_lexicon().extended(
        as_word=["PUPR"], spelt=["KIM"], in_full={"SPAM": "sistem penyediaan air minum"},
        always={"Bpk": "Bapak"},
    )  # fmt: skip
    text = said("PUPR, KIM, SPAM dan SPAM, Bpk Tirto", SpeechRules(lexicon))
    assert text == "PUPR, K-I-M, sistem penyediaan air minum dan S-P-A-M, Bapak Tirto"


LEXICON = own_lexicon()


@pytest.mark.parametrize("title", sorted(LEXICON.titles))
def test_no_title_ends_a_sentence(title: str) -> None:
    written = f"Acara dibuka {title.rstrip('.')}. Budi Santoso tadi pagi."
    assert [phrase.pause for phrase in phrases(said(written))] == ["//"]
    assert LEXICON.titles[title] in said(written)


@pytest.mark.parametrize("degree", sorted(LEXICON.degrees))
def test_a_degree_is_in_full_and_ends_nothing(degree: str) -> None:
    spoken = said(f"Acara dibuka Budi, {degree}., tadi pagi.")
    assert spoken == f"Acara dibuka Budi, {LEXICON.degrees[degree]}, tadi pagi."


@pytest.mark.parametrize("word", sorted(LEXICON.before_roman))
@pytest.mark.parametrize("numeral, value", [("I", "satu"), ("IV", "empat"), ("XII", "dua belas")])
def test_what_is_counted_in_roman_numerals_is_a_number(word: str, numeral: str, value: str) -> None:
    assert said(f"{word} {numeral}").endswith(f" {value}")


@given(st.times(), st.sampled_from(".:"), st.sampled_from(["WIB", "WITA", "WIT"]))
def test_every_second_of_a_day_is_an_hour(clock: time, mark: str, zone: str) -> None:
    for written in (f"{clock:%H{mark}%M{mark}%S}", f"{clock:%H{mark}%M}"):
        spoken = said(f"pukul {written} {zone}")
        assert "titik" not in spoken
        assert "banding" not in spoken
        assert any(f" {part} waktu Indonesia" in spoken for part in PARTS)


@given(st.times(), st.times(), st.sampled_from(["-", "–", " - ", " s.d. ", " s/d ", " sampai "]))
def test_two_hours_are_hours_without_a_word(first: time, last: time, join: str) -> None:
    first, last = (one.replace(minute=one.minute // 5 * 5) for one in (first, last))
    spoken = said(f"buka {first:%H.%M}{join}{last:%H.%M}")
    assert spoken.count("pukul") == 2
    assert "titik" not in spoken


@given(st.integers(0, 10**9))
def test_a_number_that_is_spelt_out_is_said_once(number: int) -> None:
    words = cardinal(number)
    written = f"{number:,}".replace(",", ".")
    assert said(f"{written} ({words}) orang") == f"{words} orang"
    assert said(f"Rp{written} ({words} rupiah)") == f"{words} rupiah"
    assert said(f"Rp{written},- ({words.title()} Rupiah)") == f"{words} rupiah"


@given(
    st.integers(1, 999),
    st.sampled_from(["kg", "liter", "ton", "ml", "karung", "ekor", "botol", "kali"]),
    st.sampled_from(["orang", "bulan", "hari", "KK", "rumah", "tahun", "siswa"]),
)
def test_a_slash_after_a_unit_is_per(number: int, unit: str, each: str) -> None:
    spoken = said(f"{number} {unit}/{each}")
    assert spoken.startswith(f"{cardinal(number)} ")
    assert spoken.endswith(f" per {'K-K' if each == 'KK' else each}")


@given(st.integers(1, 115), st.sampled_from(["Slamet", "Bu Siti Aminah", "Ny. T", "Sdr. Joko"]))
def test_a_number_after_a_name_is_an_age(age: int, name: str) -> None:
    assert said(f"{name} ({age}) hadir") == f"{said(name)}, {cardinal(age)} tahun, hadir"


def test_a_site_says_its_own_titles() -> None:
    lexicon = own_lexicon().extended(always={"KH.": "Kyai Haji", "hal.": "hal"})
    text = said("KH. Ahmad, hal. 5; Ny. Tini, S.Pd.", SpeechRules(lexicon))
    assert text == "Kyai Haji Ahmad, hal lima; Nyonya Tini, Sarjana Pendidikan"


@given(st.text())
def test_nothing_but_words_and_punctuation_is_ever_said(text: str) -> None:
    spoken = said(text)
    assert not any(character.isdigit() for character in spoken)
    assert not set(spoken) & set("<>[]{}()*_`~|#@\\/=+^\ue000\n\t")
    assert spoken == spoken.strip()


_WRITTEN = """Rp 12.500 1/2 17/08 pukul 19.30 – - kg / % RT 03/05 ,5 ke- XX abad No. WIB 08123456789
juta ( ) . ½ ² dll. pkl. 24 x m² T jam sampai :"""
_PIECES = st.sampled_from(_WRITTEN.split())


@given(st.lists(_PIECES).map("".join))
def test_no_figure_is_left_however_they_are_put_together(text: str) -> None:
    assert not any(character.isdigit() for character in said(text))


@pytest.mark.parametrize(
    "piece",
    [
        *("(", ":", ", ", "No.", "a-A-", "1/", "08.00-", "1 L, ", "IX ", "A. ", "RT ", "25-20, "),
        *("Jan-", "kg/", "a (a ", "1.", "0812-", "rupiah ", "°C", "Slamet (4) ", "@Rp", "a.b"),
        *("1°1'", "NPK 1-1-"),
    ],
)
def test_no_text_takes_more_than_its_length(piece: str) -> None:
    """A rule that looked through all that follows would take minutes for these."""
    voice = SpeechRules(own_lexicon())
    started = process_time()
    Speaker(voice).say(piece * (100_000 // len(piece)))
    assert process_time() - started < SECONDS


def test_a_very_long_text_is_read_in_pieces() -> None:
    words = said("1 " * 60_000).split()
    assert (len(words), set(words)) == (60_000, {"satu"})
