"""Radio scripts: a bulletin as passages of phrases with pauses between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Final

from kim_plugins.broadcast.blocks import Block, BlockKind, blocks_of
from kim_plugins.broadcast.duration import Duration, duration
from kim_plugins.broadcast.numbers import ordinal
from kim_plugins.broadcast.options import BroadcastOptions
from kim_plugins.broadcast.phrasing import (
    CLOSING,
    ENDS,
    FULL_STOP,
    SHORT_PAUSE,
    Phrase,
    ended,
    lowered,
    phrases,
)
from kim_plugins.broadcast.records_aloud import WHAT, ending, heading, notices, opening, warning
from kim_plugins.broadcast.spans import BREAK, Span
from kim_plugins.broadcast.speech import Speaker
from kim_plugins.broadcast.tables import read_table
from kim_plugins.catalogue import BulletinEntry, Catalogue
from kim_plugins.records import Decision, Lesson

_FULL_LINE: Final = 50
"""Letters of the last breath of a line that was hardly ended on purpose."""
_DONE: Final = {"☑": "Sudah", "☐": "Belum"}
"""Signs of a list of tasks."""
_SHORT_ITEM: Final = 7
"""Words of an item that may stand in one sentence with others."""


class PassageKind(StrEnum):
    """What the announcer does with a passage; a note isn't read."""

    LEAD = "teras"
    SAY = "baca"
    HEADING = "judul"
    NOTE = "catatan"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a script; a note may ask for a silence, in seconds."""

    kind: PassageKind
    phrases: tuple[Phrase, ...]
    silence: int = 0

    @property
    def text(self) -> str:
        """The words of all phrases."""
        return " ".join(phrase.text for phrase in self.phrases)


@dataclass(frozen=True)
class Script:
    """The script of one bulletin and the pace at which it is read, in words a minute."""

    entry: BulletinEntry
    passages: tuple[Passage, ...]
    wpm: int

    @property
    def words(self) -> int:
        """The number of words that are spoken."""
        spoken = (passage for passage in self.passages if passage.kind is not PassageKind.NOTE)
        return sum(len(passage.text.replace("-", " ").split()) for passage in spoken)

    @cached_property
    def duration(self) -> Duration:
        """How long reading takes, estimated."""
        read = (
            phrase
            for passage in self.passages
            if passage.kind is not PassageKind.NOTE
            for phrase in passage.phrases
        )
        return duration(read, self.wpm, sum(passage.silence for passage in self.passages))


def script_of(catalogue: Catalogue, entry: BulletinEntry, options: BroadcastOptions) -> Script:
    """Write the script of a bulletin; raises ValueError for one whose text isn't published."""
    if not entry.shows_body:
        raise ValueError(f"{entry.path} shows no text")
    builder = _Builder(Speaker(options.speech_rules), entry.record.lang)
    builder.add(warning(entry))
    # A listener has no headline before his eyes: without it a summary comes out of the blue.
    teaser = f"{ended(entry.record.title)} {entry.record.description}"
    builder.add(_in_language([Block.of(teaser)], entry.record.lang), PassageKind.LEAD)
    builder.add(notices(catalogue, entry))
    builder.add(opening(entry, catalogue.year))
    body = blocks_of(catalogue.body_html(entry, "../"))
    is_summed_up = isinstance(entry.record, Decision | Lesson)
    if body and is_summed_up and body[0].kind is not BlockKind.HEADING:
        title = "Catatan dari musyawarah" if isinstance(entry.record, Decision) else "Pelajarannya"
        builder.add([heading(title)])
    builder.add(_in_language(body, entry.record.lang))
    builder.add(ending(catalogue, entry))
    groups = catalogue.groups_of(entry)
    builder.add([Block.of(_farewell(entry, [group.record.title for group in groups]))])
    paces = [group.record.radio_wpm for group in groups if group.record.radio_wpm]
    passages = tuple(_with_languages(builder.passages))
    return Script(entry, passages, paces[0] if paces else options.wpm)


def _with_languages(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Mark where phrases in another language begin and end."""
    spoken = [
        (number, place, phrase.language)
        for number, passage in enumerate(passages)
        if passage.kind is not PassageKind.NOTE
        for place, phrase in enumerate(passage.phrases)
    ]
    marks: dict[int, dict[int, tuple[bool, bool]]] = defaultdict(dict)
    for language, run in groupby(spoken, key=lambda one: one[2]):
        if language:
            where = list(run)
            for number, place, _ in where:
                opens, closes = (number, place) == where[0][:2], (number, place) == where[-1][:2]
                marks[number][place] = (opens, closes)
    for number, passage in enumerate(passages):
        if number not in marks:
            yield passage
            continue
        phrases = list(passage.phrases)
        for place, (opens, closes) in marks[number].items():
            phrases[place] = replace(phrases[place], opens=opens, closes=closes)
        yield replace(passage, phrases=tuple(phrases))


def _farewell(entry: BulletinEntry, names: Sequence[str]) -> str:
    what = WHAT[entry.kind]
    authors, groups = " dan ".join(entry.record.authors), " dan ".join(names)
    if authors:
        return f"{what} ini ditulis oleh {authors} untuk {groups}."
    return f"{what} ini disusun oleh {groups}."


def _in_language(blocks: Iterable[Block], lang: str | None) -> Iterator[Block]:
    """Give blocks the language of their bulletin, unless they have one of their own."""
    for block in blocks:
        spans = tuple(Span(span.text, span.lang or lang) for span in block.spans)
        yield Block(block.kind, spans, block.number, block.rows)


class _Builder:
    def __init__(self, speaker: Speaker, lang: str | None) -> None:
        self.passages: list[Passage] = []
        self._speaker = speaker
        self._lang = lang

    def add(self, blocks: Iterable[Block], kind: PassageKind = PassageKind.SAY) -> None:
        read = list(_joined_items(_with_tables(blocks)))
        for number, block in enumerate(read, 1):
            following = read[number] if number < len(read) else None
            self._add(block, following, kind)

    def _add(self, block: Block, following: Block | None, kind: PassageKind) -> None:
        if block.kind is BlockKind.LEFT_OUT:
            note = Phrase(f"Tidak dibacakan: {block.text}.")
            self.passages.append(Passage(PassageKind.NOTE, (note,)))
            return
        if block.kind is BlockKind.SILENCE:
            note = Phrase(block.text)
            self.passages.append(Passage(PassageKind.NOTE, (note,), block.number or 0))
            return
        spans = list(block.spans)
        if block.kind is BlockKind.HEADING:
            kind = PassageKind.HEADING
            spans[-1] = Span(_headed(spans[-1].text, following), spans[-1].lang)
        if block.kind is BlockKind.QUOTE and not set(block.text) & set('“”"'):
            spans = [Span(f"“{spans[0].text}", spans[0].lang), *spans[1:]]
            spans[-1] = Span(f"{ended(spans[-1].text, spans[-1].lang)}”", spans[-1].lang)
        if block.number is not None and block.number > 0 and spans:
            text = f"{ordinal(block.number).capitalize()}, {lowered(spans[0].text)}"
            spans[0] = Span(text, spans[0].lang)
        found = self._phrases(spans)
        if found:
            *others, last = found
            closed = Phrase(ended(last.text, last.lang), FULL_STOP, last.lang)
            self.passages.append(Passage(kind, (*others, closed)))

    def _phrases(self, spans: Iterable[Span]) -> list[Phrase]:
        """The phrases of a block; a passage in another language is kept as it is written."""
        found: list[Phrase] = []
        for span in spans:
            for number, line in enumerate(span.text.split(BREAK)):
                if found and not found[-1].pause and not _goes_on(found[-1], line, number):
                    found[-1] = _paused(found[-1], is_line=number > 0 and not line[:1].islower())
                if span.lang and span.lang.split("-")[0] != "id":
                    phrase = Phrase(line, "", span.lang)
                    found.append(replace(phrase, pause=FULL_STOP if phrase.ends else SHORT_PAUSE))
                    continue
                is_first = not found or found[-1].ends
                found += phrases(self._speaker.say(line), is_first=is_first)
        return found


def _goes_on(phrase: Phrase, line: str, number: int) -> bool:
    """Whether a line was broken because it was full, and its sentence goes on."""
    return number > 0 and len(phrase.text) >= _FULL_LINE and line[:1].islower()


def _paused(phrase: Phrase, *, is_line: bool) -> Phrase:
    """A phrase with a short pause after it, and a comma where a line ends."""
    bare = phrase.text.rstrip(CLOSING)
    comma = "," if is_line and not phrase.lang and bare[-1:].isalnum() else ""
    return replace(phrase, text=f"{phrase.text}{comma}", pause=SHORT_PAUSE)


def _with_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            yield from read_table(block)
        elif block.kind is BlockKind.ITEM and block.text[:1] in _DONE:
            first, *others = block.spans
            said = f"{_DONE[first.text[0]]}: {lowered(first.text[1:].strip())}"
            yield replace(block, spans=(Span(said, first.lang), *others))
        else:
            yield block


def _joined_items(blocks: Iterable[Block]) -> Iterator[Block]:
    """Short items of a list without numbers in one sentence: `a, b, dan c`."""
    for is_list, run in groupby(blocks, lambda b: b.kind is BlockKind.ITEM and b.number is None):
        items = list(run)
        texts = [item.text.rstrip(" ,;.") for item in items]
        plain = all(len(item.spans) == 1 and not item.spans[0].lang for item in items)
        brief = all(
            len(text.split()) <= _SHORT_ITEM and not set(text) & {":", BREAK} for text in texts
        )
        whole = any(mark in text for text in texts for mark in ENDS)
        goes_on = not any(text[:1].isupper() for text in texts[1:])
        if is_list and len(items) > 1 and plain and brief and goes_on and not whole:
            last = texts[-1].removeprefix("dan ").removeprefix("serta ")
            comma = "," if len(texts) > 2 else ""  # noqa: PLR2004 - `a dan b`, but `a, b, dan c`
            yield Block.of(f"{', '.join(texts[:-1])}{comma} dan {last}.")
        elif is_list:
            for item in items:
                text = item.spans[-1].text.rstrip(" ,;")
                yield Block(item.kind, (*item.spans[:-1], Span(text, item.spans[-1].lang)))
        else:
            yield from items


def _headed(text: str, following: Block | None) -> str:
    if text.endswith(tuple(ENDS)):
        return text
    has_list = following is not None and following.kind is BlockKind.ITEM
    return f"{text.rstrip(' :')}{':' if has_list else '.'}"
