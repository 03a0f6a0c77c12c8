"""On a large site the newest documents stand by themselves, and nothing is found any less."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kim_plugins.search import newest
from kim_plugins.search.words import words
from tests.search.indexes import path, published
from tests.search.reader import Reader
from tests.search.test_index_changes import CHANGES, many
from tests.sites.memory import news


@pytest.fixture(autouse=True)
def early() -> Iterator[None]:
    """A site of nine is large, and seven are taken in together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(newest, "LARGE", 9)
        patch.setattr(newest, "ROUND", 7)
        yield


def apart(files: dict[str, bytes]) -> bool:
    return bool(Reader(files).manifest["newest"])


def dated(count: int, seed: int = 1) -> dict[str, str]:
    """Bulletins a day apart, the last one the newest."""
    found = many(count, seed)
    for number, file in enumerate(found):
        day = f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}"
        found[file] = re.sub(r"(?m)^date: .*", f"date: {day}", found[file])
    return found


def test_what_stands_by_itself_follows_from_the_documents_alone() -> None:
    assert not apart(published(dated(8)))
    assert apart(published(dated(9)))
    assert not apart(published(dated(14)))
    assert apart(published(dated(15)))


@pytest.mark.parametrize("count", [61, 62, 63, 64])
def test_one_more_leaves_the_parts_of_all_others_as_they_are(count: int) -> None:
    """But for the round in which all of them are taken in; 63 are nine rounds."""
    before = published(dated(count - 1))
    after = published(dated(count))
    shared = {a: data for a, data in before.items() if re.search(r"/bagian/[bksp]\d*-", a)}
    assert (shared.items() <= after.items()) is (count != 63)
    changed = {a for a in before | after if before.get(a) != after.get(a)}
    if count != 63:
        # The new text, the manifest, and the newest before and after.
        assert len(changed) <= 1 + 1 + 2


def found_by(reader: Reader, word: str) -> set[int]:
    return {one.number for stem in reader.stems(word) for one in reader.postings(stem)}


def test_every_word_of_every_document_finds_it() -> None:
    """Also one that nobody wrote before, and one that was written in another language."""
    files = dated(62)
    files[path(70)] = news("Zebra", "2026-09-20", "Xylofon dan <i lang='en'>zzyxan</i> dizzyx.")
    files[path(71)] = news("Cerita", "2026-09-21", 'Kata <span lang="en">mengairi</span>.')
    index = published(files)
    assert apart(index)
    reader = Reader(index)
    texts = reader.texts()
    for number, shown in texts.items():
        for word in words(" ".join((shown[1], shown[-2], shown[-1]))):
            assert number in found_by(reader, word), (word, shown[0])


def test_pairs_leave_no_phrase_out_of_the_newest() -> None:
    files = dated(61)
    reader = Reader(published(files))
    for number, shown in [*reader.texts().items()][-8:]:
        some = words(shown[-1])
        for first, second in pairwise(some):
            assert number in reader.beside(first, second)


def test_a_document_is_in_one_place_only() -> None:
    reader = Reader(published(dated(61)))
    for stem in ("air", "tulis", "pupuk"):
        numbers = [one.number for one in reader.postings(stem)]
        assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("count", [60, 62])
def test_a_change_gives_the_bytes_of_a_clean_build(what: str, count: int) -> None:
    before = many(count)
    rows: dict[str, Any] = {}
    published(before, rows)
    after = {**before, **CHANGES[what]}
    assert published(after, rows) == published(after)
    assert published(before, rows) == published(before)


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 45), st.booleans(), st.integers(0, 99)), max_size=9))
def test_any_row_of_changes_gives_the_bytes_of_a_clean_build(
    changes: list[tuple[int, bool, int]],
) -> None:
    """In and out of the newest, over rounds and below the size from which there are any."""
    files, rows = many(25), dict[str, Any]()
    published(files, rows)
    for number, stays, seed in changes:
        files.pop(path(number), None)
        if stays:
            files[path(number)] = many(number + 1, seed)[path(number)]
        assert published(files, rows) == published(files)


def test_a_long_history_gives_the_bytes_of_a_clean_build() -> None:
    chance = random.Random(5)
    files, rows = many(45), dict[str, Any]()
    for step in range(30):
        number = chance.randrange(60)
        if path(number) in files and chance.random() < 0.5:
            del files[path(number)]
        else:
            files[path(number)] = many(number + 1, step)[path(number)]
        assert published(files, rows) == published(files), step
