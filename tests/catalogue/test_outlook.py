"""What has the same outlook differs in words, and only what shows those is another."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import Catalogue, Content, Memory, Sight, gather
from kim_plugins.catalogue.fingerprints import Fingerprints, mark_of
from kim_plugins.catalogue.outlook import NOTHING_SEEN
from kim_plugins.feeds import feed_files
from kim_plugins.pages import chapters
from tests.catalogue.sites import NOW, OPTIONS, decision, group, news
from tests.sites.memory import JAKARTA, Files, content

A, B = "berita/2026/a.md", "berita/2026/b.md"
GROUPS: Files = {"kelompok/tirta.md": group(), "kelompok/melati.md": group(title="KIM Melati")}
FILES: Files = {
    **GROUPS,
    A: news("group: tirta\ntags: [Padi]\n", "Lihat [ini](b.md)."),
    B: news("group: tirta\nevent: {start: 2026-03-12 09.00 WIB, place: Balai}\n"),
    "keputusan/2026/c.md": decision("group: melati\n"),
}
WORDS = {
    "a text": ({A: news("group: tirta\ntags: [Padi]\n", "Lihatlah [yang lain](b.md).")}, {A}),
    "a title": ({B: str(FILES[B]).replace("Kabar", "Berita")}, {B}),
    "a description": ({B: str(FILES[B]).replace("Ringkas.", "Lebih ringkas.")}, {B}),
    "nothing": ({}, set[str]()),
}
FACTS: dict[str, Files] = {
    "a date": {A: news("group: tirta\ntags: [Padi]\n", "Lihat [ini](b.md).", date="2026-03-02")},
    "an hour": {A: str(FILES[A]).replace("2026-03-01", "2026-03-01 08.00 WIB")},
    "a topic": {A: str(FILES[A]).replace("Padi", "Jagung")},
    "a group": {A: str(FILES[A]).replace("tirta", "melati")},
    "a link": {A: str(FILES[A]).replace("b.md", "../../keputusan/2026/c.md")},
    "an event": {B: str(FILES[B]).replace("-12", "-13")},
    "a state": {B: str(FILES[B]).replace("---\n", "---\ndraft: true\n", 1)},
    "a correction": {B: str(FILES[B]).replace("event", "updated: 2026-03-02\nevent")},
    "the words of a group": {"kelompok/tirta.md": group(title="KIM Tirta Baru")},
    "another file": {"berita/2026/d.md": news("group: tirta\n")},
}


def seen(files: Files, memory: Memory, now: datetime = NOW) -> Sight:
    return gather(content(files), OPTIONS, now, memory)[0].sight


@pytest.mark.parametrize("what", WORDS)
def test_words_leave_the_outlook_as_it_is(what: str) -> None:
    memory = Memory()
    before = seen(FILES, memory)
    files, changed = WORDS[what]
    assert set(seen({**FILES, **files}, memory).changes(before) or ()) == changed
    assert not seen({**FILES, **files}, memory).changes(seen({**FILES, **files}, memory))


@pytest.mark.parametrize("what", FACTS)
def test_facts_make_it_another(what: str) -> None:
    """And when they are as before, nobody claims to know."""
    memory = Memory()
    before = seen(FILES, memory)
    assert seen({**FILES, **FACTS[what]}, memory).changes(before) is None
    words = WORDS["a text"][0]
    mixed = Memory()
    seen(FILES, mixed)
    assert seen({**FILES, **words, **FACTS[what]}, mixed).changes(before) is None


def test_one_instant_in_two_zones_is_another_fact() -> None:
    """For it may be two days."""
    memory = Memory()
    files = {**FILES, A: str(FILES[A]).replace("2026-03-01", "2026-03-01 23.30 WIB")}
    before = seen(files, memory)
    files[A] = str(files[A]).replace("2026-03-01 23.30 WIB", "2026-03-02 00.30 WITA")
    assert seen(files, memory).changes(before) is None


def test_the_clock_makes_it_another() -> None:
    memory = Memory()
    before = seen(FILES, memory)
    assert seen(FILES, memory, NOW + timedelta(hours=1)).changes(before) == []
    assert seen(FILES, memory, NOW + timedelta(days=1)).changes(before) is None
    weekly = {**FILES, B: str(FILES[B]).replace("place", "end: 10.00 WIB, repeat: mingguan, place")}
    during = NOW.replace(day=12, hour=9, minute=59)
    before = seen(weekly, memory, during)
    assert seen(weekly, memory, during + timedelta(minutes=2)).changes(before) is None


def test_what_falls_due_makes_it_another() -> None:
    """A correction that was to come, to the minute."""
    memory, later = Memory(), NOW + timedelta(hours=2)
    entry = f"corrections: [{{kind: ralat, date: {later:%Y-%m-%d %H:%M} WIB, after: Betul}}]\n"
    files = {**FILES, A: str(FILES[A]).replace("tags", f"{entry}tags")}
    before = seen(files, memory)
    assert seen(files, memory, later - timedelta(minutes=1)).changes(before) == []
    assert seen(files, memory, later).changes(before) is None


def test_nothing_is_known_of_a_catalogue_without_files() -> None:
    assert NOTHING_SEEN.changes(NOTHING_SEEN) is None
    assert NOTHING_SEEN.changes(None) is None


def test_other_facts_beside_it_count() -> None:
    memory = Memory()
    before = seen(FILES, memory)
    assert before.beside([]) == before
    assert before.beside("menu").changes(before) is None
    assert before.beside("menu").changes(before.beside("menu")) == []


def test_warnings_are_told_in_every_build_at_their_place() -> None:
    """Those of the whole site too, though it isn't looked through while its facts are the same."""
    late = {**FILES, "berita/2025/lama.md": news("group: tirta\n")}
    memory = Memory()

    def told(files: Files) -> list[tuple[str, int, str]]:
        problems = gather(content(files), OPTIONS, NOW, memory)[1]
        memory.changed.clear()  # as a cache does that has kept it
        anew = gather(content(files), OPTIONS, NOW)[1]
        assert problems == anew
        return [(problem.path, problem.line, problem.code) for problem in problems]

    at_first = ("berita/2025/lama.md", 4, "K309")
    assert at_first in told(late)
    late[A] = str(late[A]).replace("ini", "itu")
    assert at_first in told(late)
    late["berita/2025/lama.md"] = news("group: tirta\n").replace("---\n", "---\n# Lama\n", 1)
    assert ("berita/2025/lama.md", 5, "K309") in told(late)
    late["kelompok/sunyi.md"] = group(title="KIM Sunyi")
    assert ("kelompok/sunyi.md", 1, "K311") in told(late)
    assert ("kelompok/sunyi.md", 1, "K311") in told(late)


# -- what is planned of it ---------------------------------------------------------------------

Shown = dict[str, tuple[str, bytes]]


def shown(catalogue: Catalogue) -> Shown:
    """The digest and the marks of every chapter and every feed."""
    prints = Fingerprints(catalogue, b"")
    parts = {one.name: one.shown for one in chapters(catalogue)}
    parts |= {file.path: (file.entries, file.facts) for file in feed_files(catalogue)}
    return {name: (prints.of_parts(some), prints.marks(some)) for name, some in parts.items()}


def differences(before: Shown, after: Shown) -> set[str]:
    names = before.keys() | after.keys()
    return {name for name in names if before.get(name, " ")[0] != after.get(name, " ")[0]}


def test_only_what_shows_other_words_is_another(sample: Content) -> None:
    """Of our own content: one or two bulletins have other words, and nothing else has changed."""
    chance, memory = random.Random(3), Memory()
    files = {path: sample.read(path) for path in (*sample.documents, *sample.media)}
    bulletins = [path for path in sample.documents if re.match("berita|keputusan|belajar", path)]
    catalogue = gather(sample, OPTIONS, NOON, memory)[0]
    before, seen_others = shown(catalogue), 0
    for _ in range(12):
        chosen = chance.sample(bulletins, 2)
        for path in chosen:
            line = chance.choice([b"\ntitle: ", b"\ndescription: "])
            assert line in files[path]
            files[path] = files[path].replace(line, line + b"Baru. ", 1) + b"\nSekalimat lagi.\n"
        edited = gather(content(files), OPTIONS, NOON, memory)[0]
        after = shown(edited)
        assert set(edited.sight.changes(catalogue.sight) or ()) == set(chosen)
        marks = [mark_of(path) for path in chosen]
        left = {name for name, (_, own) in before.items() if any(mark in own for mark in marks)}
        assert before.keys() == after.keys()
        different = differences(before, after)
        assert different <= left
        assert len(left) < len(before)
        seen_others += bool(different)
        catalogue, before = edited, after
    assert seen_others > 6


def test_while_the_outlook_is_the_same_time_changes_nothing(sample: Content) -> None:
    """The year of our own content in steps of some minutes up to a day."""
    chance, memory = random.Random(4), Memory()
    now, same = NOON - timedelta(days=300), 0
    catalogue = gather(sample, OPTIONS, now, memory)[0]
    before = shown(catalogue)
    for _ in range(40):
        now += timedelta(minutes=chance.choice([7, 45, 240, 1440]))
        if chance.random() < 0.2:
            now += timedelta(days=chance.randrange(60))
        later = gather(sample, OPTIONS, now, memory)[0]
        after = shown(later)
        if later.sight.changes(catalogue.sight) is not None:
            same += 1
            assert not differences(before, after)
        catalogue, before = later, after
    assert same > 10


NOON = datetime(2026, 11, 20, 12, tzinfo=JAKARTA)


@pytest.fixture(scope="module")
def sample() -> Content:
    """Our own content."""
    return content_of(Path(__file__).parents[2] / "content")
