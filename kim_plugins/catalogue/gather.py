"""Gathers all files of a site into one checked catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from kim_plugins.catalogue.addresses import group_name
from kim_plugins.catalogue.all_files import Found, read_all
from kim_plugins.catalogue.catalogue import Catalogue
from kim_plugins.catalogue.checks import site as checks
from kim_plugins.catalogue.checks.identity import check_uniqueness
from kim_plugins.catalogue.checks.links import Targets, check_body, check_media
from kim_plugins.catalogue.checks.lookalikes import check_lookalikes
from kim_plugins.catalogue.checks.portable_names import check_documents, check_names, check_topics
from kim_plugins.catalogue.checks.published import PublishedCheck
from kim_plugins.catalogue.content import Content
from kim_plugins.catalogue.entries import Entry, GroupEntry, State
from kim_plugins.catalogue.generated import generated_addresses
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import LazyBodies, Memory, PreparedFile, SiteFindings, digest_of
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.own_media import sources_of
from kim_plugins.catalogue.preparing import Preparer, Workers
from kim_plugins.catalogue.site_records import BULLETIN_KINDS, group_id
from kim_plugins.records import Group, Kind, Page, Problem, kind_of
from kim_plugins.records.collected import source_of

T = TypeVar("T")

_ALONE: Final = Workers()
_STATES: Final = {
    (state, previewed): f"{state.value}{'?' if previewed else ''} ".encode()
    for state in State
    for previewed in (False, True)
}


def gather(
    content: Content,
    options: SiteOptions,
    now: datetime,
    memory: Memory | None = None,
    workers: Workers = _ALONE,
) -> tuple[Catalogue, list[Problem]]:
    """Read, render and check all files; return the catalogue and all problems, sorted.

    `memory` holds what earlier builds prepared and published, afterwards what this one did;
    `workers` help with what is new. The catalogue holds only what is free of errors.
    """
    memory = memory or Memory()
    memory.keep_only(set(content.documents), set(content.media))
    preparer, here = Preparer(options, memory, content, workers), now.astimezone(options.zone)
    each, whole = checks.Reporter(content.read), checks.Reporter(content.read)
    found = read_all(content, options, here, preparer, each)
    words, facts = states(found.entries, found.files)
    structure = _structure(found, words, facts, content, options)
    site = digest_of((structure, here.date()))
    before = memory.found_before(site, found.keys)
    generated = (
        before.generated if before else generated_addresses(found.entries.values(), here.year)
    )
    targets = _targets(found, generated, content, options)
    if not before:
        _check_facts(targets, options.host, whole)
    published = PublishedCheck(memory.published, options.host, here, each)
    _check_files(found, targets, content, published)
    each.problems, whole.problems = map(_held_back_only, (each.problems, whole.problems))
    faulty = _faulty((*each.problems, *whole.problems), found.entries)
    catalogue = Catalogue(
        options=options,
        instant=now,
        **_free_of_errors(found, faulty, preparer, words=words, facts=facts),
        structure=digest_of((structure, sorted(faulty))) if faulty else structure,
        left_out=found.unreadable | faulty,
        generated=None if faulty else generated,
        collected=content.collected,
    )
    if not before:
        checks.check_whole(catalogue, _publishing(found.entries, found.unreadable), whole)
        findings = SiteFindings.of(site, found.keys, generated, whole.problems)
        memory.checked = None if catalogue.left_out else findings
    return catalogue, sorted({*each.problems, *(before or whole).problems})


def _structure(
    found: Found,
    words: Mapping[str, bytes],
    facts: Mapping[str, bytes],
    content: Content,
    options: SiteOptions,
) -> bytes:
    """The digest of all facts, and of what else the site's structure follows from."""
    groups = [words[entry.path] for entry in _groups(found.entries)]
    unreadable = sorted(found.unreadable)
    return digest_of((facts, groups, found.media, unreadable, options.preview, content.collected))


def _targets(
    found: Found, generated: frozenset[str], content: Content, options: SiteOptions
) -> Targets:
    """All that a link may lead to."""
    return Targets(
        *(found.entries, found.media, generated, found.unreadable, options.leave_out_invalid),
        *(content.media, options.attachments),
    )


def _faulty(problems: Iterable[Problem], entries: Mapping[str, Entry[Page]]) -> set[str]:
    """The records that can't be published; a group with errors holds back its own bulletins."""
    faulty = {problem.path for problem in problems if problem.is_error} & entries.keys()
    names = {group_name(path) for path in faulty if kind_of(path) is Kind.GROUP}
    return faulty | {path for path, entry in entries.items() if names & set(entry.groups)}


def _free_of_errors(
    found: Found, faulty: AbstractSet[str], preparer: Preparer, **digests: dict[str, bytes]
) -> dict[str, Any]:
    """What a catalogue holds of the records that aren't faulty; `digests` are those of records."""
    entries, files = found.entries, found.prepared
    with_body = {path for path, entry in entries.items() if path not in faulty and entry.shows_body}
    return {
        "entries": _without(faulty, entries),
        "files": _without(faulty, found.files),
        "bodies": LazyBodies(with_body, lambda path: preparer.body(path, files[path])),
        "media": {path: one for path, one in found.media.items() if isinstance(one, Media)},
        **{name: _without(faulty, each) for name, each in digests.items()},
    }


def states(
    entries: Mapping[str, Entry[Page]], files: Mapping[str, PreparedFile]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Two digests of each record, with its state: of all it says, and of its facts.

    Of groups the second says only which one it is: who reads their fields notes that.
    """
    words: dict[str, bytes] = {}
    facts: dict[str, bytes] = {}
    for path, entry in entries.items():
        file, state = files[path], _STATES[entry.state, entry.previewed]
        if entry.waits:
            state += entry.waits.isoformat().encode()
        if entry.origin:
            state += digest_of((entry.origin.facts, entry.address, entry.identifier, entry.arrived))
        is_group = entry.kind is Kind.GROUP
        standing = digest_of((path, entry.identifier)) if is_group else file.facts
        words[path], facts[path] = file.key + state, standing + state
    return words, facts


def _held_back_only(problems: list[Problem]) -> list[Problem]:
    """Problems, of other sites only those that hold something back: theirs is to mend the rest.

    What they link to may be a page that isn't shown here; then it is plain text.
    """
    return [
        problem
        for problem in problems
        if not source_of(problem.path) or (problem.is_error and problem.code != checks.DEAD_LINK)
    ]


def _check_facts(found: Targets, host: str, report: checks.Reporter) -> None:
    """What depends on the facts of all files and needn't be checked while they are the same."""
    entries = found.entries
    groups = {group_id(entry): entry for entry in _groups(entries)}
    checks.check_places(entries, report)
    check_uniqueness(entries, found.generated, host, report)
    checks.check_groups(entries, groups, found.unreadable, report)
    checks.check_sequence(entries, found.unreadable, report)
    check_names([*entries, *sorted(found.unreadable), *found.media], report)
    check_documents(entries, report)
    check_topics(entries, report)


def _without(faulty: AbstractSet[str], found: dict[str, T]) -> dict[str, T]:
    return {p: one for p, one in found.items() if p not in faulty} if faulty else found


def _check_files(
    found: Found,
    targets: Targets,
    content: Content,
    published: PublishedCheck,
) -> None:
    """Check what each file uses, what subscribers have of it, and how it is called."""
    report = published.report
    _check_uses(found.prepared, targets, report)
    published.run(found.entries, found.files, found.unreadable)
    report.problems += check_lookalikes(content, found.entries, found.media.keys())


def _check_uses(
    files: Mapping[str, PreparedFile], targets: Targets, report: checks.Reporter
) -> None:
    """Pictures, sounds and links of each file.

    Those of what was withdrawn may be gone: nothing shows them, unless it is to come back.
    """
    for path, file in files.items():
        if not (file.media or file.links or file.dropped):
            continue
        entry = targets.entries.get(path)
        if entry and entry.state is State.WITHDRAWN and entry.waits is None:
            continue
        if file.media:
            check_media(path, file.used or sources_of(file.record), targets, report)
        if file.links or file.dropped:
            shows = entry is None or entry.has_page
            check_body(path, file, targets, report, has_page=shows)


def _publishing(
    entries: Mapping[str, Entry[Page]], unreadable: AbstractSet[str]
) -> AbstractSet[str]:
    # Whose bulletin a file is that can't be read, nobody knows; no group is called silent then.
    if any(kind_of(path) in BULLETIN_KINDS for path in unreadable):
        return {group_id(entry) for entry in _groups(entries)}
    return {name for entry in entries.values() for name in entry.groups}


def _groups(entries: Mapping[str, Entry[Page]]) -> list[GroupEntry]:
    return [
        cast(GroupEntry, entry) for entry in entries.values() if isinstance(entry.record, Group)
    ]
