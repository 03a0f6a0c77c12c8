"""A PDF is published without what its program notes, or it is said."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from kim_plugins.catalogue.media.documents import publishable_bytes
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.records.problems import Fault
from tests.catalogue.media.documents import codes, sent
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
