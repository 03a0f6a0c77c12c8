"""The cache saves time and changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kim_plugins.builder.cache import Cache
from kim_plugins.builder.made_with import made_with
from kim_plugins.builder.store import Store
from kim_plugins.catalogue import Content, Memory, SiteOptions, Workers
from kim_plugins.catalogue.memory import key_of
from kim_plugins.catalogue.preparing import Preparer
from tests.sites.folder import Site
from tests.sites.memory import OPTIONS, news

PATH = "berita/2026/a.md"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dalam" / "simpanan.sqlite"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def cache(file: Path, said: list[str]) -> Iterator[Callable[[], Cache]]:
    """Opens the cache when it is called."""
    stores: list[Store] = []

    def opened() -> Cache:
        stores.append(Store(file, made_with(OPTIONS), said.append))
        return Cache(stores[-1])

    yield opened
    for store in stores:
        store.close()


def prepare(memory: Memory, title: str = "Panen") -> Preparer:
    data = news(title).encode()
    preparer = Preparer(OPTIONS, memory, Content((), (), lambda _: data), Workers())
    preparer.documents({PATH: key_of(PATH, data)})
    return preparer


def keep(file: Path, title: str = "Panen") -> Memory:
    """What a build leaves behind."""
    store = Store(file, made_with(OPTIONS))
    cache = Cache(store)
    memory = cache.load()
    prepare(memory, title)
    assert cache.save(memory)
    store.close()
    return memory


def test_what_was_kept_is_found_again(file: Path, cache: Callable[[], Cache]) -> None:
    kept = keep(file)

    found = cache().load()

    assert found == kept
    body = found.bodies.get(found.files[PATH].key)
    assert body is not None
    assert body.text == "Isi."


def test_a_body_that_is_gone_is_forgotten(file: Path, cache: Callable[[], Cache]) -> None:
    old = keep(file).files[PATH]
    new = keep(file, "Lain").files[PATH]

    found = cache().load()

    assert found.bodies.get(old.key) is None
    assert found.bodies.get(new.key) is not None


@pytest.mark.parametrize("cut", [slice(0, 20), slice(0, -5000), slice(3, None)])
def test_damaged_file_is_noticed_and_not_used(
    file: Path, cache: Callable[[], Cache], said: list[str], cut: slice
) -> None:
    keep(file)
    file.write_bytes(file.read_bytes()[cut])

    assert cache().load() == Memory()
    assert "rusak" in said.pop()


def test_a_changed_byte_is_noticed(file: Path, cache: Callable[[], Cache], said: list[str]) -> None:
    keep(file)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE kept SET data = CAST(data || x'00' AS BLOB) WHERE name < x'69'")

    assert cache().load() == Memory()
    assert "rusak" in said.pop()


def test_a_damaged_body_is_made_again(file: Path, cache: Callable[[], Cache]) -> None:
    kept = keep(file)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE kept SET data = x'1234' WHERE name >= x'69'")
    memory = cache().load()

    assert memory.bodies.get(kept.files[PATH].key) is None
    assert prepare(memory).body(PATH, memory.files[PATH]).text == "Isi."


def test_other_options_need_another_preparation(file: Path) -> None:
    """A time without a zone means another instant in another zone."""
    keep(file)
    makassar = SiteOptions(OPTIONS.name, OPTIONS.url, "x", ZoneInfo("Asia/Makassar"))
    said: list[str] = []
    store = Store(file, made_with(makassar), said.append)

    assert Cache(store).load() == Memory()
    assert said == []
    store.close()


def test_a_place_without_writing_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    said: list[str] = []
    cache = Cache(Store(tmp_path / "berkas" / "isi.sqlite", b"", said.append))
    memory = cache.load()

    preparer = prepare(memory)
    cache.save(memory)

    assert preparer.body(PATH, memory.files[PATH]).text == "Isi."
    assert said == []


def test_files_are_known_again_by_their_bytes_and_forgotten_when_gone() -> None:
    memory = Memory()
    prepare(memory)
    first = memory.files[PATH]

    prepare(memory)
    assert memory.files[PATH] is first
    prepare(memory, "Lain")
    assert memory.files[PATH] is not first
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

    (cache,) = (tmp_path / ".kim" / "cache").glob("*.sqlite")
    cache.write_bytes(cache.read_bytes()[:-5000])
    ran = site.build()
    assert "rusak" in ran.err
    assert site.published() == cached
