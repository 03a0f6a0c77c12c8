"""The table of states of contract C3, row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from kim_plugins.catalogue import Catalogue, State, gather
from tests.catalogue.sites import NOW, news, picture, site
from tests.sites.memory import GROUP, JAKARTA, OPTIONS, Files, content

PATH = "berita/2026/a.md"
IMAGE = "image: {src: ../../media/a.png, alt: Sawah}\n"


@dataclass(frozen=True)
class Row:
    state: State
    page: bool = True
    listed: bool = True
    syndicated: bool = True
    body: bool = True
    media: bool = True


NOTHING = {"page": False, "listed": False, "syndicated": False, "body": False, "media": False}
ROWS = {
    "draft": ("draft: ya\n", Row(State.DRAFT, **NOTHING)),
    "draft that is withdrawn too": (
        "draft: true\nwithdrawn: {date: 2026-03-02, reason: ganda}\n",
        Row(State.DRAFT, **NOTHING),
    ),
    "embargoed": ("embargo: 2026-03-10 12:01\n", Row(State.SCHEDULED, **NOTHING)),
    "embargo over": ("embargo: 2026-03-10 12:00\n", Row(State.PUBLISHED)),
    "embargo over in another zone": ("embargo: 2026-03-10 13.00 WITA\n", Row(State.PUBLISHED)),
    "embargoed and withdrawn": (
        "embargo: 2026-03-11\nwithdrawn: {date: 2026-03-12, reason: ganda}\n",
        Row(State.SCHEDULED, **NOTHING),
    ),
    "published": ("", Row(State.PUBLISHED)),
    "on its last day": ("expires: 2026-03-10\n", Row(State.PUBLISHED)),
    "expired": ("expires: 2026-03-09\n", Row(State.EXPIRED, listed=False)),
    "expired at a time": ("expires: 2026-03-10 11:59\n", Row(State.EXPIRED, listed=False)),
    "corrected": (
        "corrections: [{kind: ralat, date: 2026-03-05, after: 14 hektare}]\n",
        Row(State.PUBLISHED),
    ),
    "withdrawn": (
        "withdrawn: {date: 2026-03-02, reason: ganda}\n",
        Row(State.WITHDRAWN, listed=False, body=False, media=False),
    ),
    "withdrawn and expired": (
        "expires: 2026-03-05\nwithdrawn: {date: 2026-03-02, reason: ganda}\n",
        Row(State.WITHDRAWN, listed=False, body=False, media=False),
    ),
}


def seen(catalogue: Catalogue) -> Row:
    entry = catalogue.entries[PATH]
    return Row(
        entry.state,
        page=entry in catalogue.bulletins and entry.has_page,
        listed=entry in catalogue.listed,
        syndicated=entry in catalogue.syndicated,
        body=entry.shows_body,
        media={"media/a.png", "media/b.png"} == catalogue.published_media,
    )


@pytest.mark.parametrize("name", ROWS)
def test_a_bulletin_is_seen_where_its_state_says(name: str) -> None:
    extra, row = ROWS[name]
    catalogue, problems = site(
        {
            PATH: news(extra + IMAGE, "![Sawah](../../media/b.png)"),
            "media/a.png": picture(),
            "media/b.png": picture(),
        }
    )
    assert problems == []
    assert row == seen(catalogue)


def test_what_mkdocs_yml_calls_a_draft_is_one() -> None:
    """`draft_docs`; the preview shows it with its mark, and what led to it is told."""
    files = {PATH: news(), "berita/2026/b.md": news(body="[Lihat](a.md)")}
    drafts = replace(content({"kelompok/tani.md": GROUP, **files}), drafts=frozenset([PATH]))
    for preview in (False, True):
        options = replace(OPTIONS, preview=preview)
        catalogue, problems = gather(drafts, options, NOW)
        entry = catalogue.entries[PATH]
        assert (entry.state, entry.record.draft, entry.has_page) == (State.DRAFT, True, preview)
        assert [one.code for one in problems] == ([] if preview else ["K308"])


@pytest.mark.parametrize(
    "now, state",
    [
        (datetime(2026, 2, 28, 23, 59, tzinfo=JAKARTA), State.SCHEDULED),
        (datetime(2026, 3, 1, tzinfo=JAKARTA), State.PUBLISHED),
        (datetime(2026, 3, 31, 23, 59, tzinfo=JAKARTA), State.PUBLISHED),
        (datetime(2026, 4, 1, tzinfo=JAKARTA), State.EXPIRED),
    ],
)
def test_a_date_holds_from_its_first_minute_to_its_last(now: datetime, state: State) -> None:
    catalogue, _ = site({PATH: news("expires: 2026-03-31\n")}, now=now)
    assert catalogue.entries[PATH].state is state


def test_the_next_change_is_the_next_embargo_or_expiry() -> None:
    files = {
        PATH: news("expires: 2026-03-11\n"),
        "berita/2026/b.md": news("embargo: 2026-03-10 18:00\n"),
        "berita/2026/c.md": news("draft: true\nembargo: 2026-03-10 13:00\n"),
    }
    assert site(files)[0].next_change == NOW.replace(hour=18)
    later = NOW.replace(hour=18)
    assert site(files, now=later)[0].next_change == datetime(2026, 3, 12, tzinfo=JAKARTA)
    assert site(files, now=later + timedelta(days=9))[0].next_change is None


def test_media_that_nothing_published_uses_stay_inside() -> None:
    files: Files = {
        PATH: news("draft: true\n" + IMAGE),
        "berita/2026/b.md": news("", "[Unduh](../../media/b.png)"),
        "media/a.png": picture(),
        "media/b.png": picture(),
        "media/c.png": picture(),
    }
    assert site(files)[0].published_media == {"media/b.png"}


def test_the_text_of_what_is_not_published_is_not_given_out() -> None:
    """A withdrawn bulletin has a page, but no words of its own."""
    catalogue, _ = site({PATH: news("withdrawn: {date: 2026-03-02, reason: ganda}\n", "Rahasia")})
    entry = catalogue.entries[PATH]
    assert entry.has_page
    assert catalogue.body_html(entry, "../../../") == ""
