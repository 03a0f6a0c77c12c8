"""What a record holds after reading: the editor's meaning, not YAML's guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from kim_plugins.records import (
    Bulletin,
    Decision,
    Group,
    Kind,
    News,
    Problem,
    ReadFile,
    kind_of,
    locate,
    read_file,
)
from kim_plugins.records.foreign.foreign_keys import draft_of, is_setting
from kim_plugins.records.reading import yaml_reader
from kim_plugins.records.reading.document import read_document
from kim_plugins.records.reading.located import Fields, Text, Value

CASES = Path(__file__).resolve().parents[1] / "cases" / "records"
JAKARTA = ZoneInfo("Asia/Jakarta")


def read(name: str) -> ReadFile:
    file, _ = read_file(name.replace("__", "/"), (CASES / name).read_bytes(), JAKARTA)
    assert file is not None
    return file


def bulletin(name: str) -> Bulletin:
    record = read(name).record
    assert isinstance(record, Bulletin)
    return record


def test_what_yaml_would_turn_into_something_else_stays_as_written() -> None:
    record = bulletin("berita__2026__yaml-kejutan.md")
    assert isinstance(record, News)
    assert (record.title, record.description) == ("no", "19:30")
    assert record.group == ("012",)
    assert record.tags == ("1_000", "0x1F", "2026-02-28", "on")
    assert record.place == "1e3"


def test_a_leading_zero_is_no_octal_number() -> None:
    """`012` is twelve to an editor, and a telephone number keeps its zero."""
    group = read("kelompok__kode-dibaca-apa-adanya.md").record
    assert isinstance(group, Group)
    assert group.contact.whatsapp == "012345678"


@pytest.mark.parametrize(
    "name, wanted",
    [
        ("panjang", "2026-02-28T00:00:00+07:00"),
        ("garis-miring", "2026-02-28T00:00:00+07:00"),
        ("dengan-hari", "2026-02-28T00:00:00+07:00"),
        ("pebruari", "2026-02-28T00:00:00+07:00"),
        ("nopember", "2025-11-05T00:00:00+07:00"),
        ("singkatan", "2025-08-05T00:00:00+07:00"),
        ("jumat-berapostrof", "2026-02-27T00:00:00+07:00"),
        ("jam-titik", "2026-02-28T19:30:00+09:00"),
        ("jam-greenwich", "2026-08-17T06:30:00+07:00"),
        ("jam-utc", "2026-08-17T06:30:00+07:00"),
        ("jam-selisih", "2026-08-17T06:30:00+07:00"),
        ("jam-t", "2026-02-28T19:30:00+07:00"),
        ("pukul", "2026-02-28T19:30:00+07:00"),
        ("satu-angka", "2026-02-08T00:00:00+07:00"),
    ],
)
def test_dates_mean_what_they_say(name: str, wanted: str) -> None:
    """Day before month; without a zone the site's holds."""
    assert bulletin(f"berita__2026__tanggal-benar-{name}.md").date.at.isoformat() == wanted


def test_no_is_a_word_for_a_draft_that_is_none() -> None:
    assert bulletin("berita__2026__konsep-no.md").draft is False


@pytest.mark.parametrize(
    "name, first_line",
    [("bom", 8), ("crlf", 8), ("garis-lalu-spasi", 8), ("tiga-titik-penutup", 8)],
)
def test_the_body_starts_after_the_fence_whatever_the_bytes(name: str, first_line: int) -> None:
    file = read(f"berita__2026__{name}.md")
    assert file.record.title == "Panen raya di Tirtosari"
    assert file.body == "\nPanen raya berlangsung tiga hari.\n"
    assert file.body_line == first_line - 1


def test_a_rule_in_the_body_is_no_fence() -> None:
    assert read("berita__2026__garis-di-dalam-isi.md").body == (
        "\nBagian pertama.\n\n---\n\nBagian kedua.\n"
    )


def test_a_first_line_like_a_key_stays_in_the_body() -> None:
    """MkDocs would eat it as MultiMarkdown metadata."""
    assert read("berita__2026__isi-seperti-kunci.md").body.startswith("\nCatatan: rapat\n")


def test_the_indentation_of_a_first_line_is_kept() -> None:
    """It may be code."""
    file, _ = read_file("a.md", b"---\ntitle: a\n---\n    kode\n", JAKARTA)
    assert file is not None
    assert file.body == "    kode\n"


def test_an_action_stands_where_its_last_progress_says() -> None:
    record = read("keputusan__2026__benar.md").record
    assert isinstance(record, Decision)
    action = record.actions[0]
    assert action.status == "selesai"
    assert not action.is_overdue(date(2027, 1, 1))
    assert action.model_copy(update={"progress": ()}).is_overdue(date(2026, 4, 1))
    assert not action.model_copy(update={"progress": ()}).is_overdue(date(2026, 3, 31))


def test_one_value_is_a_list_of_one() -> None:
    record = read("keputusan__2026__benar.md").record
    assert isinstance(record, Decision)
    assert record.supersedes == ("keputusan/2024/jadwal-air.md",)


@pytest.mark.parametrize(
    "path, kind",
    [
        ("berita/2026/a.md", Kind.NEWS),
        ("literasi/a.md", Kind.LESSON),
        ("keputusan/2026/a.md", Kind.DECISION),
        ("kelompok/a.md", Kind.GROUP),
        ("tentang.md", Kind.PAGE),
        ("berita.md", Kind.PAGE),
    ],
)
def test_the_folder_says_what_a_file_is(path: str, kind: Kind) -> None:
    assert kind_of(path) is kind


@pytest.mark.parametrize(
    "field, place",
    [("votes.for", (17, 14)), ("actions[0].progress[1].status", (26, 17)), ("", (1, 1))],
)
def test_a_value_is_found_by_its_path(field: str, place: tuple[int, int]) -> None:
    path = "keputusan__2026__benar.md"
    data = (CASES / path).read_bytes().replace(b"follows", b"lanjutan")
    assert locate(data, path.replace("__", "/"), field) == place


def test_a_value_is_found_under_an_indonesian_key() -> None:
    data = b"---\njudul: Panen\nkelompok: melati\n---\n"
    assert locate(data, "berita/2026/a.md", "group") == (3, 11)


def test_a_file_that_cannot_be_read_is_found_at_its_start() -> None:
    assert locate(b"\xff", "a.md", "title") == (1, 1)


def test_fields_are_named_as_they_are_reached() -> None:
    case = CASES / "keputusan__2026__banyak-salah-sekaligus.md"
    _, problems = read_file("keputusan/2026/a.md", case.read_bytes(), JAKARTA)
    assert "actions[0].progress[0].status" in {problem.field for problem in problems}


def test_a_problem_in_json_has_the_keys_of_the_contract() -> None:
    problem = Problem("a.md", 1, 2, "K101", "title", "kosong", "isi")
    assert problem.under("content").as_dict() == {
        "path": "content/a.md",
        "line": 1,
        "column": 2,
        "severity": "error",
        "code": "K101",
        "field": "title",
        "message": "kosong",
        "hint": "isi",
    }


# PyYAML's own parser reports a tab after the colon, where libyaml reads on.
SAME_IN_BOTH = sorted(set(CASES.glob("berita__*.md")) - set(CASES.glob("*tab-setelah*")))


@pytest.mark.parametrize("case", SAME_IN_BOTH, ids=lambda case: case.stem)
def test_the_parser_without_libyaml_finds_the_same_faults(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes and lines don't depend on how PyYAML was built."""
    path = case.name.replace("__", "/")
    fast = read_file(path, case.read_bytes(), JAKARTA)[1]
    monkeypatch.setattr(yaml_reader, "_Loader", yaml.SafeLoader)
    slow = read_file(path, case.read_bytes(), JAKARTA)[1]
    assert [(p.code, p.line) for p in slow] == [(p.code, p.line) for p in fast]


def leaves(value: Value, key: str = "") -> Iterator[tuple[str, str]]:
    """Each text, with the key that it stands under."""
    if isinstance(value, Text):
        yield key, str(value)
    elif isinstance(value, Fields):
        for name, one in value.items():
            if not is_setting(name, one):
                yield from leaves(one, name)
    else:
        for one in value:
            yield from leaves(one, key)


@pytest.mark.parametrize(
    "program", ["jekyll", "hugo", "hexo", "ghost", "wordpress", "zola", "bertentangan"]
)
def test_what_another_program_says_is_kept(program: str) -> None:
    """`--fix` loses no word of the values, whatever it does to the keys."""
    path = CASES.parent / "fixing" / f"berita__2026__dari-{program}.md"
    document = read_document(path.name, path.read_bytes())[0]
    assert document
    after = path.with_suffix(".fixed.md").read_text().casefold()
    said = [text for key, text in leaves(document.fields) if not draft_of(key, Text(text))]
    words = {word.casefold() for text in said for word in re.findall(r"[^\W\d_]{4,}", text)}
    assert len(words) > 8
    assert {word for word in words if word not in after} == set()
