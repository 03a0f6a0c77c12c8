"""Files that builds keep for one another: read only as they were written, by the same program.

Whatever is wrong with such a file, or lies in its way, costs time and nothing else.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from kim_plugins.builder.files import bytes_of, write_whole
from kim_plugins.builder.seal import opened, sealed


class Damaged(Exception):  # noqa: N818 - a finding, told as a sentence
    """What stands there isn't what was written, or not by this program."""


def read_kept(file: Path, made_with: bytes = b"") -> bytes | None:
    """What was kept in a file; None without one. Raises Damaged for anything else in its place."""
    data = contents(file)
    found = None if data is None else proven(file, data, made_with)
    if found is None and data is not None:
        raise Damaged(file)
    return found


def contents(file: Path) -> bytes | None:
    """A file as it is; None without one. Raises Damaged for what can't be read."""
    try:
        mode = file.stat().st_mode
        # A pipe would wait for whoever writes to it.
        if stat.S_ISREG(mode):
            if not mode & stat.S_IRUSR:
                file.chmod(mode | stat.S_IRUSR)
            return bytes_of(str(file))
    except FileNotFoundError:
        return None
    except OSError:
        pass
    raise Damaged(file)


def proven(file: Path, kept: bytes, made_with: bytes = b"") -> bytes | None:
    """What these bytes of a file hold; None where they aren't what was written into it."""
    return opened(kept, made_with, os.fsencode(file.name))


def write_kept(file: Path, data: bytes, made_with: bytes = b"") -> None:
    """Keep a file, whatever stands in its place; raises OSError where that can't be done."""
    kept = sealed(data, made_with, os.fsencode(file.name))
    try:
        write_whole(file, kept)
    except OSError:
        make_way(file)
        write_whole(file, kept)


def make_way(place: Path) -> None:
    """Take away a folder where a file shall stand, or a file where one of its folders shall."""
    for above in place.parents:
        if os.path.lexists(above):
            if not above.is_dir():
                clear(above)
            break
    if os.path.lexists(place):
        clear(place)


def clear(path: Path) -> None:
    """Take away whatever stands there, if anything does; raises OSError where that can't be."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(path)
    except PermissionError:
        # Folders of ours that somebody closed.
        path.chmod(stat.S_IRWXU)
        for folder, below, _ in os.walk(path):
            for name in below:
                os.chmod(os.path.join(folder, name), stat.S_IRWXU, follow_symlinks=False)  # noqa: PTH101, PTH118 - os.walk gives texts
        shutil.rmtree(path)
