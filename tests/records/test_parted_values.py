"""A comma within a value between braces, which YAML takes for its end."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.records import read_file
from kim_plugins.records.fixing.fix import fix

JAKARTA = ZoneInfo("Asia/Jakarta")
PATH = "keputusan/2026/air.md"
DECISION = """---
title: Air
description: Ringkas.
date: 2026-09-11
problem: Air kurang.
meeting: {{date: 2026-09-10, place: {}, chair: Ketua, attendance: {{men: 4, women: 4}}}}
decision: [Air digilir]
method: mufakat
---
Isi.
"""
WORDS = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}| \d{2})?", fullmatch=True)


@given(
    st.lists(WORDS, min_size=2, max_size=4, unique=True),
    st.lists(st.sampled_from(["", " ", "  "]), min_size=4, max_size=4),
)
def test_what_a_comma_parts_is_one_value(parts: list[str], blanks: list[str]) -> None:
    """However many commas: one problem at the value, whose remedy is one value."""
    place = parts[0] + "".join(
        f",{blank}{part}" for blank, part in zip(blanks, parts[1:], strict=False)
    )
    data = DECISION.format(place).encode()
    problems = read_file(PATH, data, JAKARTA)[1]
    assert [(one.line, one.column, one.code) for one in problems] == [(6, 36, "K016")]
    assert problems[0].hint.endswith(f'place: "{place}"')
    mended = fix(PATH, data, JAKARTA).data
    assert mended.decode() == DECISION.format(f'"{place}"')
    record, left = read_file(PATH, mended, JAKARTA)
    assert not left
    assert record is not None


@pytest.mark.parametrize("place", ["Balai, catatan:", "'Balai', catatan", "Balai, catatan: x"])
def test_a_key_with_a_colon_and_one_behind_a_quote_is_a_key(place: str) -> None:
    """What is closed can't go on."""
    problems = read_file(PATH, DECISION.format(place).encode(), JAKARTA)[1]
    assert "K016" not in [one.code for one in problems]


def test_what_goes_on_in_another_line_is_told_and_left() -> None:
    data = DECISION.format("Balai,\n  Dusun II").encode()
    problems = read_file(PATH, data, JAKARTA)[1]
    assert [(one.line, one.column, one.code) for one in problems] == [(6, 36, "K016")]
    assert fix(PATH, data, JAKARTA).data == data
