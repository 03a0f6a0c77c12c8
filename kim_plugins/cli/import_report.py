"""What an import remembers on the disk: `impor/<name>/`, which a run that was cut off goes on from.

Files and their lines can't be written in one step. So the lines of a group stand in a file of their
own before the group is written, and move to the report behind it: whoever comes next sees by the
files of the content which of the two was reached.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from kim_plugins.builder.files import write_whole
from kim_plugins.cli.settings import UsageProblem
from kim_plugins.exchange.fetching import Validators
from kim_plugins.exchange.imports.reporting import Line, as_csv, read_csv
from kim_plugins.records.system_errors import why_unwritable

_REPORT: Final = "laporan.csv"
_WAITING: Final = "sedang-diambil.csv"
_ASKED: Final = "alamat.json"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The folder of a source's report; `is_there` tells whether a path of the content is a file."""

    folder: Path
    is_there: Callable[[str], bool]

    def lines(self) -> list[Line]:
        """What was taken so far."""
        lines = read_csv(self._read(_REPORT))
        return lines + self._left(lines)

    def _left(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of a group that was written and not noted."""
        waiting = read_csv(self._read(_WAITING))
        is_written = waiting and all(self.is_there(line.path) for line in waiting)
        return [] if not is_written or waiting[-1] in lines else waiting

    def mend(self) -> None:
        """Complete what was cut off: a half line goes, the lines of a written group come."""
        data = self._read(_REPORT)
        whole = data[: data.rfind(b"\n") + 1]
        if whole != data:
            self._written(_REPORT, whole)
        if left := self._left(read_csv(whole)):
            self._append(left)
        for half in (_WAITING, *(file.name for file in self.folder.glob("*.*.[0-9]*"))):
            self._remove(half)  # what `write_whole` had not finished

    def begin(self, lines: Sequence[Line]) -> None:
        """Say which lines the group has that is about to be written."""
        self._written(_WAITING, as_csv(lines, head=True))

    def end(self, lines: Sequence[Line]) -> None:
        """Note the group: it is there."""
        self._append(lines)
        self._remove(_WAITING)

    def tell(self, text: str) -> None:
        """Write the report that people read, where it says something else."""
        if text.encode() != self._read("laporan.md"):
            self._written("laporan.md", text.encode())

    def validators(self, since: datetime | None) -> Validators:
        """Those of the address as it was read last, if all that is wished for was taken then."""
        with suppress(ValueError, KeyError, TypeError):
            found = json.loads(self._read(_ASKED))
            before = found["since"]
            if not before or (since and since >= datetime.fromisoformat(before)):
                return Validators(str(found["etag"]), str(found["modified"]))
        return Validators()

    def remember(self, validators: Validators, since: datetime | None) -> None:
        """Keep the validators of an address that was read to its end."""
        told = {**validators._asdict(), "since": since.isoformat() if since else ""}
        data = json.dumps(told, indent=1).encode()
        if (any(validators) or self._read(_ASKED)) and data != self._read(_ASKED):
            self._written(_ASKED, data)

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return b""

    def _append(self, lines: Sequence[Line]) -> None:
        file = self.folder / _REPORT
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            is_new = not file.exists() or file.stat().st_size == 0
            with file.open("ab") as report:
                report.write(as_csv(lines, head=is_new))
        except OSError as error:
            raise self._unwritable(_REPORT, error) from None

    def _written(self, name: str, data: bytes) -> None:
        try:
            write_whole(self.folder / name, data)
        except OSError as error:
            raise self._unwritable(name, error) from None

    def _remove(self, name: str) -> None:
        try:
            (self.folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise self._unwritable(name, error) from None

    def _unwritable(self, name: str, error: OSError) -> UsageProblem:
        return UsageProblem(
            f"laporan {self.folder / name} tidak dapat ditulis ({why_unwritable(error)})"
        )
