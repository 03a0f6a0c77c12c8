"""The published index, read by a reader of its own, after every kind of change."""

from __future__ import annotations

import random
import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kim_plugins.catalogue import Catalogue, Memory
from kim_plugins.search import Documents, Index, build_index, index_files, newest
from kim_plugins.search.coding import DIGITS, gaps, numbers, read_gaps, read_numbers
from kim_plugins.search.coding import word_hash as our_hash
from kim_plugins.search.postings import blocks_of, changed, stem_text, written
from kim_plugins.search.words import words
from tests.search.reader import Reader, word_hash
from tests.sites.memory import GROUP, NOW, gathered, news

Files = Mapping[str, str]
T = TypeVar("T")

SEEN: dict[tuple[bytes, int], dict[str, bytes]] = {}
"""What was published of documents, by their digest: while it is the same, nothing is looked at."""


def published(
    files: Files,
    rows: dict[str, Any] | None = None,
    memory: Memory | None = None,
    now: datetime = NOW,
) -> dict[str, bytes]:
    """The index of a site as files."""
    kept = {} if rows is None else rows
    catalogue, problems = gathered(files, now=now, memory=memory)
    assert not [problem for problem in problems if problem.is_error]
    documents = Documents(catalogue)
    index = build_index(documents, kept)
    found = rendered(index, catalogue)
    index.state.save(kept)
    assert SEEN.setdefault((documents.digest, newest.LARGE), found) == found
    return found


def rendered(index: Index, catalogue: Catalogue) -> dict[str, bytes]:
    files = index_files(index, catalogue)
    return {address: files.render(address) for address in files.keys}


def path(number: int) -> str:
    return f"berita/2026/kabar-{number}.md"


def addresses(reader: Reader, word: str) -> set[str]:
    texts = reader.texts()
    return {
        texts[posting.number][0]
        for stem in reader.stems(word)
        for posting in reader.postings(stem)
        if texts[posting.number][0].startswith("/berita/20")
    }


def own_pages(reader: Reader) -> set[str]:
    """What is found of the editors' own pages."""
    found = {address for address, *_ in reader.texts().values()}
    return {one for one in found if re.fullmatch(r"/berita/20\d\d/.+|/kelompok/[^/]+/", one)}


SITE: Files = {
    path(1): news("Mengairi sawah", body="Warga mengairi sawah. Air cukup.", tags="[irigasi]"),
    path(2): news("Pupuk", "2026-08-18", body="Pengairan memakai pipa; pupuknya dibagi rata."),
    path(3): news("Kabar KIM", "2025-01-05", body="Kelompok informasi masyarakat di Bali rapat."),
    path(4): news("Cerita", body='Kata <span lang="en">diairi</span> dan <i lang="jv">tulis</i>.'),
}


def test_words_of_one_root_find_the_same_bulletins() -> None:
    reader = Reader(published(SITE))
    assert addresses(reader, "pengairan") == addresses(reader, "air")
    assert addresses(reader, "air") == {"/berita/2026/kabar-1/", "/berita/2026/kabar-2/"}


def test_postings_tell_fields_counts_and_forms() -> None:
    reader = Reader(published(SITE))
    texts = reader.texts()
    found = {texts[one.number][0]: one for one in reader.postings("air")}
    first = found["/berita/2026/kabar-1/"]
    assert first.forms == ("air", "mengairi")
    assert first.fields == ("title", "description", "body")
    assert first.times == 3


def test_a_name_stays_whole_and_a_long_form_is_its_abbreviation() -> None:
    reader = Reader(published(SITE))
    assert reader.stems("bali") == ["bali"]
    assert addresses(reader, "kim") == {"/berita/2026/kabar-3/"}


@pytest.mark.parametrize("shared", [*range(1, 38)])
def test_words_that_begin_alike_are_told_apart(shared: int) -> None:
    """Whatever digit says how many letters they share; one of the digits is a point."""
    word = "dipersiapkannya".ljust(shared, "x")[:shared]
    reader = Reader(published({path(1): news(body=f"{word} {word}q {word}qz")}))
    assert addresses(reader, f"{word}q") == addresses(reader, f"{word}qz") != set()


def test_words_of_another_language_are_kept() -> None:
    reader = Reader(published(SITE))
    assert addresses(reader, "diairi") == {"/berita/2026/kabar-4/"}
    assert "/berita/2026/kabar-4/" not in addresses(reader, "air")


def test_pairs_leave_no_phrase_out() -> None:
    reader = Reader(published(SITE))
    texts = reader.texts()
    for number, data in texts.items():
        for part in data[10].split(" · "):
            for first, second in pairwise(words(part)):
                assert number in reader.beside(first, second)


def test_documents_are_listed_by_year_group_and_topic() -> None:
    reader = Reader(published(SITE))
    assert list(reader.manifest["years"]) == ["0", "2025", "2026"]
    groups, topics = reader.facets("2026")
    assert set(groups) == {"tani"}
    assert len(groups["tani"]) == 3
    assert set(topics) == {"irigasi"}


def test_texts_are_data_and_no_markup() -> None:
    title = "'<img src=x onerror=alert(1)> </script>'"
    files = published({path(1): news(title, body="Isi &lt;b&gt;.")})
    data = next(one for one in Reader(files).texts().values() if "/kabar-1/" in one[0])
    assert data[1] == title.strip("'")
    assert data[10] == "Isi <b>."


@pytest.mark.parametrize("body", ["air " * 10_000, "a" * 300, "😀🎉", "…", "<!-- -->"])
def test_strange_bodies_are_indexed(body: str) -> None:
    reader = Reader(published({path(1): news(body=body)}))
    assert own_pages(reader) == {"/berita/2026/kabar-1/", "/kelompok/tani/"}
    for word in words(body)[:1]:
        assert addresses(reader, word) == {"/berita/2026/kabar-1/"}


def test_a_site_without_bulletins_has_an_index() -> None:
    reader = Reader(published({}))
    assert own_pages(reader) == {"/kelompok/tani/"}
    assert addresses(reader, "panen") == set()
    assert reader.stems("tani") == ["tani"]


def test_the_hash_is_the_published_one() -> None:
    for word in ("", "air", "kafé", "مياه"):
        assert word_hash(word) == our_hash(word)


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


@given(st.lists(st.integers(0, 1 << 31)))
def test_numbers_are_read_as_they_were_written(values: list[int]) -> None:
    assert [*read_numbers(numbers(values))] == values
    rising = sorted(set(values))
    assert [*read_gaps(gaps(rising))] == rising


ENTRIES = st.builds(
    lambda number, first, second: number << 16 | ord(first) << 8 | ord(second),
    st.integers(0, 1 << 40),
    st.sampled_from(DIGITS),
    st.sampled_from(DIGITS),
)


@given(st.lists(ENTRIES, min_size=2, unique_by=lambda entry: entry >> 16))
def test_a_block_that_is_changed_is_the_one_written_at_once(entries: list[int]) -> None:
    whole = written(array("Q", sorted(entries)))
    entry = entries[0]
    without = changed(whole, {entry >> 16: None})
    assert without == written(array("Q", sorted(entries[1:])))
    assert changed(without, {entry >> 16: entry}) == whole
    assert changed("", {entry >> 16: entry}) == written(array("Q", [entry]))
    assert changed(written(array("Q", [entry])), {entry >> 16: None}) == ""
    assert blocks_of(stem_text({"b": whole, "a": without})) == {"a": without, "b": whole}


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
