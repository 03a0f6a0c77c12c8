"""Documents of nine programs: what a reader of them saw is in the text, or is named.

Of `tests/cases/docx`, libreoffice (7.4), python-docx (1.2), docx-js (9.5) and pandoc (3.1) were
written by those programs; word, google-docs and wps have the shape of what those write.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kim_plugins.exchange.unpacking import Incoming, Refused
from kim_plugins.exchange.word_documents import read_word_document
from tests.exchange.letters import letter
from tests.golden import golden

CASES = sorted((Path(__file__).parents[1] / "cases" / "docx").glob("*.docx"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_document_is_read(case: Path) -> None:
    found = read_word_document(Incoming(case.name, case.read_bytes()))
    told = "".join(f"{note}\n" for note in found.notes)
    pictures = "".join(f"{picture.name}: {len(picture.data)} bita\n" for picture in found.pictures)
    golden(case.with_suffix(".md"), f"{found.text}\n\n=====\n{told}{pictures}")
    shown = plain(f"{found.text} {told}")
    with zipfile.ZipFile(case) as opened:
        for name in opened.namelist():
            if re.fullmatch(r"word/(?:document|header\d|foot\w+|endnotes|comments)\.xml", name):
                for part in ET.fromstring(opened.read(name)).iter():  # noqa: S314 - ours
                    assert not part.tag.endswith("}t") or plain(part.text or "") in shown, part.text


def plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def changed(**parts: bytes) -> Incoming:
    """The letter with other parts; `document` is `word/document.xml`."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter())) as whole, zipfile.ZipFile(data, "w") as made:
        for name in whole.namelist():
            own = parts.get(Path(name).stem, whole.read(name))
            made.writestr(name, own, zipfile.ZIP_DEFLATED)
    return Incoming("a.docx", data.getvalue())


HEAD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(8)
)
BAD = {
    "terlalu dalam": HEAD
    + b"<w:smartTag>" * 3000
    + b"</w:smartTag>" * 3000
    + b"</w:body></w:document>",
    "terlalu panjang": HEAD + b"<w:p/>" * 400_001 + b"</w:body></w:document>",
    "bagi dulu": HEAD + b" " * (9 << 20) + b"</w:body></w:document>",
    "tidak dapat dibaca": b"<w:document",
    "tidak dapat dibaca sebagai": BOMB + b"]><a>&i;</a>",
}


@pytest.mark.parametrize("said", BAD)
def test_a_document_that_would_take_too_much_is_refused(said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_word_document(changed(document=BAD[said]))


def test_an_old_document_is_told_from_a_broken_one() -> None:
    with pytest.raises(Refused, match=r"\.doc lama"):
        read_word_document(Incoming("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600)))
