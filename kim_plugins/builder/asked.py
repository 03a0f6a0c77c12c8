"""Files that a build is asked for besides the site: a copy for a disk, a list of changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NotWritten(Exception):  # noqa: N818 - a sentence for the user, not a failure
    """A file that was asked for besides the site can't be written; the cause is an OSError."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@contextmanager
def asked_for(path: Path) -> Iterator[None]:
    """Tell what goes wrong with a file that was asked for from what goes wrong with the site."""
    try:
        yield
    except OSError as error:
        raise NotWritten(path) from error
