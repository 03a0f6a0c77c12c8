"""Rules for people: men and women counted by a letter, ages in brackets, forms of address."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from kim_plugins.broadcast.amounts import SLASH
from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.numbers import cardinal
from kim_plugins.broadcast.rule import MARK, Rule, before

_LETTERS: Final = {"L": "laki-laki", "P": "perempuan", "lk": "laki-laki", "pr": "perempuan"}
_SEX: Final = r"(?:L|P|Lk\.?|Pr\.?|LK|PR|lk|pr)\b"
_BETWEEN: Final = r"(?:\s?[,;/]\s?|\s(?:dan|serta|\+|&)\s)"
_BY_NUMBER: Final = (
    rf"(?<![\w.,])(?P<n1>\d{{1,5}})\s?(?P<s1>{_SEX})(?P<join>{_BETWEEN}(?:dan\s)?)"
    rf"(?P<n2>\d{{1,5}})\s?(?P<s2>{_SEX})(?!\w)"
)
_BY_LETTER: Final = (
    rf"(?<![\w.,])(?P<s1>{_SEX})\s?[:=]?\s?(?P<n1>\d{{1,5}})(?P<join>(?:{_BETWEEN}|\s)(?:dan\s)?)"
    rf"(?P<s2>{_SEX})\s?[:=]?\s?(?P<n2>\d{{1,5}})(?![\w.,]\d|\w)"
)
_AGE: Final = r"\s?\((\d{1,3})(?P<years>\s?(?:tahun|thn\.?|th\.?))?\)"
_NAME: Final = re.compile(r"(?:^|[\s“\"(,])(?P<word>[A-Z][a-z'’]+|[A-Z])\.?$")
_PLACE: Final = re.compile(
    r"\b(?:Dukuh|Dusun|Desa|Kelurahan|Kecamatan|Kabupaten|Kota|Provinsi|Kampung|Gang|Jalan|Jl\.|Pasar|"
    r"SD|SMP|SMA|SMK|MI|MTs|TK|PAUD|Kelas|Blok|Tim|Regu|Kelompok|KIM|Pulau|Sungai|Kali|RT|RW|"
    r"R-T|R-W|Lingkungan|Negeri|Bulak|Pos)\s(?:[A-Z][\w'-]*,?\s?(?:\(\d{1,3}\),?\s?)?(?:dan\s)?){1,6}$"
)
_DEGREE: Final = re.compile(rf"[A-Z][a-z'’]+,\s[{MARK}]+$")
_OLDEST: Final = 115


def count_rules() -> tuple[Rule, ...]:
    """Rules for `24 L, 19 P`, men and women; they run before L is taken for litres."""
    return (
        Rule("men and women", _BY_NUMBER, lambda match: _counted(match, number_first=True)),
        Rule("women and men", _BY_LETTER, lambda match: _counted(match, number_first=False)),
    )


def sex_rules() -> tuple[Rule, ...]:
    """`L/P` at the head of a table."""
    said = "laki-laki atau perempuan"
    return (Rule("sexes", r"(?<![\w/])L\s?/\s?P(?![\w/])", lambda _: said, SLASH),)


def _counted(match: re.Match[str], *, number_first: bool) -> str | None:
    first, second = (_LETTERS[_letter(match[name])] for name in ("s1", "s2"))
    if first == second:
        return None
    join = ", " if match["join"].strip() in {",", ";", "/", ""} else match["join"]
    join = join.replace("+", "dan").replace("&", "dan")
    said = []
    for sex, number in ((first, match["n1"]), (second, match["n2"])):
        count = cardinal(int(number))
        said.append(f"{count} {sex}" if number_first else f"{sex} {count}")
    return join.join(said)


def _letter(written: str) -> str:
    bare = written.rstrip(".")
    return bare if len(bare) == 1 else bare.lower()


def age_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """`Slamet (45)`: how old somebody is."""
    return (Rule("age", _AGE, lambda match: _age(match, lexicon.no_names)),)


def _age(match: re.Match[str], no_names: Container[str]) -> str | None:
    words = before(match, 60)
    name = _NAME.search(words)
    # Between a name and an age may stand a degree, which was said already.
    is_name = name is not None and name["word"] not in no_names and not _PLACE.search(words)
    is_age = is_name or _DEGREE.search(words) is not None
    if int(match[1]) > _OLDEST or not (match["years"] or is_age):
        return None
    return f", {cardinal(int(match[1]))} tahun,"


def address_forms() -> tuple[Rule, ...]:
    """Rules for forms of address: `Bapak/Ibu`, `siswa/i`."""
    return (
        Rule(
            "sir or madam",
            r"\b(?:Bapak|Bpk\.?|Pak)\s?/\s?(?:Ibu|Bu)\b(?P<third>\s?/\s?(?:Saudara|Sdr\.?)(?P<i>/i)?)?",
            lambda m: f"Bapak, Ibu{_third(m)}",
            SLASH,
        ),
        Rule(
            "both sexes",
            r"\b([A-Za-z]{3,20}a)/i\b",
            lambda m: f"{m[1]}-{m[1].lower()[:-1]}i",
            SLASH,
        ),
        Rule(
            "both endings",
            r"\b([A-Za-z]{3,20})wan/(?:\1)?wati\b",
            lambda m: f"{m[1]}wan-{m[1].lower()}wati",
            SLASH,
        ),
    )


def _third(match: re.Match[str]) -> str:
    if not match["third"]:
        return ""
    return ", Saudara-saudari" if match["i"] else ", Saudara"
