"""Types of lists; a text is read as a list where it can only be meant as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pydantic import BeforeValidator, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from kim_plugins.records.fixing.editing import as_flow, as_scalar
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Recast, Severity, SuggestedFix, fault, quote
from kim_plugins.records.reading.located import Fields, Items, Mark, Text

MOST_ITEMS: Final = 200
"""Longer lists are no list of anything, and each topic makes pages and feeds."""

Split = Callable[[str], list[str]]
"""The items that stand in one text, or the text alone."""

_BULLET: Final = deferred(r"(?:[-*•·–]|\d{1,2}[.)]|[a-z][.)])\s+")
_NUMBERED: Final = deferred(r"(?:^|\s)\d{1,2}[.)]\s+")
_HASHTAGS: Final = deferred(r"#[^\s#]+(?:[\s,;]+#[^\s#]+)*")
# `Sri Wahyuni, S.Pd.` and `Budi, M.M` are one person; `Budi, Hj. Siti` are two.
_DEGREE: Final = deferred(
    r"(?:[A-Z][A-Za-z]{0,4}\.){1,3}[A-Za-z]{0,5}\.?|[SMD]\d|Ph\.?D|Lc|M[MT]|S[EHT]|[ASM]\. "
    r"(?:A[gkP]|E|Farm|Gz|Hut|Hum?|IP|Ked|Kep|Kom|Md|M|P[dt]?|Psi|S[in]|Sos|Stat|Tr?)\.?(?: ?I)?"
)
_BETWEEN_NAMES: Final = deferred(r",(?:\s*(?:dan|serta|&)\s)?|\s(?:dan|serta|&)\s+(?=[A-Z])")
_JOINED: Final = deferred(
    r"(?:dan|atau|lalu|yang|karena|tetapi|tapi|agar|supaya|sehingga|serta|dengan|untuk|jika|bila|"
    r"kalau|maka|padahal|sedangkan|termasuk|yaitu|misalnya|dibayar|mulai)\b",
    re.IGNORECASE,
)
_FEW_WORDS: Final = 5


def words(text: str) -> list[str]:
    """Split topics, choices and paths at commas."""
    if _HASHTAGS.fullmatch(text):
        return [word.strip(",;") for word in text.replace("#", " ").split()]
    # A form's text field may hold a list as YAML writes it.
    if text.startswith("[") and text.endswith("]"):
        return [word.strip("\"' ") for word in _kept(text[1:-1].split(","))]
    return _lines(text) or _kept(re.split(r"[,;]", text))


def names(text: str) -> list[str]:
    """Split names at commas, keeping academic degrees with their names."""
    found = _lines(text) or _kept(re.split(";", text))
    if len(found) > 1:
        return found
    # Of names, `dan` joins the last two; without a comma it may stand within one.
    if len(_with_degrees(_kept(text.split(",")))) > 1:
        return _with_degrees(_kept(_BETWEEN_NAMES.split(text)))
    return [text]


def _with_degrees(found: list[str]) -> list[str]:
    parts: list[str] = []
    for part in found:
        if parts and _DEGREE.fullmatch(part):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return parts


def sentences(text: str) -> list[str]:
    """Split sentences at lines, numbers and semicolons; they may hold commas."""
    found = _lines(text)
    if not found and text.startswith(("1.", "1)")):
        found = _kept(_NUMBERED.split(text))
    return found or _kept(text.split(";"))


def _lines(text: str) -> list[str]:
    """The items of lines that look like those of a list, or end like sentences."""
    lines = _kept(text.split("\n"))
    if len(lines) > 1 and (
        all(_BULLET.match(line) for line in lines)
        or all(line.endswith((".", "!", "?", ";")) for line in lines[:-1])
    ):
        return [_BULLET.sub("", line, count=1) for line in lines]
    return []


def _kept(parts: list[str]) -> list[str]:
    return [part for part in map(str.strip, parts) if part]


def _list(value: object, info: ValidationInfo) -> tuple[object, ...]:
    if isinstance(value, Items):
        return tuple(value)
    if isinstance(value, Fields) and info.context is not None:
        info.context.warn(value, _read_as_only_item(value))
        return (value,)
    raise fault("K103", "{key} harus berisi daftar, tiap butirnya diawali `- `", "{example}")


def _list_or_name(value: object, info: ValidationInfo) -> tuple[object, ...]:
    """Read a list of groups, any of which may be a name alone."""
    return (value,) if isinstance(value, Text) else _list(value, info)


def _read_as_only_item(value: Fields) -> Fault:
    flow = f"[{as_flow(value)}]"
    is_inside = "." in value.path or "[" in value.path
    return Fault(
        "K118",
        "{key} dibaca sebagai daftar, satu butir",
        f"tulis sebagai daftar: {{key}}: {flow}",
        Severity.WARNING,
        None if is_inside else Recast(((value.key_mark, (f"{value.path}: {flow}",)),)),
    )


@dataclass(frozen=True)
class _ListOrText(BeforeValidator):
    """A list whose only item may be written without brackets or a dash."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        found = handler(schema)
        return {"anyOf": [found, found["items"]]}


def _or_text(split: Split) -> _ListOrText:
    def read(value: object, info: ValidationInfo) -> tuple[object, ...]:
        if isinstance(value, (Items, Fields)):
            return _list(value, info)
        if not isinstance(value, Text) or info.context is None:
            return (value,)
        parts = split(value.strip())
        if len(parts) > 1 or parts[:1] != [value.strip()]:
            info.context.warn(value, _read_as_list(value, parts))
            return tuple(_part(value, part) for part in parts)
        if split is sentences and _looks_like_several(value):
            info.context.warn(value, _read_as_one(value))
        return (value,)

    return _ListOrText(read)


def _part(whole: Text, part: str) -> Text:
    item = Text(part)
    item.style = whole.style
    before = max(whole.find(part), 0) + len(whole.style)
    mark = whole.mark if "\n" in whole else Mark(whole.mark.line, whole.mark.column + before)
    return item.at(mark, whole.key_mark, whole.path)


def _read_as_list(value: Text, parts: list[str]) -> Fault:
    flow = f"[{', '.join(as_scalar(part) for part in parts)}]"
    return Fault(
        "K118",
        f"{{key}} {quote(value)} dibaca sebagai daftar, {len(parts)} butir",
        f"tulis sebagai daftar: {{key}}: {flow}",
        Severity.WARNING,
        SuggestedFix(value.as_written, (flow,)),
    )


def _looks_like_several(text: str) -> bool:
    parts = _kept(text.rstrip(".").split(","))
    return len(parts) > 1 and not any(
        len(part.split()) > _FEW_WORDS or _JOINED.match(part) for part in parts
    )


def _read_as_one(value: Text) -> Fault:
    return Fault(
        "K118",
        f"{{key}} {quote(value)} dibaca sebagai satu butir",
        "bila maksudnya beberapa butir, tulis tiap butir di baris sendiri diawali `- `; "
        f"bila memang satu: {{key}}: [{as_scalar(value)}]",
        Severity.WARNING,
    )


AsList = BeforeValidator(_list)
AsListOrName = BeforeValidator(_list_or_name)
AsListOrOne = _or_text(words)
AsNames = _or_text(names)
AsSentences = _or_text(sentences)
