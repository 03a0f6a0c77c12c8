"""The cache saves time and changes nothing."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kim_plugins.catalogue import Memory, SiteOptions
from kim_plugins.catalogue.preparing import Preparer
from kim_plugins.engine.cache import Cache
from tests.cli.site_folder import Site
from tests.memory import OPTIONS, news


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dalam" / "isi.bin"


def filled(title: str = "Panen") -> Memory:
    memory = Memory()
    Preparer(OPTIONS, memory).document("berita/2026/a.md", news(title).encode())
    return memory


def test_what_was_kept_is_found_again(file: Path) -> None:
    memory = filled()
    Cache(file, OPTIONS).save(memory)

    found = Cache(file, OPTIONS).load()

    assert found == memory
    assert not found.changed


def test_unchanged_memory_is_not_written_again(file: Path) -> None:
    memory = filled()
    Cache(file, OPTIONS).save(memory)
    file.unlink()

    Cache(file, OPTIONS).save(memory)

    assert not file.exists()


@pytest.mark.parametrize("cut", [slice(0, 20), slice(0, -5), slice(3, None), slice(0, 0)])
def test_damaged_file_is_noticed_and_not_used(file: Path, cut: slice) -> None:
    Cache(file, OPTIONS).save(filled())
    file.write_bytes(file.read_bytes()[cut])
    cache = Cache(file, OPTIONS)

    assert cache.load() == Memory()
    assert "rusak" in cache.damage


def test_other_options_need_another_preparation(file: Path) -> None:
    """A time without a zone means another instant in another zone."""
    Cache(file, OPTIONS).save(filled())
    makassar = SiteOptions(OPTIONS.name, OPTIONS.url, "x", ZoneInfo("Asia/Makassar"))
    cache = Cache(file, makassar)

    assert cache.load() == Memory()
    assert cache.damage == ""


def test_files_are_known_again_by_their_bytes_and_forgotten_when_gone() -> None:
    memory = filled()
    first = memory.files["berita/2026/a.md"]
    memory.changed = False
    preparer = Preparer(OPTIONS, memory)

    assert preparer.document("berita/2026/a.md", news().encode()) is first
    assert not memory.changed
    assert preparer.document("berita/2026/a.md", news("Lain").encode()) is not first
    assert memory.changed
    memory.keep_only(set(), set())
    assert memory.files == {}


def test_cached_build_gives_the_bytes_of_a_clean_one(tmp_path: Path) -> None:
    """Also when the cache was made of other content, and when it is damaged."""
    site = Site.copied(tmp_path)
    site.build()
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Beberapa warga melapor")
    site.build()
    cached = site.published()
    site.build("--clean")
    assert site.published() == cached

    (cache,) = (tmp_path / ".kim" / "cache").glob("*.bin")
    cache.write_bytes(cache.read_bytes()[:-1])
    ran = site.build()
    assert "rusak" in ran.err
    assert site.published() == cached
