"""Numbers and blocks of postings, as the index writes them."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.search.coding import DIGITS, gaps, numbers, read_gaps, read_numbers
from kim_plugins.search.postings import blocks_of, changed, stem_text, written


@given(st.lists(st.integers(0, 1 << 31)))
def test_numbers_are_read_as_they_were_written(values: list[int]) -> None:
    assert [*read_numbers(numbers(values))] == values
    rising = sorted(set(values))
    assert [*read_gaps(gaps(rising))] == rising


ENTRIES = st.builds(
    lambda number, first, second: number << 16 | ord(first) << 8 | ord(second),
    st.integers(0, 1 << 40),
    st.sampled_from(DIGITS),
    st.sampled_from(DIGITS),
)


@given(st.lists(ENTRIES, min_size=2, unique_by=lambda entry: entry >> 16))
def test_a_block_that_is_changed_is_the_one_written_at_once(entries: list[int]) -> None:
    whole = written(array("Q", sorted(entries)))
    entry = entries[0]
    without = changed(whole, {entry >> 16: None})
    assert without == written(array("Q", sorted(entries[1:])))
    assert changed(without, {entry >> 16: entry}) == whole
    assert changed("", {entry >> 16: entry}) == written(array("Q", [entry]))
    assert changed(written(array("Q", [entry])), {entry >> 16: None}) == ""
    assert blocks_of(stem_text({"b": whole, "a": without})) == {"a": without, "b": whole}
