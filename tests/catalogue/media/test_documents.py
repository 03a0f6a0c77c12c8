"""PDF and office files are published without what their programs note, or it is said."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media.documents import publishable_bytes
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.catalogue.media.picture_notes import strip_metadata
from kim_plugins.records.problems import Fault, Severity
from tests.catalogue.media.pdfs import (
    AUTHOR,
    clicking,
    dictionary,
    locked,
    opening,
    pdf,
    signed,
    with_bytes,
    with_file,
    with_form_program,
    with_metadata,
    with_photograph,
)


def codes(name: str, data: bytes) -> list[str]:
    """What an editor is told of a document."""
    found = inspect(f"media/{name}", data)
    return [found.code] if isinstance(found, Fault) else [note.code for note in found.notes]


def sent(name: str, data: bytes) -> bytes:
    """A document as it is published; its size is the one that was announced."""
    found = inspect(f"media/{name}", data)
    assert isinstance(found, Media), found
    made = publishable_bytes(found, data)
    assert len(made) == found.length
    return made


def unpacked(data: bytes) -> bytes:
    """Everything that a PDF holds, what nothing leads to as well."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    packed = [stream for stream in streams if stream.startswith(b"\x78")]
    assert packed
    return data + b"".join(map(zlib.decompress, packed))


@pytest.mark.parametrize("fill", [with_metadata, with_photograph, with_bytes(1000)])
def test_a_pdf_says_nothing_of_its_author(fill: Callable[[PdfWriter], None]) -> None:
    data = pdf(fill, pages=3)
    assert AUTHOR.encode() in data
    assert codes("surat.pdf", data) == []
    made = sent("surat.pdf", data)
    assert AUTHOR.encode() not in unpacked(made)
    assert len(PdfReader(io.BytesIO(made)).pages) == 3
    assert sent("surat.pdf", data) == made
    assert sent("surat.pdf", made)[-6:] == b"%%EOF\n"


def test_a_pdf_of_many_parts_stays_small() -> None:
    """As plain text, as pypdf writes it, it would be several times as large."""
    data = sent("surat.pdf", pdf(pages=2000))
    assert len(data) < len(unpacked(data)) / 8
    assert [page.mediabox.width for page in PdfReader(io.BytesIO(data)).pages] == [200] * 2000


PROGRAM = dictionary(S="/JavaScript", JS="app.alert(1)")


@pytest.mark.parametrize(
    "fill, said",
    [
        (opening(PROGRAM), "program (JavaScript)"),
        (clicking(PROGRAM), "program (JavaScript)"),
        (opening(dictionary(S="/Launch", F="cmd.exe")), "menjalankan program lain"),
        (clicking(dictionary(S="/ImportData", F="data.fdf")), "mengambil data"),
        (clicking(dictionary(S="/URI", URI="JavaScript:app.alert(1)")), "program (JavaScript)"),
        (with_file, "berkas lain"),
        (with_form_program, "XFA"),
    ],
)
def test_a_pdf_that_does_something_is_refused(fill: Callable[[PdfWriter], None], said: str) -> None:
    found = inspect("media/a.pdf", pdf(fill))
    assert isinstance(found, Fault)
    assert (found.code, said in found.message) == ("K344", True)
    assert "misalnya" in found.hint


@pytest.mark.parametrize(
    "fill, code", [(locked(""), "K405"), (signed, "K406")], ids=["locked", "signed"]
)
def test_a_pdf_that_must_not_change_is_published_as_it_is_with_a_word(
    fill: Callable[[PdfWriter], None], code: str
) -> None:
    data = pdf(fill)
    assert codes("a.pdf", data) == [code]
    assert sent("a.pdf", data) == data


def test_a_pdf_that_nobody_can_open_is_refused() -> None:
    assert codes("a.pdf", pdf(locked("rahasia"))) == ["K306"]


@pytest.mark.parametrize("data", [b"%PDF-1.4" + b"a" * 1000, pdf()[:200], b"%PDF-1.7\n%%EOF"])
def test_a_pdf_that_can_not_be_read_is_named(data: bytes) -> None:
    assert codes("a.pdf", data) == ["K407"]
    assert sent("a.pdf", data) == data


@pytest.mark.parametrize("name", [b"/JavaScript", b"/J#53", b"/#4aavaScript", b"/EmbeddedFile"])
def test_what_a_reader_might_still_run_of_it_is_refused(name: bytes) -> None:
    assert codes("a.pdf", b"%PDF-1.4 << " + name + b" 1 0 R >>") == ["K344"]


SMALL_PDF = pdf(with_metadata)


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8), st.integers(9))
def test_a_damaged_pdf_has_a_verdict(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(SMALL_PDF[: max(9, length)])
    for place, value in changes:
        data[place % len(data)] = value
    found = inspect("a.pdf", bytes(data))
    assert isinstance(found, Fault) or len(publishable_bytes(found, bytes(data))) == found.length


def zipped(**parts: str | bytes) -> bytes:
    """An archive of parts, named without what Python doesn't allow in a name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            path = name.replace("__", "/").replace("_rels", ".rels")
            archive.writestr(path if "." in path else f"{path}.xml", content)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {part.filename: archive.read(part) for part in archive.infolist()}


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = AUTHOR
    data = io.BytesIO()
    Image.new("RGB", (20, 10), "green").save(data, "JPEG", exif=exif)
    return data.getvalue()


AUTHORS = f"<a><dc:creator>{AUTHOR}</dc:creator></a>"
DOCX = {
    "word__document": "<w:document><w:p>Isi</w:p></w:document>",
    "docProps__core": AUTHORS,
    "docProps__app": f"<a><Company>{AUTHOR}</Company></a>",
    "docProps__custom": AUTHORS,
    "word__people": f'<w15:person w15:author="{AUTHOR}"/>',
}
XLSX = {
    "xl__workbook": f'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\{AUTHOR}\\"/><sheets/>',
    "docProps__core": AUTHORS,
}
ODT = {"content": "<office:text>Isi</office:text>", "meta": AUTHORS}
TEMPLATE = (
    '<Relationships><Relationship Id="rId1" Type="http://x/attachedTemplate" '
    'Target="{}" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    "name, parts",
    [
        ("a.docx", DOCX),
        ("a.xlsx", XLSX),
        ("a.pptx", {"ppt__presentation": "<p/>", "docProps__core": AUTHORS}),
        ("a.odt", ODT),
        ("a.docx", {**DOCX, "word__media__a.jpg": photograph()}),
        ("a.docx", {**DOCX, "word___rels__settings.xml_rels": TEMPLATE.format(f"file:///C:/{AUTHOR}/a.dotx")}),
    ],
)  # fmt: skip
def test_an_office_file_says_nothing_of_its_author(
    name: str, parts: dict[str, str | bytes]
) -> None:
    data = zipped(**parts)
    assert codes(name, data) == []
    made = sent(name, data)
    before, after = parts_of(data), parts_of(made)
    assert list(after) == list(before)
    assert AUTHOR.encode() in b"".join(before.values())
    assert AUTHOR.encode() not in b"".join(after.values())
    body = next(iter(before))
    if name != "a.xlsx":
        assert after[body] == before[body]
    assert sent(name, made) == made


@pytest.mark.parametrize(
    "name, parts",
    [
        ("a.docx", {**DOCX, "word__comments": "<w:comment/>"}),
        ("a.docx", {"word__document": '<w:p><w:ins w:author="B">x</w:ins></w:p>'}),
        ("a.docx", {"word__document": "<w:p/>", "word__footnotes": "<w:del w:id='1'>x</w:del>"}),
        ("a.xlsx", {**XLSX, "xl__threadedComments__threadedComment1": "<x/>"}),
        ("a.xlsx", {**XLSX, "xl__comments1": "<x/>"}),
        ("a.pptx", {"ppt__presentation": "<p/>", "ppt__comments__comment1": "<x/>"}),
        ("a.odt", {"content": "<text:tracked-changes><x/></text:tracked-changes>"}),
        ("a.odt", {"content": '<office:annotation office:name="1">x</office:annotation>'}),
    ],
)
def test_comments_and_tracked_changes_are_named(name: str, parts: dict[str, str]) -> None:
    assert codes(name, zipped(**parts)) == ["K409"]


@pytest.mark.parametrize("target", ["http://lain.example/a.dotm", "\\\\lain.example\\a\\b.dotm"])
def test_a_template_from_elsewhere_is_refused(target: str) -> None:
    parts = {**DOCX, "word___rels__settings.xml_rels": TEMPLATE.format(target)}
    assert codes("a.docx", zipped(**parts)) == ["K344"]


def test_what_swells_is_refused_at_once() -> None:
    bomb = zipped(word__document=b"\0" * 250_000_000)
    assert len(bomb) < 1_000_000
    many = zipped(**{f"word__{number}": "" for number in range(10_001)})
    for data in (bomb, many):
        started = time.process_time()
        assert codes("a.docx", data) == ["K306"]
        assert time.process_time() - started < 3


def test_a_document_with_a_password_is_named_as_that() -> None:
    locked_away = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    found = inspect("media/a.docx", locked_away)
    assert isinstance(found, Fault)
    assert "terkunci kata sandi" in found.message


WHOLE = zipped(**DOCX)


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8), st.integers(1))
def test_a_damaged_archive_has_a_verdict(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(WHOLE[: max(1, length)])
    for place, value in changes:
        data[place % len(data)] = value
    found = inspect("a.docx", bytes(data))
    assert isinstance(found, Fault) or len(publishable_bytes(found, bytes(data))) == found.length


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "P"])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_picture_loses_its_notes_and_no_pixel(kind: str, mode: str, *, progressive: bool) -> None:
    if (kind, mode) in (("PNG", "CMYK"), ("JPEG", "P")):
        return
    picture = Image.effect_noise((90, 60), 80).convert(mode)
    data = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = AUTHOR
    picture.save(data, kind, exif=exif, progressive=progressive, comment=AUTHOR.encode())
    plain = strip_metadata(data.getvalue() + AUTHOR.encode())
    assert AUTHOR.encode() not in plain
    with Image.open(io.BytesIO(plain)) as after, Image.open(data) as before:
        assert after.tobytes() == before.tobytes()
        assert not after.getexif()


@given(st.integers(2, 2000), st.integers(0, 255), st.integers(2, 2000))
def test_a_damaged_photograph_stays_one_or_is_refused(place: int, value: int, length: int) -> None:
    data = bytearray(photograph()[:length])
    data[place % len(data)] = value
    with suppress(ValueError):
        assert len(strip_metadata(bytes(data))) <= len(data) + 40


def test_every_word_about_a_document_has_a_remedy() -> None:
    for data in (pdf(locked("")), pdf(signed), b"%PDF-1.4"):
        found = inspect("media/a.pdf", data)
        assert isinstance(found, Media)
        (note,) = found.notes
        assert note.severity is Severity.WARNING
        assert "'media/a.pdf'" in note.message
        assert re.search("misalnya|contoh", note.hint)


def test_nothing_is_said_on_the_terminal() -> None:
    """The library logs what it finds odd."""
    program = (
        "from kim_plugins.catalogue.media.inspection import inspect; import sys;"
        "print(inspect('a.pdf', sys.stdin.buffer.read()).notes[0].code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=pdf()[:-60], capture_output=True, check=True
    )
    assert done.stderr == b""
