"""Personal data in a bulletin (contract C3, "Privacy lint")."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.records.fields.telephones import dialled
from kim_plugins.records.models.vocabulary import PrivacyKind
from kim_plugins.records.privacy.lint import explain, findings
from kim_plugins.records.problems import Severity

# Numbers of the right form that nobody has: subdistrict 99, serial 0000; the card is a test card.
NIK = "3309994101900000"
CARD = "4111 1111 1111 1111"


def kinds(text: str, body_start: int = 0) -> list[tuple[str, str]]:
    return [(finding.kind.value, finding.value) for finding in findings(text, body_start)]


@pytest.mark.parametrize(
    "text, expected",
    [
        (f"NIK {NIK} tercatat", [("nik", NIK)]),
        ("No. KK 33.09.99.010190.0000", [("nik", "33.09.99.010190.0000")]),
        ("3309 9901 0190 0000", [("nik", "3309 9901 0190 0000")]),
        (f"kartu {CARD}.", [("kartu", CARD)]),
        ("kartu 4111-1111-1111-1111", [("kartu", "4111-1111-1111-1111")]),
        ("kartu 411111111111\n1111 ya", [("kartu", "411111111111 1111")]),
        ("hubungi 0812-0000-1234 ya", [("telepon", "0812-0000-1234")]),
        ("hubungi +62 812 0000 1234", [("telepon", "+62 812 0000 1234")]),
        ("korban bernama Siti Aminah selamat", [("nama", "Siti Aminah")]),
        ("Korban, Budi, sudah pulang", [("nama", "Budi")]),
        ("Rina, di bawah umur", [("nama", "Rina")]),
        ("Dewi (9 tahun) ikut lomba", [("nama", "Dewi")]),
        ("Joko, 12 tahun, juara", [("nama", "Joko")]),
        ("Agus yang berusia 15 tahun", [("nama", "Agus")]),
    ],
)
def test_personal_data_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Harga Rp4.111.111.111.111.111 sekali panen",
        "nomor 4111 1111 1111 1112 bukan kartu",
        "dua nomor: 4111111111111 111",
        "dua nomor: 4111 1111\n\n1111 1111",
        "0000 0000 0000 0000",
        "rekening 1234567890123456",
        "Nomor 005/12/2026, telepon kantor (0276) 300123",
        "tahun 2025 dan 2026, luas 12.500 m2",
        "Korban banjir sudah pulang",
        "Warga, 40 tahun menunggu",
        "Sutarjo (45 tahun) memimpin rapat",
        "pasal 0812",
        "12345678901234567890123456",
    ],
)
def test_other_numbers_and_grown_ups_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_telephone_and_names_count_in_the_body_only() -> None:
    """A group's contact stands in front matter; a NIK is an error wherever it stands."""
    text = f"0812-0000-1234 Rina, di bawah umur {NIK} ---"
    assert kinds(text, body_start=len(text)) == [("nik", NIK)]


@pytest.mark.parametrize(
    "number",
    [
        *("081200001234", "+62 812-0000-1234", "62812 0000 1234", "0812 0000 1234"),
        *("812 0000 1234", "0062 812 0000 1234", "+62 (0)812 0000 1234", "(62) 0812-0000-1234"),
    ],
)
def test_one_number_in_all_its_spellings(number: str) -> None:
    assert dialled(number) == "6281200001234"


def test_message_never_repeats_a_whole_number() -> None:
    """It would stand in the log of a public workflow."""
    (finding,) = findings(NIK, 0)
    fault = explain(finding)
    assert NIK not in fault.message
    assert fault.severity is Severity.ERROR
    assert "privacy: [{allow: nik, reason: …}]" in fault.hint


def test_each_kind_has_a_code_and_an_explanation() -> None:
    texts = (NIK, CARD, "0812-0000-1234", "Rina, di bawah umur")
    faults = [explain(finding) for text in texts for finding in findings(text, 0)]
    assert [fault.code for fault in faults] == ["K401", "K402", "K403", "K404"]
    assert len({fault.message for fault in faults}) == len(PrivacyKind)


CASES = Path(__file__).resolve().parents[1] / "cases" / "privacy"
HARD = yaml.safe_load((CASES / "ditemukan.yaml").read_text(encoding="utf-8"))
PLAIN = yaml.safe_load((CASES / "dibiarkan.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", HARD, ids=lambda case: case["body"][:40])
def test_what_a_reader_would_see_is_found(case: dict[str, Any]) -> None:
    expected = sorted(case["found"])
    assert expected == sorted(f"{kind} {value}" for kind, value in kinds(case["body"]))


@pytest.mark.parametrize("case", HARD, ids=lambda case: case["body"][:40])
def test_it_is_found_at_its_place_in_the_source(case: dict[str, Any]) -> None:
    """Whatever stands before it: the place is that of its first character."""
    before = "# Judul\u00a0&amp; *satu*\n\n- [a](b) \u200b\n\n"
    for alone, found in zip(
        findings(case["body"], 0), findings(before + case["body"], 0), strict=True
    ):
        assert found.start == alone.start + len(before)
        first = (before + case["body"])[found.start]
        assert first in f"{alone.value[0]}&\\３＋"


@pytest.mark.parametrize("body", PLAIN)
def test_what_is_nobodys_is_left_alone(body: str) -> None:
    assert kinds(body) == []


WORST = (
    *("*", "[", "](", "](a ", "<a ", "&", "&#4", "8 tahun ", "Aa Bb Cc Dd 8 th ", "korban "),
    *("korban aa bb cc dd, Ee ", "anak kelas ", "Rina (8) ", "0812 ", "0 ", "0-", "3309-", "1/"),
    *("http://a ", "\u200b", "  \n", "\n- ", "|", " bawah umur", "usia 8 ", "(((", "A", "９"),
    *("&nbsp;", "<!--", "siswi SD, Aa Bb ", "dua belas tahun ", "\\", "+62 (0)8", "x\xa0", "\t "),
)


@pytest.mark.parametrize("pattern", WORST)
def test_time_grows_with_the_text_and_no_faster(pattern: str) -> None:
    """100 KB of the worst signs take a fraction of a second; the bound is for slow machines."""
    text = (pattern * 100_000)[:100_000]

    def measured() -> float:
        begun = time.process_time()
        list(findings(text, 0))
        return time.process_time() - begun

    # Whatever else the machine does makes a measurement longer, and never shorter.
    assert any(measured() < 2 for _ in range(3))


@given(st.text(st.sampled_from("0123 9-.&#;<>[]()*\u200b\n|aRina, 8th korban"), max_size=80))
def test_any_text_gives_places_inside_of_it(text: str) -> None:
    for finding in findings(text, 0):
        assert 0 <= finding.start < len(text)
        assert finding.value


CAPITALISED = st.from_regex(r"[A-Z][a-z]{1,8}(?: [A-Z][a-z]{1,8}){0,2}", fullmatch=True)


@given(CAPITALISED, st.integers(0, 99), st.sampled_from(["", ".", ", dan", " hadir", ".PDF", " –"]))
def test_a_number_beside_anything_tells_nobodys_age(words: str, number: int, after: str) -> None:
    """Counts, scores, versions, items: an age needs a word that says so."""
    assert kinds(f"Hasil: {words} ({number}){after}") == []


CHILDREN = st.sampled_from(["Rina", "Rina Wati", "Bima Arya", "Siti Nur Aini", "Ma'ruf", "A. Bima"])
YEARS = st.integers(1, 17)


@given(
    CHILDREN,
    YEARS,
    st.sampled_from(
        [
            "{} ({} th)", "{} ({} tahun)", "{}, {} thn,", "{} (umur {})", "{} berusia {} tahun",
            "{}, {} tahun", "{} yang baru berumur {} tahun", "{} (usia {} th)", "{} ({} Tahun)",
            "Seorang anak, {} ({}), hilang", "Bocah itu, {} ({}).", "{} (kelas {} SD)",
            "{} ({}), siswa SD", "{} ({}) menjadi korban perundungan", "{} ({}) diduga dilecehkan",
        ]
    ),
    st.sampled_from(["", "Kabar duka. ", "Kata warga, ", "**", "- "]),
)  # fmt: skip
def test_a_word_that_says_so_tells_an_age(
    name: str, years: int, template: str, before: str
) -> None:
    assert kinds(before + template.format(name, years)) == [("nama", name)]


def test_there_are_many_hard_cases() -> None:
    assert len(HARD) > 76 + 40
    assert len(PLAIN) > 40 + 60
