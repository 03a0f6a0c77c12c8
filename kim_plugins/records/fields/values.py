"""Basic types of fields: how the text of a single value is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from kim_plugins.records.fields.lists import MOST_ITEMS
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.problems import Fault, Severity, SuggestedFix, fault, quote
from kim_plugins.records.reading.comments import cut_by_comment
from kim_plugins.records.reading.invisible import without_invisible
from kim_plugins.records.reading.located import Fields, Items, Text, braced
from kim_plugins.records.reading.quoting import quoted
from kim_plugins.records.reading.yaml_guesses import is_guessed

T = TypeVar("T")


def field(  # noqa: PLR0913 - it is the vocabulary in which the schema is written
    title: str,
    description: str,
    example: str,
    *,
    key: str | None = None,
    also: tuple[str, ...] = (),
    default: object = ...,
    max_length: int | None = None,
    min_length: int | None = None,
    numbered: bool = False,
    placeholder: str | None = None,
) -> Any:  # noqa: ANN401 - as pydantic's own Field, so that it can stand for any type
    """Declare a field of the schema.

    `title` and `description` are Indonesian; `example` is a valid value as it stands in YAML and
    becomes the hint of every message on the field; `key` is the key in front matter where Python
    can't have it as a name; `also` are Indonesian words for the key; `numbered` says that another
    field counts on the places of its items; `placeholder` is a value that is true nowhere, for
    skeletons, where the example isn't free text (placeholders.py): empty where it may well be true.
    """
    extra: dict[str, Any] = {"example": example, "also": also, "numbered": numbered}
    if placeholder is not None:
        extra["placeholder"] = placeholder
    arguments: dict[str, Any] = {"title": title, "description": description}
    if default is list:
        arguments["default"] = ()
        max_length = max_length or MOST_ITEMS
    elif isinstance(default, type):  # made when it is needed: a model builds its validator then
        arguments["default_factory"] = default
    elif default is not ...:
        arguments["default"] = default
    if max_length is not None:
        arguments["max_length"] = max_length
    if min_length is not None:
        arguments["min_length"] = min_length
    return Field(alias=key, json_schema_extra=extra, **arguments)


def scalar(reader: Callable[[str], T]) -> Callable[[object], T]:
    """A validator of one value: lists and mappings are refused, blanks around it removed."""

    def read(value: object) -> T:
        if isinstance(value, (Fields, Items)):
            what = "{key} harus berisi satu nilai, bukan daftar atau kelompok isian"
            words = as_scalar(braced(value)) if isinstance(value, Fields) and braced(value) else ""
            hint = f"bila kurungnya bagian tulisan, apit dengan kutip: {{key}}: {words}"
            raise fault("K103", what, hint if words else "{example}")
        return reader(str(value).strip())

    return read


def _line(text: str) -> str:
    # A no-break space or a thin one is meant; blanks and line breaks of the file are not.
    return re.sub(r"[ \t\n\r]+", " ", _prose(text))


def _prose(text: str) -> str:
    # What nobody sees would part words for search and for whoever reads aloud.
    return without_invisible(text).strip()


class AnyScalar:
    """Marks a type as text in the schema, though YAML may read it as a number or a boolean."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Let the tool take all three for text."""
        return {**handler(schema), "type": ["string", "number", "boolean"]}


def free_text(reader: Callable[[str], T]) -> Callable[[object, ValidationInfo], T]:
    """A validator of free text that warns where a comment or a tool would change it."""

    def read(value: object, info: ValidationInfo) -> T:
        found = scalar(reader)(value)
        if isinstance(value, Text) and info.context:
            if value.cut and (cut := cut_by_comment(value)):
                info.context.warn(value, cut)
            elif not value.style and value[:1] in _CURLY and _is_enclosed(value):
                info.context.warn(value, _in_curly_quotes(value))
            else:
                offer_quotes(value, info)
        return found

    return read


_CURLY: Final = ("“", "„", "‘")


def _is_enclosed(text: str) -> bool:
    return text[-1] in "”“’" and not set(text[1:-1]) & set("“”„‘")


def _in_curly_quotes(text: str) -> Fault:
    """The warning that a text stands in curly quotes, which YAML takes for letters."""
    return Fault(
        "K019",
        f"{{key}} diapit kutip lengkung {quote(text)}, yang ikut tampil",
        f"biarkan bila memang kutipan; bila bukan, pakai kutip lurus: {quoted(text[1:-1])}",
        Severity.WARNING,
    )


def formatted(reader: Callable[[str], T]) -> Callable[[object, ValidationInfo], T]:
    """A validator of text with a form, in which `#` can only begin a comment."""

    def read(value: object, info: ValidationInfo) -> T:
        found = scalar(reader)(value)
        offer_quotes(value, info)
        return found

    return read


def offer_quotes(value: object, info: ValidationInfo) -> None:
    """Suggest quotes for a text that YAML tools read as another type."""
    if isinstance(value, Text) and not value.style and info.context and is_guessed(value):
        info.context.offer(value.mark, SuggestedFix(value, (f'"{value}"',)))


Line = Annotated[
    str,
    BeforeValidator(free_text(_line)),
    StringConstraints(min_length=1),
    AnyScalar(),
    Widget.LINE,
]
"""One line of text; a number, `no` or `012` stay as they were written."""

Prose = Annotated[
    str,
    BeforeValidator(free_text(_prose)),
    StringConstraints(min_length=1),
    AnyScalar(),
    Widget.PROSE,
]
"""Text that may run over several lines."""
