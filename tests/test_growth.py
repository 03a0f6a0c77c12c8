"""The worst texts take no longer than they are: all of the chain, from a file to what goes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, cast
from xml.etree.ElementTree import Element

import pytest
from markdown.blockprocessors import ParagraphProcessor

from kim_plugins.broadcast import BroadcastOptions, script_of, script_text
from kim_plugins.catalogue import BulletinEntry, Catalogue, gather
from kim_plugins.catalogue.bodies.limits import MAX_CHARACTERS
from kim_plugins.feeds.site import site_feeds
from kim_plugins.records import Problem
from kim_plugins.search.documents import Documents
from kim_plugins.search.terms import terms_of
from kim_plugins.search.texts import text_part
from tests.catalogue.sites import NOW, OPTIONS, group, news, site
from tests.sites.memory import content
from tests.worst_texts import WORST

PATH: Final = "berita/2026/a.md"
_AT_MOST: Final = 2.0
"""Seconds for a body of any length, on a busy machine; alone it takes half of that."""
_TOO_SHORT: Final = 1.0
"""Seconds below which a growth says nothing: a part of that each kind of sign may cost."""
_GROWTH: Final = 8
"""Four times the text, linear: four times the time; quadratic: sixteen."""
_REFUSALS: Final = {"K008", "K010", "K321", "K340", "K341"}


def quickest(measure: Callable[[], float], enough: float) -> float:
    """The least seconds of up to three measurements; one that is below `enough` ends them."""
    # Whatever else the machine does makes a measurement longer, and never shorter.
    took = measure()
    for _ in range(2):
        took = took if took < enough else min(took, measure())
    return took


def refused_or_read(text: str) -> Iterator[float]:
    """Seconds for each step: reading and checking, the script, feeds, search."""
    started = time.process_time()
    files = content({"kelompok/tirta.md": group(), PATH: news(body=text)})
    catalogue, problems = gather(files, OPTIONS, NOW)
    yield time.process_time() - started
    entry = catalogue.entries.get(PATH)
    if entry is None:
        assert {problem.code for problem in problems if problem.is_error} <= _REFUSALS | _LINKS
        assert all(problem.line > 1 and problem.hint for problem in problems if problem.is_error)
        return
    yield from _published(catalogue, cast(BulletinEntry, entry))


def _slowest_step(text: str) -> float:
    return max(refused_or_read(text))


_LINKS: Final = {"K304", "K305", "K315"}


def _published(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[float]:
    started = time.process_time()
    script_text(catalogue, script_of(catalogue, entry, BroadcastOptions()))
    yield time.process_time() - started
    started = time.process_time()
    list(site_feeds(catalogue))
    yield time.process_time() - started
    started = time.process_time()
    document = Documents(catalogue).all[entry.identifier]
    terms_of(document, document.body())
    text_part(1, document)
    yield time.process_time() - started


@pytest.mark.parametrize("name", WORST)
def test_time_grows_with_the_text_and_no_faster(name: str, thorough: bool) -> None:
    """Three sizes, each four times the one before; thoroughly up to the limit of a body."""
    text = WORST[name]
    largest = MAX_CHARACTERS - 200 if thorough else 12_000
    before = 0.0
    for size in (largest // 16, largest // 4, largest):
        enough = max(_TOO_SHORT, min(_AT_MOST, _GROWTH * before))
        took = quickest(partial(_slowest_step, text(size)), enough)
        assert took < _AT_MOST, size
        assert took < _TOO_SHORT or took < _GROWTH * before, size
        before = took


@pytest.mark.parametrize("name", WORST)
def test_a_megabyte_is_refused_at_once_with_line_and_remedy(name: str) -> None:
    files = content({"kelompok/tirta.md": group(), PATH: news(body=WORST[name](1_000_000))})
    problems: list[Problem] = []

    def measure() -> float:
        started = time.process_time()
        problems[:] = gather(files, OPTIONS, NOW)[1]
        return time.process_time() - started

    assert quickest(measure, _AT_MOST) < _AT_MOST
    (refusal,) = [problem for problem in problems if problem.is_error]
    assert refusal.code in _REFUSALS
    assert refusal.line > 1 or refusal.code == "K008"
    assert refusal.hint


def test_a_body_that_fails_leaves_nothing_behind_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Python-Markdown stays in the middle of what it was doing when it is interrupted."""
    isi = "Isi {: #isi}"  # a body with no sign at all isn't for Python-Markdown
    wanted = site({PATH: news(body=isi)})[0].bodies[PATH]
    whole = ParagraphProcessor.run

    def fails(self: ParagraphProcessor, parent: Element, blocks: list[str]) -> None:
        self.parser.state.set("list")
        if "meledak" in blocks[0]:
            raise RecursionError
        self.parser.state.reset()
        whole(self, parent, blocks)

    monkeypatch.setattr(ParagraphProcessor, "run", fails)
    files = {"berita/2026/0.md": news(body=f"Petasan meledak. {isi}"), PATH: news(body=isi)}
    catalogue, problems = site(files, leaves_out=True)
    assert "K321" in [problem.code for problem in problems]
    assert catalogue.bodies[PATH] == wanted
