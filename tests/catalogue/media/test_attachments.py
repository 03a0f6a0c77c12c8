"""Documents that people link to: named with kind and size, or refused with a remedy."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from kim_plugins.broadcast.blocks import blocks_of
from kim_plugins.catalogue import gather
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.records.problems import Fault
from tests.catalogue.media.pdfs import pdf, with_bytes
from tests.catalogue.sites import NOW, OPTIONS, group, news
from tests.sites.memory import content

PATH = "berita/2026/a.md"


def zipped(*names: str, size: int = 0) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, "a" * size)
    return data.getvalue()


def shown(name: str, data: bytes, *, attachments: bool = False) -> tuple[str, list[str]]:
    """How a body shows a link to a file in a feed, and the codes of its problems."""
    body = f"Unduh [formulir](../../media/{name})."
    files: dict[str, str | bytes] = {
        "kelompok/tirta.md": group(),
        PATH: news(body=body),
        f"media/{name}": data,
    }
    catalogue, problems = gather(content(files), replace(OPTIONS, attachments=attachments), NOW)
    entry = catalogue.entries.get(PATH)
    html = catalogue.body_html(entry, "https://kim.example.id/") if entry else ""
    return html, [problem.code for problem in problems if problem.path == PATH]


DOCX = zipped("[Content_Types].xml", "word/document.xml", size=24_000)


def test_a_pdf_says_what_it_is_and_how_large() -> None:
    html, codes = shown("formulir.pdf", pdf(with_bytes(1_200_000)))
    assert 'formulir</a><small class="file-note"> (PDF, 1,2 MB)</small>.' in html
    assert codes == []
    assert [block.text for block in blocks_of(html)] == ["Unduh formulir."]


@pytest.mark.parametrize(
    "name, data, note",
    [
        ("a.docx", DOCX, "Word, 48 KB"),
        ("a.xlsx", zipped("xl/workbook.xml"), "Excel, 1 KB"),
        ("a.pptx", zipped("ppt/presentation.xml"), "PowerPoint, 1 KB"),
        ("a.odt", zipped("mimetype", "content.xml"), "LibreOffice, 1 KB"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9_000, "Excel, 9 KB"),
    ],
)
def test_an_office_file_is_a_download_only_where_the_site_wants_it(
    name: str, data: bytes, note: str
) -> None:
    assert shown(name, data) == ("", ["K343"])
    html, codes = shown(name, data, attachments=True)
    assert f"({note})" in html
    # What an old format says of its author can't be taken out.
    assert codes == (["K408"] if name == "a.xls" else [])


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.docm", DOCX),
        ("a.docx", zipped("word/document.xml", "word/vbaProject.bin")),
        ("a.ods", zipped("content.xml", "Basic/Standard/Module1.xml")),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le")),
        ("a.exe", b"MZ"),
        ("a.apk", DOCX),
        ("a.zip", DOCX),
        ("a.rar", b"Rar!"),
    ],
)
def test_what_could_do_harm_is_refused_whatever_the_site_wants(name: str, data: bytes) -> None:
    assert shown(name, data, attachments=True) == ("", ["K344"])


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.doc"])
@pytest.mark.parametrize("data", [b"MZ program", b"<html>", zipped("lain.txt")])
def test_a_file_is_what_its_name_says(name: str, data: bytes) -> None:
    found = inspect(f"media/{name}", data)
    assert isinstance(found, Fault)
    assert found.code == "K306"
