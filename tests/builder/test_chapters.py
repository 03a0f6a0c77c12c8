"""What is kept of chapters is used whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from kim_plugins.builder.chapters import ChapterCache, Kept
from kim_plugins.builder.outputs import Outputs, Standing
from kim_plugins.catalogue import EVERYTHING, Sight
from kim_plugins.catalogue.fingerprints import mark_of

PAGE = Kept("digest", {"a/index.html": "key"}, [("/a/", "2026-11-24")], mark_of("a.md"))
OTHER = Kept("other", {"b/index.html": "key"}, [], mark_of("x.md") + mark_of("b.md"))
SIGHT = Sight(b"as it is", {"a.md": b"1", "b.md": b"1"})
PROGRAM = b"version 1"


def opened(
    file: Path, outputs: Outputs, sight: Sight = SIGHT, made_with: bytes = PROGRAM
) -> ChapterCache:
    return ChapterCache(file, outputs, made_with, sight)


def nothing(place: str) -> bytes:
    raise AssertionError(f"{place} need not be made")


def standing(folder: Path) -> Outputs:
    """A site that holds both pages under their keys."""
    return Outputs(Standing(folder, PAGE.files | OTHER.files))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "kim" / "isi.bab"
    cache = opened(file, standing(tmp_path))
    cache.note("a", PAGE)
    cache.save()
    return file


def test_chapter_that_shows_the_same_is_offered_as_it_stands(file: Path, tmp_path: Path) -> None:
    outputs = standing(tmp_path)
    cache = opened(file, outputs)

    assert cache.keep("a", "digest", nothing)
    assert dict(outputs.keys) == PAGE.files
    assert cache.dates == PAGE.dates


def test_chapter_is_planned_again(file: Path, tmp_path: Path) -> None:
    """When it shows something else, is new, or the site holds something else."""
    cache = opened(file, standing(tmp_path))
    assert not cache.keep("a", "another digest", nothing)
    assert not cache.keep("b", "digest", nothing)
    empty = opened(file, Outputs(Standing(tmp_path, {})))
    assert not empty.keep("a", "digest", nothing)


def keep_both(file: Path, tmp_path: Path) -> None:
    cache = opened(file, standing(tmp_path))
    cache.note("a", PAGE)
    cache.note("b", OTHER)
    cache.save()


def not_again(name: str, place: str) -> bytes:
    raise AssertionError(f"{place} of {name} need not be made")


def test_only_what_shows_other_words_is_looked_at(file: Path, tmp_path: Path) -> None:
    keep_both(file, tmp_path)
    outputs = standing(tmp_path)
    cache = opened(file, outputs, SIGHT._replace(keys={"a.md": b"1", "b.md": b"2"}))

    left = cache.keep_unchanged(not_again)
    assert ("a" in left, "b" in left) == (False, True)
    assert dict(outputs.keys) == PAGE.files
    cache.note("b", OTHER)
    cache.save()

    # What it has seen now is what the next one compares with.
    cache = opened(file, standing(tmp_path), SIGHT._replace(keys={"a.md": b"2", "b.md": b"2"}))
    left = cache.keep_unchanged(not_again)
    assert ("a" in left, "b" in left) == (True, False)


def test_what_goes_by_the_clock_is_looked_at_always(file: Path, tmp_path: Path) -> None:
    keep_both(file, tmp_path)
    left = opened(file, standing(tmp_path)).keep_unchanged(not_again, always=("a",))
    assert ("a" in left, "b" in left) == (True, False)


def test_everything_is_looked_at(file: Path, tmp_path: Path) -> None:
    """When something else has changed, much has, or the site holds something else."""
    keep_both(file, tmp_path)
    many = {f"{number}.md": b"1" for number in range(50)}
    for outputs, sight in (
        (standing(tmp_path), SIGHT._replace(outlook=b"otherwise")),
        (standing(tmp_path), SIGHT._replace(keys=many)),
        (standing(tmp_path), Sight(b"", {})),
        (Outputs(Standing(tmp_path, PAGE.files)), SIGHT),
    ):
        assert opened(file, outputs, sight).keep_unchanged(not_again) is EVERYTHING
        assert not outputs.keys


def test_file_that_went_away_is_made_again(file: Path, tmp_path: Path) -> None:
    """The standby lacks a file, and the site lost it meanwhile."""
    keep_both(file, tmp_path)
    folder = tmp_path / "standby"
    folder.mkdir()
    places = PAGE.files | OTHER.files
    published = Standing(tmp_path / "site", places, dict.fromkeys(places, 1))
    outputs = Outputs(Standing(folder, PAGE.files), published)
    opened(file, outputs).keep_unchanged(lambda name, place: f"{name} {place}".encode())
    list(outputs.finish())
    assert (folder / "b/index.html").read_text(encoding="utf-8") == "b b/index.html"


def test_what_another_program_wrote_is_not_read(file: Path, tmp_path: Path) -> None:
    cache = opened(file, standing(tmp_path), made_with=b"version 2")
    assert not cache.keep("a", "digest", nothing)


def test_edits_are_written_after_what_is_there(file: Path, tmp_path: Path) -> None:
    """Chapters that change, come and go; parts are joined once there are many."""
    counts = []
    for edit in range(60):
        cache = opened(file, standing(tmp_path))
        assert cache.keep("a", "digest", nothing)
        assert cache.keep(f"b{edit - 1}", "1", nothing) == bool(edit)
        assert not cache.keep(f"b{edit - 3}", "1", nothing)
        cache.note(f"b{edit}", Kept("1", {}, [], b""))
        cache.save()
        with closing(sqlite3.connect(file)) as database:
            counts += database.execute("SELECT count(*) FROM kept").fetchone()
    assert sum(later < earlier for earlier, later in pairwise(counts)) == 1


@pytest.mark.parametrize("size", [0, 5, 30])
def test_damaged_file_counts_as_none(file: Path, tmp_path: Path, size: int) -> None:
    file.write_bytes(file.read_bytes()[:size])
    cache = opened(file, standing(tmp_path))
    assert not cache.keep("a", "digest", nothing)


def test_place_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "kim").write_text("no folder", encoding="utf-8")
    cache = opened(tmp_path / "kim" / "isi.bab", standing(tmp_path))
    cache.note("a", PAGE)
    cache.save()
