"""`kim check --fix`, one file at a time.

A case is a Markdown file in tests/cases/fixing/, named as in test_golden; `.fixed.md` beside it is
what becomes of it. A case whose two files are the same must not be touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.records import News, read_file
from kim_plugins.records.fields.spelling import close_matches
from kim_plugins.records.fixing.editing import Edit, Source, as_scalar, in_original
from kim_plugins.records.fixing.fix import fix
from kim_plugins.records.reading.invisible import invisible_characters
from kim_plugins.records.reading.mojibake import broken_letters

CASES = Path(__file__).resolve().parents[1] / "cases" / "fixing"
JAKARTA = ZoneInfo("Asia/Jakarta")
PATH = "berita/2026/panen.md"


def cases() -> list[Path]:
    return [case for case in sorted(CASES.glob("*.md")) if not case.stem.endswith(".fixed")]


def path_of(case: Path) -> str:
    return case.name.replace("__", "/")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.stem)
def test_a_file_becomes_what_stands_beside_it(
    case: Path, golden: Callable[[Path, str], None]
) -> None:
    fixed = fix(path_of(case), case.read_bytes(), JAKARTA)
    golden(case.with_suffix(".fixed.md"), fixed.data.decode())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.stem)
def test_mending_again_changes_nothing(case: Path) -> None:
    once = fix(path_of(case), case.read_bytes(), JAKARTA).data
    assert once == fix(path_of(case), once, JAKARTA).data


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.stem)
def test_no_problem_comes_up_that_was_not_there(case: Path) -> None:
    """A problem is known again by its line and code, or by its code where lines went."""
    data = case.read_bytes()
    fixed = fix(path_of(case), data, JAKARTA).data
    stay = data.count(b"\n") == fixed.count(b"\n")
    before, after = (
        Counter((p.line if stay else 0, p.code) for p in read_file(path_of(case), one, JAKARTA)[1])
        for one in (data, fixed)
    )
    assert not after - before


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.stem)
def test_edits_tell_all_that_was_changed(case: Path) -> None:
    data = case.read_bytes()
    fixed = fix(path_of(case), data, JAKARTA)
    assert fixed.data == Source(data).edited(fixed.edits).data


def test_no_expectation_is_left_without_its_case() -> None:
    fixed = {path.name.removesuffix(".fixed.md") for path in CASES.glob("*.fixed.md")}
    assert set() == fixed - {case.stem for case in cases()}


@pytest.mark.parametrize(
    "name, said",
    [
        ("hari-dua-kemungkinan", "'Sabu' di baris 4 bisa berarti Rabu atau Sabtu; pilih sendiri"),
        ("kunci-dua-kali", "kunci 'deskripsi' dan `description` berarti sama, isinya berbeda"),
        ("tanggal-benar", ""),
    ],
)
def test_it_is_said_why_a_file_is_left_alone(name: str, said: str) -> None:
    case = CASES / f"berita__2026__{name}.md"
    data = case.read_bytes()
    fixed = fix(path_of(case), data, JAKARTA)

    assert (fixed.data, fixed.edits) == (data, ())
    assert said in fixed.refusal
    assert bool(said) == bool(fixed.refusal)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe-\x00", b"---\ntitle: x\x00\n---\n", b"x" * (3 * 1024 * 1024), b""]
)
def test_what_is_not_a_text_file_is_left_alone(data: bytes) -> None:
    assert data == fix(PATH, data, JAKARTA).data


RIGHT = """\
---
# Komentar pertama: tetap
title: "Musyawarah: panen raya"   # judul
description: 'Ringkas: “kata” ini'
date: 28 Februari 2026 19.30 WIB
group: [tirta-mandiri]
activity: diseminasi
verification: perlu-verifikasi # nanti
event:
  start: 2026-03-01
  place: Balai #1
---

Judul: isi tetap, ringkasan: juga. Selsai pada 1 Pebruari.
""".replace(" #1", "")
FAULTS = [
    ("title:", "judul:"),
    ("title:", "tittle:"),
    ("title:", "Title:"),
    ('"Musyawarah: panen raya"', "Musyawarah: panen raya"),
    ('"Musyawarah: panen raya"', "“Musyawarah: panen raya”"),
    ('"Musyawarah: panen raya"', '"Musyawarah: panen raya”'),
    ("description:", "ringkasan:"),
    ("description:", "desciption:"),
    ("date:", "tanggal:"),
    ("Februari", "Pebruari"),
    ("Februari", "Febuari"),
    ("Februari", "Februrai"),
    ("group:", "kelompok:"),
    ("activity:", "aktivitas:"),
    ("diseminasi", "Diseminasi"),
    ("diseminasi", "diseminsi"),
    ("diseminasi", "“diseminasi”"),
    ("perlu-verifikasi", "Perlu Verifikasi"),
    ("perlu-verifikasi", "PERLU_VERIFIKASI"),
    ("event:", "acara:"),
    ("  start:", "\tstart:"),
    ("  place:", "\tplace:"),
    ("  place:", "  tempat:"),
    ("  place:", "  plase:"),
]


@given(
    faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=6, unique_by=lambda f: f[0]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    bom=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_a_file_with_mechanical_faults_is_given_back_or_left_alone(
    faults: list[tuple[str, str]], line_end: str, bom: bytes
) -> None:
    right = RIGHT.replace("\n", line_end)
    wrong = right
    for good, bad in faults:
        wrong = wrong.replace(good, bad, 1)
    # What is written in curly quotes comes back in straight ones.
    expected = right.replace("diseminasi", '"diseminasi"') if "“diseminasi”" in wrong else right
    data = bom + wrong.encode()

    fixed = fix(PATH, data, JAKARTA)

    assert fixed.data in (bom + expected.encode(), data)
    assert fixed.data == bom + expected.encode() or fixed.refusal
    assert fixed.data == fix(PATH, fixed.data, JAKARTA).data


@given(st.sampled_from(FAULTS))
def test_every_single_fault_is_mended(fault: tuple[str, str]) -> None:
    if fault[0].startswith("  ") and "\t" in fault[1]:
        return  # one line of two with a tab has no one meaning
    wrong = RIGHT.replace(*fault, 1)
    expected = RIGHT.replace("diseminasi", '"diseminasi"') if "“d" in wrong else RIGHT
    assert expected == fix(PATH, wrong.encode(), JAKARTA).data.decode()


@given(st.text(max_size=80), st.sampled_from(["title", "date", "activity", "judul", "tittle"]))
def test_any_value_is_kept_outside_of_the_edits(value: str, key: str) -> None:
    """Put back, the edits give the file as it was."""
    data = f"---\n{key}: {value}\ndescription: x\ntanggal: 2026-02-28\n---\n{value}\n".encode(
        errors="replace"
    )
    fixed = fix(PATH, data, JAKARTA)
    source = Source(data)
    assert fixed.data == source.edited(fixed.edits).data
    body = data[data.rfind(b"---") :].decode()
    if any(broken_letters(body)):
        return  # test_mojibake.py
    unseen = {stray.start for stray in invisible_characters(body) if stray.removable}
    kept = "".join(one for place, one in enumerate(body) if place not in unseen)
    assert fixed.data.decode().endswith((body, kept))


GUESSED = st.one_of(
    st.integers().map(str),
    st.floats().map(repr),
    st.times().map("{:%H:%M}".format),
    st.times().map("{:%H.%M}".format),
    st.dates().map(str),
    st.datetimes().map(str),
    st.from_regex(r"[-+]?(0x[0-9a-f]{1,4}|0o?[0-7]{1,4}|0b[01]{1,3})", fullmatch=True),
    st.from_regex(r"[-+]?[0-9]{1,3}_[0-9]{1,3}", fullmatch=True),
    st.from_regex(r"[-+]?[0-9]{0,3}\.[0-9]{0,3}([eE][-+]?[0-9]{1,2})?", fullmatch=True),
    st.sampled_from(["no", "Yes", "ON", "off", "true", "False", "y", "N", ".inf", "-.INF", ".NaN"]),
)


@given(st.lists(GUESSED, min_size=3, max_size=3, unique=True))
def test_what_yaml_takes_for_something_else_is_quoted(values: list[str]) -> None:
    """A later save by a program that guesses changes nothing; PyYAML's own loader is one."""
    title, place, tag = values
    data = (
        f"---\ntitle: {title}\nplace: {place}\ntags: [{tag}, air]\n"
        "description: x\ndate: 2026-02-28\ngroup: a\n---\n"
    ).encode()
    before = read_file(PATH, data, JAKARTA)[0]
    if before is None:
        return  # YAML reads it as no text at all: `.`, `~`
    fixed = fix(PATH, data, JAKARTA).data
    read = yaml.safe_load(fixed.decode().split("---\n")[1])
    assert isinstance(before.record, News)
    assert (before.record.title, before.record.place) == (read["title"], read["place"])
    assert list(before.record.tags) == read["tags"]


@given(st.text("ab", max_size=12), st.data())
def test_later_edits_are_told_in_places_of_the_original(text: str, data: st.DataObject) -> None:
    """Two rounds one after the other are the same as their edits at once."""

    def edit(length: int) -> Edit:
        start = data.draw(st.integers(0, length))
        return Edit(
            start, data.draw(st.integers(start, length)), data.draw(st.text("xy", max_size=3))
        )

    original = Source(text.encode())
    first = [edit(len(original.text))]
    between = original.edited(first)
    second = edit(len(between.text))
    found = list(in_original(first, [second]))
    if found:
        assert original.edited([*first, *found]).text == between.edited([second]).text


@pytest.mark.parametrize(
    "written, known, expected",
    [
        ("selsai", ["selesai", "berjalan"], ("selesai",)),
        ("Perlu Verifikasi", ["terverifikasi", "perlu-verifikasi"], ("perlu-verifikasi",)),
        ("Jui", ["Juni", "Juli"], ("Juni", "Juli")),
        ("Juni", ["Juni", "Juli"], ("Juni",)),
        ("update", ["date", "updated"], ("updated",)),
        ("wmen", ["men", "women"], ("men", "women")),
        ("Agustsu", ["Agustus"], ("Agustus",)),
        ("diseminasi", ["diskusi"], ()),
        ("", ["a"], ("a",)),
    ],
)
def test_words_are_alike_within_a_slip_or_two(
    written: str, known: list[str], expected: tuple[str, ...]
) -> None:
    assert expected == close_matches(written, known)


@pytest.mark.parametrize(
    "value, scalar",
    [
        ("berita/2026/panen", "berita/2026/panen"),
        ("../media/dua kata.png", "../media/dua kata.png"),
        ("a, b", '"a, b"'),
        ("a: b #c", '"a: b #c"'),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("-a", '"-a"'),
    ],
)
def test_a_text_is_quoted_where_yaml_needs_it(value: str, scalar: str) -> None:
    assert scalar == as_scalar(value)
