"""Gathers all files of a site into one checked catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from kim_plugins.catalogue.addresses import (
    address_of,
    group_name,
    identifier_in,
    identifier_of,
)
from kim_plugins.catalogue.bodies import LinkKind
from kim_plugins.catalogue.catalogue import Catalogue
from kim_plugins.catalogue.checks import site as checks
from kim_plugins.catalogue.checks.identity import check_uniqueness
from kim_plugins.catalogue.checks.links import Targets, check_body, check_media
from kim_plugins.catalogue.checks.lookalikes import check_lookalikes
from kim_plugins.catalogue.checks.portable_names import check_documents, check_names, check_topics
from kim_plugins.catalogue.checks.published import PublishedCheck
from kim_plugins.catalogue.checks.sources import admitted
from kim_plugins.catalogue.content import Content
from kim_plugins.catalogue.entries import Entry, GroupEntry, State, state_of
from kim_plugins.catalogue.events import as_of
from kim_plugins.catalogue.generated import generated_addresses
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import LazyBodies, Memory, PreparedFile, SiteFindings, digest_of
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.own_media import sources_of
from kim_plugins.catalogue.preparing import Preparer, Workers, problems_of
from kim_plugins.catalogue.site_records import BULLETIN_KINDS, group_id
from kim_plugins.records import Bulletin, Group, Kind, Page, Problem, kind_of
from kim_plugins.records.collected import source_of
from kim_plugins.records.kinds import MISPLACED
from kim_plugins.records.reader import is_draft

T = TypeVar("T")

_ALONE: Final = Workers()
_STATES: Final = {
    (state, previewed): f"{state.value}{'?' if previewed else ''} ".encode()
    for state in State
    for previewed in (False, True)
}
_MAY_BE_MEDIA: Final = (LinkKind.INTERNAL, LinkKind.PICTURE, LinkKind.SOUND)


def gather(
    content: Content,
    options: SiteOptions,
    now: datetime,
    memory: Memory | None = None,
    workers: Workers = _ALONE,
) -> tuple[Catalogue, list[Problem]]:
    """Read, render and check all files; return the catalogue and all problems, sorted.

    `memory` holds what earlier builds prepared and published, and afterwards what this one
    prepared; `workers` help with what is new. The catalogue holds what is free of errors; whether
    the rest keeps the site from being published is for the caller to decide. Problems come sorted.
    """
    memory = memory or Memory()
    memory.keep_only(set(content.documents), set(content.media))
    preparer = Preparer(options, memory, content, workers)
    keys, problems = content.readable()
    prepared = preparer.documents(dict(sorted(keys.items())))
    problems += problems_of(prepared.values(), _contacts(prepared.values()))
    readable = {path: one for path, one in prepared.items() if one.rendered}
    here = now.astimezone(options.zone)
    used, whole = checks.Reporter(content.read), checks.Reporter(content.read)
    entries = _entries(readable, _only_groups(content, prepared), content, options, here)
    if content.origins:
        entries = admitted(
            entries, set(content.documents) - entries.keys(), options.host, here, used
        )
        readable = {path: readable[path] for path in entries}
    unreadable = frozenset(content.documents) - frozenset(entries)
    media = preparer.media(sorted(_used(content, prepared)))

    words, facts = states(entries, readable)
    said = [words[entry.path] for entry in _groups(entries)]
    others = (media, sorted(unreadable), options.preview, content.collected)
    structure = digest_of((facts, said, *others))
    site = digest_of((structure, here.date()))
    before = memory.found_before(site, keys)
    shown = (entry for entry in entries.values() if entry.has_page)
    generated = before.generated if before else generated_addresses(shown, here.year)
    groups = {group_id(entry): entry for entry in _groups(entries)}
    targets = Targets(
        *(entries, media, generated, unreadable, options.leave_out_invalid, content.media),
        attachments=options.attachments,
    )
    if not before:
        _check_facts(targets, groups, options.host, whole)
    _check_uses(prepared, targets, used)
    PublishedCheck(memory.published, options.host, here, used).run(entries, readable, unreadable)

    problems += check_lookalikes(content, entries, media.keys())
    if content.origins:
        for one in (used, whole):
            one.problems = _held_back_only(one.problems)
        problems = _held_back_only(problems)
    found = (*used.problems, *whole.problems)
    faulty = {problem.path for problem in (*problems, *found) if problem.is_error} & entries.keys()
    faulty |= _answered_by(faulty, entries)
    with_body = {path for path, entry in entries.items() if path not in faulty and entry.shows_body}
    catalogue = Catalogue(
        options=options,
        instant=now,
        entries=_without(faulty, entries),
        bodies=LazyBodies(with_body, lambda path: preparer.body(path, prepared[path])),
        files=_without(faulty, readable),
        media={path: found for path, found in media.items() if isinstance(found, Media)},
        words=_without(faulty, words),
        facts=_without(faulty, facts),
        structure=digest_of((structure, sorted(faulty))) if faulty else structure,
        left_out=unreadable | faulty,
        generated=None if faulty else generated,
        collected=content.collected,
    )
    if before:
        whole.problems += before.problems
    else:
        checks.check_whole(catalogue, _publishing(entries, unreadable, groups.keys()), whole)
        fits = not faulty and not unreadable
        memory.checked = SiteFindings.of(site, keys, generated, whole.problems) if fits else None
    return catalogue, sorted({*problems, *used.problems, *whole.problems})


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


def _check_facts(
    found: Targets, groups: Mapping[str, GroupEntry], host: str, report: checks.Reporter
) -> None:
    """What depends on the facts of all files and needn't be checked while they are the same."""
    entries = found.entries
    checks.check_places(entries, report)
    check_uniqueness(entries, found.generated, host, report)
    checks.check_groups(entries, groups, found.unreadable, report)
    checks.check_sequence(entries, found.unreadable, report)
    check_names([*entries, *sorted(found.unreadable), *found.media], report)
    check_documents(entries, report)
    check_topics(entries, report)


def _without(faulty: AbstractSet[str], found: dict[str, T]) -> dict[str, T]:
    return {p: one for p, one in found.items() if p not in faulty} if faulty else found


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


def _contacts(files: Iterable[PreparedFile]) -> Iterator[str]:
    """The numbers that groups give to be called on."""
    for file in files:
        if isinstance(file.record, Group):
            contact = file.record.contact
            yield from (contact.phone or "", contact.whatsapp or "")
            yield from (enterprise.contact or "" for enterprise in file.record.enterprises)


def _publishing(
    entries: Mapping[str, Entry[Page]], unreadable: AbstractSet[str], groups: AbstractSet[str]
) -> AbstractSet[str]:
    # Whose bulletin a file is that can't be read, nobody knows; no group is called silent then.
    if any(kind_of(path) in BULLETIN_KINDS for path in unreadable):
        return groups
    return {name for entry in entries.values() for name in entry.groups}


def _entries(
    files: Mapping[str, PreparedFile],
    only_groups: Mapping[str, tuple[str, ...]],
    content: Content,
    options: SiteOptions,
    here: datetime,
) -> dict[str, Entry[Page]]:
    entries: dict[str, Entry[Page]] = {}
    for path, file in files.items():
        record: Any = file.record  # what was rendered was read
        if path in content.drafts:
            record = record.model_copy(update={"draft": True})
        is_bulletin = isinstance(record, Bulletin)
        waits = None
        if is_bulletin:
            record, waits = as_of(record, here)
        state, source = state_of(record, here), source_of(path)
        entries[path] = Entry(
            path,
            kind_of(path),
            record,
            address_of(path),
            identifier_in(record.id) if record.id else identifier_of(path),
            state,
            (record.group or only_groups.get(source, ())) if is_bulletin else (),
            record.publication.at.timestamp() if is_bulletin else 0.0,
            options.preview and state in (State.DRAFT, State.SCHEDULED),
            waits,
            content.origins.get(source),
        )
    return entries


def _only_groups(
    content: Content, prepared: Mapping[str, PreparedFile]
) -> dict[str, tuple[str, ...]]:
    """The group of each site that answers for what names none, by the name of the source."""
    # Faulty files count: nobody's bulletins go to another group because theirs can't be read.
    found: dict[str, list[str]] = {}
    for path in content.documents:
        if kind_of(path) is Kind.GROUP:
            found.setdefault(source_of(path), []).append(path)
    return {source: _only_group(groups, content, prepared) for source, groups in found.items()}


def _only_group(
    groups: list[str], content: Content, prepared: Mapping[str, PreparedFile]
) -> tuple[str, ...]:
    """The one of these that answers; a draft of a second one changes nothing."""
    if len(groups) > 1:
        groups = [path for path in groups if _may_answer(path, prepared.get(path), content)]
    return (group_name(groups[0]),) if len(groups) == 1 else ()


def _may_answer(path: str, file: PreparedFile | None, content: Content) -> bool:
    """Whether a file is the profile of a group: no draft, no file of another kind."""
    if file is None:  # it can't be read, and may be anything
        return True
    if file.record:
        return not (file.record.draft or path in content.drafts)
    misplaced = any(problem.code == MISPLACED for problem in file.problems)
    return not misplaced and not is_draft(path, content.read(path))


def _groups(entries: Mapping[str, Entry[Page]]) -> list[GroupEntry]:
    return [
        cast(GroupEntry, entry) for entry in entries.values() if isinstance(entry.record, Group)
    ]


def _used(content: Content, prepared: Mapping[str, PreparedFile]) -> AbstractSet[str]:
    used: set[str] = set()
    for one in prepared.values():
        used.update(one.media)
        used.update(link.target for link in one.links if link.kind in _MAY_BE_MEDIA)
    return used & set(content.media)


def _answered_by(faulty: set[str], entries: Mapping[str, Entry[Page]]) -> set[str]:
    """The bulletins of groups with errors: such a group holds back only its own."""
    names = {group_name(path) for path in faulty if kind_of(path) is Kind.GROUP}
    return {path for path, entry in entries.items() if names & set(entry.groups)}
