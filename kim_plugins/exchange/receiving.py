"""Files that were sent, each in its place: nothing is overwritten, nothing leaves the content."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain, count
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote as percent

from kim_plugins.catalogue.addresses import address_of, expected_place, identifier_of
from kim_plugins.catalogue.media.file import SUFFIXES
from kim_plugins.catalogue.media.sounds import MIMES
from kim_plugins.exchange.chats import Message, filter_messages, messages_of
from kim_plugins.exchange.drafts import draft_news, has_front_matter, marked_as_draft
from kim_plugins.exchange.feedback import draft_decision, is_about, with_correction_note
from kim_plugins.exchange.unpacking import Incoming, Refused, unpacked
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.describing.skeleton import file_name, path_of, plain_name
from kim_plugins.records.fields.day_reading import read_moment
from kim_plugins.records.placing import kind_by_fields
from kim_plugins.records.problems import quote
from kim_plugins.records.reading.document import read_document
from kim_plugins.records.reading.feedback import Feedback, FeedbackKind, read_feedback

TEXTS: Final = (".md", ".markdown", ".txt")
SOUNDS: Final = tuple(MIMES)
PICTURES: Final = tuple(chain.from_iterable(SUFFIXES.values()))
_ID: Final = re.compile(r"(?m)^id:[ \t]*[\"']?([\w:./-]+)")
_MEDIA_FOLDER: Final = "media"
_LONGEST_NAME: Final = 80
_MOST_SENDERS: Final = 8
_FOLDERS: Final = ("berita", "literasi", "keputusan", "kelompok")


@dataclass(frozen=True, slots=True)
class ReceivingSite:
    """What the content folder holds: `read` gives a file's bytes, None where there is none.

    `groups` are the ids of its groups, `bulletins` the paths of its bulletins; `now` is in the
    site's zone. With `publish` nothing is marked as a draft.
    """

    read: Callable[[str], bytes | None]
    addresses: frozenset[str]
    groups: Sequence[str]
    now: datetime
    publish: bool = False
    bulletins: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ChatFilter:
    """Which messages of a chat are meant: a part of the sender's name, and from which day on."""

    author: str = ""
    since: date | None = None


@dataclass(slots=True)
class Receipt:
    """What becomes of what was sent: new files by path, those that were here, and remarks."""

    files: dict[str, bytes] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The bulletins among the new files."""
        return [path for path in self.files if path.endswith(".md")]


def receive(
    files: Sequence[Incoming], desk: ReceivingSite, choice: ChatFilter | None = None
) -> Receipt:
    """Put what was sent where it belongs. Raises `Refused`, and then nothing of it is taken."""
    receipt = Receipt()
    parts = list(unpacked(files))
    texts, pictures = [], []
    for part in parts:
        if part.suffix in TEXTS:
            texts.append((part.name, _text_of(part)))
        elif part.suffix == ".docx":
            from kim_plugins.exchange.word_documents import read_word_document  # noqa: PLC0415 - few are sent

            letter = read_word_document(part)
            pictures += letter.pictures
            receipt.notes += [f"{part.base}: {note}" for note in letter.notes]
            texts.append((part.base, letter.text))
        elif part.suffix in (*PICTURES, *SOUNDS):
            pictures.append(part)
        else:
            kinds = ".zip, .md, .txt, .docx, gambar, dan suara (MP3, M4A, OGG)"
            raise Refused(f"{quote(part.base)} tidak dikenal; yang diterima: {kinds}")
    if not texts and not pictures:
        raise Refused("tidak ada tulisan, gambar atau suara di dalamnya")
    drafts: list[tuple[str, str]] = []
    for name, text in texts:
        said = [] if has_front_matter(text) else _voices(text)
        for feedback in said:
            drafts += _heard(feedback, desk, receipt)
        if not said:
            drafts += _drafts(name, text, desk, choice or ChatFilter())
    placed = {part.base: _place_media(part, desk, receipt) for part in pictures}
    for name, text in drafts:
        _place_text(name, text, placed, desk, receipt)
    return receipt


def _text_of(part: Incoming) -> str:
    """A text in the coding of telephones, or of Windows' Notepad."""
    codings = ["utf-16"] if part.data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else []
    for coding in (*codings, "utf-8-sig", "cp1252"):
        try:
            text = part.data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Refused(f"{quote(part.base)} bukan teks yang dapat dibaca; simpan sebagai UTF-8")


def _drafts(
    name: str, text: str, desk: ReceivingSite, choice: ChatFilter
) -> Iterator[tuple[str, str]]:
    """A file's text as a bulletin's; a chat becomes one as well."""
    if has_front_matter(text):
        yield name, text
        return
    day, base = desk.now.date(), PurePosixPath(name).name
    if messages := messages_of(text):
        found = _messages(base, messages, choice)
        text, day = _told(found), found[-1].day
    if not text.strip():
        raise Refused(f"{quote(base)} kosong")
    yield base, draft_news(text, day, desk.groups[0] if len(desk.groups) == 1 else "")


def _voices(text: str) -> list[Feedback]:
    """What villagers said through `/usul/`, in a text or in the messages of a chat."""
    parts = [message.text for message in messages_of(text)] or [text]
    return [feedback for part in parts if (feedback := read_feedback(part))]


def _heard(feedback: Feedback, desk: ReceivingSite, receipt: Receipt) -> Iterator[tuple[str, str]]:
    """A draft for what is asked for; a correction goes to the bulletin that it is about."""
    shown = quote(" ".join(feedback.text.split()) or feedback.about)
    if feedback.kind is FeedbackKind.ASPIRATION:
        yield "keputusan.md", draft_decision(feedback, desk.now)
        return
    about = next((path for path in desk.bulletins if is_about(feedback, *_names(path, desk))), None)
    if about and feedback.kind in (FeedbackKind.CORRECTION, FeedbackKind.REPLY):
        data = receipt.files.get(about, desk.read(about) or b"")
        # What isn't UTF-8 is an error of its own, which `kim check` explains.
        if changed := with_correction_note(
            data.decode("utf-8", "surrogateescape"), feedback, desk.now
        ):
            receipt.files[about] = changed.encode("utf-8", "surrogateescape")
            receipt.notes.append(f"{feedback.kind} {shown} dicatat sebagai komentar di {about}")
            return
    receipt.notes.append(
        f"{feedback.kind} untuk {feedback.group}: {shown}; jawab langsung pengirimnya"
    )


def _names(path: str, desk: ReceivingSite) -> tuple[str, str]:
    """The address of a bulletin and its identifier."""
    own = _ID.search((desk.read(path) or b"").decode("utf-8", "replace").partition("\n---")[0])
    return address_of(path), own[1] if own else identifier_of(path)


def _messages(name: str, messages: Sequence[Message], choice: ChatFilter) -> list[Message]:
    senders = sorted({message.sender for message in messages})
    if not choice.author and choice.since is None and len(senders) > 1:
        shown = ", ".join(senders[:_MOST_SENDERS])
        example = f'--author "{senders[0]}" atau --since {messages[-1].day.isoformat()}'
        raise Refused(
            f"{quote(name)} obrolan {len(senders)} orang; pilih yang mana, misalnya: {example}. "
            f"Pengirimnya: {shown}{', …' if len(senders) > _MOST_SENDERS else ''}"
        )
    if found := filter_messages(messages, choice.author, choice.since):
        return found
    shown = ", ".join(senders[:_MOST_SENDERS])
    raise Refused(f"di {quote(name)} tidak ada pesan yang dipilih; pengirimnya: {shown}")


def _told(messages: Sequence[Message]) -> str:
    names = [name for message in messages for name in message.attached]
    pictures = (
        f"[Rekaman]({percent(name)})"
        if name.lower().endswith(SOUNDS)
        else f"![Foto kiriman]({percent(name)})"
        for name in names
    )
    return "\n\n".join([*(message.text for message in messages if message.text), *pictures])


def _place_media(part: Incoming, desk: ReceivingSite, receipt: Receipt) -> str:
    stem = plain_name(PurePosixPath(part.base).stem)[:_LONGEST_NAME]
    name = stem or f"kiriman-{desk.now:%Y-%m-%d}"
    number = 1
    while True:
        path = f"{_MEDIA_FOLDER}/{name}{'' if number == 1 else f'-{number}'}{part.suffix}"
        there = receipt.files.get(path, desk.read(path))
        if there in (None, part.data):
            if there is None:
                receipt.files[path] = part.data
            receipt.media.append(path)
            return path
        number += 1


def _place_text(
    name: str, text: str, media: dict[str, str], desk: ReceivingSite, receipt: Receipt
) -> None:
    wanted = _wanted(name, text, desk)
    folder, stem = str(PurePosixPath(wanted).parent), PurePosixPath(wanted).stem
    for number in count(1):
        path = f"{folder}/{stem}{'' if number == 1 else f'-{number}'}.md"
        found = _with_media(text, path, media)
        data = (found if desk.publish else marked_as_draft(found, desk.now.date())).encode()
        there = receipt.files.get(path, desk.read(path))
        if there is None and address_of(path) not in desk.addresses:
            receipt.files[path] = data
            return
        if there is not None and _without_mark(there) == _without_mark(data):
            receipt.known.append(path)
            return


def _without_mark(data: bytes) -> bytes:
    """A received file apart from the day on which it came."""
    return re.sub(rb"(?m)^draft: true # diterima .*\n", b"", data)


def _wanted(name: str, text: str, desk: ReceivingSite) -> str:
    """Where a bulletin belongs: where its sender says, if that is a place, or by its fields."""
    parts = PurePosixPath(name.replace("\\", "/")).with_suffix(".md").parts
    for start, part in enumerate(parts[:-1]):
        own = "/".join(parts[start:])
        if part in _FOLDERS and kind_of(own) is not Kind.PAGE and expected_place(own) is None:
            return own
    document, _ = read_document(parts[-1], text.encode())
    fields = document.fields if document else {}
    kind = kind_by_fields(parts[-1], fields)
    kind = kind if kind in (Kind.LESSON, Kind.DECISION) else Kind.NEWS
    title, written = (
        str(fields.get("title", "")) or PurePosixPath(name).stem,
        str(fields.get("date", "")),
    )
    try:
        day = read_moment(written, desk.now.tzinfo or UTC).at
    except ValueError:
        day = desk.now
    return path_of(kind, file_name(kind, title, day), day)


def _with_media(text: str, path: str, media: dict[str, str]) -> str:
    """References to what was sent along lead to where it lies now."""
    up = "../" * path.count("/")
    for name, place in media.items():
        for written in {name, percent(name)}:
            ways = rf"(?<![\w.%/-])(?:[\w.%-]*/)*{re.escape(written)}(?![\w.-])"
            text = re.sub(ways, f"{up}{place}", text)
    return text
