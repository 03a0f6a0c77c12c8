"""A .docx as Markdown: mammoth reads its meaning, markdownify writes it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import IO, Final
from urllib.parse import quote as percent
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

from kim_plugins.catalogue.media.file import SUFFIXES
from kim_plugins.exchange.unpacking import BROKEN, LARGEST, MOST_BYTES, Incoming, Refused
from kim_plugins.records.problems import quote

_STYLE: Final = re.compile(r"Unrecognised (?:paragraph|run|table) style: '?([^'(]+)")
_SPACE: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class WordText:
    """What was in a document: its text, its pictures, and what was left out, in words."""

    text: str
    pictures: list[Incoming] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_word_document(file: Incoming) -> WordText:
    """A document's text as Markdown. Raises `Refused` where it can't be read."""
    _look(file)
    import mammoth  # noqa: PLC0415 - with what it brings it takes a while, and few documents come
    import markdownify  # noqa: PLC0415 - as above

    letter = WordText("")
    stem = file.base.rpartition(".")[0]

    def picture(image: mammoth.documents.Image) -> dict[str, str]:
        with image.open() as opened:
            data = _bounded(opened, file)
        suffix = next(iter(SUFFIXES.get(image.content_type, ())), None)
        if suffix is None:
            letter.notes.append(f"gambar {image.content_type} tidak dapat dipakai dan tidak ikut")
            return {"src": ""}
        found = Incoming(f"{stem}-{len(letter.pictures) + 1}{suffix}", data)
        letter.pictures.append(found)
        return {"src": percent(found.name), "alt": image.alt_text or "Gambar dari naskah"}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(file.data), convert_image=mammoth.images.img_element(picture)
        )
    except Refused:  # by a picture
        raise
    except (KeyError, AttributeError, SAXException, ExpatError, *BROKEN) as error:
        raise Refused(f"{quote(file.base)} tidak dapat dibaca sebagai .docx ({error})") from None
    said = (_STYLE.match(message.message) for message in made.messages)
    if styles := {match[1].strip() for match in said if match}:
        letter.notes.append(f"gaya yang dilepas: {', '.join(sorted(styles))}")
    html = re.sub(r'<img(?: alt="[^"]*")? src=""[^>]*>', "", made.value)
    text = markdownify.markdownify(html, heading_style="ATX", bullets="-")
    # Our line breaks are line ends.
    text = _SPACE.sub("\n\n", text.replace("  \n", "\n")).strip()
    return WordText(text, letter.pictures, letter.notes)


def _look(file: Incoming) -> None:
    """Refuse what is no document, what would unpack to too much, and what holds programs."""
    shown = quote(file.base)
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as opened:
            infos = opened.infolist()
    except BROKEN:
        raise Refused(f"{shown} bukan .docx yang utuh; simpan lagi sebagai .docx") from None
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise Refused(f"{shown} lebih dari {MOST_BYTES >> 20} MB setelah dibuka")
    if any(info.filename.lower().endswith("vbaproject.bin") for info in infos):
        raise Refused(f"{shown} memuat program (makro); simpan sebagai .docx tanpa makro")


def _bounded(opened: IO[bytes], file: Incoming) -> bytes:
    data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused(f"gambar di {quote(file.base)} terlalu besar (lebih dari {LARGEST >> 20} MB)")
    return data
