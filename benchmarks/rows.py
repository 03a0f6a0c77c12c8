"""What editors and servers do, one kind after the other (the rows of contract C9's table)."""

from __future__ import annotations

import filecmp
import re
import shutil
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from measuring import Cost, Failed, measured
from peer import NOW, Peer

NOTHING, NEW, CACHED = "nothing changes", "a new bulletin of today", "cache, no earlier site"
_LIST: Final = "perubahan.txt"
_ADDRESSES: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("search", r"^cari/"),
        ("open data", r"^data/"),
        ("archives of feeds", r"(^|/)arsip/(feed|atom|json)-"),
        ("feeds", r"(feed|atom|podcast)\.(xml|json)$"),
        ("scripts and sheets", r"/(naskah|cetak)/|^siaran/"),
        ("short addresses", r"^s/"),
        ("reports", r"(^|/)laporan/"),
        ("bulletins", r"^(berita|keputusan)/\d{4}/(?!halaman/)[^/]+/|^literasi/(?!halaman/)[^/]+/"),
        (
            "listings",
            r"^(berita|literasi|keputusan|topik|wilayah|kelompok|aktivitas|arsip)/",
        ),
        ("others", r""),
    )
)
"""Kinds of addresses; the first whose pattern is found tells."""


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of change: what it costs each time, and how many files of the site it changes."""

    name: str
    costs: Sequence[Cost]
    changed: Sequence[int]
    kinds: Mapping[str, int] = field(default_factory=dict)
    """The files that one of these changes changed, by kind of address."""

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


def rows(peer: Peer, times: int, *, compare: bool = False) -> list[Row]:
    """Measure each kind so many times, on other bulletins each time; the site is built already.

    With `compare` a clean build follows each kind, and Failed is raised where it has other bytes.
    """
    now, found = datetime.fromisoformat(NOW), []
    _built(peer, now)
    for kind in _KINDS:
        costs, changed = [], []
        for number in range(1, times + 1):
            kind.change(peer, number)
            now += kind.later
            costs.append(_built(peer, now))
            listed = (peer.folder / _LIST).read_text(encoding="utf-8").splitlines()
            changed.append(len(listed))
        if kind.name == NOTHING and any(changed):
            raise Failed(f"{changed} files changed, and nothing was edited")
        if compare:
            _compare(peer, now, kind.name)
        found.append(Row(kind.name, costs, changed, Counter(map(_kind_of, listed))))
    return found


def _kind_of(line: str) -> str:
    """What a file of the list is, by its place."""
    place = line.partition("\t")[2]
    return next(name for name, pattern in _ADDRESSES if pattern.search(place))


def _compare(peer: Peer, now: datetime, step: str) -> None:
    clean = peer.folder / "clean"
    _run(peer, now, "--clean", "--site-dir", str(clean))
    if found := next(differences(peer.site, clean), None):
        raise Failed(f"{step}: {found} isn't what a clean build makes")
    shutil.rmtree(clean)
    # It has filled the cache anew; the site's own build does so once more.
    _built(peer, now)


def differences(one: Path, other: Path) -> Iterator[str]:
    """The files that aren't the same in both folders, by their places."""
    found = [{path.relative_to(top) for path in top.rglob("*")} for top in (one, other)]
    for place in sorted(found[0] ^ found[1]):
        yield place.as_posix()
    for place in sorted(found[0] & found[1]):
        pair = one / place, other / place
        if pair[0].is_file() and not filecmp.cmp(*pair, shallow=False):
            yield place.as_posix()


def _built(peer: Peer, now: datetime) -> Cost:
    return _run(peer, now, "--changed", _LIST)


def _run(peer: Peer, now: datetime, *options: str) -> Cost:
    commands = [
        [*(part.replace(NOW, now.isoformat()) for part in command), *options]
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


def _forget_site(peer: Peer, number: int) -> None:
    """As a hosted workflow begins: with what C1 keeps as its cache, and no site.

    They are put aside: for minutes after many files are deleted, making others takes longer.
    """
    aside = peer.folder / f"site-{number}"
    peer.site.rename(aside)
    if (standby := peer.folder / ".kim" / "terbit").exists():
        standby.rename(aside.with_suffix(".terbit"))


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
