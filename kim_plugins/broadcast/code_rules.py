"""Rules for figures that are read one by one: telephones, services, postcodes, accounts, codes."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.numbers import LONGEST_GROUP, cardinal, digits, telephone
from kim_plugins.broadcast.rule import MARK, Rule, after, before

_PHONE: Final = (
    r"(?<![\w.,/])(?:\(0\d{2,3}\)|0\d)(?:[ -]?\d){6,12}(?!\w|[.,]\d)(?:/(\d{5,8})(?![\w/]))?"
)
_DOTTED_PHONE: Final = r"(?<![\w.,/])0\d{2,3}\.\d{3,4}\.\d{3,5}(?![\w.,/]\d|\d)"
_ABROAD: Final = r"(?<![\w.,/+])628\d{8,11}(?!\w)"
_CALL: Final = re.compile(
    r"\b(?:[Tt]elepon|[Tt]elp\.?|[Tt]lp\.?|HP|WA|WhatsApp|SMS|[Hh]otline|[Hh]ubungi|[Dd]arurat|"
    r"[Cc]all [Cc]enter)(?:\s(?:ke|di|nomor|gratis|darurat|kami))*\s?:?\s$"
)
_SERVICE: Final = re.compile(
    r"\b(?:[Dd]arurat|[Ll]ayanan|[Tt]ekan|[Nn]omor (?:ini|penting)|[Cc]all [Cc]enter|"
    r"[Pp]usat [Pp]anggilan|[Hh]otline|[Hh]alo|"
    r"[Hh]ubungi|[Tt]elepon|[Tt]elp\.?|[Ll]apor(?:kan)?|LAPOR|[Kk]ontak|[Pp]olisi|Polri|[Pp]olsek|"
    r"[Aa]mbulans|[Dd]amkar|[Pp]emadam|PLN|OJK|BPJS|SAR|Basarnas|BNPB|BPBD|PMI|PSC|SMS):?"
    rf"(?:\s(?:[A-Za-z]+:?|\d+,?|[{MARK}]+,?)){{0,4}}\s?:?\s$"
)
_SERVICES: Final = re.compile(r"11\d|12[39]|1[56]\d|14\d{3}|1500\d{3}|1708")
_NOTHING_COUNTED: Final = re.compile(
    r"\s?$|\s?[.,;:!?)\]\"”]|\s(?:atau|dan|untuk|bila|jika|kalau|apabila|gratis|bebas|setiap|kapan|"
    r"yang|agar|supaya|di|dari|serta|24|ext|saat|ketika|segera|\()"
)
_CODE: Final = re.compile(
    r"\b(?:PIN|OTP|[Tt]oken|[Kk]ode(?: [Pp]os)?|[Ss]andi|NIK|KK|NIS|NISN|NIM|NIP|NRP|NPSN|NUPTK|"
    r"NPWP|NOP|ID|[Nn]omor (?:[Ii]nduk|[Pp]elanggan|[Pp]endaftaran|[Rr]egistrasi|[Rr]esi|[Mm]eter)|"
    r"[Rr]ekening|[Vv]irtual [Aa]ccount|VA|"
    rf"(?:[{MARK}]+ )?[Rr]ek\.?)(?:\s[A-Za-z]+){{0,2}}\s?:?\s$"
)
_PLACE: Final = re.compile(r"(?:^|[\s(])(?P<word>[A-Z][a-z]{2,}),?\s\(?$")
_GROUPS: Final = (
    r"(?<![\w.,/+-])(?:\d{1,6}(?:[.-]\d{1,6}){2,7}|\d{4}(?: \d{3,4}){2,6})(?![\w/]|[.,-]\d)"
)
_LONG: Final = 10
"""Figures of a number that nobody counts: an account, a card."""
_POSTCODE: Final = 5


def telephone_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Telephone numbers, and whatever else is read digit by digit."""
    return (
        Rule(
            "foreign telephone",
            r"(?<![\w.,/])\+\d{2}(?:[ -]?\d){6,12}(?!\w|[.,]\d)",
            _phone_of,
            signs=("+",),
        ),
        Rule("groups", _GROUPS, _groups),
        # 0812-0000-1234, (0276) 300123, +62 812 …: digit by digit.
        Rule("telephone", _PHONE, _phone),
        Rule("dotted telephone", _DOTTED_PHONE, _phone_of, signs=(".",)),
        Rule("abroad", _ABROAD, _phone_of, signs=("628",)),
        Rule(
            "call centre",
            r"(?<![\w.,/-])(1500)[ -](\d{3})(?![\w-]|[.,/]\d)",
            _call_centre,
            signs=("1500",),
        ),
        Rule(
            "code",
            r"(?<![\w.,/:+-])\d{3,8}(?![\w:-]|[.,/]\d)",
            lambda match: _code(match, lexicon.no_places),
        ),
        Rule("account", rf"(?<![\w.,])\d{{{_LONG},}}(?!\w)", lambda match: digits(match[0])),
        # JP1234567890, but RP50000.
        Rule(
            "lettered code",
            r"(?<=[A-Z])(?<!RP)(?<!IDR)(?<!RM)(?<!USD|SGD|MYR|SAR|EUR|JPY)\d{5,}(?![\w]|[.,]\d)",
            lambda match: digits(match[0]),
        ),
    )


def _phone(match: re.Match[str]) -> str:
    other = match[1]
    first = match[0].removesuffix(f"/{other}") if other else match[0]
    return f"{telephone(first)} atau {digits(other)}" if other else telephone(first)


def _phone_of(match: re.Match[str]) -> str:
    return telephone(match[0])


def _call_centre(match: re.Match[str]) -> str:
    return f"{digits(match[1])}, {digits(match[2])}"


def _code(match: re.Match[str], no_places: Container[str]) -> str | None:
    """Spell digit by digit where the words around say that nothing is counted."""
    number, words = match[0], before(match, 60)
    if _CALL.search(words) or _CODE.search(words):
        return _service(number)
    ends = _NOTHING_COUNTED.match(after(match, 12)) is not None
    if _SERVICES.fullmatch(number) and ends:
        plain = len(number) >= _POSTCODE and not number.endswith("00")
        if plain or _SERVICE.search(words):
            return _service(number)
    place = _PLACE.search(words)
    if len(number) == _POSTCODE and ends and place and place["word"] not in no_places:
        return digits(number)
    return None


def _service(number: str) -> str:
    if re.fullmatch(r"1500\d{3}", number):
        return f"{digits(number[:4])}, {digits(number[4:])}"
    return digits(number)


def _groups(match: re.Match[str]) -> str | None:
    """`0123-01-001234-50-1` is an account; `16-16-16` a mixture."""
    if not set(match[0]) & {"-", " "}:
        return None
    groups = re.split(r"[ .-]", match[0])
    if all(len(group) < 3 for group in groups) and "." not in match[0]:  # noqa: PLR2004 - shares
        return ", ".join(cardinal(int(group)) for group in groups)
    said: list[str] = []
    for group in groups:
        said += re.findall(r"\d{1,4}", group) if len(group) > LONGEST_GROUP else [group]
    return ", ".join(map(digits, said))
