"""An office file is published without what its program notes, or it is said."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media.documents import publishable_bytes
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.catalogue.media.picture_notes import strip_metadata
from kim_plugins.records.problems import Fault, Severity
from tests.catalogue.media.documents import codes, sent
from tests.catalogue.media.pdfs import (
    AUTHOR,
    locked,
    pdf,
    signed,
)


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
