"""The store gives what was written by the very program that asks, or nothing."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kim_plugins.builder.groups import Group
from kim_plugins.builder.sealed_files import Damaged
from kim_plugins.builder.store import Store
from tests.builder.damage import DAMAGES, flip

ROWS = {b"a/%d" % number: b"isi %d " % number * 100 for number in range(40)}
Open = Callable[..., Store]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kim" / "simpanan.sqlite"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def opened(file: Path, said: list[str]) -> Iterator[Open]:
    """Opens the store as a program does; all are closed at the end."""
    stores: list[Store] = []

    def opened(made_with: bytes = b"versi 1", wait: float = 5) -> Store:
        stores.append(Store(file, made_with, said.append, wait=wait))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def filled(file: Path) -> Callable[[], None]:
    """Writes all rows and a group."""

    def fill() -> None:
        store = Store(file, b"versi 1")
        assert store.put(dict(ROWS))
        group = Group(store, "cari")
        group["a"], group["b"], group["\udc80"] = b"satu", b"dua" * 5000, b"tiga"
        assert group.save()
        store.close()

    return fill


def test_what_was_written_is_given_whatever_becomes_of_the_file(
    file: Path, opened: Open, said: list[str], filled: Callable[[], None], thorough: bool
) -> None:
    """Each row is as it was, or isn't there; a group is whole, or known to be damaged."""
    for seed in range(2000 if thorough else 150):
        chance = random.Random(seed)
        if file.parent.is_dir():
            Store(file, b"").drop()
        filled()
        said.clear()
        (flip if seed % 2 else chance.choice(DAMAGES))(file, chance)
        store = opened()
        try:
            group = Group(store, "cari")
            if seed % 3:
                group.load()
            assert sorted(group.values()) in ([], sorted([b"satu", b"dua" * 5000, b"tiga"]))
        except Damaged:
            assert said
        assert all(store.get(key) in (None, data) for key, data in ROWS.items())
        assert store.below(b"a/").items() <= ROWS.items()
        assert len(said) <= 1
        assert store.put({b"a/1": b"baru"}) is store.is_open
        store.close()


def test_what_another_program_kept_is_thrown_away_without_a_word(
    opened: Open, said: list[str], filled: Callable[[], None]
) -> None:
    """But for what that was: one may ask what has changed."""
    filled()
    store = opened()
    store.note_parts({"Python": b"3"})
    store.close()
    store = opened(b"versi 2")
    assert store.below(b"") == {}
    assert [*Group(store, "cari")] == []
    assert store.parts == {"Python": b"3"}
    assert said == []


def test_a_file_that_somebody_writes_to_is_left_alone(
    file: Path, opened: Open, filled: Callable[[], None]
) -> None:
    """A lock that lasts costs time and nothing else."""
    filled()
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("PRAGMA busy_timeout = 0")
        store = opened(wait=0)
        assert not store.is_open
        assert (store.get(b"a/1"), store.put({b"b": b""}), store.parts) == (None, False, {})
    assert opened().below(b"a/") == ROWS


def test_a_file_that_can_not_be_written_is_begun_anew_next_time(
    file: Path, opened: Open, filled: Callable[[], None]
) -> None:
    filled()
    store = opened()
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("DROP TABLE kept")
    assert not store.put({b"b": b"isi"})
    assert not os.path.lexists(file)


def test_what_nobody_uses_is_dropped(opened: Open, filled: Callable[[], None]) -> None:
    filled()
    store = opened()
    store.keep_only(b"a/1", {b"a/11", b"a/12"})
    kept = {key for key in ROWS if not key.startswith(b"a/1")}
    assert store.below(b"a/").keys() == kept | {b"a/11", b"a/12"}
    assert len(Group(store, "cari")) == 3


def test_what_is_kept_is_made_once(opened: Open) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"isi"

    store = opened()
    assert [store.get_or_make(b"x", make) for _ in range(2)] == [b"isi", b"isi"]
    assert made == [1]
    store.drop()
    assert [store.get_or_make(b"x", make) for _ in range(2)] == [b"isi", b"isi"]
    assert len(made) == 3


def test_blobs_of_a_group_are_kept_changed_and_taken_away(
    opened: Open, filled: Callable[[], None]
) -> None:
    filled()
    store = opened()
    group = Group(store, "cari")
    assert group["a"] == b"satu"
    del group["a"]
    with pytest.raises(KeyError):
        del group["a"]
    group["c"] = b"tiga"
    assert sorted(group) == ["b", "c", "\udc80"]
    assert group.save()
    again = Group(store, "cari")
    assert sorted(again) == ["b", "c", "\udc80"]
    with pytest.raises(KeyError):
        again["a"]
    assert store.get(b"cari/a") is None


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM kept WHERE name = CAST('cari/b' AS BLOB)",
        "UPDATE kept SET data = substr(data, 1, 90) WHERE name = CAST('cari/b' AS BLOB)",
        "UPDATE kept SET name = CAST('cari/b' AS BLOB) WHERE name = CAST('a/1' AS BLOB)",
    ],
)
def test_a_group_with_a_part_that_is_lost_or_another_is_damaged(
    file: Path, opened: Open, said: list[str], filled: Callable[[], None], statement: str
) -> None:
    """As two builds at once may leave it; the file is begun anew, and can be filled again."""
    filled()
    with closing(sqlite3.connect(file)) as database, database:
        if "SET name" in statement:
            database.execute("DELETE FROM kept WHERE name = CAST('cari/b' AS BLOB)")
        database.execute(statement)
    store = opened()
    group = Group(store, "cari")
    assert group["a"] == b"satu"
    with pytest.raises(Damaged):
        group["b"]
    assert len(said) == 1
    group["c"] = b"tiga"
    assert not group.save()  # the others are gone
    again = Group(store, "cari")
    again["d"] = b"empat"
    assert again.save()
    assert [*Group(opened(), "cari")] == ["d"]


def test_a_place_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file" / "simpanan.sqlite", b"1")
    group = Group(store, "cari")
    group["a"] = b"satu"
    group.save()
    assert group["a"] == b"satu"
    store.close()


COPY = """
import os, sys
from pathlib import Path
from kim_plugins.builder.groups import Group
from kim_plugins.builder.store import Store

store = Store(Path(sys.argv[1]), b"versi 1")
group = Group(store, "cari")
if not os.fork():
    found = Group(store, "cari")
    assert found["a"] == b"satu" and store.get(b"a/1")
    found["c"] = b"dari salinan"
    assert found.save()
    os._exit(0)
assert os.wait()[1] == 0
assert store.put({b"b": b"dari proses"})
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there nothing is copied")
def test_a_copy_of_the_process_reads_and_writes_by_itself(
    file: Path, opened: Open, filled: Callable[[], None]
) -> None:
    filled()
    subprocess.run([sys.executable, "-c", COPY, str(file)], check=True)
    store = opened()
    assert Group(store, "cari")["c"] == b"dari salinan"
    assert store.get(b"b") == b"dari proses"
