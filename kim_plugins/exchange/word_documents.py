"""A .docx as Markdown: mammoth reads its meaning, `exchange/markdown.py` writes it.

What mammoth passes over (headers, comments, equations, boxes of some programs) is looked for by
`exchange/left_out.py`, so that no word of a letter is lost without being named.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import quote as percent
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

from kim_plugins.catalogue.media.file import SUFFIXES
from kim_plugins.exchange.left_out import left_out
from kim_plugins.exchange.unpacking import BROKEN, LARGEST, MOST_BYTES, Incoming, Refused
from kim_plugins.records.problems import quote

if TYPE_CHECKING:
    import mammoth

_STYLE: Final = re.compile(r"Unrecognised (?:paragraph|run|table) style: '?([^'(]+)")
_PLAIN_STYLES: Final = re.compile(
    r"(?:list|text|body|table|default|standard|normal|no spacing|header|footer|caption|plain|"
    r"frame|internet|visited|index|isi|paragraf|footnote|endnote|compact|first paragraph|none)\b.*",
    re.IGNORECASE,
)
"""Styles that say nothing which a page could show."""
_STYLES: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
r[style-name='Emphasis'] => em
strike => s
"""
_FIELDS: Final = re.compile(rb"(</?)w:(?:fldSimple|dir|bdo|moveTo)(?=[\s/>])")
"""What mammoth would pass over with all that is in it."""
_MOST_XML: Final = 8 << 20
"""Bytes of a document's text with its marks: a hundred pages have two million."""
_MOST_MARKS: Final = 400_000
"""Beginnings and ends of elements of one part, each of which takes a kilobyte of memory."""
_TOO_LONG: Final = "terlalu panjang untuk satu tulisan; bagi dulu"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class WordText:
    """What was in a document: its text, its pictures, and what was left out, in words."""

    text: str
    pictures: list[Incoming] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_word_document(file: Incoming) -> WordText:
    """A document's text as Markdown. Raises `Refused` where it can't be read."""
    data = _looked_at(file)
    import mammoth  # noqa: PLC0415 - with what it brings it takes a while, and few documents come

    from kim_plugins.exchange.markdown import markdown_of  # noqa: PLC0415 - as above

    letter = WordText("")
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(partial(_taken_picture, file, letter)),
            style_map=_STYLES,
            include_embedded_style_map=False,
        )
        lost, text = left_out(data, made.value), markdown_of(made.value)
    except Refused:  # by a picture
        raise
    except RecursionError:
        raise Refused(f"{quote(file.base)} bersarang terlalu dalam; simpan lagi") from None
    except (KeyError, AttributeError, SyntaxError, SAXException, ExpatError, *BROKEN):
        raise Refused(f"{quote(file.base)} tidak dapat dibaca sebagai .docx; simpan lagi") from None
    said = (_STYLE.match(message.message) for message in made.messages)
    styles = {match[1].strip() for match in said if match}
    if styles := {name for name in styles if not _PLAIN_STYLES.fullmatch(name)}:
        letter.notes.append(f"gaya yang dilepas: {', '.join(sorted(styles))}")
    return WordText(text, letter.pictures, [*letter.notes, *lost])


def _taken_picture(
    file: Incoming, letter: WordText, image: mammoth.documents.Image
) -> dict[str, str]:
    """The attributes of a picture, which is added to those of the letter; no `src` without one."""
    import mammoth  # noqa: PLC0415 - as above

    suffix = next(iter(SUFFIXES.get(image.content_type or "", ())), None)
    if suffix is None:
        kind = image.content_type or "yang tak dikenal jenisnya"
        letter.notes.append(f"gambar {kind} tidak ikut")
        return {"src": ""}
    try:
        with image.open() as opened:
            found = _bounded(opened, file)
    except (KeyError, mammoth.docx.files.InvalidFileReferenceError):
        letter.notes.append("gambar yang tidak ada di dalam naskahnya tidak ikut")
        return {"src": ""}
    stem = PurePosixPath(file.name.replace("\\", "/")).with_suffix("")
    part = Incoming(f"{stem}-{len(letter.pictures) + 1}{suffix}", found)
    letter.pictures.append(part)
    return {"src": percent(part.name), "alt": image.alt_text or "Gambar dari naskah"}


def _looked_at(file: Incoming) -> bytes:
    """A document that may be read; refused is what would be too much, or holds programs."""
    shown = quote(file.base)
    if file.data.startswith(_OLD_OFFICE):
        raise Refused(f"{shown} dikunci sandi atau berkas .doc lama; simpan sebagai .docx biasa")
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as opened:
            _look(opened.infolist(), shown)
            return _readable(opened, shown)
    except Refused:
        raise
    except BROKEN:
        raise Refused(f"{shown} bukan .docx yang utuh; simpan lagi sebagai .docx") from None


def _look(infos: list[zipfile.ZipInfo], shown: str) -> None:
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise Refused(f"{shown} lebih dari {MOST_BYTES >> 20} MB setelah dibuka")
    if any(info.filename.lower().endswith("vbaproject.bin") for info in infos):
        raise Refused(f"{shown} memuat program (makro); simpan sebagai .docx tanpa makro")
    texts = (info for info in infos if info.filename.lower().endswith((".xml", ".rels")))
    if sum(info.file_size for info in texts) > _MOST_XML:
        raise Refused(f"{shown} {_TOO_LONG}")


def _readable(opened: zipfile.ZipFile, shown: str) -> bytes:
    """The same document with its fields as plain text."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for info in opened.infolist():
            part = opened.read(info)
            if info.filename.lower().endswith(".xml"):
                part = _FIELDS.sub(rb"\1w:smartTag", part)
                if part.count(b"<") > _MOST_MARKS:
                    raise Refused(f"{shown} {_TOO_LONG}")
            made.writestr(info.filename, part)
    return data.getvalue()


def _bounded(opened: IO[bytes], file: Incoming) -> bytes:
    data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused(f"gambar di {quote(file.base)} terlalu besar (lebih dari {LARGEST >> 20} MB)")
    return data
