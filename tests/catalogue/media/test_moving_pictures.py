"""A picture that moves is published as one where a thin network can carry it."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image, ImageFile

from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.records.problems import Fault, Severity
from tests.catalogue.media.inspected import media
from tests.catalogue.sites import picture


def moving(kind: str, size: tuple[int, int] = (20, 10), count: int = 2) -> bytes:
    """A picture of so many frames, each in a colour of its own."""
    # A palette picture is written as it is; of any other one a GIF's colours are looked for first.
    frames = [
        Image.new("P" if kind == "GIF" else "RGB", size, (number * 37 % 256, number // 7 % 256, 90))
        for number in range(count)
    ]
    data = io.BytesIO()
    more = {"save_all": True, "append_images": frames[1:], "duration": 80, "loop": 0}
    frames[0].save(data, kind, **more, **({"lossless": True} if kind == "WEBP" else {}))
    return data.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_picture_that_moves_is_one_that_moves(kind: str) -> None:
    found = media(f"a.{kind}", moving(kind))
    assert (found.moves, found.notes) == (True, ())
    assert not media(f"a.{kind}", picture(kind)).moves


@pytest.mark.parametrize(
    "kind, size, count, more",
    [
        ("GIF", (20, 10), 500, 0),
        ("GIF", (3000, 3000), 45, 0),
        ("WEBP", (480, 640), 250, 0),
        ("GIF", (20, 10), 2, 5_000_000),
    ],
)
def test_what_would_be_too_much_for_a_thin_network_stands_still_and_is_named(
    kind: str, size: tuple[int, int], count: int, more: int
) -> None:
    # Not made where parameters stand: whoever collects tests would wait for it.
    found = media(f"a.{kind.lower()}", moving(kind, size, count) + bytes(more))
    assert not found.moves
    (note,) = found.notes
    assert (note.code, note.severity) == ("K351", Severity.WARNING)
    assert "terlalu berat" in note.message


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_and_broke_off_stands_still_and_is_named(kind: str) -> None:
    whole = moving(kind, (200, 100), 20)
    found = inspect(f"a.{kind}", whole[: len(whole) * 2 // 3])
    if isinstance(found, Fault):  # WebP says at its beginning how long it is
        assert found.code == "K306"
    else:
        assert [(found.moves, note.code) for note in found.notes] == [(False, "K351")]
        assert "rusak" in found.notes[0].message


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF"])
def test_what_broke_off_is_named_though_a_library_told_pillow_to_forgive(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint does when it is imported, for the whole process."""
    whole = picture(kind, (640, 480))
    broken = whole[: len(whole) * 2 // 3]
    expected = inspect(f"a.{kind}", broken)
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    found = inspect(f"a.{kind}", broken)
    assert isinstance(found, Fault)
    assert found == expected


def test_frames_of_a_gif_are_counted_without_unpacking_them() -> None:
    """Two million of one pixel each would take Pillow a minute."""
    frame = b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    head = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff"
    started = time.process_time()
    assert [note.code for note in media("a.gif", head + frame * 2_000_000 + b";").notes] == ["K351"]
    assert time.process_time() - started < 5
