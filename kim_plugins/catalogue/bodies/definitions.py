"""Definitions in a body: addresses of links, footnotes, abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Final, NamedTuple

from kim_plugins.catalogue.bodies.references import References, label_of
from kim_plugins.catalogue.bodies.targets import unescaped
from kim_plugins.records.patterns import deferred

_DEFINED: Final = deferred(
    r"^[ ]{0,3}\[(?P<label>[^\[\]\n]+)\]:[ \t]*(?:\n[ \t]*(?=\S+[ \t]*$))?"
    r"(?:(?P<target><[^<>\n]+>|[^\s<]\S*)"
    r"(?:[ \t]+(?P<title>\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?)?",
    re.MULTILINE,
)
_LABEL: Final = deferred(r"\[([^\[\]\n]+)\]")
_TO_LINE_END: Final = deferred(r"[ \t]*(?:\n|\Z)")
_CODE: Final = deferred(r"(`{1,3})[^`]*\1")
_MOST: Final = 100
"""Abbreviations of one body: Python-Markdown looks for each of them everywhere."""

_ADDRESS: Final = deferred(r"[/.#:@]")
_ABBREVIATION: Final = deferred(r"\*\[(\w(?:[^\[\]]*\w)?)\]:[ \t]*\S.*")


class Definitions(NamedTuple):
    """The lines that hold definitions, and the addresses of links by label.

    `notes` begin footnotes, with their labels; `abbreviations` are explained on lines, too.
    """

    references: References = References()
    lines: Mapping[int, str] = MappingProxyType({})
    notes: Mapping[int, str] = MappingProxyType({})
    abbreviations: Mapping[int, str] = MappingProxyType({})


def definitions_of(source: str, unused: AbstractSet[int] = frozenset()) -> Definitions:
    """The definitions of a source that are used in it: `[Catatan]: rapat ditunda` is a sentence.

    Lines that turned out to be `unused` are sentences too.
    """
    if "]:" not in source:
        return Definitions()
    rest = _DEFINED.sub(_undefined, _CODE.sub("", source))
    uses = Counter(label_of(label) for label in _LABEL.findall(rest))
    links: dict[str, tuple[str, str]] = {}
    lines: dict[int, str] = {}
    notes: dict[int, str] = {}
    known: set[str] = set()
    line, place = 0, 0
    for match in _DEFINED.finditer(source):
        line, place = line + source.count("\n", place, match.start()), match.start()
        label = match["label"]
        if label.startswith("^"):
            if label[1:] not in known and not re.search(r"\s", label) and len(label) > 1:
                known.add(label[1:])
                notes[line] = label[1:]
            continue
        key, target = label_of(label), match["target"]
        if not target or key in links or uses[key] < 1 or not _ADDRESS.search(target):
            continue
        if line in unused:
            continue
        if _TO_LINE_END.match(source, match.end()):
            links[key] = unescaped(target.strip("<>")), unescaped((match["title"] or "")[1:-1])
            end = line + match[0].rstrip().count("\n")
            lines.update(dict.fromkeys(range(line, end + 1), key))
    return Definitions(
        References(links, frozenset(known)), lines, notes, _abbreviations(source, unused)
    )


def _undefined(match: re.Match[str]) -> str:
    """What of a definition may refer to another one: the text of a footnote."""
    return match[0] if match["label"].startswith("^") else ""


def _abbreviations(source: str, unused: AbstractSet[int]) -> Mapping[int, str]:
    """The lines that say what an abbreviation stands for, each with the abbreviation."""
    if "*[" not in source:
        return {}
    found: dict[int, str] = {}
    for line, text in enumerate(source.split("\n")):
        match = _ABBREVIATION.fullmatch(text.strip()) if len(found) < _MOST else None
        if match and line not in unused and match[1] not in found.values():
            found[line] = match[1]
    return found
