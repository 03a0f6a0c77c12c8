"""What search keeps between builds is used whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kim_plugins.builder.kept import Damaged
from kim_plugins.builder.search_cache import SearchCache


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    file = tmp_path / "kim" / "isi.cari"
    cache = SearchCache(file, b"1")
    cache["a"], cache["b"] = b"satu", b"dua" * 5000
    cache.save()
    cache.close()
    return file


def test_blobs_are_kept_changed_and_taken_away(kept: Path) -> None:
    cache = SearchCache(kept, b"1")
    assert cache["a"] == b"satu"
    del cache["a"]
    cache["c"] = b"tiga"
    assert sorted(cache) == ["b", "c"]
    cache.save()
    cache.close()
    again = SearchCache(kept, b"1")
    assert sorted(again) == ["b", "c"]
    with pytest.raises(KeyError):
        again["a"]
    again.close()


def test_what_was_prepared_otherwise_is_thrown_away(kept: Path) -> None:
    """Another time zone shows other hours and other days of the same files."""
    cache = SearchCache(kept, b"2")
    assert list(cache) == []
    cache.close()


@pytest.mark.parametrize("place", [0, 0.6])
def test_damage_is_noticed(kept: Path, place: float) -> None:
    data = bytearray(kept.read_bytes())
    start = int(len(data) * place)
    data[start : start + 4000] = b"\xff" * 4000
    kept.write_bytes(data)

    def read_all() -> None:
        cache = SearchCache(kept, b"1")
        for name in ("a", "b"):
            cache[name]

    with pytest.raises(Damaged):
        read_all()


def test_a_place_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    cache = SearchCache(file / "isi.cari", b"1")
    cache["a"] = b"satu"
    cache.save()
    assert cache["a"] == b"satu"
    cache.close()
