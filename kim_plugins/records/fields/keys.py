"""Maps written keys to fields: ours, Indonesian words, other programs' keys, misspelt ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kim_plugins.records.fields.faults import absent, alias_of, empty, extra_of, indonesian_words
from kim_plugins.records.fields.parted_values import without_parts
from kim_plugins.records.fields.suggestions import Keys, indonesian, misspelt_key, near_key, unknown
from kim_plugins.records.problems import Fault
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.located import (
    UNREAD,
    Fields,
    Items,
    Text,
    Value,
    braced,
    is_empty,
    join,
)

MISSING: Final = object()
"""Stands for a required field whose lack has been reported."""


@cache
def _declared(model: type[BaseModel]) -> tuple[dict[str, FieldInfo], dict[str, str]]:
    """The fields of a model by their keys, and the keys by their Indonesian words."""
    fields = {alias_of(name, info): info for name, info in model.model_fields.items()}
    return fields, {word: key for key, info in fields.items() for word in indonesian_words(info)}


def known_fields(model: type[BaseModel], data: Fields, reading: Reading) -> dict[str, Any]:
    """The mapping for pydantic, without unknown and empty keys."""
    fields, words = _declared(model)
    meant: set[str] = set()
    known: dict[str, Any] = _under_our_keys(fields, words, data, reading, meant)
    if not reading.is_whole:
        _leave_out_unread(known)
    for key, info in fields.items():
        found = known.get(key)
        if found is MISSING:
            continue
        if isinstance(found, Items):
            _drop_empty(found, info)
        if found is not None and _is_left_empty(found, info):
            del known[key]
            if info.is_required():
                reading.report(found.mark, found.path, empty(key, info, data))
                known[key] = MISSING
        elif found is None and info.is_required():
            # A misspelt key is one fault, not two.
            if key not in meant:
                fault = absent(key, info, data)
                if not data.path and key in ("date", "title"):
                    fault = _offered(key, fault, reading)
                reading.report(data.mark, join(data.path, key), fault)
            known[key] = MISSING
    return known


def _offered(key: str, fault: Fault, reading: Reading) -> Fault:
    from kim_plugins.records.foreign.inferred import with_inferred_value  # noqa: PLC0415 - few files lack these

    return with_inferred_value(key, fault, reading.path, reading.body)


def _under_our_keys(
    fields: dict[str, FieldInfo],
    words: dict[str, str],
    data: Fields,
    reading: Reading,
    meant: set[str],
) -> dict[str, Value]:
    """The values of known keys; `meant` receives the keys that unknown ones resemble.

    Keys that mean ours are renamed in `data` too, so that rules and cross-checks find their values.
    """
    known: dict[str, Value] = {}
    foreign: dict[str, Value] = {}
    for written, value in tuple(data.items()):
        key = words.get(written, written)
        if key not in fields or (written != key and key in data) or _is_nested(key, value):
            foreign[written] = value
        else:
            if written != key:
                reading.report(value.key_mark, value.path, indonesian(written, key))
                data.rename(written, key)
            known[key] = value
    if foreign:
        keys = Keys(fields, words, data, known, reading)
        _take_over(keys, without_parts(keys, foreign), meant)
    return known


def _is_nested(key: str, value: Value) -> bool:
    """Whether a list of names holds lists and groups, as some programs write them."""
    return key in ("tags", "authors") and (
        isinstance(value, Fields)
        or (isinstance(value, Items) and any(not isinstance(one, Text) for one in value))
    )


def _take_over(keys: Keys, foreign: Mapping[str, Value], meant: set[str]) -> None:
    """Read keys of other programs and languages; report the remaining ones as unknown."""
    # Most files have no such keys.
    from kim_plugins.records.foreign.adopting import adopt_foreign_keys  # noqa: PLC0415

    for written, value in adopt_foreign_keys(keys, foreign).items():
        near = near_key(written, keys)
        meant.add(near)
        fault = unknown(written, near, value, keys)
        fix = fault.fix or misspelt_key(written, near, keys)
        keys.reading.report(value.key_mark, value.path, replace(fault, fix=fix))


def _leave_out_unread(known: dict[str, Any]) -> None:
    """Remove values that YAML couldn't read, which are reported already."""
    for key, value in known.items():
        if value == UNREAD:
            known[key] = MISSING
        elif isinstance(value, Items):
            value[:] = [one for one in value if one != UNREAD]


def _drop_empty(items: Items, info: FieldInfo) -> None:
    """Remove items that a form left empty; in a numbered list only those at its end."""
    if extra_of(info)["numbered"]:
        while items and _is_left_empty(items[-1], info):
            items.pop()
    else:
        items[:] = [item for item in items if not _is_left_empty(item, info)]


def _is_left_empty(value: Value, info: FieldInfo) -> bool:
    """Whether a form left nothing there; words in braces, as in `{Balai Desa}`, are something."""
    if isinstance(value, Items):
        return all(_is_left_empty(one, info) for one in value)
    if isinstance(value, Fields) and value.keys() - _keys_of_groups(info):
        return False
    return is_empty(value)


def is_words(model: type[BaseModel], data: Fields) -> bool:
    """Whether a group is words in braces: nothing is filled in, and none of its keys is known."""
    fields, words = _declared(model)
    return bool(data.path and braced(data)) and not data.keys() & {*fields, *words}


def _keys_of_groups(info: FieldInfo) -> set[str]:
    """The keys of the groups that a field may hold."""
    waiting: list[Any] = [info.annotation]
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and issubclass(one, BaseModel):
            found.update(*_declared(one))
    return found
