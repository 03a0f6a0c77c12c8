"""A .docx as office programs write it, without any of them."""

# ruff: noqa: E501 - names of XML are as long as they are

from __future__ import annotations

import io
import zipfile
from typing import Final

from tests.catalogue.sites import picture

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_ROOT: Final = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/></Relationships>"""
_RELATED: Final = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_LINKS}/image" Target="media/image1.png"/>
<Relationship Id="r2" Type="{_LINKS}/hyperlink" Target="https://desa.example/undangan" TargetMode="External"/>
<Relationship Id="r3" Type="{_LINKS}/styles" Target="styles.xml"/>
<Relationship Id="r4" Type="{_LINKS}/numbering" Target="numbering.xml"/></Relationships>"""
_STYLES: Final = f"""<w:styles xmlns:w="{_MAIN}">
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Sendiri"><w:name w:val="Gaya Sendiri"/></w:style></w:styles>"""
_NUMBERS: Final = f"""<w:numbering xmlns:w="{_MAIN}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def _text(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def _listed(words: str, number: int) -> str:
    level = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return _paragraph(words, level)


def _row(*cells: str) -> str:
    inner = "".join(f"<w:tc>{_paragraph(_text(cell))}</w:tc>" for cell in cells)
    return f"<w:tr>{inner}</w:tr>"


_DRAWING: Final = f"""<w:r><w:drawing><wp:inline
xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="a" descr="Denah balai desa"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>
<a:blip r:embed="r1" xmlns:r="{_LINKS}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


def letter() -> bytes:
    """A heading, both kinds of lists, a table, a link, a picture and a style of one's own."""
    link = f'<w:hyperlink r:id="r2" xmlns:r="{_LINKS}">{_text("undangan lengkap")}</w:hyperlink>'
    body = "".join(
        (
            _paragraph(_text("Undangan rapat warga")),
            _paragraph(
                _text("Rapat diadakan Sabtu malam di balai desa."), '<w:pStyle w:val="Sendiri"/>'
            ),
            _paragraph(_text("Acara"), '<w:pStyle w:val="Heading2"/>'),
            _listed(_text("Laporan ") + _text("kas", "<w:b/>"), 1),
            _listed(_text("Lain-lain"), 1),
            _listed(_text("Pembukaan"), 2),
            _listed(_text("Penutup"), 2),
            f"<w:tbl>{_row('Jam', 'Acara')}{_row('19.30', 'Laporan')}</w:tbl>",
            _paragraph(_text("Baca ") + link),
            _paragraph(_DRAWING),
        )
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _ROOT)
        archive.writestr("word/_rels/document.xml.rels", _RELATED)
        archive.writestr("word/styles.xml", _STYLES)
        archive.writestr("word/numbering.xml", _NUMBERS)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr("word/media/image1.png", picture())
    return data.getvalue()
