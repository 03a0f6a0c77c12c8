"""Patterns that are compiled late find what those that are compiled at once find."""

from __future__ import annotations

import copy
import re
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.records.patterns import deferred

EXPRESSION = r"(?P<word>[a-z]+)-(?P<number>\d+)"


@given(st.text("abC-19 ", max_size=20))
def test_it_finds_the_same(text: str) -> None:
    late, early = deferred(EXPRESSION, re.IGNORECASE), re.compile(EXPRESSION, re.IGNORECASE)
    assert late.findall(text) == early.findall(text)
    assert late.sub("x", text) == early.sub("x", text)
    assert bool(late.fullmatch(text)) == bool(early.fullmatch(text))
    assert (late.pattern, late.flags) == (early.pattern, early.flags)


def test_it_is_compiled_once_and_only_when_it_is_used() -> None:
    with patch.object(re, "compile", wraps=re.compile) as compile_:
        pattern = deferred(EXPRESSION)
        assert not compile_.called
        assert pattern.match("rt-7")
        assert pattern.search("rw-2")
        assert compile_.call_count == 1


def test_it_can_be_copied() -> None:
    assert copy.deepcopy(deferred(EXPRESSION)).match("rt-7")
