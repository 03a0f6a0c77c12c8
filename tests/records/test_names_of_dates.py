"""The names of months and days are those that the Unicode CLDR has for Indonesian."""

from __future__ import annotations

from babel.dates import get_day_names, get_month_names

from kim_plugins.records.fields.date_words import MONTH_NUMBERS, MONTHS, WEEKDAYS


def test_the_names_are_those_of_the_cldr() -> None:
    assert list(MONTHS) == [get_month_names("wide", locale="id")[n] for n in range(1, 13)]
    short = [get_month_names("abbreviated", locale="id")[n] for n in range(1, 13)]
    assert [MONTH_NUMBERS[name.lower()] for name in short] == list(range(1, 13))
    assert list(WEEKDAYS) == [get_day_names("wide", locale="id")[n] for n in range(7)]
