"""What of a record is open data: each field is decided, and nothing else comes along."""

from __future__ import annotations

from typing import Any, Final

import pytest

from kim_plugins.records import Kind
from kim_plugins.records.describing.fields import models_of
from kim_plugins.records.describing.open_data import PUBLIC, line_schema
from kim_plugins.records.kinds import MODELS
from kim_plugins.records.models.base import Model

KINDS: Final = (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.GROUP)
PRIVATE: Final = {
    "draft": "never published",
    "id": "the guid is made of it",
    "guid": "stands as the line's own",
    "group": "the ids of those that answer stand as the line's own",
    "redirect_from": "of this site alone",
    "privacy": "why something was meant is nobody else's business",
    "date": "the line says when it was published",
    "embargo": "as the date",
    "updated": "the line says when it was modified",
    "withdrawn": "what is withdrawn isn't there; what came back is as it was",
    "transcript": "has an address of its own",
    "radio_wpm": "for this site's scripts",
    "contact": "how to reach a small trader",
}


def models() -> list[type[Model]]:
    return list(dict.fromkeys(part for kind in KINDS for part in models_of(MODELS[kind])))


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_is_public_or_private_for_a_reason(model: type[Model]) -> None:
    if model not in PUBLIC:  # nothing public holds it
        assert model.__name__ in {"Privacy", "Withdrawal"}
        return
    public = set(PUBLIC[model])
    assert public <= set(model.model_fields)
    assert set(model.model_fields) - public <= PRIVATE.keys()


def test_private_is_private_wherever_it_stands() -> None:
    """But a meeting has its date, and a group the contact that it gives."""
    named = {(model.__name__, name) for model, names in PUBLIC.items() for name in names}
    odd = {(model, name) for model, name in named if name in PRIVATE}
    assert odd == {
        *((part, "date") for part in ("Correction", "Meeting", "Progress", "Claim", "Decree")),
        ("Group", "contact"),
    }


def test_schema_refers_to_nothing_that_it_doesnt_hold() -> None:
    schema = line_schema("https://kim.example/skema.json", "Baris", {kind: {} for kind in KINDS})

    def references(part: Any) -> set[str]:  # noqa: ANN401 - JSON
        if isinstance(part, dict):
            own = {part["$ref"]} if "$ref" in part else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    assert references(schema) == {f"#/$defs/{name}" for name in schema["$defs"]}
