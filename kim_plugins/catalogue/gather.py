"""All files of a site → one checked catalogue (the middle of the flow in docs/architecture.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from kim_plugins.catalogue import checks
from kim_plugins.catalogue.addresses import (
    address_of,
    generated_addresses,
    group_name,
    identifier_of,
)
from kim_plugins.catalogue.bodies import Body, BodyRenderer, LinkKind
from kim_plugins.catalogue.catalogue import Catalogue, GroupEntry, group_id, media_of
from kim_plugins.catalogue.entries import Entry, state_of
from kim_plugins.catalogue.link_checks import Targets, check_body, check_media
from kim_plugins.catalogue.media import Media, inspect
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.records import Bulletin, Group, Kind, Page, Problem, ReadFile, kind_of, read_file
from kim_plugins.records.problems import Fault

_MAY_BE_MEDIA: Final = (LinkKind.INTERNAL, LinkKind.PICTURE, LinkKind.SOUND)


@dataclass(frozen=True, slots=True)
class Content:
    """The files of a content folder: Markdown and everything else, and a way to read one.

    Paths are relative to the folder, with forward slashes.
    """

    documents: Sequence[str]
    media: Sequence[str]
    read: Callable[[str], bytes]


def gather(
    content: Content,
    options: SiteOptions,
    now: datetime,
) -> tuple[Catalogue, list[Problem]]:
    """Read, render and cross-check everything.

    The catalogue holds what is free of errors; whether the rest keeps the site from
    being published is for the caller to decide. Problems come sorted.
    """
    files, problems = _read_all(content, options)
    bodies, found = _render_all(files, options)
    problems += found
    entries = _entries({path: files[path] for path in bodies}, _only_group(content), now)
    held = frozenset(content.documents) - frozenset(entries)
    media = _inspect_used(content, files, bodies)

    report = checks.Reporter(
        content.read, {path: (file.body_line, file.body) for path, file in files.items()}
    )
    groups = {group_id(entry): entry for entry in _groups(entries)}
    generated = generated_addresses(entry for entry in entries.values() if entry.has_page)
    targets = Targets(entries, media, generated, held)
    checks.check_places(entries, report)
    checks.check_uniqueness(entries, generated, report)
    checks.check_groups(entries, groups, held, report)
    checks.check_sequence(entries, held, report)
    for path, entry in entries.items():
        check_media(entry, media, report)
        check_body(entry, bodies[path], targets, report)

    faulty = {problem.path for problem in report.problems if problem.is_error}
    faulty |= _answered_by(faulty, entries)
    catalogue = Catalogue(
        options=options,
        now=now,
        entries={path: entry for path, entry in entries.items() if path not in faulty},
        bodies={path: body for path, body in bodies.items() if path not in faulty},
        media={path: found for path, found in media.items() if isinstance(found, Media)},
        left_out=held | faulty,
    )
    checks.check_whole(catalogue, report)
    return catalogue, sorted({*problems, *report.problems})


def _read_all(content: Content, options: SiteOptions) -> tuple[dict[str, ReadFile], list[Problem]]:
    files: dict[str, ReadFile] = {}
    problems: list[Problem] = []
    for path in sorted(content.documents):
        file, found = read_file(path, content.read(path), options.zone)
        problems += found
        if file:
            files[path] = file
    return files, problems


def _entries(
    files: Mapping[str, ReadFile], only_group: tuple[str, ...], now: datetime
) -> dict[str, Entry[Page]]:
    entries: dict[str, Entry[Page]] = {}
    for path, file in files.items():
        record = file.record
        groups = (record.group or only_group) if isinstance(record, Bulletin) else ()
        entries[path] = Entry(
            path,
            file.kind,
            record,
            address_of(path),
            record.id or identifier_of(path),
            state_of(record, now),
            groups,
        )
    return entries


def _only_group(content: Content) -> tuple[str, ...]:
    # Faulty files count: nobody's bulletins go to another group because theirs can't be read.
    paths = [path for path in content.documents if kind_of(path) is Kind.GROUP]
    return (group_name(paths[0]),) if len(paths) == 1 else ()


def _groups(entries: Mapping[str, Entry[Page]]) -> list[GroupEntry]:
    return [
        cast(GroupEntry, entry) for entry in entries.values() if isinstance(entry.record, Group)
    ]


def _render_all(
    files: Mapping[str, ReadFile], options: SiteOptions
) -> tuple[dict[str, Body], list[Problem]]:
    renderer = BodyRenderer(options.markdown_extensions, options.markdown_configs)
    bodies: dict[str, Body] = {}
    problems: list[Problem] = []
    for path, file in files.items():
        try:
            bodies[path] = renderer.render(path, file.body)
        except Exception as error:  # noqa: BLE001 - an extension may raise anything; it is one file's fault
            problems.append(_unrenderable(file, error))
    return bodies, problems


def _unrenderable(file: ReadFile, error: Exception) -> Problem:
    return Problem(
        file.path,
        file.body_line,
        1,
        "K321",
        "",
        f"isi berkas tidak dapat diolah ({type(error).__name__})",
        "sederhanakan susunannya; kutipan atau daftar yang bertingkat-tingkat sering jadi sebabnya",
    )


def _inspect_used(
    content: Content, files: Mapping[str, ReadFile], bodies: Mapping[str, Body]
) -> dict[str, Media | Fault]:
    used = {target for path, file in files.items() for target in media_of(path, file.record)}
    used |= {
        link.target for body in bodies.values() for link in body.links if link.kind in _MAY_BE_MEDIA
    }
    return {path: inspect(path, content.read(path)) for path in content.media if path in used}


def _answered_by(faulty: set[str], entries: Mapping[str, Entry[Page]]) -> set[str]:
    """The bulletins of groups that are left out: a faulty group holds up only its own."""
    names = {group_name(path) for path in faulty if kind_of(path) is Kind.GROUP}
    return {path for path, entry in entries.items() if names & set(entry.groups)}
