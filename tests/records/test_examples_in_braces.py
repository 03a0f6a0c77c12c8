"""Remedies for what a group on one line lacks: they can be written where the group stands."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from kim_plugins.records.fields.faults import absent, alias_of, empty, example_of
from kim_plugins.records.models.base import Model
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.located import Fields
from kim_plugins.records.reading.yaml_reader import read_yaml


def _models(base: type[Model]) -> Iterator[type[Model]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


REQUIRED = [
    (model, alias_of(name, info))
    for model in dict.fromkeys(_models(Model))
    for name, info in model.model_fields.items()
    if info.is_required() and model.__module__.startswith("kim_plugins.")
]


def _group(text: str) -> Fields:
    tree, findings = read_yaml(text, 1)
    assert not findings
    assert isinstance(tree, Fields)
    group = tree["x"]
    assert isinstance(group, Fields)
    return group


@pytest.mark.parametrize("model, key", REQUIRED, ids=lambda one: getattr(one, "__name__", one))
@pytest.mark.parametrize("written", ["{other: Balai, KEY: }", "{other: Balai, KEY: []}"])
def test_the_remedy_of_an_empty_field_is_a_group_with_its_example(
    model: type[Model], key: str, written: str
) -> None:
    """Whatever the example looks like, it is read as it is below its key in a file."""
    info = next(info for name, info in model.model_fields.items() if alias_of(name, info) == key)
    hint = empty(key, info, _group("x: " + written.replace("KEY", key))).hint
    shown = _group(hint.removeprefix("tulis yang sebenarnya, misalnya: "))
    gap = "" if example_of(info).startswith("\n") else " "
    assert shown == {"other": "Balai", **_group(f"x:\n  {key}:{gap}{_indented(example_of(info))}")}


@pytest.mark.parametrize("model, key", REQUIRED, ids=lambda one: getattr(one, "__name__", one))
def test_the_remedy_of_a_missing_field_has_one_line_between_braces(
    model: type[Model], key: str
) -> None:
    info = next(info for name, info in model.model_fields.items() if alias_of(name, info) == key)
    hint = absent(key, info, _group("x: {other: Balai}")).hint
    assert "\n" not in hint
    example = hint.partition("misalnya: ")[2]
    assert _group(example if example.startswith("x: ") else f"x: {{{example}}}")[key]


def test_an_example_of_a_number_is_one_of_its_field() -> None:
    """`answer: 12` of two choices would be the next mistake."""
    model = next(model for model, key in REQUIRED if key == "answer")
    reading = Reading("literasi/kuis.md", ZoneInfo("Asia/Jakarta"))
    model.model_validate(
        _group("x: {question: A, choices: [ya, tidak], answer: ya}"), context=reading
    )
    assert [(one.code, one.hint) for one in reading.problems] == [
        ("K109", "tulis misalnya: answer: 2")
    ]


def _indented(example: str) -> str:
    return example.replace("\n", "\n  ")
