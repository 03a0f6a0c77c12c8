"""JSON Schema says of front matter what the reader says, as far as a schema can."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from jsonschema import Draft202012Validator

from kim_plugins.records import MODELS, Kind, kind_of, read_file
from kim_plugins.records.describing.fields import describe, models_of
from kim_plugins.records.describing.schema import DIALECT, schema_of, schema_of_all

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
SAMPLES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md"))
Json: TypeAlias = dict[str, Any]
NEWS = {"title": "Panen", "description": "Ringkas", "date": "2026-08-17", "group": "tani"}


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors' tools read it: dates are text, and so are `ya`, `no` and 19:30."""

    yaml_implicit_resolvers: Json = {}  # noqa: RUF012 - as in PyYAML


def decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node))


for tag, expression, first in (
    ("null", "^(?:~|null|Null|NULL|)$", "~nN"),
    ("bool", "^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", "^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?$", "-+0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(expression), [*first])
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^$"), [""])
Core.add_constructor("tag:yaml.org,2002:int", decimal)


def front_matter(text: str) -> object:
    return yaml.load(text.split("---\n")[1], Core)  # noqa: S506 - a SafeLoader


@cache
def validator(kind: Kind) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind))


def faults(kind: Kind, value: object) -> list[str]:
    found = validator(kind).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


def properties(part: Json) -> Iterator[tuple[str, Json]]:
    """Every property of a schema, of its parts too."""
    for one in (part, *part.get("$defs", {}).values()):
        yield from one.get("properties", {}).items()


@pytest.mark.parametrize("kind", Kind)
def test_schema_is_valid_and_names_itself(kind: Kind) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert (DIALECT, f"urn:kim:skema:{kind}") == (schema["$schema"], schema["$id"])


@pytest.mark.parametrize("path", SAMPLES)
def test_every_file_of_the_sample_conforms(path: str) -> None:
    value = front_matter((CONTENT / path).read_text(encoding="utf-8"))
    assert faults(kind_of(path), value) == []


@pytest.mark.parametrize("kind", Kind)
def test_every_property_is_explained_with_an_example(kind: Kind) -> None:
    for name, found in properties(schema_of(kind)):
        assert found["title"], name
        assert found["description"].endswith("."), name
        assert found["examples"], name


@pytest.mark.parametrize("kind", Kind)
def test_every_example_is_one(kind: Kind) -> None:
    """Each against its own property, with the parts of the whole schema in reach."""
    schema = schema_of(kind)
    for name, found in properties(schema):
        own = {"$schema": DIALECT, **found, "$defs": schema.get("$defs", {})}
        for example in found["examples"]:
            assert Draft202012Validator(own).is_valid(example), (name, example)


@pytest.mark.parametrize("kind", Kind)
def test_nothing_of_the_models_is_missing(kind: Kind) -> None:
    schema = schema_of(kind)
    models = models_of(MODELS[kind])
    parts = [schema, *(schema["$defs"][model.__name__] for model in models[1:])]
    for model, part in zip(models, parts, strict=True):
        assert [field.key for field in describe(model)] == list(part["properties"])
        assert [field.key for field in describe(model) if field.required] == part.get(
            "required", []
        )
        assert part["additionalProperties"] is False


@pytest.mark.parametrize("kind", Kind)
def test_no_english_and_nothing_unused_is_in_it(kind: Kind) -> None:
    """The words of our own code stay in it."""
    schema = schema_of(kind)
    text = json.dumps(schema)
    for name, part in schema.get("$defs", {}).items():
        assert part.get("title") != name
        assert "description" not in part
        assert f'"#/$defs/{name}"' in text
    assert "also" not in text


@pytest.mark.parametrize("kind", Kind)
def test_choices_come_with_their_labels(kind: Kind) -> None:
    def choices(part: object) -> Iterator[Json]:
        if isinstance(part, dict):
            if "enum" in part:
                yield part
            for one in part.values():
                yield from choices(one)
        elif isinstance(part, list):
            for one in part:
                yield from choices(one)

    found = list(choices(schema_of(kind)))
    assert found
    for part in found:
        assert len(part["enum"]) == len(part["enumDescriptions"])


def test_key_that_python_keeps_to_itself_is_the_one_that_is_written() -> None:
    assert list(schema_of(Kind.DECISION)["$defs"]["Votes"]["properties"]) == [
        "for",
        "against",
        "abstain",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "tags: padi",
        "tags: [padi, 2026]",
        "tags:",
        "title: 2026",
        "title: true",
        "draft: ya",
        "draft: Tidak",
        "draft: false",
        "draft:",
        "group: [tani, laut]",
        "group: tani",
        "date: 17 Agustus 2026 08.00 WIB",
        "event: {start: 2026-08-17, end: 21.30, place: Balai}",
        "event: {start: 2026-08-17, end: selesai, place: Balai}",
        "privacy: [{allow: telepon, reason: umum}]",
        "activity: diskusi",
        "activity:",
    ],
)
def test_what_the_reader_takes_conforms(line: str) -> None:
    own = line.split(":", maxsplit=1)[0]
    others = (f"{key}: {value}\n" for key, value in NEWS.items() if key != own)
    text = f"---\n{''.join(others)}{line}\n---\n"

    assert read_file("berita/2026/a.md", text.encode(), UTC)[1] == []
    assert faults(Kind.NEWS, front_matter(text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "titel: Panen",
        "draft: mungkin",
        "activity: deseminasi",
        "title:",
        "date:",
        "tags: {padi: 1}",
        "group: KIM Tani",
        "event: {start: 2026-08-17}",
        "image: panen.png",
        "lang: bahasa-Indonesia-saja-dulu",
        f"title: {'a' * 121}",
    ],
)
def test_what_the_reader_refuses_does_not_conform(line: str) -> None:
    own = line.split(":", maxsplit=1)[0]
    others = (f"{key}: {value}\n" for key, value in NEWS.items() if key != own)
    text = f"---\n{''.join(others)}{line}\n---\n"

    assert any(found.is_error for found in read_file("berita/2026/a.md", text.encode(), UTC)[1])
    assert faults(Kind.NEWS, front_matter(text))


@pytest.mark.parametrize(
    "kind, part, values, wrong",
    [
        (Kind.DECISION, "Attendance", {"men": 24, "women": "19"}, {"men": -1, "women": 2}),
        (Kind.DECISION, "Votes", {"for": 3, "against": 0}, {"for_": 3, "against": 0}),
        (Kind.GROUP, "Contact", {"whatsapp": 81200001234}, {"whatsapp": True}),
        (Kind.GROUP, "Ict", {"patterns": "mandiri"}, {"patterns": []}),
        (Kind.GROUP, "Headcount", {}, {"men": 1.5}),
        (Kind.GROUP, "Partner", {"name": "A", "kind": "swasta", "role": "pemasaran", "since": 2024},
         {"name": "A", "kind": "swasta", "role": "pasar"}),
        (Kind.LESSON, "Question", {"question": "?", "choices": [1, 2], "answer": 1},
         {"question": "?", "choices": [1], "answer": 1}),
    ],
)  # fmt: skip
def test_parts_tell_right_from_wrong(
    kind: Kind, part: str, values: dict[str, object], wrong: dict[str, object]
) -> None:
    schema = schema_of(kind)
    validator = Draft202012Validator({**schema["$defs"][part], "$defs": schema["$defs"]})
    assert validator.is_valid(values)
    assert not validator.is_valid(wrong)


def test_picture_lies_where_it_does_from_the_folder_of_the_kind() -> None:
    image = {kind: schema_of(kind)["properties"]["image"]["examples"][0]["src"]
             for kind in (Kind.NEWS, Kind.LESSON)}  # fmt: skip
    assert image == {Kind.NEWS: "../../media/panen.png", Kind.LESSON: "../media/panen.png"}


def test_one_document_holds_the_schema_of_every_kind() -> None:
    schema = schema_of_all()
    Draft202012Validator.check_schema(schema)
    assert {kind.value: schema_of(kind) for kind in Kind} == schema["$defs"]

    news = Draft202012Validator({**schema, "$ref": "urn:kim:skema:news"})
    assert news.is_valid(NEWS)
    assert not news.is_valid({**NEWS, "image": {"src": "a.png"}})


TEXTS = sorted(
    (kind, field.key, field.example)
    for kind in Kind
    for known in [dict(properties(schema_of(kind)))]
    for model in models_of(MODELS[kind])
    for field in describe(model)
    if not field.group and {"string", "number"} <= set(known[field.key].get("type", ()))
)


@pytest.mark.parametrize("loader", [Core, yaml.SafeLoader])
@pytest.mark.parametrize("kind, key, example", TEXTS)
def test_an_example_of_a_text_is_text_to_every_reader_of_yaml(
    kind: Kind, key: str, example: str, loader: type[yaml.SafeLoader]
) -> None:
    """Editors copy examples from messages, skeletons and the guide, and open them in any tool."""
    value = yaml.load(example, loader)  # noqa: S506 - SafeLoaders
    assert isinstance(value, str), f"{kind} {key}"
