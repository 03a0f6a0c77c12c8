"""A picture or sound is what its name says, and does nothing but be seen or heard."""

from __future__ import annotations

import io
import re
import time
import zlib
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media.inspection import MAX_MEDIA_BYTES, inspect
from kim_plugins.records.problems import Fault
from tests.catalogue.media.inspected import media
from tests.catalogue.sites import codes, news, picture

CONTENT = Path(__file__).resolve().parents[3] / "content" / "media"
SOUND = (CONTENT / "suara" / "kabar-laut-18-november.mp3").read_bytes()
VOICE_NOTE = (Path(__file__).parents[2] / "cases" / "media" / "voice-note.opus").read_bytes()
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def message(path: str, data: bytes | str) -> str:
    found = inspect(path, data.encode() if isinstance(data, str) else data)
    assert isinstance(found, Fault)
    assert found.code == "K306"
    assert found.hint
    return found.message


@pytest.mark.parametrize(
    "suffix, kind, mime",
    [
        ("png", "PNG", "image/png"),
        ("jpg", "JPEG", "image/jpeg"),
        ("JPEG", "JPEG", "image/jpeg"),
        ("gif", "GIF", "image/gif"),
        ("webp", "WEBP", "image/webp"),
    ],
)
def test_a_picture_has_its_size(suffix: str, kind: str, mime: str) -> None:
    data = picture(kind)
    found = media(f"media/a.{suffix}", data)
    assert (found.mime, found.length, found.width, found.height) == (mime, len(data), 4, 3)


def test_a_picture_that_is_turned_has_the_size_that_is_seen() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = media("a.jpg", picture("JPEG", exif=exif))
    assert (found.width, found.height) == (3, 4)


def test_a_telephones_picture_with_a_second_one_inside_is_a_jpeg() -> None:
    data = io.BytesIO()
    frame = Image.new("RGB", (4, 3))
    frame.save(data, "MPO", save_all=True, append_images=[frame.copy()])
    assert media("a.jpg", data.getvalue()).mime == "image/jpeg"


def test_the_picture_of_an_iphone_is_read() -> None:
    data = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (40, 30), "green")).save(data)
    found = media("IMG 1.HEIC", data.getvalue())
    assert (found.mime, found.width, found.height) == ("image/heic", 40, 30)
    assert re.fullmatch(r"/img-1-[0-9a-f]{8}\.jpg", found.address)


@pytest.mark.parametrize("suffix", ["amr", "3gp", "mp4", "aac", "wav"])
def test_a_recording_that_browsers_do_not_play_is_named_with_the_way_out(suffix: str) -> None:
    assert "tidak dapat diputar" in message(f"a.{suffix}", b"xxxx")


def test_a_voice_note_of_whatsapp_is_a_sound() -> None:
    found = media("WhatsApp Audio 2026-08-17 at 19.30.12.opus", VOICE_NOTE)
    assert (found.mime, found.seconds) == ("audio/ogg", 2.0)
    assert re.fullmatch(r"/whatsapp-audio-2026-08-17-at-19-30-12-[0-9a-f]{8}\.opus", found.address)
    assert media("catatan.ogg", VOICE_NOTE).mime == "audio/ogg"


@pytest.mark.parametrize(
    "path, address",
    [
        ("media/suara/kabar-1.mp3", "/media/suara/kabar-1.mp3"),
        ("media/Kabar Laut.mp3", "/media/kabar-laut-DIGEST.mp3"),
        ("media/Kaba\u0301r.mp3", "/media/kabar-DIGEST.mp3"),
        ("media/新聞.mp3", "/media/berkas-DIGEST.mp3"),
        ("media/a..mp3", "/media/a-DIGEST.mp3"),
    ],
)
def test_a_sound_stays_where_it_lies_if_its_name_is_safe(path: str, address: str) -> None:
    found = media(path, SOUND)
    assert found.address == address.replace("DIGEST", found.digest)


def test_a_sound_has_its_length() -> None:
    found = media("a.mp3", SOUND)
    assert (found.mime, found.is_sound, found.is_picture) == ("audio/mpeg", True, False)
    assert found.seconds is not None
    assert found.seconds > 1


@pytest.mark.parametrize(
    "path, data, said",
    [
        ("a.png", b"", "berkas 'a.png' kosong (0 bita)"),
        ("a.png", b"ini teks biasa", "berkas 'a.png' bukan gambar yang dapat dibuka"),
        ("a.png", picture()[:40], "berkas 'a.png' bukan gambar yang dapat dibuka"),
        ("a.mp3", b"ini teks biasa", "berkas 'a.mp3' bukan suara yang dapat dibuka"),
        ("a.ogg", SOUND, "berkas 'a.ogg' sebenarnya MP3"),
        ("a.mp3", picture(), "berkas 'a.mp3' bukan suara yang dapat dibuka"),
        ("a.pdf", b"ini teks biasa", "berkas 'a.pdf' tidak seperti kata akhiran namanya"),
        ("a.xyz", b"MZ", "berkas 'a.xyz' bukan jenis yang dapat diterbitkan"),
        ("a.svg", b"<svg", "berkas 'a.svg' bukan gambar SVG yang sah"),
        ("a.svg", b"<html/>", "berkas 'a.svg' bukan gambar SVG yang sah"),
    ],
)
def test_what_is_not_what_it_says_is_named(path: str, data: bytes, said: str) -> None:
    assert message(path, data).startswith(said)


@pytest.mark.parametrize("suffix", ["jpg", "jfif", "png", "webp", "gif", "heic", "avif"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_a_picture_under_another_ending_is_published_as_what_it_is(suffix: str, kind: str) -> None:
    found = media(f"media/a.{suffix}", picture(kind))
    wanted = {"jpg": "JPEG", "jfif": "JPEG", "heic": "HEIF"}.get(suffix, suffix.upper())
    assert found.address.endswith((".jpg", ".png"))
    assert [note.code for note in found.notes] == ([] if kind == wanted else ["K350"])


@pytest.mark.parametrize(
    "data",
    [
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        picture("TIFF"),
        picture("BMP"),
        picture("ICO"),
        picture("PPM"),
    ],
)
def test_nothing_is_opened_but_what_may_be_published(data: bytes) -> None:
    """Pillow starts Ghostscript for an EPS."""
    assert "bukan gambar" in message("a.jpg", data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
@pytest.mark.parametrize(
    "name, right",
    [
        ("IMG_2041", "IMG_2041"),
        ("foto.txt", "foto"),
        ("foto.jpg.crdownload", "foto"),
        ("foto.png.jpg.tmp", "foto"),
        ("WhatsApp Image 2026-08-17 at 19.30.12", "WhatsApp Image 2026-08-17 at 19.30.12"),
        ("surat.pdf", "surat"),
        ("gambar.svg", "gambar"),
        ("catatan.docx", "catatan"),
        ("foto.JPG_large", "foto"),
    ],
)
def test_a_picture_is_known_by_its_content(kind: str, name: str, right: str) -> None:
    found = media(f"media/{name}", picture(kind))
    ending = {"JPEG": ".jpg", "HEIF": ".heic"}.get(kind, f".{kind.lower()}")
    assert found.right_path == f"media/{right}{ending}"
    (note,) = found.notes
    assert note.code == "K350"
    assert f"ganti namanya menjadi {right}{ending}" in note.hint


def test_a_drawing_is_known_by_its_content() -> None:
    found = media("lambang.png", SVG.format("width='4'", "<rect width='1' height='1'/>"))
    assert (found.mime, found.right_path) == ("image/svg+xml", "lambang.svg")
    assert [note.code for note in found.notes] == ["K350"]


def test_a_large_picture_that_can_not_be_unpacked_may_be_good() -> None:
    """A lack of memory looks like damage, so it isn't called what it may not be."""
    data = io.BytesIO()
    Image.new("L", (6000, 5000)).save(data, "JPEG", progressive=True)
    said = message("a.jpg", data.getvalue()[:-3000])
    assert "6000 × 5000 piksel yang tidak dapat dibuka" in said
    assert "bukan gambar" not in said


def test_a_million_notes_of_a_png_cost_little() -> None:
    whole = picture()
    note = b"\0\0\0\3tEXtA\0B" + zlib.crc32(b"tEXtA\0B").to_bytes(4, "big")
    started = time.process_time()
    assert media("a.png", whole[:33] + note * 1_000_000 + whole[33:]).width == 4
    assert time.process_time() - started < 10


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert message("a.png", b"x" * (MAX_MEDIA_BYTES + 1)).endswith("50 MB, batasnya 50 MB")


@pytest.mark.parametrize(
    "attributes, size",
    [
        ("width='40' height='30'", (40, 30)),
        ("width='40px' height='30.5px'", (40, 30)),
        ("viewBox='0 0 40 30'", (40, 30)),
        ("width='100%' height='100%' viewBox='0,0,40,30'", (40, 30)),
        ("width='1e999' height='inf'", (None, None)),
        ("viewBox='0 0 nan inf'", (None, None)),
        ("width='0' height='0'", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_drawing_has_a_size_if_it_gives_one(
    attributes: str, size: tuple[int | None, int | None]
) -> None:
    found = media("a.svg", SVG.format(attributes, ""))
    assert (found.width, found.height) == size


def test_the_fault_of_a_file_stands_where_it_is_used() -> None:
    files: dict[str, str | bytes] = {
        "berita/2026/a.md": news("image: {src: ../../media/a.png, alt: x}\n"),
        "berita/2026/b.md": news("", "![x](../../media/a.png)"),
        "media/a.png": b"teks",
        "media/unused.png": b"teks",
    }
    assert codes(files) == ["K306", "K306"]


WHOLE = {
    "a.png": picture(),
    "a.jpg": picture("JPEG"),
    "a.gif": picture("GIF"),
    "a.webp": picture("WEBP"),
    "a.mp3": SOUND[:3000],
    "a.svg": SVG.format("width='4'", "<rect/>").encode(),
    "a.ogg": b"OggS\x00\x02" + b"\x00" * 60,
    "a.m4a": b"\x00\x00\x00\x20ftypM4A " + b"\x00" * 60,
}


@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 2999), st.integers(0, 255)), max_size=6),
    st.integers(0, 3000),
)
def test_a_damaged_file_is_a_fault_or_still_good(
    name: str, changes: list[tuple[int, int]], length: int
) -> None:
    """Three libraries read it; none of them brings the build down."""
    data = bytearray(WHOLE[name][: max(length, 1)])
    for place, value in changes:
        data[place % len(data)] = value
    assert isinstance(inspect(name, bytes(data)), (Media, Fault))
