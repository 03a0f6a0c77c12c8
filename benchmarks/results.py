"""What was measured, the ratios that contract C9 promises, and how both are shown."""

from __future__ import annotations

import platform
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Final

import psutil
from measuring import Cost, Size
from peer import ROOT
from rows import CACHED, NEW, Row

_MEGA: Final = 1_000_000
SMALL: Final = 1_000
_LARGE: Final = 10_000
"""The sizes at which C9 promises something."""
_GROWTH: Final = 10.5
"""How much longer ten times the bulletins may take."""


@dataclass(frozen=True, slots=True)
class Result:
    """One peer at one number of bulletins."""

    peer: str
    bulletins: int
    cold: Cost
    edits: Sequence[Cost]
    """The builds after one edit each; the first of them may have more to do."""
    size: Size
    rows: Sequence[Row] = ()
    """Other kinds of changes."""

    @property
    def edit(self) -> float:
        """Median seconds of a build after an edit, without the first where there are others."""
        return statistics.median(cost.seconds for cost in self.edits[1:] or self.edits)

    @property
    def edit_work(self) -> float:
        """As above, of the seconds that processors worked."""
        return statistics.median(cost.work for cost in self.edits[1:] or self.edits)

    @property
    def peak(self) -> int:
        """The most memory of all its builds."""
        rows = (row.peak for row in self.rows)
        return max(self.cold.peak, *(cost.peak for cost in self.edits), *rows)

    def as_json(self) -> dict[str, Any]:
        """Seconds and bytes."""
        return {
            "peer": self.peer,
            "bulletins": self.bulletins,
            "cold_seconds": round(self.cold.seconds, 3),
            "cold_work_seconds": round(self.cold.work, 3),
            "first_edit_seconds": round(self.edits[0].seconds, 3),
            "edit_seconds": round(self.edit, 3),
            "edit_work_seconds": round(self.edit_work, 3),
            "cold_peak_bytes": self.cold.peak,
            "edit_peak_bytes": max(cost.peak for cost in self.edits),
            "site_bytes": self.size.bytes,
            "site_files": self.size.files,
            "rows": [
                {
                    "name": row.name,
                    "seconds": round(row.seconds, 3),
                    "work_seconds": round(row.work, 3),
                    "peak_bytes": row.peak,
                    "files_changed": row.files,
                    "by_kind_of_address": dict(row.kinds),
                }
                for row in self.rows
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Result:
        """A result as it was written, with the median of its edits as the only one."""
        edit = Cost(data["edit_seconds"], data["edit_work_seconds"], data["edit_peak_bytes"])
        return cls(
            data["peer"],
            data["bulletins"],
            Cost(data["cold_seconds"], data["cold_work_seconds"], data["cold_peak_bytes"]),
            [replace(edit, seconds=data["first_edit_seconds"]), edit],
            Size(data["site_bytes"], data["site_files"]),
            [
                Row(
                    row["name"],
                    [Cost(row["seconds"], row["work_seconds"], row["peak_bytes"])],
                    [row["files_changed"]],
                    row["by_kind_of_address"],
                )
                for row in data["rows"]
            ],
        )


@dataclass(frozen=True, slots=True)
class Promise:
    """One aim of C9 with what was measured; all of them are upper bounds."""

    name: str
    measured: float
    bound: float

    @property
    def is_kept(self) -> bool:
        """Whether the aim is met."""
        return self.measured <= self.bound


def promises(results: Sequence[Result]) -> list[Promise]:
    """The aims that can be judged by these results."""
    return [*_beside_peers(results), *_growth(results)]


def _beside_peers(results: Sequence[Result]) -> Iterator[Promise]:
    found = {(result.peer, result.bulletins): result for result in results}
    for (peer, number), ours in found.items():
        if peer != "kim":
            continue
        hugo, stock = found.get(("hugo", number)), found.get(("stock", number))
        same = found.get(("hugo-same", number))
        if number == _LARGE:
            yield from _first_builds(ours, hugo, same)
        if hugo and number == _LARGE:
            yield Promise("after an edit / Hugo + Pagefind", ours.edit / hugo.edit, 0.1)
            yield Promise("memory / Hugo + Pagefind", ours.peak / hugo.peak, 0.5)
        if number == _LARGE:
            yield Promise("seconds after an edit", ours.edit, 1.5)
            yield from _of_rows(ours, hugo)
        if stock and number == SMALL:
            yield Promise(
                "first build / stock stack", ours.cold.seconds / stock.cold.seconds, 1 / 3
            )
            yield Promise("after an edit / stock stack", ours.edit / stock.edit, 1 / 10)


def _first_builds(ours: Result, hugo: Result | None, same: Result | None) -> Iterator[Promise]:
    """By the clock, and by the processors' time where others use the machine."""
    for peer, work, bound in ((same, "same work", 1.0), (hugo, "plain", 1.3)):
        if peer is None:
            continue
        name = f"first build / Hugo + Pagefind, {work}"
        yield Promise(name, ours.cold.seconds / peer.cold.seconds, bound)
        yield Promise(f"{name}, of the work", ours.cold.work / peer.cold.work, bound)


def _of_rows(ours: Result, hugo: Result | None) -> Iterator[Promise]:
    for row in ours.rows:
        if row.name == CACHED:
            yield Promise(f"{row.name} / first build", row.seconds / ours.cold.seconds, 0.5)
            continue
        yield Promise(f"seconds, {row.name}", row.seconds, 1.5)
        if hugo:
            yield Promise(f"{row.name} / Hugo + Pagefind", row.seconds / hugo.edit, 0.1)
        if row.name == NEW:
            yield Promise(f"files that change, {row.name}", row.files, 80)


def _growth(results: Sequence[Result]) -> Iterator[Promise]:
    ours = sorted((one for one in results if one.peer == "kim"), key=lambda one: one.bulletins)
    for small, large in pairwise(ours):
        if large.bulletins == 10 * small.bulletins:
            ratio = large.cold.seconds / small.cold.seconds
            yield Promise(f"{small.bulletins} → {large.bulletins}: first build", ratio, _GROWTH)


def machine() -> dict[str, Any]:
    """What the figures were measured on, and when."""
    return {
        "processor": _processor(),
        "processors": len(psutil.Process().cpu_affinity())
        if hasattr(psutil.Process, "cpu_affinity")
        else psutil.cpu_count(),
        "memory_bytes": psutil.virtual_memory().total,
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_before": round(psutil.getloadavg()[0], 2),
        "commit": _commit(),
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
    }


def _commit() -> str:
    """The commit that is measured; empty outside of a clone."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout.strip()


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - no ordinary file
            names = [line.partition(":")[2].strip() for line in file if "model name" in line]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or platform.machine()


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table; in brackets how many times ours."""
    columns = [
        *("bulletins", "peer", "first build", "of it work", "after an edit", "of it work"),
        *("first edit", "peak memory", "site", "files"),
    ]
    ours = {one.bulletins: one for one in results if one.peer == "kim"}
    rows = [columns, ["---:", "---", *["---:"] * (len(columns) - 2)]]
    rows += [_row(one, ours.get(one.bulletins, one)) for one in results]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def rows_table(results: Sequence[Result]) -> str:
    """What each kind of change costs us, and how many files it changes; empty without any."""
    peers = {(one.peer, one.bulletins): one for one in results}
    lines = [
        [
            *(f"{one.bulletins:,}", row.name, f"{row.seconds:.2f} s", f"{row.work:.2f} s"),
            *(_part_of(row, peers.get((peer, one.bulletins))) for peer in ("hugo", "hugo-same")),
            f"{row.files:,.0f}",
            ", ".join(f"{count:,} {kind}" for kind, count in sorted(row.kinds.items())),
        ]
        for one in results
        for row in one.rows
    ]
    if not lines:
        return ""
    head = ["bulletins", "what changes", "build", "of it work", "of plain Hugo", "of the same work"]
    head += ["files changed", "one time"]
    rows = [head, ["---:", "---", *["---:"] * 5, "---"], *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _part_of(row: Row, peer: Result | None) -> str:
    """What part of a peer's build after an edit a build takes, by the clock."""
    return f"{row.seconds / peer.edit:.2f}" if peer and row.name != CACHED else ""


def _row(one: Result, ours: Result) -> list[str]:
    return [
        f"{one.bulletins:,}",
        one.peer,
        f"{one.cold.seconds:.2f} s{_times(one.cold.seconds, ours.cold.seconds)}",
        f"{one.cold.work:.2f} s{_times(one.cold.work, ours.cold.work)}",
        f"{one.edit:.2f} s{_times(one.edit, ours.edit)}",
        f"{one.edit_work:.2f} s{_times(one.edit_work, ours.edit_work)}",
        f"{one.edits[0].seconds:.2f} s",
        f"{one.peak / _MEGA:,.0f} MB{_times(one.peak, ours.peak)}",
        f"{one.size.bytes / _MEGA:,.1f} MB",
        f"{one.size.files:,}",
    ]


def _times(value: float, ours: float) -> str:
    return "" if value == ours else f" ({value / ours:.1f} ×)"


def verdicts(kept: Sequence[Promise]) -> str:
    """Each aim with its bound, one line each."""
    return "".join(
        f"{'kept' if one.is_kept else 'MISSED':6}  {one.measured:6.2f} ≤ {one.bound:5.2f}  "
        f"{one.name}\n"
        for one in kept
    )
