"""Placing of files that were sent: nothing is overwritten, nothing leaves the content."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from pathlib import PurePosixPath
from typing import Final

from kim_plugins.catalogue.addresses import address_of, expected_place, identifier_of
from kim_plugins.exchange.chat_drafts import ChatFilter, chat_text
from kim_plugins.exchange.chats import messages_of
from kim_plugins.exchange.drafts import draft_news, has_front_matter, marked_as_draft
from kim_plugins.exchange.feedback import (
    draft_decision,
    is_about,
    is_asked_in,
    with_correction_note,
)
from kim_plugins.exchange.issues import issue_file
from kim_plugins.exchange.other_kinds import not_received
from kim_plugins.exchange.placed_media import FOLDER as MEDIA_FOLDER
from kim_plugins.exchange.placed_media import (
    PICTURES,
    SOUNDS,
    PlacedMedia,
    media_name,
    paired,
    with_media,
)
from kim_plugins.exchange.unpacking import Incoming, Refused, unpacked
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.describing.skeleton import file_name, path_of
from kim_plugins.records.fields.day_reading import read_moment
from kim_plugins.records.placing import kind_by_fields
from kim_plugins.records.portable import is_reserved
from kim_plugins.records.problems import quote
from kim_plugins.records.reading.document import read_document
from kim_plugins.records.reading.feedback import Feedback, FeedbackKind, read_feedback

TEXTS: Final = (".md", ".markdown", ".txt")
_ID: Final = re.compile(r"(?m)^id:[ \t]*[\"']?([\w:./-]+)")
_PLAIN: Final = re.compile(r"[a-z0-9/-]{1,100}\.md")
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


@dataclass(slots=True)
class Receipt:
    """The result of receiving: new files by path, those that were here already, and remarks."""

    files: dict[str, bytes] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The bulletins among the new files."""
        return [path for path in self.files if path.endswith(".md")]


def receive(
    files: Sequence[Incoming], site: ReceivingSite, choice: ChatFilter | None = None
) -> Receipt:
    """Put what was sent where it belongs. Raises `Refused`, and then nothing of it is taken."""
    receipt = Receipt()
    texts, media = _sorted(files, receipt)
    drafts: list[tuple[str, str]] = []
    chats = _Chats(choice or ChatFilter(), {part.base for part in media})
    for name, sent in texts:
        drafts += _drafts(name, issue_file(sent) or sent, site, chats, receipt)
    wanted = [part for part in media if part.base not in chats.unwanted]
    placed = [_place_media(part, site, receipt) for part in wanted]
    for name, text in drafts:
        led, notes = paired(text, placed if len(drafts) == 1 else [], site.read)
        receipt.notes += notes
        _place_text(name, led, placed, site, receipt)
    return receipt


@dataclass(slots=True)
class _Chats:
    """Which messages are meant, the pictures and sounds beside them, and those nobody wants."""

    choice: ChatFilter
    sent: set[str]
    unwanted: set[str] = field(default_factory=set)


def _sorted(
    files: Sequence[Incoming], receipt: Receipt
) -> tuple[list[tuple[str, str]], list[Incoming]]:
    """What was sent as texts, and pictures and sounds; what it else holds is named."""
    texts: list[tuple[str, str]] = []
    media: list[Incoming] = []
    others: list[Incoming] = []
    for part in unpacked(files):
        if part.suffix in TEXTS:
            texts.append((part.name, _text_of(part)))
        elif part.suffix == ".docx":
            from kim_plugins.exchange.word_documents import (  # noqa: PLC0415 - few are sent
                read_word_document,
            )

            letter = read_word_document(part)
            media += letter.pictures
            receipt.notes += [f"{part.base}: {note}" for note in letter.notes]
            texts.append((part.base, letter.text))
        elif part.suffix in (*PICTURES, *SOUNDS):
            media.append(part)
        else:
            others.append(part)
    for other in others:
        if not other.is_among or not (texts or media):
            raise Refused(not_received(other))
        receipt.notes.append(f"tidak ikut: {not_received(other)}")
    if not texts and not media:
        raise Refused("tidak ada tulisan, gambar atau suara di dalamnya")
    return texts, media


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
    name: str, text: str, site: ReceivingSite, chats: _Chats, receipt: Receipt
) -> Iterator[tuple[str, str]]:
    """What a text makes: itself, what villagers said through `/usul/`, or news."""
    if has_front_matter(text):
        yield name, text
        return
    base, messages = PurePosixPath(name).name, messages_of(text)
    if not messages:
        feedback = read_feedback(text)
        if feedback is None:
            yield base, _news(base, text, site.now.date(), site)
        else:
            yield from _from_feedback(feedback, site, receipt)
        return
    said = [read_feedback(message.text) for message in chats.choice.of(messages)]
    for feedback in filter(None, said):
        yield from _from_feedback(feedback, site, receipt)
    others = [message for message in messages if read_feedback(message.text) is None]
    if not any(said) or (chats.choice != ChatFilter() and chats.choice.of(others)):
        chat = chat_text(base, others, chats.choice, chats.sent)
        chats.unwanted |= chat.unwanted
        receipt.notes += chat.notes
        yield base, _news(base, chat.text, chat.day, site)
    elif others:
        chats.unwanted |= {one for message in others for one in message.attached}
        receipt.notes.append(
            f"{len(others)} pesan lain di {quote(base)} tidak diambil; bila itu kabar, terima lagi "
            "dengan --author atau --since"
        )


def _news(base: str, text: str, day: date, site: ReceivingSite) -> str:
    if not text.strip():
        raise Refused(f"{quote(base)} kosong")
    return draft_news(text, day, site.groups[0] if len(site.groups) == 1 else "")


def _from_feedback(
    feedback: Feedback, site: ReceivingSite, receipt: Receipt
) -> Iterator[tuple[str, str]]:
    """A draft for what is asked for; a correction goes to the bulletin that it is about."""
    shown = quote(" ".join(feedback.text.split()) or feedback.about)
    if feedback.kind is FeedbackKind.ASPIRATION:
        decisions = (path for path in site.bulletins if kind_of(path) is Kind.DECISION)
        known = next((one for one in decisions if is_asked_in(_read(one, site), feedback)), None)
        if known:
            receipt.known.append(known)
        else:
            yield "keputusan.md", draft_decision(feedback, site.now)
        return
    about = next((path for path in site.bulletins if is_about(feedback, *_names(path, site))), None)
    if about and feedback.kind in (FeedbackKind.CORRECTION, FeedbackKind.REPLY):
        data = receipt.files.get(about, site.read(about) or b"")
        # What isn't UTF-8 is an error of its own, which `kim check` explains.
        before = data.decode("utf-8", "surrogateescape")
        changed = with_correction_note(before, feedback, site.now)
        if changed == before:
            receipt.known.append(about)
            return
        if changed:
            receipt.files[about] = changed.encode("utf-8", "surrogateescape")
            receipt.notes.append(f"{feedback.kind} {shown} dicatat sebagai komentar di {about}")
            return
    receipt.notes.append(
        f"{feedback.kind} untuk {feedback.group}: {shown}; jawab langsung pengirimnya"
    )


def _names(path: str, site: ReceivingSite) -> tuple[str, str]:
    """The address of a bulletin and its identifier."""
    own = _ID.search(_read(path, site).partition("\n---")[0])
    return address_of(path), own[1] if own else identifier_of(path)


def _read(path: str, site: ReceivingSite) -> str:
    return (site.read(path) or b"").decode("utf-8", "replace")


def _place_media(part: Incoming, site: ReceivingSite, receipt: Receipt) -> PlacedMedia:
    name = media_name(part) or f"kiriman-{site.now:%Y-%m-%d}"
    for number in count(1):
        path = f"{MEDIA_FOLDER}/{name}{'' if number == 1 else f'-{number}'}{part.suffix}"
        there = receipt.files.get(path, site.read(path))
        if there in (None, part.data):
            break
    if there is None:
        receipt.files[path] = part.data
    receipt.media.append(path)
    return PlacedMedia(part.name, path)


def _place_text(
    name: str, text: str, media: Sequence[PlacedMedia], site: ReceivingSite, receipt: Receipt
) -> None:
    wanted = _wanted(name, text, site)
    folder, stem = str(PurePosixPath(wanted).parent), PurePosixPath(wanted).stem
    for number in count(1):
        path = f"{folder}/{stem}{'' if number == 1 else f'-{number}'}.md"
        found = with_media(text, path, media)
        data = (found if site.publish else marked_as_draft(found, site.now.date())).encode()
        there = receipt.files.get(path, site.read(path))
        if there is None and address_of(path) not in site.addresses:
            receipt.files[path] = data
            return
        if there is not None and _without_mark(there) == _without_mark(data):
            receipt.known.append(path)
            return


def _without_mark(data: bytes) -> bytes:
    """A received file apart from the day on which it came."""
    return re.sub(rb"(?m)^draft: true # diterima .*\n", b"", data)


def _wanted(name: str, text: str, site: ReceivingSite) -> str:
    """Where a bulletin belongs: where its sender says, if that is a place, or by its fields."""
    parts = PurePosixPath(name.replace("\\", "/")).with_suffix(".md").parts
    for start, part in enumerate(parts[:-1]):
        own = "/".join(parts[start:])
        if part in _FOLDERS and kind_of(own) is not Kind.PAGE and expected_place(own) is None:
            return (
                own
                if _PLAIN.fullmatch(own) and not is_reserved(parts[-1])
                else _renamed(own, site.now)
            )
    document, _ = read_document(parts[-1], text.encode())
    fields = document.fields if document else {}
    kind = kind_by_fields(parts[-1], fields)
    kind = kind if kind in (Kind.LESSON, Kind.DECISION) else Kind.NEWS
    title, written = (
        str(fields.get("title", "")) or PurePosixPath(name).stem,
        str(fields.get("date", "")),
    )
    try:
        day = read_moment(written, site.now.tzinfo or UTC).at
    except ValueError:
        day = site.now
    return path_of(kind, file_name(kind, title, day), day)


def _renamed(path: str, now: datetime) -> str:
    """The same place under a name that every system can have."""
    where = PurePosixPath(path)
    return str(where.with_name(f"{file_name(kind_of(path), where.stem, now)}.md"))
