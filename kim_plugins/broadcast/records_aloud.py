"""The fields of a record as blocks of written Indonesian, which rules then turn into speech."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kim_plugins.broadcast.blocks import Block, BlockKind
from kim_plugins.broadcast.events_aloud import event_aloud, said_day, said_weekday
from kim_plugins.broadcast.phrasing import ended, lowered
from kim_plugins.broadcast.spans import Span
from kim_plugins.catalogue import BulletinEntry, Catalogue, State
from kim_plugins.records import Bulletin, Decision, Kind, Lesson, News
from kim_plugins.records.fields.dates import format_clock, format_day, format_moment
from kim_plugins.records.models.action import Action, Aspiration
from kim_plugins.records.models.lesson import Claim, Question
from kim_plugins.records.models.vocabulary import (
    UNVERIFIED_NOTICE,
    ClaimType,
    CorrectionKind,
    Priority,
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
    """A heading that we add."""
    return Block.of(text, BlockKind.HEADING)


def listed(items: Iterable[str], *, ordered: bool = False) -> Iterator[Block]:
    """A list of items that we add."""
    for number, item in enumerate(items, 1):
        yield Block.of(item, BlockKind.ITEM, number if ordered else None)


_TYPE: Final = {
    ClaimType.SATIRE: "Ini satire atau parodi: dibuat untuk melucu, bukan kabar",
    ClaimType.MISLEADING: "Isinya menyesatkan: yang benar dipelintir sampai lain artinya",
    ClaimType.IMPOSTER: "Ini tiruan: mengaku dari orang atau lembaga yang dipercaya",
    ClaimType.FABRICATED: "Ini karangan: isinya dibuat-buat semua",
    ClaimType.FALSE_CONNECTION: "Judul atau gambarnya tidak cocok dengan isinya",
    ClaimType.FALSE_CONTEXT: "Gambar atau kejadiannya ada, tetapi waktu atau tempatnya lain",
    ClaimType.MANIPULATED: "Gambar atau tulisan aslinya sudah diubah",
}
"""What a listener understands of the types of hoaxes, which have names of their own on paper."""

LETTERS: Final = "ABCDEF"
"""Of the choices of a question: at most six."""
WHAT: Final = {Kind.NEWS: "Kabar", Kind.LESSON: "Pelajaran", Kind.DECISION: "Ringkasan"}
THINKING_TIME: Final = 10
"""Seconds in which listeners think of the answer."""


def warning(entry: BulletinEntry) -> Iterator[Block]:
    """The announcement that begins an urgent warning."""
    if entry.record.priority is Priority.URGENT and entry.state is not State.EXPIRED:
        yield Block.of("Peringatan darurat. Mohon didengarkan.")


def notices(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[Block]:
    """What a listener must hear before the text: unverified, corrected, superseded, a summary."""
    record = entry.record
    if entry.state is State.EXPIRED and record.expires:
        yield Block.of(f"Pengumuman ini sudah lewat masanya sejak {format_moment(record.expires)}.")
    if record.verification is Verification.UNVERIFIED:
        yield Block.of(UNVERIFIED_NOTICE)
    yield from _corrections(record)
    if isinstance(record, Decision):
        yield Block.of(SUMMARY_NOTICE)
        for later in catalogue.followers_of(entry.path):
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
    """What is said of a decision or a lesson before its text; days of `year` go without it."""
    record = entry.record
    if isinstance(record, Decision):
        yield from _decision(record, year)
    if isinstance(record, Lesson):
        if record.claim:
            yield from _claim(record.claim)
        yield heading("Tujuan pelajaran ini")
        yield from listed(record.objectives)


def ending(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[Block]:
    """What is said of news or a lesson after its text, and its sources."""
    record = entry.record
    if isinstance(record, News) and record.event:
        yield Block.of(event_aloud(catalogue, entry.path))
    if isinstance(record, Lesson):
        if record.steps:
            yield heading("Langkah belajarnya")
            yield from listed(record.steps, ordered=True)
        if record.quiz:
            yield heading("Sekarang mari menguji diri")
            for number, question in enumerate(record.quiz, 1):
                yield from _question(question, number)
            yield heading("Sekarang jawabannya")
            for number, question in enumerate(record.quiz, 1):
                yield _answer(question, number)
    if record.sources:
        sources = "; ".join(lowered(source.title) for source in record.sources)
        yield Block.of(f"Sumber {WHAT[entry.kind].lower()} ini: {sources}.")


# -- decisions ---------------------------------------------------------------------------------


def _decision(record: Decision, year: int) -> Iterator[Block]:
    meeting = record.meeting
    yield Block.of(f"Masalahnya: {lowered(record.problem)}")
    start = f" pukul {format_clock(meeting.start)}" if meeting.start else ""
    came = meeting.attendance
    yield Block.of(
        f"Musyawarah diadakan hari {said_weekday(meeting.date, year)}{start}, "
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
    """Say who does what until when, and how far it is."""
    until = f", paling lambat {said_day(action.due, year)}" if action.due else ""
    status = action.status
    if status is Status.NOT_STARTED:
        state = "Belum dikerjakan"
    else:
        last = action.progress[-1]
        note = f". {last.note.rstrip('.')}" if last.note else ""
        word = {Status.DONE: "Sudah selesai", Status.CANCELLED: "Batal dikerjakan"}
        state = f"{word.get(status, status.label)}, {said_day(last.date, year)}{note}"
    return f"{action.task.rstrip('.')}. Dikerjakan {action.owner}{until}. {state}."


def _aspiration(aspiration: Aspiration, year: int) -> str:
    sent = said_day(aspiration.sent, year)
    asked = f"Permintaan warga disampaikan kepada {aspiration.to} pada {sent}."
    if not (aspiration.response or aspiration.responded):
        return f"{asked} Sampai naskah ini dibuat belum ada jawaban."
    on = f" tanggal {said_day(aspiration.responded, year)}" if aspiration.responded else ""
    return f"{asked} Sudah dijawab{on}. {aspiration.response or ''}"


# -- lessons -----------------------------------------------------------------------------------


def _claim(claim: Claim) -> Iterator[Block]:
    # The verdict comes first: who tunes in late must not hear the hoax alone.
    guess = "" if claim.verdict is Verdict.FALSE else "Dugaan sementara: "
    kind = _TYPE[claim.type] if claim.type else ""
    kind = f" {guess}{lowered(kind) if guess else kind}." if kind else ""
    source = f" Beredar lewat {lowered(claim.source)}." if claim.source else ""
    text = claim.text.strip().strip('"“”')
    yield Block.of(f"{_WARNING[claim.verdict]}: “{text}”")
    yield Block.of(f"Hasil periksa: {claim.verdict.label.lower()}.{kind}{source}")


def _question(question: Question, number: int) -> Iterator[Block]:
    """A question with its choices, each a phrase of its own, and a silence to think."""
    yield Block.of(question.question, BlockKind.ITEM, number)
    for letter, choice in zip(LETTERS, question.choices, strict=False):
        yield Block.of(f"Pilihan {letter}: {choice.rstrip('.')}.")
    yield Block(
        BlockKind.SILENCE,
        (Span(f"Beri pendengar waktu berpikir, kira-kira {THINKING_TIME} detik."),),
        THINKING_TIME,
    )


def _answer(question: Question, number: int) -> Block:
    """The answer with its question, which was asked a while ago."""
    letter = LETTERS[question.answer - 1]
    choice = question.choices[question.answer - 1].rstrip(".")
    asked = ended(question.question.rstrip(" …")) if question.question else ""
    said = f"{asked} Jawabannya {letter}: {choice}. {question.explanation or ''}"
    return Block.of(said, BlockKind.ITEM, number)
