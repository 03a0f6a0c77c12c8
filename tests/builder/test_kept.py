"""What is kept is read only as what was written, by the very program that wrote it."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kim_plugins.builder.kept import Damaged, clear, read_kept, write_kept
from kim_plugins.builder.kept_table import KeptTable
from kim_plugins.builder.seal import opened, sealed
from tests.builder.damage import DAMAGES, flip

ROWS = {b"a/%d" % number: b"isi %d " % number * 100 for number in range(40)}


def test_what_was_sealed_is_opened_under_its_name_only() -> None:
    kept = sealed(b"isi", b"versi 1", b"nama")

    assert opened(kept, b"versi 1", b"nama") == b"isi"
    assert opened(kept, b"versi 2", b"nama") is None
    assert opened(kept, b"versi 1", b"lain") is None


def test_every_bit_is_under_the_seal() -> None:
    kept = sealed(b"isi", b"versi 1")
    for bit in range(len(kept) * 8):
        flipped = bytearray(kept)
        flipped[bit // 8] ^= 1 << bit % 8
        assert opened(bytes(flipped), b"versi 1") is None
    for other in (b"", kept[:-1], kept + b"x", None, "teks", 3):
        assert opened(other, b"versi 1") is None


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_noticed_and_written_anew(
    tmp_path: Path, damage: Callable[[Path, random.Random], None]
) -> None:
    """Also where a folder, a pipe or a link stands in its place, or a file in its folder's."""
    file = tmp_path / "dalam" / "isi"
    for seed in range(10):
        write_kept(file, b"isi " * 20)
        damage(file, random.Random(seed))
        with suppress(Damaged):
            assert read_kept(file) in (None, b"isi " * 20)
        write_kept(file, b"baru")
        assert read_kept(file) == b"baru"


def test_a_file_of_another_name_is_not_believed(tmp_path: Path) -> None:
    write_kept(tmp_path / "a", b"isi")
    (tmp_path / "a").rename(tmp_path / "b")
    with pytest.raises(Damaged):
        read_kept(tmp_path / "b")


def test_a_file_that_can_not_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path, _: Path) -> None:
        raise PermissionError(file)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_kept(tmp_path / "isi", b"isi")
    assert not list(tmp_path.iterdir())


def test_closed_folders_are_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "c").write_text("isi")
    folder.chmod(0o500)
    clear(tmp_path / "a")
    assert not list(tmp_path.iterdir())


def filled(file: Path) -> None:
    table = KeptTable(file, b"versi 1")
    assert table.write(dict(ROWS))
    table.close()


def found(table: KeptTable) -> dict[bytes, bytes]:
    try:
        return dict(table.below(b"a/"))
    except Damaged:
        return {}


def test_a_table_gives_what_was_written_whatever_becomes_of_its_file(
    tmp_path: Path, thorough: bool
) -> None:
    """Each row is as it was, or isn't there, or is known to be damaged; then it is made anew."""
    file = tmp_path / "kim" / "isi.sqlite"
    for seed in range(2000 if thorough else 150):
        chance = random.Random(seed)
        clear(file)
        filled(file)
        (flip if seed % 2 else chance.choice(DAMAGES))(file, chance)
        table = KeptTable(file, b"versi 1")
        for name, data in ROWS.items():
            try:
                assert table.read(name) in (None, data)
            except Damaged:
                table.begin_anew()
                assert table.is_damaged
        assert found(table).items() <= ROWS.items()
        table.close()


def test_a_table_of_another_program_is_empty_without_being_damaged(tmp_path: Path) -> None:
    file = tmp_path / "isi.sqlite"
    filled(file)
    table = KeptTable(file, b"versi 2")
    assert (found(table), table.is_damaged) == ({}, False)
    table.close()
    filled(file)


def test_a_table_that_somebody_writes_to_is_left_alone(tmp_path: Path) -> None:
    """A lock that lasts costs time and nothing else."""
    file = tmp_path / "isi.sqlite"
    filled(file)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("PRAGMA busy_timeout = 0")
        table = KeptTable(file, b"versi 1", wait=0)
        assert not table.is_open
        assert (table.read(b"a/1"), table.write({b"b": b""})) == (None, False)
    table = KeptTable(file, b"versi 1")
    assert found(table) == ROWS
    table.close()


def test_a_table_that_can_not_be_written_is_begun_anew_next_time(tmp_path: Path) -> None:
    file = tmp_path / "isi.sqlite"
    filled(file)
    table = KeptTable(file, b"versi 1")
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("DROP TABLE kept")
    assert not table.write({b"b": b"isi"})
    assert not os.path.lexists(file)
