"""Tables of all fields for the editors' guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kim_plugins.records.describing.fields import FieldDescription, describe, describe_own
from kim_plugins.records.kinds import MODELS, Kind
from kim_plugins.records.models.base import Model
from kim_plugins.records.models.common import Bulletin, Page

_TABLES: Final[dict[str, type[Model]]] = {
    "semua": Page,
    "tulisan": Bulletin,
    **{kind.value: MODELS[kind] for kind in Kind if kind is not Kind.PAGE},
}
_HEAD: Final = "| Kunci | Arti | Wajib | Contoh |\n|---|---|---|---|\n"


def tables() -> dict[str, str]:
    """Each table by the name of its place in the guide."""
    return {name: _HEAD + "".join(_rows(describe_own(model))) for name, model in _TABLES.items()}


def _rows(fields: Iterable[FieldDescription], path: str = "") -> Iterator[str]:
    for field in fields:
        where = f"{path}{field.key}"
        required = "ya" if field.required else ""
        yield f"| `{where}` | {_meaning(field)} | {required} | {_example(field)} |\n"
        if field.group:
            inside = f"{where}[]." if field.many else f"{where}."
            yield from _rows(describe(field.group), inside)


def _meaning(field: FieldDescription) -> str:
    meaning = f"**{field.title}.** {field.description}"
    if field.terms:
        choices = ", ".join(f"`{term}` ({term.label})" for term in field.terms)
        meaning += f" Pilihan: {choices}."
    return meaning.replace("|", "\\|")


def _example(field: FieldDescription) -> str:
    """The example on one line; a group's is shown by the rows of its parts."""
    if "\n" not in field.example:
        return f"`{field.key}: {field.example}`".replace("|", "\\|")
    if field.group:
        return "butirnya di bawah ini" if field.many else "isinya di bawah ini"
    return f"`{field.key}: [{field.example.strip().removeprefix('- ')}]`"
