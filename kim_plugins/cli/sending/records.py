"""What was sent to whom: the keys of items, a small file for each receiver beside the cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kim_plugins.builder.locks import lock
from kim_plugins.builder.sealed_files import Damaged, read_sealed, write_sealed
from kim_plugins.cli.settings import UsageProblem
from kim_plugins.records.system_errors import why_unwritable

_KEPT: Final = timedelta(days=400)
"""Longer than anything that a digest tells again."""


@dataclass(slots=True)
class _Receiver:
    """What one receiver got, by the day on which it was sent, and what they may have got."""

    sent: dict[str, str] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)


class Sent:
    """The items that were sent, by receiver; a receiver is known by a digest of its address."""

    def __init__(self, folder: Path, today: date) -> None:
        self._folder, self._today = folder, today
        self._receivers: dict[str, _Receiver] = {}

    def is_sent(self, receiver: str, key: str) -> bool:
        """Whether an item was sent to somebody."""
        return key in self._of(receiver).sent

    def unsure(self, receiver: str) -> list[str]:
        """The keys of a message of which nobody knows whether it arrived."""
        return self._of(receiver).unsure

    def begin(self, receiver: str, keys: Sequence[str]) -> None:
        """Note that a message is about to be sent. Raises UsageProblem where that can't be kept."""
        self._of(receiver).unsure = list(keys)
        self._write(receiver)

    def end(self, receiver: str, keys: Sequence[str], *, arrived: bool) -> None:
        """Note what became of it. Raises UsageProblem as above."""
        one = self._of(receiver)
        one.unsure = []
        if arrived:
            one.sent |= dict.fromkeys(keys, self._today.isoformat())
        self._write(receiver)

    def _of(self, receiver: str) -> _Receiver:
        if receiver not in self._receivers:
            self._receivers[receiver] = self._read(self._file(receiver))
        return self._receivers[receiver]

    def _file(self, receiver: str) -> Path:
        digest = hashlib.blake2b(receiver.encode(), digest_size=16).hexdigest()
        return self._folder / f"{digest}.json"

    def _read(self, file: Path) -> _Receiver:
        try:
            kept = read_sealed(file)
            found = json.loads(kept) if kept else {"sent": {}, "unsure": []}
        except (Damaged, ValueError):
            raise UsageProblem(
                f"catatan kiriman {file} rusak, sehingga tidak diketahui apa yang sudah terkirim; "
                "hapus berkas itu, lalu catat dulu yang sudah terkirim dengan --sent"
            ) from None
        oldest = (self._today - _KEPT).isoformat()
        recent = {key: day for key, day in found["sent"].items() if day >= oldest}
        return _Receiver(recent, found["unsure"])

    def _write(self, receiver: str) -> None:
        one = self._of(receiver)
        text = json.dumps({"sent": one.sent, "unsure": one.unsure}, indent=0, sort_keys=True)
        try:
            write_sealed(self._file(receiver), text.encode())
        except OSError as error:
            raise UsageProblem(
                f"catatan kiriman di {self._folder} tidak dapat ditulis ({why_unwritable(error)}), "
                "sehingga kabar yang sama bisa terkirim dua kali; pengiriman dihentikan"
            ) from None


@contextmanager
def opened(folder: Path, today: date) -> Iterator[Sent]:
    """What was sent, for one process at a time. Raises UsageProblem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = (folder / "lock").open("wb")
    except OSError as error:
        raise UsageProblem(
            f"catatan kiriman di {folder} tidak dapat ditulis ({why_unwritable(error)}); "
            "tidak ada yang dikirim"
        ) from None
    with held:
        if not lock(held, wait=False):
            raise UsageProblem("pengiriman lain sedang berjalan; tunggu sampai selesai")
        yield Sent(folder, today)
