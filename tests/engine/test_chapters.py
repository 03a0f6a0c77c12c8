"""What is kept of chapters is used whole or not at all."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kim_plugins.engine.chapters import ChapterCache, Kept
from kim_plugins.engine.outputs import Outputs, Standing

PAGE = Kept("digest", {"a/index.html": "key"}, [("/a/", "2026-11-24")])

PROGRAM = b"version 1"


def nothing(place: str) -> bytes:
    raise AssertionError(f"{place} need not be made")


def standing(folder: Path) -> Outputs:
    """A site that holds the page under its key."""
    return Outputs(Standing(folder, PAGE.files))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "kim" / "isi.bab"
    cache = ChapterCache(file, standing(tmp_path), PROGRAM)
    cache.note("a", PAGE)
    cache.save()
    return file


def test_chapter_that_shows_the_same_is_offered_as_it_stands(file: Path, tmp_path: Path) -> None:
    outputs = standing(tmp_path)
    cache = ChapterCache(file, outputs, PROGRAM)

    assert cache.keep("a", "digest", nothing)
    assert dict(outputs.keys) == PAGE.files
    assert cache.dates == PAGE.dates


def test_chapter_is_planned_again(file: Path, tmp_path: Path) -> None:
    """When it shows something else, is new, or the site holds something else."""
    cache = ChapterCache(file, standing(tmp_path), PROGRAM)
    assert not cache.keep("a", "another digest", nothing)
    assert not cache.keep("b", "digest", nothing)
    empty = ChapterCache(file, Outputs(Standing(tmp_path, {})), PROGRAM)
    assert not empty.keep("a", "digest", nothing)
    assert not ChapterCache(file, standing(tmp_path), PROGRAM, clean=True).keep(
        "a", "digest", nothing
    )


def test_what_another_program_wrote_is_not_read(file: Path, tmp_path: Path) -> None:
    cache = ChapterCache(file, standing(tmp_path), b"version 2")
    assert not cache.keep("a", "digest", nothing)


def test_edits_are_written_after_what_is_there(file: Path, tmp_path: Path) -> None:
    """Chapters that change, come and go; the file is written anew once it has grown long."""
    sizes = []
    for edit in range(60):
        cache = ChapterCache(file, standing(tmp_path), PROGRAM)
        assert cache.keep("a", "digest", nothing)
        assert cache.keep(f"b{edit - 1}", "1", nothing) == bool(edit)
        assert not cache.keep(f"b{edit - 3}", "1", nothing)
        cache.note(f"b{edit}", Kept("1", {}, []))
        cache.save()
        sizes.append(file.stat().st_size)
    assert sum(later < earlier for earlier, later in pairwise(sizes)) == 1


@pytest.mark.parametrize("size", [0, 5, 30])
def test_damaged_file_counts_as_none(file: Path, tmp_path: Path, size: int) -> None:
    file.write_bytes(file.read_bytes()[:size])
    cache = ChapterCache(file, standing(tmp_path), PROGRAM)
    assert not cache.keep("a", "digest", nothing)


def test_place_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "kim").write_text("no folder", encoding="utf-8")
    cache = ChapterCache(tmp_path / "kim" / "isi.bab", standing(tmp_path), PROGRAM)
    cache.note("a", PAGE)
    cache.save()
