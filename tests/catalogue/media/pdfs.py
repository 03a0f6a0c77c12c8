"""Small PDFs for tests, each with something in it."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

AUTHOR = "Budi Contoh"


def dictionary(**values: object) -> DictionaryObject:
    """A dictionary; a text with a slash before it is a name."""
    return DictionaryObject(
        {NameObject(f"/{key}"): _object(value) for key, value in values.items()}
    )


def _object(value: object) -> PdfObject:
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, int):
        return NumberObject(value)
    text = str(value)
    return NameObject(text) if text.startswith("/") else TextStringObject(text)


def pdf(fill: Callable[[PdfWriter], None] = lambda _: None, *, pages: int = 1) -> bytes:
    """A PDF of blank pages by an author, with what `fill` puts into it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 100)
    writer.add_metadata({"/Author": AUTHOR, "/Creator": "Kata", "/Title": f"Surat {AUTHOR}"})
    fill(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def with_metadata(writer: PdfWriter) -> None:
    """XMP of the file and of a page, and what a program of its own keeps."""
    packet = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{AUTHOR}</x:xmpmeta>".encode()
    for holder in (writer.root_object, writer.pages[0]):
        stream = DecodedStreamObject()
        stream.set_data(packet)
        stream[NameObject("/Type")] = NameObject("/Metadata")
        holder[NameObject("/Metadata")] = writer._add_object(stream)
    writer.pages[0][NameObject("/PieceInfo")] = dictionary(Kata=dictionary(Penulis=AUTHOR))


def with_photograph(writer: PdfWriter) -> None:
    """A photograph as a telephone takes it, whole."""
    exif = Image.Exif()
    exif[0x010F] = AUTHOR
    exif.get_ifd(0x8825)[1] = "S"
    data = io.BytesIO()
    Image.new("RGB", (20, 10), "green").save(data, "JPEG", exif=exif)
    stream = StreamObject()
    stream._data = data.getvalue()
    stream.update(
        dictionary(
            Type="/XObject", Subtype="/Image", Width=20, Height=10, ColorSpace="/DeviceRGB",
            BitsPerComponent=8, Filter="/DCTDecode",
        )
    )  # fmt: skip
    image = writer._add_object(stream)
    objects = DictionaryObject({NameObject("/Foto"): image})
    writer.pages[0][NameObject("/Resources")] = dictionary(XObject=objects)


def with_bytes(length: int) -> Callable[[PdfWriter], None]:
    """As much as that in a picture that can't be made smaller."""

    def fill(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(random.Random(0).randbytes(length))
        writer.pages[0][NameObject("/Isi")] = writer._add_object(stream)

    return fill


def opening(action: DictionaryObject) -> Callable[[PdfWriter], None]:
    """What is done when the file is opened."""

    def fill(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = action

    return fill


def clicking(action: DictionaryObject) -> Callable[[PdfWriter], None]:
    """What is done when a place on the page is touched, after something harmless."""

    def fill(writer: PdfWriter) -> None:
        first = dictionary(S="/URI", URI="https://desa.example.id/", Next=ArrayObject([action]))
        note = dictionary(Type="/Annot", Subtype="/Link", A=writer._add_object(first))
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])

    return fill


def with_file(writer: PdfWriter) -> None:
    """Another file in it."""
    writer.add_attachment("undian.exe", b"MZ")


def with_form_program(writer: PdfWriter) -> None:
    """A form of the kind that is a program."""
    writer.root_object[NameObject("/AcroForm")] = dictionary(XFA=TextStringObject("<xdp/>"))


def signed(writer: PdfWriter) -> None:
    """A signature; nobody checks it here."""
    signature = dictionary(
        Type="/Sig", ByteRange=ArrayObject([NumberObject(0)] * 4), Contents=ByteStringObject(b"\0")
    )
    field = dictionary(FT="/Sig", T="ttd", V=writer._add_object(signature))
    fields = ArrayObject([writer._add_object(field)])
    writer.root_object[NameObject("/AcroForm")] = dictionary(Fields=fields)


def locked(password: str) -> Callable[[PdfWriter], None]:
    """A lock; with an empty password anybody opens it, and may not change it."""

    def fill(writer: PdfWriter) -> None:
        writer.encrypt(password, "pemilik", algorithm="RC4-128")

    return fill
