"""All files of a site as they are: their records, what can't be read, and the media they use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, Final, NamedTuple

from kim_plugins.catalogue.addresses import (
    address_of,
    group_name,
    identifier_in,
    identifier_of,
)
from kim_plugins.catalogue.bodies import LinkKind
from kim_plugins.catalogue.checks import site as checks
from kim_plugins.catalogue.checks.sources import admitted
from kim_plugins.catalogue.content import Content
from kim_plugins.catalogue.entries import Entry, State, state_of
from kim_plugins.catalogue.events import as_of
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import PreparedFile
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.preparing import Preparer, problems_of
from kim_plugins.records import Bulletin, Group, Kind, Page, kind_of
from kim_plugins.records.collected import source_of
from kim_plugins.records.kinds import MISPLACED
from kim_plugins.records.problems import Fault
from kim_plugins.records.reader import is_draft

_MAY_BE_MEDIA: Final = (LinkKind.INTERNAL, LinkKind.PICTURE, LinkKind.SOUND)


class Found(NamedTuple):
    """What there is, each by path.

    `keys` of the files that can be read, `prepared` what is known of these, `files` the same of
    those with a record, `entries` their records; `unreadable` are all other paths.
    """

    keys: Mapping[str, bytes]
    prepared: Mapping[str, PreparedFile]
    files: dict[str, PreparedFile]
    entries: dict[str, Entry[Page]]
    unreadable: frozenset[str]
    media: Mapping[str, Media | Fault]


def read_all(
    content: Content,
    options: SiteOptions,
    here: datetime,
    preparer: Preparer,
    report: checks.Reporter,
) -> Found:
    """Read all files and the media that they use; `report` gets what is wrong with each."""
    keys, problems = content.readable()
    prepared = preparer.documents(dict(sorted(keys.items())))
    report.problems += (*problems, *problems_of(prepared.values(), _contacts(prepared.values())))
    files = {path: one for path, one in prepared.items() if one.rendered}
    entries = _entries(files, _only_groups(content, prepared), content, options, here)
    if content.origins:
        others = set(content.documents) - entries.keys()
        entries = admitted(entries, others, options.host, here, report)
        files = {path: files[path] for path in entries}
    unreadable = frozenset(content.documents) - frozenset(entries)
    media = preparer.media(sorted(_used(content, prepared)))
    return Found(keys, prepared, files, entries, unreadable, media)


def _contacts(files: Iterable[PreparedFile]) -> Iterator[str]:
    """The numbers that groups give to be called on."""
    for file in files:
        if isinstance(file.record, Group):
            contact = file.record.contact
            yield from (contact.phone or "", contact.whatsapp or "")
            yield from (enterprise.contact or "" for enterprise in file.record.enterprises)


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


def _used(content: Content, prepared: Mapping[str, PreparedFile]) -> AbstractSet[str]:
    used: set[str] = set()
    for one in prepared.values():
        used.update(one.media)
        used.update(link.target for link in one.links if link.kind in _MAY_BE_MEDIA)
    return used & set(content.media)
