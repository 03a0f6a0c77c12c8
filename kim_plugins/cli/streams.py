"""Standard output and error that survive broken pipes, full disks and old consoles.

A full disk, a reader that went away, a closed descriptor or a console with few letters change
nothing of what a command does, nor its exit code.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from typing import Any, Final, TextIO

_PLAIN: Final = {"→": "->", "…": "...", "–": "-", "—": "-"}
_ERRORS: Final = "kim"


class _ResilientStream(io.RawIOBase):
    """A stream that remembers its first failure and then drops output."""

    def __init__(self, raw: Any) -> None:  # noqa: ANN401 - a file, or a Windows console
        self._raw = raw
        self.failure: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        found: int = self._raw.fileno()
        return found

    def isatty(self) -> bool:
        return bool(self._raw.isatty())

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - a buffer
        if self.failure is None:
            try:
                return int(self._raw.write(data) or 0)
            except OSError as error:
                self.failure = error
        return len(data)


def make_resilient() -> None:
    """Replace standard output and error."""
    codecs.register_error(_ERRORS, _in_plain_letters)
    # A file that is opened later would become what others take for the terminal.
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _resilient(sys.stdout)
    sys.stderr = _resilient(sys.stderr)


def end() -> None:
    """Flush both streams; report where standard output couldn't be written."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    failure = getattr(getattr(sys.stdout.buffer, "raw", None), "failure", None)
    if failure is not None and failure.errno != errno.EPIPE:
        from kim_plugins.records.system_errors import why_unwritable  # noqa: PLC0415 - loads the models

        reason = why_unwritable(failure)
        sys.stderr.write(f"PERINGATAN: keluaran tidak dapat ditulis seluruhnya: {reason}\n")
        sys.stderr.flush()


def _resilient(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - as long as the program
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        return stream  # whoever replaced it knows why
    raw = _ResilientStream(getattr(buffer, "raw", buffer))
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors=_ERRORS,
        line_buffering=stream.isatty(),
    )


def _in_plain_letters(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replacements for letters that a console lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = (
        _PLAIN.get(sign) or sign.encode("ascii", "backslashreplace").decode()
        for sign in error.object[error.start : error.end]
    )
    return "".join(plain), error.end
