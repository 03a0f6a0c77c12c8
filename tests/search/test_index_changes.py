"""The index after every kind of change: the bytes of one that is built anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kim_plugins.catalogue import Memory
from kim_plugins.search import Documents, build_index
from kim_plugins.search.words import words
from tests.search.indexes import SITE, Files, addresses, path, published, rendered
from tests.search.reader import Reader
from tests.sites.memory import GROUP, NOW, gathered, news

T = TypeVar("T")


def many(count: int, seed: int = 1) -> dict[str, str]:
    chance = random.Random(seed)
    vocabulary = [
        f"{start}{root}{end}"
        for root in ("tani", "tulis", "air", "pupuk", "rumah", "zzyx")
        for start in ("", "per", "me", "di")
        for end in ("", "an", "i", "nya")
    ]
    return {
        path(number): news(
            f"Kabar {number}",
            f"2026-0{number % 8 + 1}-01",
            " ".join(chance.choices(vocabulary, k=40)),
            tags=f"[topik {number % 3}]",
        )
        for number in range(count)
    }


CHANGES: dict[str, Files] = {
    "a word more": {path(5): news("Kabar 5", "2026-06-01", "Kata baru sekali: hujan.")},
    "a new bulletin": {path(900): news("Baru", "2026-06-01", "Bertani dan menulis di Bali.")},
    "a new year": {path(901): news("Lama", "2020-06-01", "Bertani.")},
    "a root that the site hadn't": {path(902): news("Zzyx", "2026-06-01", "zzyx zzyxkan dizzyx.")},
    "a name": {path(903): news("Orang", "2026-06-01", "Kata Pak Tulis, menulis itu mudah.")},
    "another group's title": {"kelompok/tani.md": GROUP.replace("KIM Tani", "KIM Tani Baru")},
    "nothing": {},
}


def test_the_next_date_of_an_event_comes_with_the_clock() -> None:
    """It is found by its words, and the kept index follows as a clean one."""
    start = NOW + timedelta(days=2)
    event = f"{{start: '{start:%Y-%m-%d} 19:00', place: Balai, repeat: mingguan}}"
    files, rows, memory = {path(1): news(event=event)}, dict[str, Any](), Memory()
    days = set()
    for ahead in range(0, 17, 4):
        now = NOW + timedelta(days=ahead)
        found = published(files, rows, memory, now)
        assert found == published(files, now=now)
        data = next(one for one in Reader(found).texts().values() if "/kabar-1/" in one[0])
        assert data[5][0] >= f"{now:%Y-%m-%d}"
        days.add(data[5][0])
        assert addresses(Reader(found), words(data[5][1])[0]) == {"/berita/2026/kabar-1/"}
    assert len(days) == 3


AHEAD: Files = {
    "updated": "{day}",
    "corrections": "[{{kind: ralat, date: {day}, before: 10, after: 12}}]",
    "withdrawn": "{{date: 2026-08-20, reason: salah-terbit, restored: {day}}}",
}


@pytest.mark.parametrize("what", AHEAD)
def test_what_waits_for_its_day_comes_with_the_clock(what: str) -> None:
    """A record stands as of the clock: the kept index follows it, there and back."""
    day = NOW + timedelta(days=3)
    text = news(**{what: AHEAD[what].format(day=day.date())})
    files, rows, memory = {path(1): text}, dict[str, Any](), Memory()
    for now in (NOW, NOW + timedelta(days=5), NOW):
        assert published(files, rows, memory, now) == published(files, now=now)
    assert published(files) != published(files, now=NOW + timedelta(days=5))


def test_a_new_year_comes_with_its_reports() -> None:
    """No word and no fact is another in that night."""
    rows: dict[str, Any] = {}
    eve = NOW.replace(month=12, day=31)
    old, new = (published(SITE, rows, now=now) for now in (eve, eve + timedelta(days=1)))
    assert new == published(SITE, now=eve + timedelta(days=1))
    reports = [{one for one, *_ in Reader(found).texts().values()} for found in (old, new)]
    assert f"/laporan/{NOW.year + 1}/" in reports[1] - reports[0]


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_gives_the_bytes_of_a_clean_build(what: str) -> None:
    before = many(60)
    rows: dict[str, Any] = {}
    published(before, rows)
    after = {**before, **CHANGES[what]}
    assert published(after, rows) == published(after)
    assert published(before, rows) == published(before)


def test_one_change_rewrites_few_parts() -> None:
    before = many(120)
    after = {**before, path(5): before[path(5)].replace("Kabar 5", "Kabar 5 hujan", 1)}
    old, new = published(before), published(after)
    written_anew = {address for address in new if new[address] != old.get(address)}
    assert 0 < len(written_anew) < len(new) / 4


def test_a_new_bulletin_moves_no_other() -> None:
    before = published(many(120))
    after = published({**many(120), path(900): news("Baru", "2026-06-01")})
    texts = {address for address in before if "/bagian/d" in address}
    assert texts <= after.keys()


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 29), st.booleans(), st.integers(0, 99)), max_size=6))
def test_any_row_of_changes_gives_the_bytes_of_a_clean_build(
    changes: list[tuple[int, bool, int]],
) -> None:
    files, rows = many(30), dict[str, Any]()
    published(files, rows)
    for number, stays, seed in changes:
        files.pop(path(number), None)
        if stays:
            files[path(number)] = many(number + 1, seed)[path(number)]
        published(files, rows)
    assert published(files, rows) == published(files)


def test_other_words_give_the_same_as_all_anew() -> None:
    chance = random.Random(9)
    files, rows, memory = many(60), dict[str, Any](), Memory()
    published(files, rows, memory)
    for seed in range(2, 12):
        for number in chance.sample(range(60), chance.choice([1, 2])):
            facts, _, _ = files[path(number)].rpartition("---")
            words = many(60, seed)[path(number)].rpartition("---")[2]
            files[path(number)] = facts.replace("Ringkasan", "Ringkasan lain") + "---" + words
        assert published(files, rows, memory) == published(files), seed
    files[path(3)] = files[path(3)].replace("[topik 0]", "[topik 1]")
    assert published(files, rows, memory) == published(files)


def test_helpers_and_their_number_change_no_byte() -> None:
    handed: list[int] = []

    def backwards(tasks: Sequence[Callable[[], T]], *, at_once: int) -> Iterable[T]:
        handed.append(at_once)
        made = [task() for task in reversed(tasks)]
        return reversed(made)

    catalogue, _ = gathered(many(60))
    rows: dict[str, Any] = {}
    index = build_index(Documents(catalogue), rows, backwards)
    found = rendered(index, catalogue)
    assert found == published(many(60))
    assert handed == [32, 16]
