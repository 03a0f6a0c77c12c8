"""Where a project keeps what only its own builds need: `.kim` beside mkdocs.yml.

Where nothing can be written there, a build goes on in a folder of its own, and says so.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kim_plugins.builder.files import clear
from kim_plugins.records.system_errors import why_unwritable

CACHE: Final = "cache"
"""The part of it that may go away at any time."""

_ELSEWHERE: Final = "hapus yang ada di sana atau pindahkan proyek ke tempat yang boleh ditulisi"
_SOME: Final = bytes(1 << 16)
"""So much has to fit."""


class State:
    """The folder of one build, until `close`; `clean` empties its cache.

    `say` is told, in one sentence, why nothing can be kept.
    """

    def __init__(self, home: Path, say: Callable[[str], None], *, clean: bool = False) -> None:
        self.folder = home
        self._instead: TemporaryDirectory[str] | None = None
        try:
            if clean:
                clear(home / CACHE)
            _try_to_write(home)
            _open_up(home)
        except OSError as error:
            say(
                f"folder {home} tidak dapat dipakai ({why_unwritable(error, _ELSEWHERE)}); "
                "situs tetap dibuat, tetapi setiap kali dari awal, dan apa yang sudah terbit tidak "
                "dicatat"
            )
            self._instead = TemporaryDirectory(prefix="kim-", ignore_cleanup_errors=True)
            self.folder = Path(self._instead.name)

    @property
    def is_kept(self) -> bool:
        """Whether the next build finds what this one leaves in the folder."""
        return self._instead is None

    def close(self) -> None:
        """Take the folder away, if it is one of this build alone."""
        if self._instead:
            self._instead.cleanup()
            self._instead = None


def _try_to_write(folder: Path) -> None:
    """Raise OSError where no file can be written, or none can be taken away."""
    folder.mkdir(exist_ok=True)
    if stat.S_IMODE(folder.stat().st_mode) != stat.S_IRWXU:
        # Drafts are in it, and what people's names and numbers were found in.
        with suppress(OSError):
            folder.chmod(stat.S_IRWXU)
    file = folder / f"coba-{os.getpid()}"
    try:
        file.write_bytes(_SOME)
    finally:
        file.unlink(missing_ok=True)


def _open_up(folder: Path) -> None:
    """Let us into the folders in it, which are ours, if somebody closed them."""
    for below in folder.iterdir():
        if below.is_dir():
            with suppress(OSError):  # somebody else's: what is kept there costs time
                if not os.access(below, os.R_OK | os.W_OK | os.X_OK):
                    below.chmod(stat.S_IRWXU)
                if below.name == CACHE:
                    _open_up(below)
