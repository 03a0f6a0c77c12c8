"""A recording's length is that of its sound, and nothing is published but what is heard."""

from __future__ import annotations

import io
import struct
import time
import zlib
from pathlib import Path

import pytest
from mutagen.id3 import APIC, ID3, TIT2
from mutagen.oggopus import OggOpus

from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media import mp3, mp4
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.catalogue.media.sounds import strip_tags

ROOT = Path(__file__).resolve().parents[3]
MP3 = (ROOT / "content/media/suara/kabar-laut-18-november.mp3").read_bytes()
OPUS = (ROOT / "tests/cases/media/voice-note.opus").read_bytes()
SECRET = b"-7.7956,110.3695"


def media(path: str, data: bytes) -> Media:
    found = inspect(path, data)
    assert isinstance(found, Media), found
    return found


def codes(path: str, data: bytes) -> list[str]:
    return [note.code for note in media(path, data).notes]


def frame(kbits: int) -> bytes:
    """A silent frame of MPEG 1, layer III, 44,100 Hz, mono."""
    numbers = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
    size = 144 * kbits * 1000 // 44100
    return bytes([0xFF, 0xFB, numbers.index(kbits) << 4, 0xC0]).ljust(size, b"\0")


def silence(seconds: float, *kbits: int) -> bytes:
    count = round(seconds * 44100 / 1152)
    return b"".join(frame(kbits[number % len(kbits)]) for number in range(count))


def xing(frames: int) -> bytes:
    head = bytearray(frame(128))
    head[21:33] = b"Xing" + struct.pack(">II", 1, frames)
    return bytes(head)


def box(kind: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I4s", len(data) + 8, kind) + data


def m4a(seconds: int, *, fragments: int = 0, notes: bytes = b"") -> bytes:
    told = 0 if fragments else seconds * 8000
    times = struct.pack(">IIIII", 0, 1, 1, 8000, told)
    handler = box(b"hdlr", bytes(8), b"soun", bytes(13))
    trex = struct.pack(">IIIIII", 0, 1, 1, 1024, 0, 0)
    moov = box(
        b"moov",
        box(b"mvhd", times, bytes(80)),
        box(b"trak", box(b"mdia", box(b"mdhd", times, bytes(4)), handler)),
        box(b"mvex", box(b"trex", trex)) if fragments else b"",
        notes,
    )
    data = box(b"ftyp", b"M4A \0\0\0\0") + moov
    for _ in range(fragments):
        samples = seconds * 8000 // fragments // 1000
        run = struct.pack(">II", 0x100, samples) + struct.pack(">I", 1000) * samples
        data += box(b"moof", box(b"traf", box(b"tfhd", bytes(8)), box(b"trun", run)))
        data += box(b"mdat", b"sound")
    return data if fragments else data + box(b"mdat", b"sound" * 20)


def test_a_recording_of_many_rates_without_a_head_has_its_length() -> None:
    assert media("a.mp3", silence(21, 320, 32, 32, 64)).seconds == 21.0


@pytest.mark.parametrize("seconds, told", [(0.4, 0.4), (0.06, 0.1)])
def test_a_short_recording_has_its_length(seconds: float, told: float) -> None:
    assert media("a.mp3", silence(seconds, 128)).seconds == told


def test_a_recording_in_fragments_has_its_length() -> None:
    assert media("a.m4a", m4a(30, fragments=5)).seconds == 30.0
    assert media("a.m4a", m4a(12)).seconds == 12.0


def test_an_upload_that_broke_off_is_named_with_what_is_left() -> None:
    whole = xing(1000) + silence(1000 * 1152 / 44100, 128)
    assert codes("a.mp3", whole) == []
    (note,) = media("a.mp3", whole[: len(whole) // 2]).notes
    assert note.message == "rekaman 'a.mp3' terpotong: hanya 13 detik dari 26 detik yang sampai"
    assert codes("a.mp3", silence(9, 128)[:-50]) == ["K352"]
    assert codes("a.m4a", m4a(9)[:-50]) == ["K352"]


def test_who_can_not_hear_opus_is_said() -> None:
    (note,) = media("a.opus", OPUS).notes
    assert (note.code, "iPhone" in note.message) == ("K353", True)


def test_tags_are_not_published_and_the_sound_stays() -> None:
    tagged = io.BytesIO(MP3)
    tags = ID3()  # type: ignore[no-untyped-call]
    for tag in (
        TIT2(encoding=3, text=[SECRET.decode()]),  # type: ignore[no-untyped-call]
        APIC(encoding=3, mime="image/jpeg", desc="", data=SECRET),  # type: ignore[no-untyped-call]
    ):
        tags.add(tag)  # type: ignore[no-untyped-call]
    tags.save(tagged)
    data = tagged.getvalue() + b"TAG" + SECRET.ljust(125, b"\0")
    plain = strip_tags("audio/mpeg", data)
    assert SECRET in data
    assert SECRET not in plain
    assert plain == strip_tags("audio/mpeg", MP3)
    assert plain in MP3
    found = media("a.mp3", data)
    assert (found.length, found.seconds) == (len(plain), media("b.mp3", MP3).seconds)


def test_notes_of_an_m4a_become_empty_space() -> None:
    data = m4a(12, notes=box(b"udta", box(b"\xa9xyz", SECRET)))
    plain = strip_tags("audio/mp4", data)
    assert SECRET not in plain
    assert len(plain) == len(data)
    assert plain.endswith(box(b"mdat", b"sound" * 20))
    assert mp4.playing_time(plain) == mp4.playing_time(data)


def test_comments_of_a_voice_note_are_not_published() -> None:
    tagged = io.BytesIO(OPUS)
    opened = OggOpus(tagged)  # type: ignore[no-untyped-call]
    opened["TITLE"] = SECRET.decode()
    tagged.seek(0)
    opened.save(tagged)
    plain = strip_tags("audio/ogg", tagged.getvalue())
    assert SECRET in tagged.getvalue()
    assert SECRET not in plain
    assert media("a.opus", plain).seconds == media("a.opus", OPUS).seconds


def test_tags_that_unpack_to_gigabytes_are_passed_over() -> None:
    packed = zlib.compress(bytes(400_000_000), 9)
    body = struct.pack(">I", 400_000_000) + packed
    frames = b"TXXX" + bytes((len(body) >> s) & 0x7F for s in (21, 14, 7, 0)) + b"\0\x09" + body
    size = bytes((len(frames) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    started = time.process_time()
    assert media("a.mp3", b"ID3\4\0\0" + size + frames + silence(3, 64)).seconds == 3.0
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "data",
    [
        b"ID3\4\0\0\x7f\x7f\x7f\x7f",
        b"\xff" * 500_000,
        b"\xff\xfb\x90\xc0" * 200_000,
        b"\xff\xfb\x90\xc0" + b"APETAGEX".rjust(100) + b"\xff" * 24,
        box(b"ftyp") + box(b"moov") * 100_000,
        box(b"ftyp") + struct.pack(">I4s", 4, b"moov") * 9,
        b"OggS" * 200_000,
    ],
)
def test_what_is_no_recording_is_told_soon(data: bytes) -> None:
    started = time.process_time()
    for suffix in ("mp3", "m4a", "ogg"):
        inspect(f"a.{suffix}", data)
    assert time.process_time() - started < 10


def test_our_own_recordings_are_whole() -> None:
    for file in (ROOT / "content/media/suara").glob("*.mp3"):
        found = mp3.recording(file.read_bytes())
        assert found
        assert not found.is_cut
        assert codes(file.name, file.read_bytes()) == []
