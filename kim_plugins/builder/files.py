"""Files: those of the content folder, outside of which nothing is read, and our own."""

from __future__ import annotations

import os
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path

from kim_plugins.builder.failure import BuildFailed
from kim_plugins.builder.walk import Walk
from kim_plugins.catalogue import Content, Unreadable
from kim_plugins.records.problems import visible
from kim_plugins.records.system_errors import why_unreadable

_AT_ONCE = 1 << 16
_AS_IT_IS = getattr(os, "O_BINARY", 0)
"""Windows would change line ends."""


class Vanished(BuildFailed):
    """A file of the content that went away since it was listed; the message names it."""


def content_of(folder: Path) -> Content:
    """Every file below `folder` that a site can be made of, and what is wrong with the others."""
    root = os.path.realpath(folder)
    shown = shown_folder(folder)
    try:
        found = Walk(root)
    except OSError as error:
        raise Vanished(
            f"folder isi {visible(shown)} tidak dapat dibaca: {why_unreadable(error)}; "
            "periksa foldernya, lalu ulangi"
        ) from error

    def read(path: str) -> bytes:
        try:
            return bytes_of(f"{root}/{path}")
        except (FileNotFoundError, NotADirectoryError) as error:
            raise Vanished(
                f"berkas {visible(path) if shown == '.' else visible(f'{shown}/{path}')} hilang "
                "selagi dibaca; periksa berkasnya, lalu ulangi"
            ) from error
        except OSError as error:
            raise Unreadable(path, why_unreadable(error)) from error

    return Content(found.documents, found.media, read, problems=found.problems, hidden=found.hidden)


def bytes_of(name: str) -> bytes:
    """A file as it is; a file object takes twice as long for what mostly are some kilobytes."""
    file = os.open(name, os.O_RDONLY | _AS_IT_IS)
    try:
        parts = []
        while part := os.read(file, _AT_ONCE):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(file)


def write_whole(file: Path, data: bytes) -> None:
    """Write a file that is read between builds: it is there as a whole, or as it was."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def remove_until(until: float, folder: Path) -> None:
    """Remove a folder with all that is in it, or as much as is possible by a monotonic time."""
    for current, folders, files in os.walk(folder, topdown=False):
        for name in files:
            if time.monotonic() > until:
                return
            with suppress(OSError):
                Path(current, name).unlink()
        for name in folders:
            place = Path(current, name)
            with suppress(OSError):
                (place.unlink if place.is_symlink() else place.rmdir)()
    with suppress(OSError):
        folder.rmdir()


def shown_folder(folder: Path) -> str:
    """The folder as problems name it: relative to the working directory where that is possible."""
    try:
        return Path(os.path.relpath(folder)).as_posix()
    except ValueError:  # another drive on Windows
        return folder.as_posix()


def link_or_copy(source: Path, target: str) -> None:
    """Give a file another name; where the disk knows no such thing, copy it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def write_new(target: str, data: bytes) -> None:
    """Write a file where none is; one that is there may be one with the published site's."""
    # Many thousand files are written: plain names and no buffer spare a part of the time.
    with open(target, "xb", buffering=0) as file:  # noqa: PTH123
        rest = memoryview(data)
        while rest:  # a disk that is nearly full takes a part
            rest = rest[file.write(rest) :]


def make_folder(name: str) -> None:
    """Make a folder, and those above it where they are missing."""
    try:
        os.mkdir(name)  # noqa: PTH102 - most often its parent is there, and nothing else is to be asked
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(name, exist_ok=True)  # noqa: PTH103 - as above


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
