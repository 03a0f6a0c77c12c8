"""Whatever is typed into any field of any kind stands in the file, and in the record, unchanged."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from kim_plugins.records import read_file
from kim_plugins.records.describing.form import Input, inputs
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.kinds import Kind
from kim_plugins.records.reading.document import read_document
from tests.browser.desk import (
    HARD,
    TYPE,
    Values,
    fill,
    hard_values,
    leaves,
    place,
    result,
    text_of,
)
from tests.browser.desk_site import BULLETINS, KINDS, NEWS, OpenPage, opened

WRITTEN: Final = f"""(found) => {{
  const form = document.querySelector("#tulis");
  const blank = window.blank || (window.blank = form.innerHTML);
  form.innerHTML = blank;
  ({TYPE})(found);
  return kimDesk.markdown(kimDesk.values(form), "Isi.");
}}"""
UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ue000\ue001]")
SPACE: Final = (
    " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What browsers trim (ECMAScript's white space)."""
TEXTS: Final = st.one_of(
    st.sampled_from(HARD),
    st.text(max_size=12),
    st.text(
        st.sampled_from("aZ09 \t\n:#'\"\\{}[]&*!|>%@`-,.?=~\u0301\u202e\u200f\u2028é🌾ق"),
        max_size=20,
    ),
)


@pytest.fixture
def forms(open_page: OpenPage, desk: str) -> dict[Kind, Page]:
    return {kind: opened(open_page(), desk, kind) for kind in KINDS}


def typed(text: str, *, is_long: bool) -> str:
    """What a control holds after it: one line has no line ends, nothing holds what nobody sees."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNSEEN.sub("", lines if is_long else lines.replace("\n", "")).strip(SPACE)


def written(page: Page, values: Values) -> str:
    """The file of a form that was empty and was filled with values."""
    return str(
        page.evaluate(WRITTEN, [one for one in leaves(values) if not one[0].endswith(".src")])
    )


def expected(value: Any, fields: tuple[Input, ...]) -> Any:  # noqa: ANN401 - a part of the values
    """Values as the file has them: without what is empty, and as text."""
    made = {}
    for field in fields:
        found = _expected(value.get(field.key), field)
        if found not in (None, "", [], {}):
            made[field.key] = found
    return made


def _expected(value: Any, field: Input) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, list):
        items = [_expected(one, field) for one in value]
        return [one for one in items if one not in (None, "", [], {})]
    if isinstance(value, dict):
        return expected(value, field.parts)
    if value is None or field.widget is Widget.MEDIA:
        return None
    return typed(str(value).lower() if value is True else str(value), is_long=field.is_long)


def plain(value: Any) -> Any:  # noqa: ANN401 - a part of a document
    match value:
        case dict():
            return {str(key): plain(part) for key, part in value.items() if str(key) != "src"}
        case list() | tuple():
            return [plain(part) for part in value]
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def without_media(found: Values) -> Values:
    return {key: value for key, value in found.items() if value not in ({}, None)}


def test_whatever_is_typed_into_any_field_stands_in_the_file(forms: dict[Kind, Page]) -> None:
    """Values by chance contradict each other, so nobody asks whether the file is valid."""

    @settings(max_examples=max(5, settings.default.max_examples // 30))  # type: ignore[union-attr]
    @given(
        st.integers(0, 9999),
        st.lists(TEXTS, min_size=24, max_size=24),
    )
    def hold(seed: int, texts: list[str]) -> None:
        for kind, page in forms.items():
            case = hard_values(kind, random.Random(seed), texts)
            text = written(page, case)
            document, problems = read_document(place(kind, "a"), text.encode())
            assert document is not None, (text, [one.as_text() for one in problems])
            found = without_media(plain(document.fields))
            assert found == without_media(expected(case, inputs(kind))), text
            assert document.body == "\nIsi.\n"

    hold()


def texts_of(values: Any, fields: tuple[Input, ...], path: str = "") -> Iterator[tuple[str, Input]]:  # noqa: ANN401
    """The paths of all texts that may be anything."""
    for field in fields:
        if field.key not in values:
            continue
        own, value = f"{path}{field.key}", values[field.key]
        for place_, one in enumerate(value) if field.many else [(None, value)]:
            here = own if place_ is None else f"{own}[{place_}]"
            if field.parts:
                yield from texts_of(one, field.parts, f"{here}.")
            elif field.widget in (Widget.LINE, Widget.PROSE) and not field.format:
                yield here, field


def test_hard_texts_reach_the_record(forms: dict[Kind, Page]) -> None:
    """A valid bulletin of each kind whose every free text is as hard as the others."""
    for kind, page in forms.items():
        values = {
            key: value for key, value in BULLETINS[kind].items() if key not in ("image", "audio")
        }
        for start in range(0, len(HARD), 5):
            changed = dict(leaves(values))
            hard: dict[str, str] = {}
            for number, (path, _) in enumerate(texts_of(values, inputs(kind))):
                if path not in ("group", "lang", "tags[0]"):
                    changed[path] = hard[path] = HARD[(start + number) % len(HARD)]
            text = str(page.evaluate(WRITTEN, list(changed.items())))
            found, problems = read_file(place(kind, "a"), text.encode(), UTC)
            assert found, [one.as_text() for one in problems]
            record = dict(leaves(plain(found.record.model_dump(by_alias=True, warnings="none"))))
            for path, value in hard.items():
                assert str(record[path]) == value, path


def test_what_is_longer_than_a_file_may_hold_is_said_in_the_words_of_the_check(
    forms: dict[Kind, Page],
) -> None:
    """Signs that YAML, JSON and browsers each read otherwise, up to the limit and beyond."""
    page, long = forms[Kind.DECISION], "kata: \"emoji\" 👩\u200d🌾 # \\ 'a' é ق\n" * 3000
    for length in (50_000, 100_000):
        text = written(page, {"problem": long[:length].strip()})
        document, problems = read_document(place(Kind.DECISION, "a"), text.encode())
        said = page.evaluate(
            "() => kimDesk.check(document.querySelector('#tulis'), "
            "kimDesk.values(document.querySelector('#tulis')))"
        )
        told = [one["message"] for one in said if one["code"] == "K008"]
        if document:
            assert str(document.fields["problem"]) == long[:length].strip()
            assert not told
        else:
            assert told == [one.message for one in problems]


def test_what_nobody_sees_and_no_file_may_hold_is_left_out_of_the_body(
    open_page: OpenPage, desk: str
) -> None:
    """As office programs and chats hand it over; their ends of lines and pages stay ends."""
    page = opened(open_page(), desk, Kind.NEWS)
    fill(page, NEWS, "Satu\vdua\fti\x01ga\x85\ufeff.")
    page.evaluate("document.querySelector('#isi-body').value += ' \\ud83d'")
    path, data = text_of(result(page))
    assert data.decode().endswith("\n\nSatu\ndua\ntiga.\n")
    assert not read_file(f"berita/2026/{path}", data, UTC)[1]
