"""Atomic publishing: build beside the site, then swap; whatever fails leaves the site as it was."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path
from typing import Final

_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


class Staging:
    """A folder beside `site` that takes the place of `site` when it is published."""

    def __init__(self, site: Path) -> None:
        # A link to a site elsewhere stays a link; what it points at is swapped.
        self.site = Path(os.path.realpath(site))
        self._prefix = f".{self.site.name}.kim-"
        self.folder = self.site.with_name(f"{self._prefix}{os.getpid()}")
        self._old = self.site.with_name(f"{self._prefix}old")

    def open(self) -> Path:
        """Make the folder; clear away what dead builds left, and mend a swap that was cut off."""
        self.site.parent.mkdir(parents=True, exist_ok=True)
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        for left in self.site.parent.glob(f"{self._prefix}*"):
            owner = left.name.removeprefix(self._prefix)
            if (
                left == self.folder
                or owner == "old"
                or (owner.isdigit() and not _is_alive(int(owner)))
            ):
                shutil.rmtree(left)
        self.folder.mkdir()
        return self.folder

    def publish(self) -> None:
        """Swap the folder in; files that hide in the old site (`.git`, `.nojekyll`) move along."""
        if not self.site.exists():
            self.folder.rename(self.site)
            return
        for hidden in self.site.glob(".*"):
            if not (self.folder / hidden.name).exists():
                _copy(hidden, self.folder / hidden.name)
        if _exchange(self.folder, self.site):
            shutil.rmtree(self.folder)
            return
        self.site.rename(self._old)
        self.folder.rename(self.site)
        shutil.rmtree(self._old)

    def discard(self) -> None:
        """Throw away what was built; the site stays."""
        shutil.rmtree(self.folder, ignore_errors=True)


def lost_addresses(old: Path, new: Path) -> list[str]:
    """The pages of the old site that the new one has no more, as addresses."""
    return sorted(_addresses(old) - _addresses(new))


def _addresses(folder: Path) -> set[str]:
    found = (
        Path(current).relative_to(folder).as_posix()
        for current, _, names in os.walk(folder)
        if "index.html" in names
    )
    return {"/" if path == "." else f"/{path}/" for path in found}


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # signals can't ask there; the folder is cleared when the number comes back
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step (renameat2, Linux 3.15); False where it can't be had."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # a C library without it
        return False
    done = renameat2(
        _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE
    )
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(second))
