"""Common slips that keep YAML from being read: their cause, and the corrected line.

A parser says where it stumbled, not why. Each cause here looks at the line and the one above it;
what has one meaning comes with the line as it was meant, which `kim check --fix` writes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, quote
from kim_plugins.records.reading.keys import IsKey
from kim_plugins.records.reading.located import UNREAD
from kim_plugins.records.reading.quoting import quoted
from kim_plugins.records.reading.yaml_messages import odd_blank


class Slip(NamedTuple):
    """Line and column, counted from 0, the fault, and the corrected line if there is one."""

    number: int
    column: int
    fault: Fault
    meant: str | None


_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_BLANK: Final = deferred(
    rf"(?P<lead>[ ]*(?:-[ ]+)*[\w-]+)(?P<blanks>[ {_BLANKS}]*:[ {_BLANKS}]*)(?P<value>\S.*)"
)
_ODD_INDENT: Final = deferred(
    rf"(?P<blanks>[ ]*[{_BLANKS}][ {_BLANKS}]*)(?P<value>[^ {_BLANKS}].*)"
)
_SIGN: Final = deferred(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w-]+(?: [\w-]+)?)"
    r"(?P<sign>[ ]*(?:[,;=：﹕]|:(?=[^\s:/])|[ ](?:->|=>|[-–—])(?=[ ])))[ ]*(?P<value>\S.*)"
)
_MARKED_KEY: Final = deferred(
    r"(?P<before>[*_`\"'\[({<]{1,3})(?P<key>[\w-]+)(?P<after>[*_`\"'\])}>:]{1,4})[ ]*(?P<value>.*)"
)
_KEY: Final = deferred(r"(?P<lead>[ ]*)(?P<dash>-[ ]+)?(?P<key>[\w-]+)[ ]*:(?:[ ].*|)")
_VALUE: Final = deferred(r"(?P<lead>[ ]*(?:-[ ]+)*[\w-]+:[ ]+)(?P<value>\S.*?)[ \t]*")
_COMMENT: Final = deferred(r"[ \t]#(?:[ \t]|$)")


def slip_at(lines: Sequence[str], number: int, column: int, is_key: IsKey) -> Slip | None:
    """The slip behind a parser's error on a line; None if it is no common one."""
    for cause in _CAUSES:
        if found := cause(lines, number, column, is_key):
            return found
    return None


def _odd_blank(lines: Sequence[str], number: int, _: int, __: IsKey) -> Slip | None:
    """A blank that doesn't break, as word processors and telephones put it behind a colon."""
    for one in (number, number - 1):
        line = lines[one] if 0 <= one < len(lines) else ""
        match = _ODD_BLANK.fullmatch(line)
        if match and match["blanks"].strip(" :"):
            meant = f"{match['lead']}: {match['value']}"
            return Slip(one, match.start("blanks"), odd_blank("di titik dua baris", meant), meant)
        match = _ODD_INDENT.fullmatch(line)
        if match and _KEY.fullmatch(match["value"]):
            meant = " " * len(match["blanks"]) + match["value"]
            return Slip(one, 0, odd_blank("di awal baris", meant), meant)
    return None


def _other_sign(lines: Sequence[str], number: int, _: int, is_key: IsKey) -> Slip | None:
    """`title, Panen`, `title = Panen`, `title:Panen`: a known key and another sign than a colon."""
    # A line without a colon goes on to be read, and the next one is where the parser stops.
    for one in (number, number - 1):
        match = _SIGN.fullmatch(lines[one]) if 0 <= one < len(lines) else None
        if match and is_key(match["key"]):
            meant = f"{match['lead']}{match['key']}: {match['value']}"
            sign = match["sign"].strip()
            what = (
                f"tidak ada spasi setelah titik dua di {quote(lines[one])}"
                if sign == ":"
                else f"tanda {quote(sign)} setelah {quote(match['key'])} seharusnya titik dua"
            )
            fault = Fault("K015", what, f"tulis: {meant.strip()}")
            return Slip(one, match.start("sign"), fault, meant)
    return None


def _no_sign(lines: Sequence[str], number: int, _: int, is_key: IsKey) -> Slip | None:
    """`title Panen`, unless the words may go on with the value above them."""
    for one in (number, number - 1):
        if not 0 <= one < len(lines) or lines[one][:1] == " " or ":" in lines[one]:
            continue
        key, value = (*lines[one].split(" ", 1), "")[:2]
        above = lines[one - 1] if one else ""
        if not is_key(key) or not value.strip() or _VALUE.fullmatch(above) or above[:1] == " ":
            continue
        meant = f"{key}: {value.strip()}"
        return Slip(
            *(one, len(key)),
            Fault("K015", f"tidak ada titik dua setelah {quote(key)}", f"tulis: {meant}"),
            meant,
        )
    return None


def _marked_key(lines: Sequence[str], number: int, _: int, is_key: IsKey) -> Slip | None:
    """`**title:** Panen`, `[title]: Panen`, `"title: Panen"`: marks around a known key."""
    match = _MARKED_KEY.fullmatch(lines[number])
    if not match or ":" not in match["after"] or not is_key(match["key"]):
        return None
    value = match["value"]
    if match["before"] in ("'", '"') and match["after"] == ":":
        value = value.removesuffix(match["before"])
    meant = f"{match['key']}: {value}"
    what = f"ada tanda {quote(match['before'])} di depan kunci {quote(match['key'])}"
    return Slip(number, 0, Fault("K015", what, f"tulis kuncinya apa adanya: {meant}"), meant)


def _command(lines: Sequence[str], number: int, column: int, _: IsKey) -> Slip | None:
    """A value that begins with a sign of YAML: `*tebal*`, `& seterusnya`, `> 30 orang`."""
    match = _VALUE.fullmatch(lines[number])
    if not match or column < match.start("value") or _COMMENT.search(lines[number]):
        return None
    value = match["value"]
    if value[0] not in "*&!@%`?" and not re.match(r"[|>](?:[ \t]+\S|[^-+\d\s])", value):
        return None
    meant = match["lead"] + quoted(value)
    code = "K007" if value[0] in "*&!" else "K004"
    what = f"tanda {value[0]} di awal {quote(value)} dibaca YAML sebagai perintah, bukan teks"
    fault = Fault(code, what, f"apit dengan tanda kutip: {meant.strip()}")
    return Slip(number, match.start("value"), fault, meant)


def _brackets(lines: Sequence[str], number: int, column: int, _: IsKey) -> Slip | None:
    """`[Foto] Panen`: brackets that are part of the words."""
    match = _VALUE.fullmatch(lines[number])
    if not match or column <= match.start("value") or _COMMENT.search(lines[number]):
        return None
    value = match["value"]
    if not re.match(r"\[[^\[\]]*\][ ]*[^\s,#]|\{[^{}]*\}[ ]*[^\s,#]", value):
        return None
    meant = match["lead"] + quoted(value)
    what = f"nilai {quote(value)} diawali kurung, jadi dibaca YAML sebagai daftar"
    hint = f"apit seluruh nilainya dengan tanda kutip: {meant.strip()}"
    return Slip(number, match.start("value"), Fault("K016", what, hint), meant)


def _quotes(lines: Sequence[str], number: int, column: int, _: IsKey) -> Slip | None:
    """`"Judul "dalam" judul"`, `'Salat Jum'at'`, `'Salat Jum'at`, `"Panen" raya`."""
    match = _VALUE.fullmatch(lines[number])
    if not match or column < match.start("value") or _COMMENT.search(lines[number]):
        return None
    value, sign = match["value"], match["value"][0]
    second = value.find(sign, 1)
    if sign not in "'\"" or "\\" in value or second < 0 or second == len(value) - 1:
        return None
    kind = "ganda" if sign == '"' else "tunggal"
    before, after = value[second - 1], value[second + 1]
    is_inside = after.isalnum() and (before == " " or before.isalnum())
    if is_inside and value.endswith(sign):
        meant = match["lead"] + quoted(value[1:-1])
        what = f"di dalam nilai yang diapit kutip {kind} ada kutip {kind} lagi: {quote(value)}"
        hint = f"apit dengan kutip yang lain: {meant.strip()}"
    elif is_inside and before != " " and value.count(sign) == 2:  # noqa: PLR2004 - one opens, one is an apostrophe
        meant = match["lead"] + quoted(value[1:])
        what = f"tanda kutip pembuka di {quote(value)} tidak punya penutup"
        hint = f"tutup di akhir baris, dengan kutip yang lain: {meant.strip()}"
    elif not is_inside and before != " " and value.count(sign) % 2 == 0:
        meant = match["lead"] + quoted(value)
        what = f"setelah kutip penutup masih ada kata-kata: {quote(value)}"
        hint = f"apit seluruh nilainya: {meant.strip()}"
    else:
        return None
    return Slip(number, match.start("value"), Fault("K016", what, hint), meant)


def _stray_indent(lines: Sequence[str], number: int, _: int, is_key: IsKey) -> Slip | None:
    """` title: x` or `- title: x` among keys that stand at the margin."""
    for one in (number, number - 1, _first(lines)):
        match = _KEY.fullmatch(lines[one]) if 0 <= one < len(lines) else None
        if not match or not (match["lead"] or match["dash"]) or not is_key(match["key"]):
            continue
        above = next((lines[n] for n in range(one - 1, -1, -1) if lines[n].strip()), "")
        # Below a key without a value it may be a part of that.
        if above.rstrip().endswith(":") or above[:1] in (" ", "-"):
            continue
        below = next((line for line in lines[one + 1 :] if line.strip()), "")
        if below[:1] in (" ", "-"):
            continue
        meant = lines[one].lstrip(" -")
        sign = "tanda hubung" if match["dash"] else "spasi"
        what = f"ada {sign} di depan {quote(meant)}, jadi tidak sejajar dengan kunci yang lain"
        return Slip(one, 0, Fault("K004", what, f"hapus {sign} di awal baris: {meant}"), meant)
    return None


def _deeper(lines: Sequence[str], number: int, _: int, is_key: IsKey) -> Slip | None:
    """A key that stands further in than the one above it, which holds a value."""
    match = _KEY.fullmatch(lines[number])
    above = next((lines[n] for n in range(number - 1, -1, -1) if lines[n].strip()), "")
    before = _VALUE.fullmatch(above)
    if not match or match["dash"] or not before or not is_key(match["key"], inside=True):
        return None
    wanted = " " * (len(before["lead"]) - len(before["lead"].lstrip(" -")))
    if len(match["lead"]) <= len(wanted) or before["value"][0] in "|>[{'\"":
        return None
    meant = wanted + lines[number].lstrip()
    what = f"{quote(lines[number])} menjorok lebih dalam daripada {quote(above)} di atasnya"
    hint = f"samakan jumlah spasinya: {len(wanted)} spasi lalu {meant.strip()}"
    return Slip(number, 0, Fault("K004", what, hint), meant)


def _first(lines: Sequence[str]) -> int:
    return next((n for n, line in enumerate(lines) if line.strip()), -1)


def _continuation(lines: Sequence[str], number: int, _: int, is_key: IsKey) -> Slip | None:
    """A line at the margin that goes on with the value above it."""
    # The parser stops where the next colon stands, or at the line itself.
    for one in (number, number - 1):
        if not 0 < one < len(lines):
            continue
        line, above = lines[one], lines[one - 1]
        begun = _VALUE.fullmatch(above)
        is_text = bool(begun and begun["value"][0] not in "'\"[{|>&*!") or above[:2] == "  "
        is_text = is_text and UNREAD not in above
        if not is_text or line[:1] in ("", " ", "#", "-", "'", '"') or _KEY.fullmatch(line):
            continue
        first = re.match(r"[\w-]+", line)
        if first and is_key(first[0]) and re.match(r"[\w-]+[ ]*[,;=:]", line):
            continue
        owner = next((m["key"] for n in range(one, -1, -1) if (m := _KEY.match(lines[n]))), "")
        what = (
            f"baris {quote(line)} melanjutkan {owner or 'baris di atasnya'}, tetapi tidak menjorok"
        )
        hint = f"awali dengan dua spasi, atau sambungkan: {above.strip()} {line.strip()}"
        return Slip(one, 0, Fault("K017", what, hint), f"  {line}")
    return None


_CAUSES: Final = (
    *(_odd_blank, _other_sign, _marked_key, _command, _brackets, _quotes, _stray_indent),
    _deeper,
    _no_sign,
    _continuation,
)
