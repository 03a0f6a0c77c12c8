"""What a record says besides its text, as blocks in written Indonesian; speech comes later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from kim_plugins.broadcast.outline import Block, BlockKind
from kim_plugins.broadcast.phrasing import lowered
from kim_plugins.catalogue import BulletinEntry, Catalogue, State
from kim_plugins.records import Bulletin, Clock, Decision, Lesson, Moment, News
from kim_plugins.records.action import Action, Aspiration
from kim_plugins.records.date_words import WEEKDAYS
from kim_plugins.records.dates import (
    format_clock,
    format_day,
    format_moment,
    format_zone,
)
from kim_plugins.records.lesson import Claim, Question
from kim_plugins.records.news import Event
from kim_plugins.records.vocabulary import (
    UNVERIFIED_NOTICE,
    CorrectionKind,
    Repeat,
    Status,
    Verdict,
    Verification,
)

_WARNING: Final = {
    Verdict.FALSE: "Awas, kabar berikut ini salah",
    Verdict.UNPROVEN: "Kabar berikut ini belum terbukti",
    Verdict.TRUE: "Kabar berikut ini sudah diperiksa, dan benar",
}
SUMMARY_NOTICE: Final = "Ini ringkasan untuk warga, bukan berita acara resmi."


def heading(text: str) -> Block:
    """A heading of our own."""
    return Block.of(text, BlockKind.HEADING)


def listed(items: Iterable[str], *, ordered: bool = False) -> Iterator[Block]:
    """The items of a list."""
    for number, item in enumerate(items, 1):
        yield Block.of(item, BlockKind.ITEM, number if ordered else None)


def notices(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[Block]:
    """What must be heard before the text: what is unsure, put right, replaced, or a summary."""
    record = entry.record
    if entry.state is State.EXPIRED and record.expires:
        yield Block.of(f"Pengumuman ini sudah lewat masanya sejak {format_moment(record.expires)}.")
    if record.verification is Verification.UNVERIFIED:
        yield Block.of(UNVERIFIED_NOTICE)
    yield from _corrections(record)
    if isinstance(record, Decision):
        yield Block.of(SUMMARY_NOTICE)
        for later in catalogue.followers.get(entry.path, ()):
            if entry.path in later.record.supersedes:
                yield Block.of(
                    "Keputusan ini tidak berlaku lagi. Sudah digantikan oleh keputusan "
                    f"{format_day(later.record.meeting.date)}: {later.record.title}."
                )


def _corrections(record: Bulletin) -> Iterator[Block]:
    for correction in sorted(record.corrections, key=lambda one: one.date, reverse=True):
        day = format_day(correction.date.day)
        if correction.kind is CorrectionKind.RIGHT_OF_REPLY:
            by = f" dari {correction.by}" if correction.by else ""
            yield Block.of(f"Hak jawab{by}, {day}. {correction.after}")
            continue
        before = f" Semula tertulis: {correction.before.rstrip('.')}." if correction.before else ""
        yield Block.of(
            f"{correction.kind.label}, {day}.{before} Yang benar: {correction.after.rstrip('.')}."
        )


def opening(entry: BulletinEntry, year: int) -> Iterator[Block]:
    """What a decision or a lesson says before its text; days of `year` go without it."""
    record = entry.record
    if isinstance(record, Decision):
        yield from _decision(record, year)
    if isinstance(record, Lesson):
        if record.claim:
            yield from _claim(record.claim)
        yield heading("Tujuan pelajaran ini")
        yield from listed(record.objectives)


def ending(entry: BulletinEntry, now: datetime) -> Iterator[Block]:
    """What news or a lesson says after its text, and where it comes from."""
    record = entry.record
    if isinstance(record, News) and record.event:
        yield Block.of(event_sentence(record.event, now))
    if isinstance(record, Lesson):
        if record.steps:
            yield heading("Langkah belajarnya")
            yield from listed(record.steps, ordered=True)
        if record.quiz:
            yield heading("Sekarang mari menguji diri")
            for number, question in enumerate(record.quiz, 1):
                yield from _question(question, number)
    if record.sources:
        sources = "; ".join(lowered(source.title) for source in record.sources)
        yield Block.of(f"Sumber kabar ini: {sources}.")


def event_sentence(event: Event, now: datetime) -> str:
    """When and where, for those who were in the kitchen when it was said.

    Of an event that comes back only what still holds; nothing once it is over for good.
    """
    by = f" Penyelenggara: {event.organiser}." if event.organiser else ""
    if is_over(event, now):
        return f"{_regularly(event)}{by}" if event.repeat else ""
    when = _moment(event.start, now.year)
    if isinstance(event.end, Clock):
        when += f" sampai pukul {format_clock(event.end)}"
    elif isinstance(event.end, Moment):
        when += f" sampai {_moment(event.end, now.year)}"
    elif event.end:
        when += " sampai selesai"
    note = f", {event.time_note}" if event.time_note else ""
    again = f" Acara ini berulang {event.repeat.label.lower()}." if event.repeat else ""
    return f"Catat waktunya: {when}{note}, di {event.place}.{by}{again}"


def is_over(event: Event, now: datetime) -> bool:
    """Whether the first date of an event is over."""
    end = event.end if isinstance(event.end, Moment) else event.start
    return end.at + timedelta(hours=0 if end.has_time else 24) <= now


def _regularly(event: Event) -> str:
    """The first day is over; of a weekly event the day of the week still holds."""
    if event.repeat is not Repeat.WEEKLY:
        return f"Acara ini berulang setiap bulan, di {event.place}."
    start = event.start
    clock = f" pukul {format_clock(Clock(start.at.time()))} {format_zone(start.at)}"
    at = clock if start.has_time else ""
    return f"Acara ini berulang setiap hari {WEEKDAYS[start.day.weekday()]}{at}, di {event.place}."


def _day(day: date, year: int) -> str:
    return _without(year, format_day(day))


def _weekday(day: date, year: int) -> str:
    return _without(year, format_day(day, weekday=True))


def _moment(moment: Moment, year: int) -> str:
    return _without(year, format_moment(moment, weekday=True))


def _without(year: int, text: str) -> str:
    """Nobody says the year that it is."""
    return text.replace(f" {year}", "", 1)


# -- decisions ---------------------------------------------------------------------------------


def _decision(record: Decision, year: int) -> Iterator[Block]:
    meeting = record.meeting
    yield Block.of(f"Masalahnya: {lowered(record.problem)}")
    start = f" pukul {format_clock(meeting.start)}" if meeting.start else ""
    came = meeting.attendance
    yield Block.of(
        f"Musyawarah diadakan hari {_weekday(meeting.date, year)}{start}, "
        f"di {meeting.place}, dipimpin {meeting.chair}. "
        f"Yang hadir {came.total} orang: {came.men} laki-laki dan {came.women} perempuan."
    )
    yield heading("Keputusannya")
    yield from listed(record.decision, ordered=len(record.decision) > 1)
    votes = record.votes
    counted = (
        f": {votes.for_} setuju, {votes.against} tidak setuju, {votes.abstain} abstain"
        if votes
        else ""
    )
    yield Block.of(f"Diputuskan dengan {record.method.label.lower()}{counted}.")
    if record.actions:
        yield heading("Tindak lanjutnya")
        yield from listed(
            (action_sentence(action, year) for action in record.actions), ordered=True
        )
    if record.aspiration:
        yield Block.of(_aspiration(record.aspiration, year))


def action_sentence(action: Action, year: int) -> str:
    """Who does what until when, and how far it is."""
    until = f", paling lambat {_day(action.due, year)}" if action.due else ""
    status = action.status
    if status is Status.NOT_STARTED:
        state = "Belum dikerjakan"
    else:
        last = action.progress[-1]
        note = f". {last.note.rstrip('.')}" if last.note else ""
        word = {Status.DONE: "Sudah selesai", Status.CANCELLED: "Batal dikerjakan"}
        state = f"{word.get(status, status.label)}, {_day(last.date, year)}{note}"
    return f"{action.task.rstrip('.')}. Penanggung jawabnya {action.owner}{until}. {state}."


def _aspiration(aspiration: Aspiration, year: int) -> str:
    asked = (
        f"Permintaan warga disampaikan kepada {aspiration.to} pada {_day(aspiration.sent, year)}."
    )
    if not (aspiration.response or aspiration.responded):
        return f"{asked} Sampai naskah ini dibuat belum ada jawaban."
    on = f" tanggal {_day(aspiration.responded, year)}" if aspiration.responded else ""
    return f"{asked} Sudah dijawab{on}. {aspiration.response or ''}"


# -- lessons -----------------------------------------------------------------------------------


def _claim(claim: Claim) -> Iterator[Block]:
    # The verdict comes first: who tunes in late must not hear the hoax alone.
    kind = f" Jenisnya {claim.type.label.lower()}." if claim.type else ""
    source = f" Beredar lewat {lowered(claim.source)}." if claim.source else ""
    text = claim.text.strip().strip('"“”')
    yield Block.of(f"{_WARNING[claim.verdict]}: “{text}”")
    yield Block.of(f"Hasil periksa: {claim.verdict.label.lower()}.{kind}{source}")


def _question(question: Question, number: int) -> Iterator[Block]:
    letters = "ABCDEF"
    yield Block.of(question.question, BlockKind.ITEM, number)
    choices = "; ".join(
        f"{letter}, {choice.rstrip('.')}"
        for letter, choice in zip(letters, question.choices, strict=False)
    )
    answer = f"{letters[question.answer - 1]}, {question.choices[question.answer - 1]}".rstrip(".")
    yield Block.of(f"Pilihannya: {choices}.")
    yield Block.of(f"Jawabannya: {answer}. {question.explanation or ''}")
