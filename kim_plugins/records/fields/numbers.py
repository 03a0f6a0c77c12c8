"""Types of numbers, amounts of money, and booleans."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Final

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from kim_plugins.records.fields.values import offer_quotes, scalar
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.problems import fault, quote

_MOST: Final = 999_999_999


def _between(least: int, most: int) -> Callable[[object], int]:
    """A reader of whole numbers between two bounds, both included."""

    def read(text: str) -> int:
        if not re.fullmatch("-?[0-9]+", text):
            grouped = re.fullmatch("[0-9]{1,3}(?:[._ ][0-9]{3}){1,2}", text)
            digits = re.sub("[._ ]", "", text)
            hint = f"tulis angka saja, misalnya: {{key}}: {digits}" if grouped else "{example}"
            raise fault("K109", f"{quote(text)} bukan bilangan bulat", hint)
        # Python refuses to read thousands of digits.
        if len(text.lstrip("0")) > len(str(most)) or not least <= int(text) <= most:
            hint = f"tulis bilangan dari {least} sampai {most}"
            raise fault("K119", f"{{key}} {quote(text, 20)} di luar batas", hint)
        return int(text)

    return scalar(read)


def _bounds(least: int, most: int) -> WithJsonSchema:
    return WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": least,
            "maximum": most,
            "pattern": "^[0-9]{1,9}$",
        }
    )


Count = Annotated[int, PlainValidator(_between(0, _MOST)), _bounds(0, _MOST), Widget.NUMBER]
Minutes = Annotated[int, PlainValidator(_between(1, 10_000)), _bounds(1, 10_000), Widget.NUMBER]
WordsPerMinute = Annotated[int, PlainValidator(_between(50, 400)), _bounds(50, 400), Widget.NUMBER]

RUPIAH: Final = re.compile(
    r"^(?:Rp\.? ?)?([1-9][0-9]{0,2}(?:\.[0-9]{3}){0,4}|[1-9][0-9]{0,14}|0)(?:,00|,-)?$"
)


def _rupiah(text: str) -> int:
    found = RUPIAH.match(text)
    if found is None:
        hint = "tulis rupiah tanpa singkatan, misalnya: {key}: 1500000"
        raise fault("K109", f"{quote(text)} bukan jumlah rupiah", hint)
    return int(found[1].replace(".", ""))


def _money(value: object, info: ValidationInfo) -> int:
    found = scalar(_rupiah)(value)
    # 1.500 is one and a half to YAML.
    if "." in str(value):
        offer_quotes(value, info)
    return found


Rupiah = Annotated[
    int,
    PlainValidator(_money),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": RUPIAH.pattern}),
    Widget.MONEY,
]
"""An amount of money in whole rupiah; `Rp1.500.000` and `1500000` are one amount."""


def format_rupiah(amount: int) -> str:
    """`Rp1.500.000`, as Indonesians write money."""
    return f"Rp{amount:,}".replace(",", ".")


_YES: Final = {"true", "ya", "yes", "on", "benar"}
_NO: Final = {"false", "tidak", "no", "off", "bukan"}


def _flag(text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise fault("K107", f"{quote(text)} bukan ya atau tidak", "tulis true (ya) atau false (tidak)")


# Upper and lower case in a form that every dialect of regular expressions knows.
_FLAG: Final = "|".join(
    "".join(f"[{letter.upper()}{letter}]" for letter in word) for word in sorted(_YES | _NO)
)
Flag = Annotated[
    bool,
    PlainValidator(scalar(_flag)),
    WithJsonSchema({"type": ["boolean", "string"], "pattern": f"^(?:{_FLAG})$"}),
    Widget.FLAG,
]
