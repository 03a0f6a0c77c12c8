"""What one file gives by itself: its record, its rendered body, its problems.

It depends on nothing but the file's path and bytes and the site's options, so it is kept between
builds and known again by its digest, never by a time stamp. Whatever isn't kept yet is prepared in
chunks, by any `concurrent.futures.Executor`.
"""

from __future__ import annotations

import pickle
import posixpath
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import tzinfo
from threading import local
from typing import Final

from kim_plugins.catalogue.bodies import Body, BodyRenderer, Remark, excess, target_of
from kim_plugins.catalogue.content import Unreadable
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import Memory, Prepared, key_of
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.own_media import media_of, sources_of
from kim_plugins.catalogue.wording import wording
from kim_plugins.records import News, Page, Problem, ReadFile, Severity, look_at
from kim_plugins.records.fields.telephones import dialled
from kim_plugins.records.models.vocabulary import PrivacyKind
from kim_plugins.records.problems import Fault
from kim_plugins.records.reading.document import decode

CHUNK: Final = 64
"""Files that a worker is handed at once: enough that handing over costs nothing to speak of."""

_AHEAD: Final = 8
"""Chunks on their way at any time, so that a large site doesn't stand in memory as a whole."""


Made = tuple[str, Prepared, Body | None]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who helps with what is new, and who is told how much of it is done: (done, of how many).

    `inspect` looks at a picture, sound or document; the same verdict as `media.inspection` has.
    """

    executor: Executor | None = None
    progress: Callable[[int, int], None] | None = None
    inspect: Callable[[str, bytes], Media | Fault] | None = None


class Preparer:
    """Prepares files, or finds them in a memory."""

    def __init__(
        self,
        options: SiteOptions,
        memory: Memory,
        read: Callable[[str], bytes],
        hands: Hands,
    ) -> None:
        self._recipe = pickle.dumps(
            (
                options.zone,
                tuple(options.markdown_extensions),
                dict(options.markdown_configs),
                options.line_breaks,
            )
        )
        self._memory = memory
        self._read = read
        self._hands = hands

    def documents(self, keys: Mapping[str, bytes]) -> dict[str, Prepared]:
        """Every Markdown file, in the order given, of which the keys are known."""
        found: dict[str, Prepared | None] = {}
        for path, key in keys.items():
            known = self._memory.files.get(path)
            found[path] = known if known and known.key == key else None
        new = [path for path, known in found.items() if known is None]
        made: dict[str, Prepared] = {}
        for path, one, body in self._prepare(new):
            made[path] = self._keep(path, one, body)
            if self._hands.progress:
                self._hands.progress(len(made), len(new))
        return {path: known or made[path] for path, known in found.items()}

    def body(self, path: str, prepared: Prepared) -> Body:
        """The body of a prepared file: kept, or rendered again where somebody lost it."""
        body = self._memory.bodies.get(prepared.key)
        if body is None:
            ((_, _, body),) = prepare(self._recipe, [(path, self._read(path))])
        if body is None:
            raise ValueError(f"{path} changed while it was read")
        return body

    def media(self, paths: Iterable[str]) -> dict[str, Media | Fault]:
        """Pictures and sounds."""
        return {path: self._inspected(path) for path in paths}

    def _inspected(self, path: str) -> Media | Fault:
        try:
            data = self._read(path)
        except Unreadable as error:
            return error.fault
        key = key_of(path, data)
        known = self._memory.media.get(path)
        if known is None or known[0] != key:
            # Few builds meet a new picture or sound, and four libraries take their time to come.
            from kim_plugins.catalogue.media.inspection import inspect  # noqa: PLC0415

            known = (key, (self._hands.inspect or inspect)(path, data))
            self._memory.media[path] = known
            self._memory.changed.add(path)
        return known[1]

    def _keep(self, path: str, prepared: Prepared, body: Body | None) -> Prepared:
        if body:
            self._memory.bodies.put(prepared.key, body)
        return self._memory.keep(path, prepared)

    def _prepare(self, paths: Sequence[str]) -> Iterator[Made]:
        chunks = (
            [(path, self._read(path)) for path in paths[start : start + CHUNK]]
            for start in range(0, len(paths), CHUNK)
        )
        executor = self._hands.executor
        if executor is None or len(paths) <= CHUNK:
            for chunk in chunks:
                yield from prepare(self._recipe, chunk)
            return
        waiting: deque[Future[list[Made]]] = deque()
        for chunk in chunks:
            waiting.append(executor.submit(prepare, self._recipe, chunk))
            if len(waiting) > _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def prepare(recipe: bytes, files: Iterable[tuple[str, bytes]]) -> list[Made]:
    """Read, check and render some files; what a worker does."""
    zone = pickle.loads(recipe)[0]  # noqa: S301 - made by Preparer in this very build
    return [_prepare(path, data, zone, _renderer(recipe)) for path, data in files]


class _Own(local):
    """What each thread has for itself: Python-Markdown can't be shared."""

    recipe: bytes = b""
    renderer: BodyRenderer


_own: Final = _Own()


def _renderer(recipe: bytes) -> BodyRenderer:
    if _own.recipe != recipe:
        _, extensions, configs, line_breaks = pickle.loads(recipe)  # noqa: S301 - as above
        _own.recipe = recipe
        _own.renderer = BodyRenderer(extensions, configs, line_breaks=line_breaks)
    return _own.renderer


def _prepare(path: str, data: bytes, zone: tzinfo, renderer: BodyRenderer) -> Made:
    key = key_of(path, data)
    file, problems, is_readable = look_at(path, data, zone)
    if file is None:
        return path, Prepared(key, tuple(problems)), None
    if not is_readable:
        return path, _look_further(file, key, problems, renderer), None
    if found := excess(file.body):
        problems.append(_said(file, found))
        return path, Prepared(key, tuple(problems), file.record, body_line=file.body_line), None
    private = _private(file, data)
    problems += [problem for kind, _, problem in private if kind is not PrivacyKind.PHONE]
    phones = tuple(
        (dialled(value), problem) for kind, value, problem in private if kind is PrivacyKind.PHONE
    )
    try:
        body, remarks = renderer.read(path, file.body)
    except MemoryError:
        _own.recipe = b""
        raise  # it says something of the machine, nothing of the file
    except Exception as error:  # noqa: BLE001 - an extension may raise anything; it is one file's fault
        # Python-Markdown stays where it was interrupted, in the next body too: begin anew.
        _own.recipe = b""
        problems.append(_unrenderable(file, error))
        return path, Prepared(key, tuple(problems), file.record, body_line=file.body_line), None
    problems += (_said(file, remark) for remark in remarks)
    if _is_empty(file, body):
        problems.append(_nothing_written(file))
    prepared = Prepared(
        key,
        tuple(problems),
        file.record,
        tuple(media_of(path, file.record)),
        file.body_line,
        rendered=True,
        links=body.links,
        dropped=body.dropped,
        words=body.words,
        phones=phones,
        wording=wording(file.record, file.body),
    )
    return path, prepared, body


def _look_further(
    file: ReadFile, key: bytes, problems: list[Problem], renderer: BodyRenderer
) -> Prepared:
    """A file with errors in front matter: what its body and its pictures need is told as well."""
    used = tuple(sources_of(file.record))
    media = tuple(target_of(file.path, src) or "" for _, src in used)
    if excess(file.body):
        return Prepared(key, tuple(problems), media=media, used=used)
    try:
        body, remarks = renderer.read(file.path, file.body)
    except Exception:  # noqa: BLE001 - it is told when the file can be read
        _own.recipe = b""
        return Prepared(key, tuple(problems), media=media, used=used)
    problems += (_said(file, remark) for remark in remarks)
    return Prepared(
        *(key, tuple(problems)),
        media=media,
        links=body.links,
        dropped=body.dropped,
        used=used,
    )


def problems_of(prepared: Iterable[Prepared], contacts: Iterable[str]) -> Iterator[Problem]:
    """Every problem that the files have by themselves; a group's contact is none (contract C3)."""
    public = {dialled(contact) for contact in contacts}
    for one in prepared:
        yield from one.problems
        yield from (problem for number, problem in one.phones if number not in public)


def _private(file: ReadFile, data: bytes) -> list[tuple[PrivacyKind, str, Problem]]:
    # Most commands meet no new file, and its patterns take a while to come.
    from kim_plugins.records.privacy.lint import explain, findings  # noqa: PLC0415

    text = decode(data)
    body_start = len("\n".join(text.split("\n")[: file.body_line - 1]))
    allowed = {privacy.allow for privacy in file.record.privacy}
    found = []
    ends = [-1]
    for finding in findings(text, body_start):
        if finding.kind not in allowed:
            if len(ends) == 1:
                ends += [end.start() for end in re.finditer("\n", text)]
            line = bisect_left(ends, finding.start)
            column = finding.start - ends[line - 1]
            fault = explain(finding)
            problem = Problem(
                *(file.path, line, column, fault.code, "", fault.message, fault.hint),
                severity=fault.severity,
            )
            found.append((finding.kind, finding.value, problem))
    return found


def _is_empty(file: ReadFile, body: Body) -> bool:
    """Whether news, or an ordinary page, has neither a word nor a picture nor a sound.

    Groups, decisions and lessons say in their fields what their pages are for.
    """
    record = file.record
    is_full = body.text or body.dropped or "<img" in body.html or "<audio" in body.html
    if is_full or record.draft or posixpath.basename(file.path) == "index.md":
        return False
    return type(record) is Page or (isinstance(record, News) and record.withdrawn is None)


def _nothing_written(file: ReadFile) -> Problem:
    return Problem(
        *(file.path, 1, 1, "K335", ""),
        "isi tulisan ini kosong; pembaca hanya melihat judul dan keterangannya",
        "tulis isinya di bawah garis `---` yang kedua, atau tandai dulu: draft: true",
        severity=Severity.WARNING,
    )


def _said(file: ReadFile, remark: Remark) -> Problem:
    line = file.body.count("\n", 0, remark.place)
    column = remark.place - file.body.rfind("\n", 0, remark.place)
    fault = remark.fault
    return Problem(
        *(file.path, file.body_line + line, column, fault.code, "", fault.message, fault.hint),
        severity=fault.severity,
    )


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
