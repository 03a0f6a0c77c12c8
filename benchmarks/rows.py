"""What editors and servers do, one kind after the other (the rows of contract C9's table)."""

from __future__ import annotations

import re
import shutil
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from measuring import Cost, Failed, measured
from peers import NOW, Peer

NOTHING, NEW, CACHED = "nothing changes", "a new bulletin of today", "cache, no earlier site"
_LIST: Final = "perubahan.txt"


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of change: what it costs each time, and how many files of the site it changes."""

    name: str
    costs: Sequence[Cost]
    changed: Sequence[int]

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(cost.seconds for cost in self.costs)

    @property
    def work(self) -> float:
        """The median of what processors worked."""
        return statistics.median(cost.work for cost in self.costs)

    @property
    def files(self) -> float:
        """The median of the files that changed."""
        return statistics.median(self.changed)

    @property
    def peak(self) -> int:
        """The most memory."""
        return max(cost.peak for cost in self.costs)


class _Kind(NamedTuple):
    name: str
    change: Callable[[Peer, int], None]
    later: timedelta = timedelta()
    """How much later than the last build each build is."""


def rows(peer: Peer, times: int) -> list[Row]:
    """Measure each kind so many times, on other bulletins each time; the site is built already."""
    now, found = datetime.fromisoformat(NOW), []
    _built(peer, now)
    for kind in _KINDS:
        costs, changed = [], []
        for number in range(1, times + 1):
            kind.change(peer, number)
            now += kind.later
            costs.append(_built(peer, now))
            listed = (peer.folder / _LIST).read_text(encoding="utf-8")
            changed.append(listed.count("\n"))
        if kind.name == NOTHING and any(changed):
            raise Failed(f"{changed} files changed, and nothing was edited")
        found.append(Row(kind.name, costs, changed))
    return found


def _built(peer: Peer, now: datetime) -> Cost:
    commands = [
        [*(part.replace(NOW, now.isoformat()) for part in command), "--changed", _LIST]
        for command in peer.commands
    ]
    return measured(commands, peer.folder, peer.variables)


def _news(peer: Peer, number: int) -> Path:
    """A news bulletin from the middle of its time, another one for each number."""
    news = [file for file in peer.bulletins if "berita" in file.parts]
    return news[(len(news) // 3 + number * 97) % len(news)]


def _replaced(pattern: str, put: str | Callable[[re.Match[str], int], str]) -> _Change:
    """A change of one line of a news bulletin's front matter."""

    def change(peer: Peer, number: int) -> None:
        _replace(_news(peer, number), pattern, put, number)

    return change


_Change = Callable[[Peer, int], None]


def _replace(
    file: Path, pattern: str, put: str | Callable[[re.Match[str], int], str], number: int
) -> None:
    text = file.read_text(encoding="utf-8")

    def written(found: re.Match[str]) -> str:
        return put.format(number) if isinstance(put, str) else put(found, number)

    changed = re.sub(pattern, written, text, count=1, flags=re.MULTILINE)
    if changed == text:
        raise Failed(f"nothing to change in {file}")
    file.write_text(changed, encoding="utf-8")


def _next_day(found: re.Match[str], _: int) -> str:
    return f"{found[1]}{int(found[2]) % 28 + 1:02}"


def _profile(peer: Peer, number: int) -> None:
    groups = sorted((peer.folder / "content" / "kelompok").glob("*.md"))
    file = groups[number * 7 % len(groups)]
    _replace(file, r"whatsapp: \d+", f"whatsapp: 08120000{number:04}", number)


def _write_new(peer: Peer, number: int) -> None:
    """Of this morning, with the text of another."""
    head, _, body = _news(peer, number).read_text(encoding="utf-8").partition("\n---\n")
    head = re.sub(r"(?m)^title: .*", f"title: Kabar hari ini {number}", head)
    head = re.sub(r"(?m)^date: .*", f"date: {NOW[:10]} 07:{number:02} WIB", head)
    file = peer.folder / "content" / "berita" / NOW[:4] / f"kabar-hari-ini-{number}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{head}\n---\n{body}", encoding="utf-8")


def _forget_site(peer: Peer, _: int) -> None:
    """As a hosted workflow begins: with what C1 keeps as its cache, and no site."""
    shutil.rmtree(peer.site)
    shutil.rmtree(peer.folder / ".kim" / "terbit", ignore_errors=True)


def _nothing(_: Peer, __: int) -> None: ...


_KINDS: Final = (
    _Kind(NOTHING, _nothing),
    _Kind("words of one bulletin", lambda peer, number: peer.edit(100 + number)),
    _Kind(NEW, _write_new),
    _Kind("a topic", _replaced(r"^tags: .*", "tags: [budaya, hoaks]")),
    _Kind("a place", _replaced(r"^place: .*", "place: Lapangan {}")),
    _Kind("a date, by a day", _replaced(r"^(date: \d{4}-\d\d-)(\d\d)", _next_day)),
    _Kind("a group's profile", _profile),
    _Kind("the next hour", _nothing, timedelta(hours=1)),
    _Kind("the next day", _nothing, timedelta(days=1)),
    _Kind(CACHED, _forget_site),
)
