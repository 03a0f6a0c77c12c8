"""Rules for what only looks like a number or a date: references, places, telephones, scores."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.numbers import cardinal, digits, spoken_number
from kim_plugins.broadcast.rule import Rule

_NUMBERED: Final = r"\b([Nn]omor|NOMOR|[Nn]o\.|[Nn]o|NO\.)\s?:?\s?(?=[\w/.-]*\d)([\w/.-]*\w)"
_FILE: Final = r"(?<![\w/.])(?=[\w/.-]*\d)[A-Z\d][\w.-]*(?:/[\w.-]*\w){2,}(?![\w/])"
_PHONE: Final = r"(?<![\w.,/])(?:\+62|\(0\d{2,3}\)|0\d)(?:[ -]?\d){6,12}(?![\w]|[.,/]\d)"
_CALL: Final = (
    r"(?P<call>\b(?:[Tt]elepon|[Tt]elp\.?|[Tt]lp\.?|HP|WA|WhatsApp|SMS|[Hh]otline|[Hh]ubungi|"
    r"[Dd]arurat|[Cc]all [Cc]enter)(?:\s(?:ke|di|nomor|gratis|darurat|kami))*\s?:?\s)"
)
_SCORE: Final = (
    r"(?P<w>\b(?:[Ss]kor|[Mm]enang|[Kk]alah|[Ii]mbang|[Uu]nggul)(?: telak| tipis)?\s)"
    r"(\d{1,3})[–-](\d{1,3})(?!\w)"
)


def reference_rules() -> tuple[Rule, ...]:
    """Neighbourhoods and numbered papers, before anything takes them for a day."""
    return (
        # RT 03/05 is a place, not a day.
        Rule("neighbourhood", r"\b(RT)\.?\s?(\d{1,3})\s?/\s?(?:RW\.?\s?)?(\d{1,3})\b", _rt_rw),
        Rule("numbered", _NUMBERED, _numbered),
    )


def telephone_rules() -> tuple[Rule, ...]:
    """Telephone numbers, digit by digit, and the scores of a match."""
    return (
        # 0812-0000-1234, (0276) 300123, +62 812 …: digit by digit.
        Rule("telephone", _PHONE, _phone),
        Rule("called", rf"{_CALL}(?P<number>\d{{3,8}})(?![\w]|[.,/]\d)", _called),
        Rule("score", _SCORE, _score),
    )


def _phone(match: re.Match[str]) -> str:
    written = match[0].replace("+", "")
    groups = [group for group in re.split(r"[ ()-]+", written) if group]
    if len(groups) == 1:
        # Nobody remembers twelve figures in a row.
        groups = re.findall(r"\d{1,4}", groups[0])
    start = "plus " if match[0].startswith("+") else ""
    return start + ", ".join(digits(group) for group in groups)


def _called(match: re.Match[str]) -> str:
    return match["call"] + digits(match["number"])


def _rt_rw(match: re.Match[str]) -> str:
    return f"R-T {spoken_number(match[2])}, R-W {spoken_number(match[3])}"


def _numbered(match: re.Match[str]) -> str:
    word = "Nomor" if match[1][0] == "N" else "nomor"
    return f"{word} {reference(match[2])}"


def reference(written: str) -> str:
    """Letters, numbers and slashes of a reference: `KRB/07/2026`."""
    said = []
    for part in re.findall(r"\d+(?:\.\d{3})+(?!\d)|\d+|[^\W\d_]+|[/.-]", written):
        if part == "/":
            said.append("garis miring")
        elif part == ".":
            said.append("titik")
        elif part[0].isdigit():
            said.append(spoken_number(part))
        elif part != "-":
            said.append("-".join(part) if part.isupper() and len(part) < 6 else part)  # noqa: PLR2004 - a word
    return " ".join(said)


def _score(match: re.Match[str]) -> str:
    return f"{match['w']}{cardinal(int(match[2]))} {cardinal(int(match[3]))}"


def file_rules() -> tuple[Rule, ...]:
    """KRB/07/2026, 141/17/2023: the number of a letter; after the days, which look the same."""
    return (Rule("file", _FILE, lambda match: reference(match[0])),)
