"""Whatever stands in a file: no traceback, and no loss that isn't reported."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from kim_plugins.records import (
    MODELS,
    Bulletin,
    Clock,
    Kind,
    Moment,
    Problem,
    format_clock,
    format_day,
    format_moment,
    read_file,
)
from kim_plugins.records.fields.clock_reading import read_clock
from kim_plugins.records.fields.date_words import MONTHS
from kim_plugins.records.fields.dates import FIRST_YEAR, LAST_YEAR
from kim_plugins.records.fields.day_reading import read_day, read_moment
from kim_plugins.records.fields.faults import alias_of, indonesian_words
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.problems import Fault, SuggestedFix
from kim_plugins.records.reading.invisible import without_invisible

JAKARTA = ZoneInfo("Asia/Jakarta")
PATHS = ("berita/2026/a.md", "literasi/a.md", "keputusan/2026/a.md", "kelompok/a.md", "a.md")

KEYS = sorted(
    {
        key
        for model in MODELS.values()
        for name, info in model.model_fields.items()
        for key in (alias_of(name, info), *indonesian_words(info))
    }
)
SCALARS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["no", "012", "19:30", "1_000", "~", "", "null", "0x1F", "1e3", "=", "<<"]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
FRAGMENTS = st.sampled_from(
    [
        *("---\n", "---", "...\n", "title: ", "date: ", "\n", "\r\n", "\t", "  ", "- ", ": ", "'"),
        *('"', "[", "]", "{", "}", "&a ", "*a", "!b ", "|", ">", "#", " #x", "\\", "%", "@", "? "),
        *(
            ",",
            "é",
            "🌾",
            "31 Februari 2026",
            "group: x\n",
            "description: y\n",
            "”",
            "<<: ",
            "\x00",
        ),
        *("\ufeff", "\u2028", "\x85", "\ue000"),
    ]
)


# The promise to editors is held against more examples than others.
MANY = settings(max_examples=1_500)


def dump(fields: dict[str, object], **options: Any) -> str:  # noqa: ANN401 - options of PyYAML
    text = yaml.dump(
        fields,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
        **options,
    )
    assert isinstance(text, str)
    return text


def places_are_inside(data: bytes, problems: list[Problem]) -> bool:
    """Every mark is a place where an editor can put the cursor."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return all(
        1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        for problem in problems
    )


def check_any(path: str, data: bytes) -> None:
    file, problems = read_file(path, data, JAKARTA)
    assert (file is None) == any(problem.is_error for problem in problems)
    assert places_are_inside(data, problems)
    for problem in problems:
        assert problem.path == path
        assert problem.message
        assert problem.hint
        assert "\n" not in problem.message
        assert not {"{key}", "{example}", "{line}"} & set(problem.hint.split())


@MANY
@given(path=st.sampled_from(PATHS), data=st.binary(max_size=200))
@example(path="a.md", data=b"\xff\xfe-\x00-\x00-\x00")
@example(path="a.md", data=b"---")
@example(path="a.md", data=b"\xef\xbb\xbf\n\xb5")
def test_any_bytes_give_a_record_or_an_error(path: str, data: bytes) -> None:
    check_any(path, data)


def test_a_byte_that_is_no_text_is_found_behind_a_bom() -> None:
    (problem,) = read_file("a.md", b"\xef\xbb\xbf---\ntitle: caf\xe9\n---\n", JAKARTA)[1]
    assert (problem.line, problem.column, problem.code) == (2, 11, "K001")


@MANY
@given(path=st.sampled_from(PATHS), parts=st.lists(FRAGMENTS, max_size=14))
@example(path="a.md", parts=["---\n", "title: ", "\x85", "x: [", "\n", "---"])
def test_anything_like_front_matter_gives_a_record_or_an_error(path: str, parts: list[str]) -> None:
    check_any(path, ("---\n" + "".join(parts) + "\n---\nIsi.\n").encode())


@MANY
@given(
    path=st.sampled_from(PATHS),
    fields=st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), VALUES, max_size=5),
    flow=st.sampled_from([None, True, False]),
)
def test_any_mapping_as_front_matter_gives_a_record_or_an_error(
    path: str, fields: dict[str, object], flow: bool | None
) -> None:
    text = dump(fields, default_flow_style=flow)
    check_any(path, f"---\n{text}---\n\nIsi.\n".encode())


# What programs write for nothing counts as left out.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
    | st.sampled_from(string.punctuation),
    max_size=60,
).filter(lambda text: text not in ("None", "undefined"))


@MANY
@given(
    title=WORDS,
    description=WORDS,
    tags=st.lists(WORDS, max_size=3, unique_by=str.casefold),
    style=st.sampled_from([None, '"', "'"]),
)
@example(title="no", description="19:30", tags=["012", "1_000"], style='"')
@example(title="Rp5.000\u00a0 # naik", description="'\"", tags=["- a", "~"], style=None)
def test_what_is_written_is_read_back_or_reported(
    title: str, description: str, tags: list[str], style: str | None
) -> None:
    """Blanks are folded as in any line of text, and what nobody sees is left out.

    Everything else is kept or a problem says why.
    """
    fields: dict[str, object] = {
        "title": title,
        "description": description,
        "date": "2026-02-28",
        "tags": tags,
    }
    text = dump(fields, default_style=style)
    file, problems = read_file("berita/2026/a.md", f"---\n{text}---\n".encode(), JAKARTA)
    if file is None:
        assert any(problem.is_error for problem in problems)
        return
    assert isinstance(file.record, Bulletin)
    read = (file.record.title, file.record.description, *file.record.tags)
    filled = [tag for tag in tags if HIDDEN.sub("", tag).strip()]
    assert tuple(fold(value) for value in (title, description, *filled)) == read


def fold(text: str) -> str:
    return " ".join(part for part in without_invisible(text).strip().split(" ") if part)


DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@given(DAYS)
def test_days_are_read_in_every_form_in_which_they_are_written(day: date) -> None:
    assert day == read_day(day.isoformat())
    assert day == read_day(format_day(day))
    assert day == read_day(format_day(day, weekday=True))
    assert day == read_day(f"{day:%d/%m/%Y}")


FORMS = (
    "{0.day}-{0.month}-{0.year}",
    "{0.day}.{0.month}.{0.year}",
    "{0.day} / {0.month} / {0.year}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month:02}.{0.day:02}",
    "{0:%Y%m%d}",
    "tgl. {1}",
    "{0.day}-{2}-{0.year}",
    "{0.day} {3} {0.year}",
    "{2} {0.day}, {0.year}",
)


@given(DAYS, st.sampled_from(FORMS))
def test_days_are_read_in_every_form_that_people_write(day: date, form: str) -> None:
    month = MONTHS[day.month - 1]
    assert day == read_day(form.format(day, format_day(day), month, month[:3].upper()))


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from("-/."))
def test_a_year_of_two_digits_is_read_with_a_warning(day: date, between: str) -> None:
    text = between.join((str(day.day), str(day.month), f"{day:%y}"))
    heard: list[Fault] = []
    assert day == read_day(text, heard.append)
    (fault,) = heard
    assert isinstance(fault.fix, SuggestedFix)
    start = fault.fix.after
    assert text[start : start + 2] == fault.fix.written
    assert day == read_day(text[:start] + fault.fix.meant[0])


@given(DAYS, st.times(), st.sampled_from([7, 8, 9]))
def test_moments_are_read_as_they_are_written(day: date, clock: time, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    at = datetime.combine(day, clock.replace(second=0, microsecond=0), zone)
    moment = Moment(at, has_time=True)
    assert moment == read_moment(format_moment(moment), UTC)
    assert moment == read_moment(format_moment(moment, weekday=True), UTC)
    assert moment == read_moment(at.isoformat(), UTC)
    assert moment == read_moment(f"{at:%d/%m/%Y %H.%M}", zone)


@given(st.times(), st.sampled_from(["", "WIB", "WITA", "WIT"]))
def test_clocks_are_read_as_they_are_written(at: time, zone: str) -> None:
    clock = Clock(at.replace(second=0, microsecond=0), zone)
    assert clock == read_clock(format_clock(clock))


@given(st.text(max_size=40))
def test_any_text_as_a_date_is_a_date_or_a_fault(text: str) -> None:
    """Only the exception that pydantic collects ever comes out."""
    for reader in (read_day, read_clock, lambda value: read_moment(value, UTC)):
        try:
            reader(text)
        except PydanticCustomError:
            continue


def test_every_kind_is_reached() -> None:
    assert set(Kind) == set(MODELS)


@pytest.mark.parametrize("path", PATHS)
def test_a_file_over_two_megabytes_is_refused_before_it_is_read(path: str) -> None:
    file, problems = read_file(path, b"x" * (2 * 1024 * 1024 + 1), JAKARTA)
    assert file is None
    assert {problem.code for problem in problems} == {"K008"}
