"""What one file gives by itself: its record, its rendered body, its problems.

It depends on nothing but the file's bytes and the site's options, so it is kept between builds
and known again by its digest, never by a time stamp.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kim_plugins.catalogue.bodies import Body, BodyRenderer
from kim_plugins.catalogue.media import Media, inspect
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.records import Problem, ReadFile, read_file
from kim_plugins.records.document import decode
from kim_plugins.records.privacy import dialled, explain, findings
from kim_plugins.records.problems import Fault
from kim_plugins.records.vocabulary import PrivacyKind


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read and rendered; without a record or a body when it can't be.

    `phones` are the telephone numbers of its body, with the problem that each is unless a group
    gives it as its contact.
    """

    digest: bytes
    problems: tuple[Problem, ...]
    file: ReadFile | None = None
    body: Body | None = None
    phones: tuple[tuple[str, Problem], ...] = ()


@dataclass(slots=True)
class Memory:
    """What earlier builds prepared, by path; whoever keeps it sees that code and options fit.

    `changed` tells whether it is worth keeping again.
    """

    files: dict[str, Prepared] = field(default_factory=dict)
    media: dict[str, tuple[bytes, Media | Fault]] = field(default_factory=dict)
    changed: bool = False

    def keep_only(self, documents: set[str], media: set[str]) -> None:
        """Forget files that are gone."""
        for kept, there in ((self.files, documents), (self.media, media)):
            for path in kept.keys() - there:
                del kept[path]
                self.changed = True


class Preparer:
    """Prepares files, or finds them in a memory."""

    def __init__(self, options: SiteOptions, memory: Memory) -> None:
        self._zone = options.zone
        self._renderer = BodyRenderer(options.markdown_extensions, options.markdown_configs)
        self._memory = memory

    def document(self, path: str, data: bytes) -> Prepared:
        """A Markdown file."""
        digest = _digest(data)
        known = self._memory.files.get(path)
        if known is None or known.digest != digest:
            known = self._memory.files[path] = self._prepare(path, data, digest)
            self._memory.changed = True
        return known

    def media(self, path: str, data: bytes) -> Media | Fault:
        """A picture or a sound."""
        digest = _digest(data)
        known = self._memory.media.get(path)
        if known is None or known[0] != digest:
            known = self._memory.media[path] = (digest, inspect(path, data))
            self._memory.changed = True
        return known[1]

    def _prepare(self, path: str, data: bytes, digest: bytes) -> Prepared:
        file, problems = read_file(path, data, self._zone)
        if file is None:
            return Prepared(digest, tuple(problems))
        private = _private(file, data)
        problems += [problem for kind, _, problem in private if kind is not PrivacyKind.PHONE]
        phones = tuple(
            (dialled(value), problem)
            for kind, value, problem in private
            if kind is PrivacyKind.PHONE
        )
        try:
            body = self._renderer.render(path, file.body)
        except Exception as error:  # noqa: BLE001 - an extension may raise anything; it is one file's fault
            return Prepared(digest, (*problems, _unrenderable(file, error)), file)
        return Prepared(digest, tuple(problems), file, body, phones)


def problems_of(prepared: Iterable[Prepared], contacts: Iterable[str]) -> Iterator[Problem]:
    """Every problem that the files have by themselves; a group's contact is none (contract C3)."""
    public = {dialled(contact) for contact in contacts}
    for one in prepared:
        yield from one.problems
        yield from (problem for number, problem in one.phones if number not in public)


def _private(file: ReadFile, data: bytes) -> list[tuple[PrivacyKind, str, Problem]]:
    text = decode(data)
    body_start = len("\n".join(text.split("\n")[: file.body_line - 1]))
    allowed = {privacy.allow for privacy in file.record.privacy}
    found = []
    for finding in findings(text, body_start):
        if finding.kind not in allowed:
            line = text.count("\n", 0, finding.start) + 1
            column = finding.start - text.rfind("\n", 0, finding.start)
            fault = explain(finding)
            problem = Problem(
                *(file.path, line, column, fault.code, "", fault.message, fault.hint),
                severity=fault.severity,
            )
            found.append((finding.kind, finding.value, problem))
    return found


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


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
