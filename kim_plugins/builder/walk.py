"""The files of a content folder, and the problems of those that can't be used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kim_plugins.catalogue.reserved_addresses import LONGEST
from kim_plugins.records.problems import Fault, Problem, Severity
from kim_plugins.records.system_errors import why_unreadable

_SUFFIX: Final = ".md"


class Walk:
    """The files below `root`, in order; hidden ones, and links that lead out of it, are left alone.

    `problems` are what can't be read, can't be named or is no file; each is told once. `hidden` are
    documents among the hidden files.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self.documents: list[str] = []
        self.media: list[str] = []
        self.hidden: list[str] = []
        self.problems: list[Problem] = []
        for path in self._files(""):
            (self.documents if path.lower().endswith(_SUFFIX) else self.media).append(path)

    def _files(self, below: str) -> Iterator[str]:
        """Paths below a folder; folders that are links are not followed."""
        try:
            with os.scandir(f"{self._root}/{below}") as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            if not below:
                raise
            self._say(below, _unreadable(why_unreadable(error)))
            return
        for entry in entries:
            if entry.name.startswith("."):
                # macOS keeps what it knows of `a.md` in `._a.md`.
                if entry.name.lower().endswith(_SUFFIX) and not entry.name.startswith("._"):
                    self.hidden.append(f"{below}{entry.name}")
                continue
            path = f"{below}{entry.name}"
            is_folder = entry.is_dir(follow_symlinks=False)
            if fault := _name_fault(path, is_folder=is_folder):
                self._say(path, fault)
            elif is_folder:
                yield from self._files(f"{path}/")
            elif fault := self._kind_fault(entry):
                self._say(path, fault)
            else:
                yield path

    def _kind_fault(self, entry: os.DirEntry[str]) -> Fault | None:
        """Why what isn't a folder is left alone, if it is."""
        if entry.is_file(follow_symlinks=False):
            return None
        if not entry.is_symlink():
            return _no_file("bukan berkas biasa")
        if not Path(os.path.realpath(entry.path)).is_relative_to(self._root):
            return _no_file("tautan ke luar folder isi")
        try:
            is_file = entry.is_file()
        except OSError as error:
            return _no_file(f"tautan yang tidak dapat diikuti: {why_unreadable(error)}")
        if is_file:
            return None
        leads = "folder" if os.path.isdir(entry.path) else "berkas yang tidak ada"  # noqa: PTH112 - a name
        return _no_file(f"tautan ke {leads}")

    def _say(self, path: str, fault: Fault) -> None:
        self.problems.append(fault.at(path))


def _name_fault(path: str, *, is_folder: bool) -> Fault | None:
    if len(path) > LONGEST:
        return Fault(
            "K020",
            f"folder ini bertingkat terlalu dalam ({path.count('/')} tingkat, {len(path)} huruf)",
            "pindahkan isinya ke folder yang lebih dangkal, misalnya: content/berita/2026/",
        )
    if path.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in path):
        return None
    # Whoever unpacks an old ZIP wants its pictures, and nothing can name them.
    lost = Severity.ERROR if is_folder or path.lower().endswith(_SUFFIX) else Severity.WARNING
    return Fault(
        "K023",
        "huruf di namanya tidak dapat dibaca, seperti yang keluar dari berkas ZIP lama",
        "ganti namanya dengan huruf biasa, misalnya: foto-panen.jpg",
        lost,
    )


def _unreadable(reason: str) -> Fault:
    hint = "beri izin baca kepada Anda sendiri, atau pindahkan folder itu ke luar folder isi"
    return Fault("K021", f"folder ini tidak dapat dibaca: {reason}", hint)


def _no_file(what: str) -> Fault:
    return Fault(
        "K024",
        f"tidak ikut terbit: {what}",
        "salin berkas aslinya ke sini sebagai gantinya, atau hapus",
        Severity.WARNING,
    )
