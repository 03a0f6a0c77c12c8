"""What a wall sheet shows besides the text: notices, an event, a decision, a lesson."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kim_plugins.broadcast.records_aloud import LETTERS, SUMMARY_NOTICE
from kim_plugins.catalogue import BulletinEntry, Catalogue, State
from kim_plugins.records import (
    Bulletin,
    Clock,
    Decision,
    Lesson,
    Moment,
    News,
    format_clock,
    format_day,
    format_moment,
)
from kim_plugins.records.models.action import Action
from kim_plugins.records.models.news import Event
from kim_plugins.records.models.vocabulary import UNVERIFIED_NOTICE, CorrectionKind, Verification


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a sheet; each line has a beginning in bold and a text.

    `style` names what it is for the stylesheet: `penting` in a frame, `kunci` upside down on paper.
    """

    heading: str
    lines: tuple[tuple[str, str], ...]
    ordered: bool = False
    style: str = ""


def sheet_notices(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[Part]:
    """What a reader must see first: unverified, corrected, superseded."""
    record = entry.record
    said = []
    if entry.state is State.EXPIRED and record.expires:
        said.append(("Sudah lewat masanya", f"sejak {format_moment(record.expires)}."))
    if record.verification is Verification.UNVERIFIED:
        said.append(("Belum dipastikan.", UNVERIFIED_NOTICE))
    said += _corrections(record)
    if isinstance(record, Decision):
        said.append(("", SUMMARY_NOTICE))
        said += [
            ("Tidak berlaku lagi:", f"sudah digantikan oleh “{later.record.title}”.")
            for later in catalogue.followers_of(entry.path)
            if entry.path in later.record.supersedes
        ]
    if said:
        yield Part("", tuple(said), style="penting")


def _corrections(record: Bulletin) -> Iterator[tuple[str, str]]:
    for correction in sorted(record.corrections, key=lambda one: one.date, reverse=True):
        by = f", {correction.by}" if correction.by else ""
        what = f"{correction.kind.label}, {format_day(correction.date.day)}{by}:"
        before = f"semula “{correction.before}”; yang benar: " if correction.before else ""
        is_reply = correction.kind is CorrectionKind.RIGHT_OF_REPLY
        yield what, correction.after if is_reply else f"{before}{correction.after}"


def parts_before(entry: BulletinEntry) -> Iterator[Part]:
    """The sections above the text."""
    record = entry.record
    if isinstance(record, News) and record.event:
        yield Part("", tuple(_event(record.event)), style="penting")
    if isinstance(record, Decision):
        yield from _decision(record)
    if isinstance(record, Lesson):
        if claim := record.claim:
            verdict = (
                f"{claim.verdict.label}{f' ({claim.type.label.lower()})' if claim.type else ''}."
            )
            lines = (("Klaim:", f"“{claim.text.strip()}”"), ("Hasil periksa:", verdict))
            yield Part("", lines, style="penting")
        yield Part("Setelah belajar ini", tuple(("", text) for text in record.objectives))


def parts_after(entry: BulletinEntry) -> Iterator[Part]:
    """The sections below the text; the answers of a quiz come last."""
    record = entry.record
    if not isinstance(record, Lesson):
        return
    if record.steps:
        yield Part("Langkah belajar", tuple(("", step) for step in record.steps), ordered=True)
    if record.quiz:
        asked = (
            (
                question.question,
                "   ".join(f"{a}. {b}" for a, b in zip(LETTERS, question.choices, strict=False)),
            )
            for question in record.quiz
        )
        yield Part("Uji diri", tuple(asked), ordered=True)
        key = (
            (f"{LETTERS[question.answer - 1]}.", question.explanation or "")
            for question in record.quiz
        )
        yield Part("Kunci jawaban", tuple(key), ordered=True, style="kunci")


def _event(event: Event) -> Iterator[tuple[str, str]]:
    if event.title:
        yield "Acara:", event.title
    when = format_moment(event.start, weekday=True)
    if isinstance(event.end, Clock):
        when += f" sampai {format_clock(event.end)}"
    elif isinstance(event.end, Moment):
        when += f" sampai {format_moment(event.end, weekday=True)}"
    elif event.end:
        when += " sampai selesai"
    yield "Kapan:", f"{when} ({event.time_note})" if event.time_note else when
    if event.repeat:
        yield "Berulang:", event.repeat.label
    yield "Di mana:", event.place
    if event.organiser:
        yield "Penyelenggara:", event.organiser


def _decision(record: Decision) -> Iterator[Part]:
    yield Part("Masalahnya", (("", record.problem),))
    yield Part("Keputusannya", tuple(("", point) for point in record.decision), ordered=True)
    meeting = record.meeting
    held = f"{format_day(meeting.date, weekday=True)}, {meeting.place}"
    votes = record.votes
    counted = (
        f": {votes.for_} setuju, {votes.against} tidak, {votes.abstain} abstain" if votes else ""
    )
    lines = (
        ("Musyawarah:", f"{held}. Hadir {meeting.attendance.total} orang."),
        ("Cara memutuskan:", f"{record.method.label.lower()}{counted}."),
    )
    yield Part("", lines)
    if record.actions:
        yield Part(
            "Siapa mengerjakan apa",
            tuple((f"{action.task}:", _owner(action)) for action in record.actions),
            ordered=True,
            style="penting",
        )


def _owner(action: Action) -> str:
    until = f", paling lambat {format_day(action.due)}" if action.due else ""
    return f"{action.owner}{until} ({action.status.label.lower()})"
