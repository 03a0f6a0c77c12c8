"""Checks of the whole site: places, groups, sequences, terms (contract C3, "Site-wide").

Links, pictures and sound are in link_checks, identifiers and addresses in identity_checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import timedelta
from graphlib import CycleError, TopologicalSorter
from typing import Final

from kim_plugins.catalogue.addresses import expected_place, folder_year
from kim_plugins.catalogue.catalogue import Catalogue
from kim_plugins.catalogue.entries import Entry, GroupEntry
from kim_plugins.catalogue.site_records import group_id
from kim_plugins.records import (
    Bulletin,
    Decision,
    Group,
    Kind,
    Page,
    Problem,
    Severity,
    format_day,
    locate,
)
from kim_plugins.records.fields.spelling import best_match
from kim_plugins.records.problems import Fault, quote
from kim_plugins.records.reader import is_key
from kim_plugins.records.reading.document import Document, read_leniently
from kim_plugins.records.reading.located import START, mark_at

WRONG_PLACE: Final = "K317"
"""The code of a file of a right kind in a wrong place or under a wrong name."""
DEAD_LINK: Final = "K304"
"""The code of a link to a page or document that isn't there."""
TERM_WARNING: Final = timedelta(days=90)


_SIGN: Final = re.compile(r"[!-/:-@\[-`{-~]")
_TARGET: Final = re.compile(r"\]\(\s*<?([^\s<>()]+)[\s>)]")


@dataclass(slots=True)
class Reporter:
    """Turns faults into problems with line and column, by reading the file again."""

    read: Callable[[str], bytes]
    problems: list[Problem] = field(default_factory=list)
    _last: tuple[str, Document, dict[str, int]] | None = None
    """The file that was read again last, and where each target of a link in it stands."""

    def at_field(self, path: str, name: str, fault: Fault) -> None:
        """Report a fault of a value in front matter."""
        mark = locate(self.read(path), path, name) if name else START
        self.problems.append(fault.at(path, mark, name))

    def in_body(self, path: str, written: str, fault: Fault) -> None:
        """Report a fault of something that stands in the body as `written`."""
        document, targets = self._read_again(path)
        source = document.body
        position = targets[written] if written in targets else _position(source, written)
        mark = mark_at(source, position, document.body_line)
        self.problems.append(fault.at(path, mark))

    def _read_again(self, path: str) -> tuple[Document, dict[str, int]]:
        # Thousands of dead links of one list are told in one pass.
        if self._last is None or self._last[0] != path:
            document = read_leniently(path, self.read(path), is_key).document
            if document is None:
                raise ValueError(f"{path} changed while it was checked")
            targets: dict[str, int] = {}
            for match in _TARGET.finditer(document.body):
                targets.setdefault(match[1], match.start(1))
            self._last = (path, document, targets)
        return self._last[1:]


def _position(source: str, written: str) -> int:
    """Where something stands in a body: as the target of a link, or else anywhere."""
    # Markdown takes away a backslash before a sign.
    sought = _SIGN.sub(r"\\\\?\\\g<0>", written)
    for before, after in (
        (r"\]\(\s*<?", r"[\s>)]"),
        (r"^\s*\[[^\]]+\]:\s*<?", ""),
        (r"=\s*[\"']?", ""),
    ):
        if match := re.search(f"{before}({sought}){after}", source, re.MULTILINE):
            return match.start(1)
    return max(source.lower().find(written.lower()), 0)


def check_places(entries: Mapping[str, Entry[Page]], report: Reporter) -> None:
    """Report files that lie where their kind doesn't belong."""
    for path, entry in entries.items():
        if example := expected_place(path):
            # All sites but those that begin have every file in its place.
            from kim_plugins.records.placing import move_command, path_for  # noqa: PLC0415

            record = entry.record
            date = record.date.day.isoformat() if isinstance(record, Bulletin) else ""
            place = path_for(path, entry.kind, date)
            fault = Fault(
                WRONG_PLACE,
                f"nama atau folder berkas {quote(path)} tidak seperti seharusnya",
                f"pindahkan dengan: {move_command(path, place)}, atau: kim check --fix"
                if place
                else f"pindahkan atau ganti namanya, misalnya: {example}",
            )
            report.at_field(path, "", fault)


def check_groups(
    entries: Mapping[str, Entry[Page]],
    known: Mapping[str, GroupEntry],
    unreadable: AbstractSet[str],
    report: Reporter,
) -> None:
    """Report bulletins whose group doesn't exist or can't answer for them."""
    names = sorted(name for name, group in known.items() if not group.record.draft)
    published = frozenset(names)
    for path, entry in entries.items():
        if not isinstance(entry.record, Bulletin) or (
            entry.groups and published.issuperset(entry.groups)
        ):
            continue
        if not entry.groups:
            hint = (
                f"tulis misalnya: group: {names[0]}"
                if names
                else "buat dulu satu berkas di folder kelompok/"
            )
            report.at_field(path, "", Fault("K316", "kelompok penerbitnya belum ditulis", hint))
        for number, name in enumerate(entry.groups):
            # A draft may be written while its group is one.
            if name in known and (entry.record.draft or not known[name].record.draft):
                continue
            where = f"group[{number}]" if len(entry.groups) > 1 else "group"
            report.at_field(path, where, _no_group(name, names, known, unreadable))


def _no_group(
    name: str, names: list[str], known: Mapping[str, GroupEntry], unreadable: AbstractSet[str]
) -> Fault:
    if name in known:
        return Fault(
            "K301", f"kelompok {quote(name)} masih konsep", f"hapus `draft` di kelompok/{name}.md"
        )
    if f"kelompok/{name}.md" in unreadable:
        hint = f"betulkan dulu kelompok/{name}.md"
        return Fault("K318", f"menunggu kelompok {quote(name)} yang berkasnya masih salah", hint)
    near = best_match(name, names)
    hint = f"maksudnya {near}? " if near else ""
    return Fault(
        "K301",
        f"kelompok {quote(name)} tidak ada",
        f"{hint}kelompok yang ada: {', '.join(names) or 'belum satu pun'}",
    )


def check_sequence(
    entries: Mapping[str, Entry[Page]], unreadable: AbstractSet[str], report: Reporter
) -> None:
    """Report `follows` and `supersedes` that name no decision, or form a cycle."""
    edges: dict[str, tuple[tuple[str, str], ...]] = {}
    for path, entry in entries.items():
        if not isinstance(entry.record, Decision):
            continue
        edges[path] = tuple(
            (f"{name}[{number}]", other)
            for name in ("follows", "supersedes")
            for number, other in enumerate(getattr(entry.record, name))
        )
        for where, other in edges[path]:
            target = entries.get(other)
            if target.kind is not Kind.DECISION if target else other not in unreadable:
                report.at_field(path, where, _no_decision(other, entries))
    next_ones = {path: {other for _, other in others} for path, others in edges.items()}
    try:
        TopologicalSorter(next_ones).prepare()
    except CycleError:
        _report_cycles(edges, next_ones, report)


def _report_cycles(
    edges: Mapping[str, tuple[tuple[str, str], ...]],
    next_ones: Mapping[str, AbstractSet[str]],
    report: Reporter,
) -> None:
    for path, others in edges.items():
        for where, other in others:
            if path in _reachable(other, next_ones):
                report.at_field(path, where, _follows_itself(other))


def _no_decision(other: str, entries: Iterable[str]) -> Fault:
    from kim_plugins.catalogue.checks.near_names import FileNames  # noqa: PLC0415 - few sites have a dead link

    names = FileNames(path for path in entries if path.startswith("keputusan/"))
    meant = names.matches("", other)
    near = " atau ".join(meant[:3]) or names.alike(other)
    hint = (
        f"maksudnya {near}?"
        if near
        else "tulis jalurnya mulai dari folder content, misalnya: keputusan/2026/jadwal-air.md"
    )
    return Fault("K314", f"keputusan {quote(other)} tidak ada", hint)


def _follows_itself(other: str) -> Fault:
    return Fault(
        "K313",
        f"lewat {quote(other)}, keputusan ini pada akhirnya mengikuti dirinya sendiri",
        "hapus salah satu follows atau supersedes; yang lama tidak menyebut yang baru",
    )


def _reachable(start: str, next_ones: Mapping[str, AbstractSet[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += next_ones.get(path, ())
    return found


def check_whole(catalogue: Catalogue, publishing: AbstractSet[str], report: Reporter) -> None:
    """Warn of years, terms of office and groups that publish nothing."""
    for entry in catalogue.entries.values():
        if isinstance(entry.record, Bulletin):
            year = folder_year(entry.path)
            if year and year != entry.record.date.year:
                report.at_field(entry.path, "date", _wrong_year(year, entry.record))
    soon = catalogue.today + TERM_WARNING
    for group in catalogue.groups:
        term = group.record.term
        if term and term.end <= soon:
            report.at_field(group.path, "term.end", _term_ends(group.record))
        if group_id(group) not in publishing:
            report.at_field(group.path, "", _SILENT)


def _wrong_year(year: int, record: Bulletin) -> Fault:
    right = record.date.year
    return Fault(
        "K309",
        f"tanggalnya {format_day(record.date.day)}, tetapi berkasnya di folder {year}",
        f"pindahkan ke folder {right}, atau betulkan tanggalnya",
        Severity.WARNING,
    )


def _term_ends(record: Group) -> Fault:
    end = record.term.end if record.term else None
    return Fault(
        "K312",
        f"masa bakti pengurus berakhir {format_day(end) if end else ''}",
        "siapkan pemilihan pengurus, lalu perbarui term",
        Severity.WARNING,
    )


_SILENT = Fault(
    "K311", "kelompok ini belum punya satu pun kabar", "tulis kabar pertamanya", Severity.WARNING
)
