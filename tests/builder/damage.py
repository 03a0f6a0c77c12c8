"""What may happen to a file that a build left for the next one."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

Damage = Callable[[Path, random.Random], None]


def flip(file: Path, chance: random.Random) -> None:
    """Some bits."""
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 1, 2, 8, 200))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def cut(file: Path, chance: random.Random) -> None:
    """Its end is missing, maybe all of it."""
    data = file.read_bytes()
    file.write_bytes(data[: chance.choice((0, chance.randrange(len(data) + 1)))])


def garble(file: Path, chance: random.Random) -> None:
    """Anything."""
    file.write_bytes(chance.randbytes(chance.choice((1, 17, 5000))))


def lose(file: Path, _: random.Random) -> None:
    """It is missing."""
    file.unlink()


def make_folder(file: Path, _: random.Random) -> None:
    """A folder in its place."""
    file.unlink()
    file.mkdir()
    (file / "isi").write_text("isi", encoding="utf-8")


def make_file(file: Path, _: random.Random) -> None:
    """A file in the place of its folder."""
    shutil.rmtree(file.parent)
    file.parent.write_text("isi", encoding="utf-8")


def mislead(file: Path, _: random.Random) -> None:
    """A link that leads nowhere."""
    file.unlink()
    file.symlink_to("/tidak/ada")


DAMAGES: Final[list[Damage]] = [flip, cut, garble, lose, make_folder, make_file, mislead]
if sys.platform != "win32":

    def make_pipe(file: Path, _: random.Random) -> None:
        """Reading it would never end."""
        file.unlink()
        os.mkfifo(file)

    DAMAGES.append(make_pipe)


def kinds(state: Path) -> dict[str, list[Path]]:
    """The files below a state's folder by their kind."""
    found: dict[str, list[Path]] = {}
    for file in sorted(path for path in state.rglob("*") if path.is_file()):
        place = file.relative_to(state).as_posix()
        kind = f"{file.parent.name}/*{file.suffix}"
        if place.startswith("terbit/"):
            kind = f"terbit/*/*{file.suffix}"
        found.setdefault(kind, []).append(file)
    return found
