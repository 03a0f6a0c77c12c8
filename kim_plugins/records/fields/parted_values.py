"""Values that a comma parts between braces: `{place: Balai Desa, Dusun II, chair: Ketua}`.

YAML takes what follows the comma for a key without a value; editors mean one value with a comma.
"""

from __future__ import annotations

from kim_plugins.records.fields.suggestions import Keys
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.problems import Fault, SuggestedFix, quote
from kim_plugins.records.reading.context import last_key
from kim_plugins.records.reading.located import Text, Value, is_empty


def without_parts(keys: Keys, foreign: dict[str, Value]) -> dict[str, Value]:
    """The unknown keys that are no part of a value; values that a comma parts are reported."""
    whole: Text | None = None
    parts: list[str] = []
    for key, value in keys.data.items():
        if key in foreign and whole is not None and _has_no_colon(key, value):
            parts.append(key)
            del foreign[key]
            continue
        _report(whole, parts, keys)
        whole = value if isinstance(value, Text) and _may_go_on(value) else None
        parts = []
    _report(whole, parts, keys)
    return foreign


def _may_go_on(value: Text) -> bool:
    return not value.quoted and not is_empty(value)


def _has_no_colon(key: str, value: Value) -> bool:
    """Whether nothing stands behind the key, which only happens between braces."""
    if not isinstance(value, Text) or value or value.quoted:
        return False
    (line, column), key_mark = value.mark, value.key_mark
    return line != key_mark.line or column - key_mark.column == len(key)


def _report(whole: Text | None, parts: list[str], keys: Keys) -> None:
    if whole is None or not parts:
        return
    data = keys.data
    written, end = str(whole), whole.mark.column + len(whole)
    for part in parts:
        start = data[part].key_mark.column
        # What begins on another line isn't found as written, and so isn't mended by itself.
        written += "," + " " * max(start - end - 1, 0) + part
        end = start + len(part)
    meant = as_scalar(written)
    name = last_key(whole.path)
    what = f"koma di {quote(written)} dibaca YAML sebagai akhir nilai {name}"
    fault = Fault(
        "K016", what, f"apit seluruh nilainya dengan tanda kutip: {name}: {meant}",
        fix=SuggestedFix(written, (meant,)),
    )  # fmt: skip
    keys.reading.report(whole.mark, whole.path, fault)
