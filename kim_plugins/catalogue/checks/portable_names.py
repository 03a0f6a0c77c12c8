"""Checks that file names work on every computer, and that topics keep addresses of their own.

Windows keeps some names to itself; there and on macOS names that differ only in capitals, or in how
an accent is composed, are one file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from kim_plugins.catalogue.addresses import topic_address, topic_slug
from kim_plugins.catalogue.checks.site import Reporter
from kim_plugins.catalogue.entries import Entry
from kim_plugins.records import Bulletin, Page
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.patterns import deferred
from kim_plugins.records.portable import folded, is_reserved
from kim_plugins.records.problems import Fault, Severity, quote

_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
_UNSEEN: Final = deferred(f"{HIDDEN.pattern}|[\t\n]")
# What tells topics apart besides their letters and figures: C, C++ and C#.
_TELLING: Final = frozenset("+#&@%=$€£§")


def check_names(paths: Iterable[str], report: Reporter) -> None:
    """Warn of files that another computer can't hold, or takes for another file."""
    seen: set[str] = set()
    owners: dict[str, str] = {}
    for path in paths:
        segments = path.split("/")
        for depth, segment in enumerate(segments, 1):
            part = "/".join(segments[:depth])
            if part in seen:
                continue
            seen.add(part)
            if (other := owners.setdefault(folded(part), part)) != part:
                report.at_field(path, "", _twin(part, other))
            if _FORBIDDEN.search(segment) or is_reserved(segment):
                report.at_field(path, "", _not_on_windows(segment))


def check_documents(paths: Iterable[str], report: Reporter) -> None:
    """Report documents whose names can't be seen or typed: their names identify them."""
    for path in paths:
        if not path.isprintable() and _UNSEEN.search(path):
            report.at_field(path, "", _not_to_be_seen(path))


def check_topics(entries: Mapping[str, Entry[Page]], report: Reporter) -> None:
    """Warn of different topics that share one address."""
    first: dict[str, tuple[str, int]] = {}
    for path, entry in entries.items():
        if isinstance(entry.record, Bulletin):
            for number, tag in enumerate(entry.record.tags):
                first.setdefault(tag, (path, number))
    owners: dict[str, dict[str, str]] = {}
    for tag, (path, number) in first.items():
        owner = owners.setdefault(topic_slug(tag), {})
        if owner and _word(tag) not in owner:
            other = next(iter(owner.values()))
            report.at_field(path, f"tags[{number}]", _merged(tag, other))
        owner.setdefault(_word(tag), tag)


def _word(tag: str) -> str:
    """A topic without what varies in writing: capitals, accents, blanks, dots."""
    plain = unicodedata.normalize("NFKD", tag).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign in _TELLING)


def _twin(path: str, other: str) -> Fault:
    return Fault(
        "K123",
        f"{quote(path)} dan {quote(other)} di Windows dan macOS adalah satu nama",
        "ganti salah satunya dengan nama yang lain, jangan hanya beda huruf besar",
        Severity.WARNING,
    )


def _not_on_windows(name: str) -> Fault:
    return Fault(
        "K122",
        f"nama {quote(name)} tidak dapat dipakai di Windows",
        f"ganti namanya, misalnya {quote(_renamed(name))}; `kim move` menjaga alamat lamanya",
        Severity.WARNING,
    )


def _not_to_be_seen(path: str) -> Fault:
    name = next(part for part in path.split("/") if _UNSEEN.search(part))
    shown = _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", name)
    return Fault(
        "K022",
        f"nama '{shown}' memuat tanda yang tidak terlihat",
        f"ganti namanya, misalnya {quote(_renamed(_UNSEEN.sub('', name)))}",
    )


def _renamed(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    if is_reserved(name):
        return f"{stem or suffix}-1{dot}{suffix if stem else ''}"
    return _FORBIDDEN.sub("-", name).strip(". ") or "berkas"


def _merged(tag: str, other: str) -> Fault:
    return Fault(
        "K121",
        f"topik {quote(tag)} dan {quote(other)} memakai satu alamat, {topic_address(tag)}, "
        "jadi terbit sebagai satu topik",
        "bila memang beda, tulis bedanya dengan huruf, misalnya C sharp; bila sama, samakan",
        Severity.WARNING,
    )
