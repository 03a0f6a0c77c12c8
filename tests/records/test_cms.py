"""Sveltia's collections ask for all that the models know, and hold whatever the reader accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from kim_plugins.records import Kind, read_file
from kim_plugins.records.describing.cms import collections, settings
from kim_plugins.records.describing.form import Input, inputs
from kim_plugins.records.reading.document import read_document
from kim_plugins.records.reading.located import Fields, Items, Value

CASES = Path(__file__).parents[1] / "cases" / "records"
COLLECTIONS = dict(
    zip(
        (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.GROUP, Kind.PAGE),
        collections("content"),
        strict=True,
    )
)
Json = Mapping[str, Any]


def paths(fields: tuple[Input, ...], above: str = "") -> Iterator[tuple[str, Input]]:
    for one in fields:
        yield f"{above}{one.key}", one
        yield from paths(one.parts, f"{above}{one.key}.")


def asked(fields: list[Json], above: str = "") -> Iterator[tuple[str, Json]]:
    for one in fields:
        yield f"{above}{one['name']}", one
        yield from asked(one.get("fields", []), f"{above}{one['name']}.")


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_every_field_of_every_kind_can_be_edited(kind: Kind) -> None:
    found = dict(asked(COLLECTIONS[kind]["fields"]))
    known = dict(paths(inputs(kind)))
    assert found.keys() - {"body"} == known.keys()
    for path, one in known.items():
        field = found[path]
        assert field["label"] == one.title
        assert field["required"] == one.required
        labels = [option["label"] for option in field.get("options", ())]
        if one.terms:
            assert labels == [term.label for term in one.terms]
            assert field.get("multiple", False) == (one.widget == "choices")


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_no_widget_is_used_that_loses_what_it_cannot_show(kind: Kind) -> None:
    """Its dates empty what they can't read, its switches write what nobody chose."""
    widgets = {field["widget"] for _, field in asked(COLLECTIONS[kind]["fields"])}
    assert not widgets & {"datetime", "boolean", "markdown", "richtext"}


def test_files_lie_where_contract_c3_wants_them() -> None:
    news, lesson = COLLECTIONS[Kind.NEWS], COLLECTIONS[Kind.LESSON]
    assert (news["folder"], news["path"]) == ("content/berita", "{{year}}/{{slug}}")
    assert (news["media_folder"], news["public_folder"]) == ("/content/media", "../../media")
    assert "path" not in lesson
    assert lesson["public_folder"] == "../media"
    deep = [one for one in collections("isi", ("", "layanan/surat")) if "layanan" in one["name"]]
    assert [one["public_folder"] for one in deep] == ["../../media"]
    assert settings("isi")["media_folder"] == "isi/media"


def values(value: Value, fields: list[Json]) -> Iterator[tuple[Json, str]]:
    """Each text of a file with the field that asks for it."""
    if isinstance(value, Items):
        for item in value:
            yield from values(item, fields)
        return
    if not isinstance(value, Fields):
        return
    by_name = {field["name"]: field for field in fields}
    for key, one in value.items():
        if (field := by_name.get(key)) is None:
            continue
        if "fields" in field:
            yield from values(one, field["fields"])
            continue
        for text in one if isinstance(one, Items) else [one]:
            yield field, str(text)


def test_no_accepted_value_is_refused_by_a_pattern() -> None:
    looked_at = 0
    for file in sorted(CASES.glob("*.md")):
        path = file.name.replace("__", "/")
        found, problems = read_file(path, file.read_bytes(), UTC)
        document, _ = read_document(path, file.read_bytes())
        if found is None or document is None or problems:
            continue
        for field, text in values(document.fields, COLLECTIONS[found.kind]["fields"]):
            if text.strip(" ") not in ("", "null", "~") and "pattern" in field:
                expression, said = field["pattern"]
                assert re.search(expression, text), (path, field["name"], text, said)
                looked_at += 1
    assert looked_at > 100


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_examples_of_the_models_match_their_patterns(kind: Kind) -> None:
    known = dict(paths(inputs(kind)))
    patterns = {
        path: field["pattern"]
        for path, field in asked(COLLECTIONS[kind]["fields"])
        if "pattern" in field
    }
    assert patterns
    for path, (expression, _) in patterns.items():
        assert re.search(expression, known[path].example)
