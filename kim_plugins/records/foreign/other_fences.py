"""Front matter in other forms: TOML, JSON, or keys without fences."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from typing import Final

from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, quote
from kim_plugins.records.reading.keys import IsKey

_TOML: Final = deferred(r"\+\+\+[ \t]*\n(?P<inside>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_KEY_LINE: Final = deferred(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*)|)")


def other_fence(text: str, is_key: IsKey | None) -> tuple[Fault, str | None] | None:
    """The fault of such front matter, and the file in our form if it has one meaning.

    `text` begins with what isn't blank. None where it begins like an ordinary text.
    """
    if text.startswith("+++"):
        return _said("TOML (di antara `+++`)"), _from_toml(text)
    if re.match(r"\{\s*\"", text):
        return _said("JSON (di antara kurung kurawal)"), _from_json(text)
    if is_key and (count := _key_lines(text, is_key)):
        lines = text.split("\n")
        rest = lines[count:]
        is_closed = bool(rest) and rest[0].rstrip() in ("---", "...")
        fault = Fault(
            "K018",
            f"garis `---` di atas {quote(lines[0])} belum ada",
            "tulis `---` di baris pertama, dan `---` lagi di bawah keterangan yang terakhir",
        )
        return fault, "\n".join(["---", *lines[:count], *([] if is_closed else ["---"]), *rest])
    return None


def _said(form: str) -> Fault:
    return Fault(
        "K018",
        f"keterangan di atas berkas ditulis sebagai {form}, padahal di sini YAML di antara `---`",
        "tulis tiap isian sebagai `kunci: nilai` di antara dua garis `---`, "
        "atau jalankan kim check --fix",
    )


def _key_lines(text: str, is_key: IsKey) -> int:
    """The number of lines at the start that are known keys with values."""
    count = 0
    known = 0
    for line in text.split("\n"):
        match = _KEY_LINE.fullmatch(line)
        if not match and not (count and line[:1] in (" ", "-") and line.rstrip() != "---"):
            break
        if match:
            known += is_key(match["key"])
        count += 1
    # A letter may begin with `Perihal: …`; two keys, or a title, are no letter.
    first = _KEY_LINE.fullmatch(text.split("\n", 1)[0])
    is_titled = bool(first and first["key"].lower() in ("title", "judul"))
    return count if known > 1 or (known and is_titled) else 0


def _from_toml(text: str) -> str | None:
    import tomllib  # noqa: PLC0415 - few files need it

    match = _TOML.match(text)
    if not match:
        return None
    try:
        values = tomllib.loads(match["inside"])
    except tomllib.TOMLDecodeError:
        return None
    comments = [line for line in match["inside"].split("\n") if line.startswith("#")]
    # A comment behind a value would be lost.
    if match["inside"].count("#") > sum(line.count("#") for line in comments) + _in_values(values):
        return None
    return _fenced([*comments, *_lines(values)], text[match.end() :])


def _in_values(value: object) -> int:
    """The number of `#` that begin no comment."""
    if isinstance(value, dict):
        return sum(_in_values(one) for pair in value.items() for one in pair)
    return sum(map(_in_values, value)) if isinstance(value, list) else str(value).count("#")


def _from_json(text: str) -> str | None:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (json.JSONDecodeError, RecursionError):
        return None
    return _fenced(_lines(values), text[end:].removeprefix("\n"))


def _fenced(lines: list[str], body: str) -> str:
    return "\n".join(["---", *lines, "---", body])


def _lines(values: dict[str, object]) -> list[str]:
    return [f"{as_scalar(key)}: {_flow(value)}" for key, value in values.items()]


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{as_scalar(key)}: {_flow(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return as_scalar(value.isoformat() if isinstance(value, (date, datetime, time)) else str(value))
