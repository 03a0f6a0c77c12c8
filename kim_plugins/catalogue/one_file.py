"""Prepares one file: its record, its rendered body and its problems, without any other file."""

from __future__ import annotations

import pickle
import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import tzinfo
from threading import local
from typing import Final

from kim_plugins.catalogue.bodies import Body, BodyRenderer, Remark, excess, target_of
from kim_plugins.catalogue.memory import PreparedFile, key_of
from kim_plugins.catalogue.own_media import media_of, sources_of
from kim_plugins.catalogue.wording import wording_digest
from kim_plugins.records import Decision, News, Page, Problem, ReadFile, Severity, read_partially
from kim_plugins.records.collected import path_here, source_of
from kim_plugins.records.fields.telephones import dialled
from kim_plugins.records.models.vocabulary import PrivacyKind
from kim_plugins.records.problems import Fault
from kim_plugins.records.reading.document import decode
from kim_plugins.records.reading.located import Mark, mark_at

Made = tuple[str, PreparedFile, Body | None]
"""The path of a file, what is known of it, and its body where it has one."""


def prepare(settings: bytes, files: Iterable[tuple[str, bytes]]) -> list[Made]:
    """Read, check and render some files; runs in workers."""
    zone = pickle.loads(settings)[0]  # noqa: S301 - made by Preparer in this very build
    return [_prepare(path, data, zone, _renderer(settings)) for path, data in files]


class _Own(local):
    """Objects of each thread; Python-Markdown can't be shared."""

    settings: bytes = b""
    renderer: BodyRenderer


_own: Final = _Own()


def _renderer(settings: bytes) -> BodyRenderer:
    if _own.settings != settings:
        _, extensions, configs, line_breaks = pickle.loads(settings)  # noqa: S301 - as above
        _own.settings = settings
        _own.renderer = BodyRenderer(extensions, configs, line_breaks=line_breaks)
    return _own.renderer


def _prepare(path: str, data: bytes, zone: tzinfo, renderer: BodyRenderer) -> Made:
    key = key_of(path, data)
    file, problems, is_readable = read_partially(path, data, zone)
    if file is None:
        return path, PreparedFile(key, tuple(problems)), None
    if not is_readable:
        return path, _look_further(file, key, problems, renderer), None
    if found := excess(file.body):
        problems.append(_said(file, found))
        return path, PreparedFile(key, tuple(problems), file.record, body_line=file.body_line), None
    private = _private(file, data)
    problems += [problem for kind, _, problem in private if kind is not PrivacyKind.PHONE]
    phones = tuple(
        (dialled(value), problem) for kind, value, problem in private if kind is PrivacyKind.PHONE
    )
    try:
        body, remarks = renderer.read(path, file.body)
    except MemoryError:
        _own.settings = b""
        raise  # it says something of the machine, nothing of the file
    except Exception as error:  # noqa: BLE001 - an extension may raise anything; it is one file's fault
        # Python-Markdown stays where it was interrupted, in the next body too: begin anew.
        _own.settings = b""
        problems.append(_unrenderable(file, error))
        return path, PreparedFile(key, tuple(problems), file.record, body_line=file.body_line), None
    problems += (_said(file, remark) for remark in remarks)
    if _is_empty(file, body):
        problems.append(_NOTHING_WRITTEN.at(file.path))
    prepared = PreparedFile(
        key,
        tuple(problems),
        _as_here(file),
        tuple(media_of(path, file.record)),
        file.body_line,
        rendered=True,
        links=body.links,
        dropped=body.dropped,
        words=body.words,
        phones=phones,
        wording=wording_digest(file.record, file.body),
    )
    return path, prepared, body


def _as_here(file: ReadFile) -> Page:
    """A record whose paths of other bulletins are those that its site's files have here."""
    record, source = file.record, source_of(file.path)
    if not source or not isinstance(record, Decision):
        return record
    here = {
        name: tuple(path_here(source, path) for path in getattr(record, name))
        for name in ("follows", "supersedes")
    }
    return record.model_copy(update=here)


def _look_further(
    file: ReadFile, key: bytes, problems: list[Problem], renderer: BodyRenderer
) -> PreparedFile:
    """Find the problems of body and pictures in a file whose front matter has errors."""
    used = tuple(sources_of(file.record))
    media = tuple(target_of(file.path, src) or "" for _, src in used)
    if excess(file.body):
        return PreparedFile(key, tuple(problems), media=media, used=used)
    try:
        body, remarks = renderer.read(file.path, file.body)
    except Exception:  # noqa: BLE001 - it is told when the file can be read
        _own.settings = b""
        return PreparedFile(key, tuple(problems), media=media, used=used)
    problems += (_said(file, remark) for remark in remarks)
    return PreparedFile(
        *(key, tuple(problems)),
        media=media,
        links=body.links,
        dropped=body.dropped,
        used=used,
    )


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
            if (
                text.startswith(("guid:", "# asal:"), ends[line - 1] + 1)
                and finding.start < body_start
            ):
                continue  # a number that another program gave to an item
            mark = Mark(line, finding.start - ends[line - 1])
            problem = explain(finding).at(file.path, mark)
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


def _said(file: ReadFile, remark: Remark) -> Problem:
    """The problem of a remark on a body."""
    mark = mark_at(file.body, remark.place, file.body_line)
    return remark.fault.at(file.path, mark)


def _unrenderable(file: ReadFile, error: Exception) -> Problem:
    fault = Fault(
        "K321",
        f"isi berkas tidak dapat diolah ({type(error).__name__})",
        "sederhanakan susunannya; kutipan atau daftar yang bertingkat-tingkat sering jadi sebabnya",
    )
    return fault.at(file.path, Mark(file.body_line, 1))


_NOTHING_WRITTEN: Final = Fault(
    "K335",
    "isi tulisan ini kosong; pembaca hanya melihat judul dan keterangannya",
    "tulis isinya di bawah garis `---` yang kedua, atau tandai dulu: draft: true",
    Severity.WARNING,
)
