"""What is kept is read only as what was written, by the very program that wrote it."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kim_plugins.builder.files import clear
from kim_plugins.builder.sealed_files import Damaged, opened, read_sealed, sealed, write_sealed
from tests.builder.damage import DAMAGES


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
        write_sealed(file, b"isi " * 20)
        damage(file, random.Random(seed))
        with suppress(Damaged):
            assert read_sealed(file) in (None, b"isi " * 20)
        write_sealed(file, b"baru")
        assert read_sealed(file) == b"baru"


def test_a_file_of_another_name_is_not_believed(tmp_path: Path) -> None:
    write_sealed(tmp_path / "a", b"isi")
    (tmp_path / "a").rename(tmp_path / "b")
    with pytest.raises(Damaged):
        read_sealed(tmp_path / "b")


def test_a_file_that_can_not_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path, _: Path) -> None:
        raise PermissionError(file)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_sealed(tmp_path / "isi", b"isi")
    assert not list(tmp_path.iterdir())


def test_closed_folders_are_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "c").write_text("isi")
    folder.chmod(0o500)
    clear(tmp_path / "a")
    assert not list(tmp_path.iterdir())
