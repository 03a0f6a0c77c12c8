"""Three hundred polls over a life of forty builds: nobody is told wrongly, twice, never or early.

Seeded editors publish, correct, withdraw and bring back, hold by embargo, let expire, move, mend
dates and words; every subscriber keeps items by guid, as real ones do. What should have been told
is worked out here a second time, from the moves of the editors alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from kim_plugins.catalogue import Memory
from kim_plugins.catalogue.guids import updated_register
from kim_plugins.catalogue.memory import Register
from kim_plugins.feeds import feed_targets
from tests.feeds.edge_site import SOUND
from tests.feeds.subscribers import Told, dated, read
from tests.sites.memory import JAKARTA, OPTIONS, gathered, news

BUILDS, POLLS = 40, 300
START = datetime(2026, 3, 1, 8, tzinfo=JAKARTA)
PODCAST = "/kelompok/tani/podcast.xml"
FEEDS = (
    *("/feed.xml", "/atom.xml", "/feed.json"),
    *("/kelompok/tani/feed.xml", "/kelompok/tani/atom.xml", "/kelompok/tani/feed.json"),
    *("/berita/atom.xml", PODCAST),
)
TARGETS = ("/feed.xml", "/kelompok/tani/feed.xml", "/berita/feed.xml", PODCAST)
"""What makes them; most of a site's feeds nobody asks for here."""
SLEEPS = 0.7
REACH = timedelta(days=13)
"""Who asks at least this often must have been told everything."""


@dataclass
class Bulletin:
    """A bulletin as its editor knows it; moments are those at which it may be told."""

    identifier: str
    title: str
    path: str
    fields: dict[str, str]
    published: datetime
    corrections: list[str] = field(default_factory=list)
    announced: dict[str, datetime] = field(default_factory=dict)
    gone: datetime | None = None
    back: datetime | None = None
    sounds: bool = False

    def text(self) -> str:
        more = dict(self.fields)
        if self.corrections:
            more["corrections"] = f"[{', '.join(self.corrections)}]"
        return news(self.title, **more)


@dataclass
class Newsroom:
    """A site whose editors make a move before each build."""

    chance: random.Random
    now: datetime = START
    bulletins: list[Bulletin] = field(default_factory=list)
    register: Register = field(default_factory=dict)
    _count: int = 0

    def move(self) -> None:
        moves: list[Callable[[], None]] = [
            *(self.publish, self.publish, self.publish_many, self.hold, self.correct),
            *(self.correct, self.withdraw, self.restore, self.expire, self.move_file, self.redate),
        ]
        self.chance.choice(moves)()

    def new(self, moment: datetime, **fields: str) -> None:
        self._count += 1
        name = f"berita/2026/k{self._count}"
        sounds = self.chance.random() < 0.3
        if sounds:
            fields["audio"] = "{src: ../../media/halo.mp3}"
        title = f"Kabar {self._count}"
        one = Bulletin(name, title, f"{name}.md", fields, moment, sounds=sounds)
        self.bulletins.append(one)

    def publish(self) -> None:
        """With an hour, or with the day alone."""
        if self.chance.random() < 0.5:
            self.new(self.now, date=f"{self.now:%Y-%m-%d %H:%M} WIB")
        else:
            day = self.now.replace(hour=0, minute=0)
            self.new(day, date=f"{day:%Y-%m-%d}")

    def publish_many(self) -> None:
        for _ in range(self.chance.choice([5, 25])):
            self.new(self.now, date=f"{self.now:%Y-%m-%d %H:%M} WIB")

    def hold(self) -> None:
        until = self.now + timedelta(days=self.chance.choice([1, 3, 9]))
        early = f"{self.now - timedelta(days=2):%Y-%m-%d}"
        self.new(until, date=early, embargo=f"{until:%Y-%m-%d %H:%M} WIB")

    def correct(self) -> None:
        one = self.any_shown()
        if one:
            days = self.chance.choice([0, 0, 4])
            day = (self.now + timedelta(days=days)).replace(hour=0, minute=0)
            self._count += 1
            text = f"angka {self._count}"
            entry = f"{{kind: ralat, date: {day:%Y-%m-%d}, after: {text}}}"
            one.corrections.insert(self.chance.randrange(len(one.corrections) + 1), entry)
            one.announced[text] = max(day, one.published)

    def withdraw(self) -> None:
        one = self.any_shown()
        # An announcement that was to come is taken away with its bulletin.
        if one and all(at <= self.now for at in one.announced.values()):
            one.gone = max(self.now.replace(hour=0, minute=0), one.published)
            one.fields["withdrawn"] = f"{{date: {self.now:%Y-%m-%d}, reason: ganda}}"

    def restore(self) -> None:
        found = [one for one in self.bulletins if one.gone and not one.back]
        if found:
            one = self.chance.choice(found)
            one.back = max(self.now.replace(hour=0, minute=0), one.gone or self.now)
            kept = one.fields["withdrawn"].removesuffix("}")
            one.fields["withdrawn"] = f"{kept}, restored: {self.now:%Y-%m-%d}}}"

    def expire(self) -> None:
        one = self.any_shown()
        if one and "expires" not in one.fields:
            one.fields["expires"] = f"{self.now + timedelta(days=1):%Y-%m-%d}"

    def move_file(self) -> None:
        """As `kim move` does it."""
        one = self.any_shown()
        if one:
            self._count += 1
            one.path = f"berita/2026/pindah-{self._count}.md"
            one.fields["id"] = one.identifier

    def redate(self) -> None:
        """A date that was wrong by a day, into the year before too; said by `updated`."""
        one = self.any_shown()
        if one and not (one.announced or one.gone or "embargo" in one.fields):
            day = (one.published - timedelta(days=1)).replace(hour=0, minute=0)
            one.fields |= {
                "date": f"{day:%Y-%m-%d}",
                "updated": f"{self.now:%Y-%m-%d %H:%M} WIB",
            }
            one.published = day

    def any_shown(self) -> Bulletin | None:
        found = [one for one in self.bulletins if one.published <= self.now and not one.gone]
        return self.chance.choice(found[-30:]) if found else None

    def build(self) -> dict[str, bytes]:
        files: dict[str, str | bytes] = {
            "media/halo.mp3": SOUND,
            **{one.path: one.text() for one in self.bulletins},
        }
        memory = Memory()
        memory.published = self.register
        catalogue, problems = gathered(files, OPTIONS, self.now, memory=memory)
        assert [p.as_text() for p in problems if p.is_error] == []
        self.register = updated_register(catalogue, self.register)[0]
        targets = [one for one in feed_targets(catalogue) if one.name in TARGETS]
        made = dict(file for one in targets for file in one.make())
        return {path: made[path] for path in FEEDS}

    def wanted(self, path: str, since: datetime) -> Iterator[tuple[str, datetime]]:
        """What who asks this often must know by now, and from when on it could be told."""
        for one in self.bulletins:
            guid = f"tag:kabar.example,2026:{one.identifier}"
            if path == PODCAST and not one.sounds:
                continue
            if one.gone and since < one.gone <= self.now:
                yield f"{guid}#pencabutan", one.gone
            if one.back and since < one.back <= self.now:
                yield f"{guid}#pemulihan", one.back


@dataclass(eq=False)
class Subscriber:
    """Keeps what a feed told, by guid, and complains of what can't be."""

    path: str
    known: dict[str, Told] = field(default_factory=dict)
    last: datetime | None = None

    def ask(self, feed: bytes, now: datetime) -> None:
        told = read(self.path, feed)
        moment = dated(self.path, feed)
        if moment is not None:
            assert self.last is None or moment >= self.last, "the feed's date went back"
            self.last = moment
        for guid, one in told.items():
            self.compare(guid, one)
            for at in (one.published, one.updated):
                assert not at or instant(at) <= now, f"{guid} was told early"
        self.known |= told

    def compare(self, guid: str, one: Told) -> None:
        """A guid means the same, or that it was withdrawn."""
        before = self.known.get(guid)
        if before and before.title and one.title:
            gone = {title for title in (before.title, one.title) if title.endswith(" dicabut")}
            assert before.title == one.title or gone, f"{guid} means something else"
        if before and before.updated and one.updated:
            assert instant(one.updated) >= instant(before.updated), f"{guid} went back"


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_told_wrongly_twice_never_or_early(seed: int, thorough: bool) -> None:
    """Some ask at every build; who sleeps for days must still know what was withdrawn."""
    chance = random.Random(seed)
    room = Newsroom(chance)
    people, sleepers = ([Subscriber(path) for path in FEEDS] for _ in range(2))
    polls = 0
    made: dict[str, bytes] = {}
    for _ in range(BUILDS * (5 if thorough else 1)):
        room.now += timedelta(hours=chance.choice([1, 5, 26, 70]))
        room.move()
        again = made
        made = room.build()
        for person in (*people, *sleepers):
            if person in sleepers and chance.random() < SLEEPS:
                continue
            person.ask(made[person.path], room.now)
            polls += 1
            since = min(REACH, room.now - START)
            for guid, at in room.wanted(person.path, room.now - since):
                assert guid in person.known, f"{person.path} never told {guid} of {at}"
        shown = [one for one in room.bulletins if one.published <= room.now]
        check_news(room, people, shown)
        if again == made:
            continue
        later = room.now + timedelta(minutes=30)
        if later.date() == room.now.date() and not any(due(room, later)):
            room.now = later
            assert room.build() == made, "a build changed a feed though nothing fell due"
    assert polls >= POLLS


def check_news(room: Newsroom, people: list[Subscriber], shown: list[Bulletin]) -> None:
    """Every bulletin and every correction has reached who asks at each build."""
    for person in people:
        for one in shown:
            guid = f"tag:kabar.example,2026:{one.identifier}"
            if person.path != PODCAST or one.sounds:
                assert guid in person.known, f"{person.path} never told {guid}"
            if person.path != PODCAST:
                due_now = [at for at in one.announced.values() if at <= room.now]
                named = [g for g in person.known if g.startswith(f"{guid}#pembetulan-")]
                assert len(named) == len(due_now), f"{person.path}: corrections of {guid}"


def due(room: Newsroom, later: datetime) -> Iterator[bool]:
    for one in room.bulletins:
        yield room.now < one.published <= later
        yield from (room.now < at <= later for at in one.announced.values())
