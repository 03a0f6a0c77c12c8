"""Records in which every field carries a value of its own, made from the models themselves.

A new field gets its value by its type and is looked for on the page at once; only a type that has
never been used before must be taught here.
"""

from __future__ import annotations

import re
import types
from datetime import date, timedelta
from itertools import count
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel

from kim_plugins.records.fields import formats, numbers, times, values
from kim_plugins.records.fields.faults import alias_of
from kim_plugins.records.models import news
from kim_plugins.records.models.vocabulary import Term

Leaf = tuple[str, tuple[str, ...]]
"""A field's path, and the texts that show it."""


class Specimen:
    """A value for every field of a model but those left out; `leaves` say how each is seen."""

    def __init__(
        self,
        model: type[BaseModel],
        *,
        fixed: dict[str, tuple[Any, tuple[str, ...]]],
        leave_out: frozenset[str] = frozenset(),
    ) -> None:
        self.leaves: list[Leaf] = []
        self._fixed = fixed
        self._leave_out = leave_out
        self._numbers = count(1001)
        self._days = (date(2026, 1, 2) + timedelta(days=n) for n in count())
        self._minutes = (f"{8 + n // 60:02}.{n % 60:02}" for n in count(1))
        self._values = self._model(model, "")

    def markdown(self, body: str = "") -> str:
        """The file."""
        matter = yaml.safe_dump(self._values, sort_keys=False, allow_unicode=True)
        return f"---\n{matter}---\n\n{body}\n"

    def _model(self, model: type[BaseModel], path: str) -> dict[str, Any]:
        hints = get_type_hints(model, include_extras=True)
        found = {}
        for name, info in model.model_fields.items():
            key = alias_of(name, info)
            here = f"{path}.{key}" if path else key
            if here not in self._leave_out:
                found[key] = self._value(hints[name], here)
        return found

    def _value(self, hint: Any, path: str) -> Any:  # noqa: ANN401 - a type, and YAML
        if path in self._fixed:
            value, seen = self._fixed[path]
            self.leaves.append((path, seen))
            return value
        for known, sample in self._samples().items():
            if hint == KNOWN[known]:
                value, seen = sample(path)
                self.leaves.append((path, seen))
                return value
        return self._composite(hint, path)

    def _composite(self, hint: Any, path: str) -> Any:  # noqa: ANN401 - as above
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            return self._value(
                next(arm for arm in get_args(hint) if arm is not types.NoneType), path
            )
        if origin is tuple:
            return [self._value(get_args(hint)[0], f"{path}[0]")]
        if origin is Literal:
            return self._term(get_args(hint)[0], path)
        if hasattr(hint, "__metadata__"):
            return self._value(get_args(hint)[0], path)
        if isinstance(hint, type) and issubclass(hint, Term):
            return self._term(next(iter(hint)), path)
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self._model(hint, path)
        raise TypeError(f"{path} has a type that tests/pages/specimens.py doesn't know: {hint}")

    def _term(self, term: Term, path: str) -> str:
        self.leaves.append((path, (term.label,)))
        return term.value

    def _samples(self) -> dict[str, Any]:
        def word(path: str) -> tuple[str, tuple[str, ...]]:
            token = "Isian " + re.sub(r"\W+", " ", path).strip()
            return token, (token,)

        def number(_: str) -> tuple[int, tuple[str, ...]]:
            value = next(self._numbers)
            return value, (str(value),)

        def rupiah(_: str) -> tuple[str, tuple[str, ...]]:
            value = next(self._numbers)
            written = f"Rp{value // 1000}.{value % 1000:03}.000"
            return written, (written,)

        def day(_: str) -> tuple[str, tuple[str, ...]]:
            value = next(self._days)
            return value.isoformat(), (shown(value),)

        def pace(_: str) -> tuple[int, tuple[str, ...]]:
            return 137, ("137",)

        def moment(_: str) -> tuple[str, tuple[str, ...]]:
            value, minute = next(self._days), next(self._minutes)
            return f"{value.isoformat()} {minute} WIB", (shown(value), minute)

        def clock(_: str) -> tuple[str, tuple[str, ...]]:
            minute = next(self._minutes)
            return minute, (minute,)

        def url(path: str) -> tuple[str, tuple[str, ...]]:
            value = f"https://{re.sub(r'[^a-z]+', '-', path)}.example/"
            return value, (f'href="{value}"',)

        return {
            **dict.fromkeys(("Line", "Prose"), word),
            **dict.fromkeys(("Count", "Minutes"), number),
            "WordsPerMinute": pace,
            "Rupiah": rupiah,
            **dict.fromkeys(("Day", "DayOrYear"), day),
            "When": moment,
            **dict.fromkeys(("TimeOfDay", "End"), clock),
            "Url": url,
        }


KNOWN: Final = {
    **{name: getattr(values, name) for name in ("Line", "Prose")},
    **{name: getattr(numbers, name) for name in ("Count", "Minutes", "Rupiah", "WordsPerMinute")},
    **{name: getattr(times, name) for name in ("Day", "DayOrYear", "TimeOfDay", "When")},
    "End": news.End,
    "Url": formats.Url,
}


def shown(day: date) -> str:
    """A day as it is written in Indonesian, without the help of the code under test."""
    months = (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )
    return f"{day.day} {months.split()[day.month - 1]} {day.year}"
