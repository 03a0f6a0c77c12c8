"""Where a stem stands: one row a document, written in columns.

A stem in a part is `[forms, gaps, fields, amounts]`, or with two more where it has several forms:
`sets`, which sets of forms there are, and a column that says which set each document has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from kim_plugins.search.coding import (
    DIGITS,
    digit_values,
    gaps,
    numbers,
    read_gaps,
    read_numbers,
)
from kim_plugins.search.terms import MOST


class Row(NamedTuple):
    """A stem in a document: its fields, how often it stands there, how long the text is, forms."""

    number: int
    fields: int
    times: int
    length: int
    forms: tuple[str, ...]


Rows = Sequence[Row]
Written = list[object]

_FORM_BITS: Final = 16
_COUNT_BITS: Final = 4
_FIELD_BITS: Final = 6
_LENGTH_BITS: Final = 3
_LOW: Final = _FORM_BITS + _COUNT_BITS + _FIELD_BITS + _LENGTH_BITS


def packed(number: int, form: int, fields: int, times: int, length: int) -> int:
    """A form in a document, in 64 bits that sort by document and form."""
    return (
        number << _LOW
        | form << (_LOW - _FORM_BITS)
        | fields << (_COUNT_BITS + _LENGTH_BITS)
        | times << _LENGTH_BITS
        | length
    )


def rows_of(entries: Iterable[int], forms: Sequence[str]) -> list[Row]:
    """The rows of one stem from its packed entries in order."""
    found: list[Row] = []
    for entry in entries:
        number = entry >> _LOW
        name = forms[entry >> (_LOW - _FORM_BITS) & (1 << _FORM_BITS) - 1]
        fields = entry >> (_COUNT_BITS + _LENGTH_BITS) & (1 << _FIELD_BITS) - 1
        times = entry >> _LENGTH_BITS & (1 << _COUNT_BITS) - 1
        if found and found[-1].number == number:
            last = found[-1]
            names = tuple(sorted({*last.forms, name}))
            total = min(MOST, last.times + times)
            found[-1] = Row(number, last.fields | fields, total, last.length, names)
        else:
            found.append(Row(number, fields, times, entry & (1 << _LENGTH_BITS) - 1, (name,)))
    return found


def written(rows: Rows) -> Written:
    """The columns of a stem."""
    forms = sorted({form for row in rows for form in row.forms})
    columns: Written = [
        " ".join(forms),
        gaps(row.number for row in rows),
        "".join(DIGITS[row.fields] for row in rows),
        "".join(DIGITS[row.length * MOST + row.times - 1] for row in rows),
    ]
    if len(forms) > 1:
        counted = Counter(row.forms for row in rows)
        sets = sorted(counted, key=lambda names: (-counted[names], names))
        places = {form: place for place, form in enumerate(forms)}
        order = {names: place for place, names in enumerate(sets)}
        columns.append([numbers(sorted(places[form] for form in names)) for names in sets])
        columns.append(numbers(order[row.forms] for row in rows))
    return columns


def read_rows(columns: Written) -> list[Row]:
    """What `written` wrote."""
    text = [column for column in columns if isinstance(column, str)]
    forms = text[0].split(" ")
    count = len(text[2])
    sets, which = [tuple(forms)], [0] * count
    if len(columns) > len(text):
        listed = columns[4]
        if not isinstance(listed, list):
            raise TypeError("the sets of forms are no list")
        sets = [tuple(forms[place] for place in read_numbers(one)) for one in listed]
        which = list(read_numbers(text[4]))
    return [
        Row(number, fields, amount % MOST + 1, amount // MOST, sets[one])
        for number, fields, amount, one in zip(
            read_gaps(text[1]),
            digit_values(text[2]),
            digit_values(text[3]),
            which,
            strict=True,
        )
    ]


def changed(rows: Rows, changes: Mapping[int, Row | None]) -> list[Row]:
    """The rows after documents got another row, or none."""
    kept = [row for row in rows if row.number not in changes]
    return sorted([*kept, *(row for row in changes.values() if row)])
