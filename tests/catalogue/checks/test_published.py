"""What was published is remembered: nothing changes or stays unseen without a word."""

from __future__ import annotations

import pytest

from kim_plugins.catalogue import Memory
from kim_plugins.feeds import site_feeds
from tests.catalogue.checks.newsroom import KEPT, MANY, PATH, Newsroom
from tests.feeds.edge_site import DECISION
from tests.sites.memory import gathered, news

CORRECTION = "{kind: ralat, date: 2026-09-30, before: 60, after: 40}"


# -- silent changes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Panen padi"},
        {"body": "Isi yang lain."},
        {"event": "{start: 2026-11-12 09.00 WIB, place: Balai}"},
        {"place": "Dusun Lor"},
    ],
)
def test_words_that_change_in_silence_are_told_once(
    newsroom: Newsroom, fields: dict[str, str]
) -> None:
    assert newsroom.build({PATH: news(**fields)}) == ["K372:1"]
    assert not newsroom.told[0].is_error
    assert newsroom.build({PATH: news(**fields)}) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "Isi yang lain.", "updated": "2026-10-01"},
        {"body": "Isi yang lain.", "corrections": f"[{CORRECTION}]"},
        {"body": "", "withdrawn": "{date: 2026-10-01, reason: ganda}"},
        {"body": "**isi** "},
        {"tags": "[padi]"},
        {"expires": "2026-12-01"},
    ],
)
def test_what_is_told_or_changes_no_words_needs_no_warning(
    newsroom: Newsroom, fields: dict[str, str]
) -> None:
    assert newsroom.build({PATH: news(**fields)}) == []


def test_a_mended_address_of_a_link_changes_no_words() -> None:
    room = Newsroom()
    room.build({PATH: news(body="Lihat [ini](https://a.example/x).")})
    assert room.build({PATH: news(body="Lihat [ini](https://b.example/).")}) == []


def test_a_mended_date_is_told(newsroom: Newsroom) -> None:
    assert newsroom.build({PATH: news(date="2026-08-18")}) == ["K373:4"]


def test_a_moment_may_be_written_in_another_zone() -> None:
    room = Newsroom()
    room.build({PATH: news(date="2026-08-17 07:00 WIB")})
    assert room.build({PATH: news(date="2026-08-17 09:00 WIT")}) == []
    assert room.build({PATH: news(date="2026-08-17 09:00 WITA")}) == ["K373:4"]


def test_progress_is_news_by_itself() -> None:
    room, path = Newsroom(), "keputusan/2026/air.md"
    room.build({path: DECISION})
    more = DECISION.replace("note: Semen dibeli", "note: Semen dan pasir dibeli")
    assert room.build({path: more}) == []
    assert room.build({path: more.replace("Menambal", "Mengganti")}) == ["K372:1"]


@pytest.mark.parametrize(
    "fields, line",
    [({"draft": "true"}, 5), ({"embargo": "2026-12-01"}, 5), ({"date": "2026-12-01"}, 4)],
)
def test_what_is_hidden_again_says_how_to_withdraw(
    newsroom: Newsroom, fields: dict[str, str], line: int
) -> None:
    assert newsroom.build({PATH: news(**fields)}) == [f"K374:{line}"]
    assert "withdrawn: {date: 2026-10-01" in newsroom.told[0].hint


def test_a_withdrawal_is_not_undone_in_silence(newsroom: Newsroom) -> None:
    newsroom.build({PATH: news(withdrawn="{date: 2026-10-01, reason: ganda}")})
    assert newsroom.build({PATH: news()}) == ["K375:1"]
    assert "restored: 2026-10-01" in newsroom.told[0].hint
    gone = "{date: 2026-10-01, reason: ganda, restored: 2026-10-01}"
    assert newsroom.build({PATH: news(withdrawn=gone)}) == []


def test_a_correction_is_not_taken_away_in_silence(newsroom: Newsroom) -> None:
    newsroom.build({PATH: news(corrections=f"[{CORRECTION}]")})
    assert newsroom.build({PATH: news(corrections=f"[{CORRECTION.replace('40', '45')}]")}) == [
        "K375:5"
    ]
    newsroom.build({PATH: news(corrections=f"[{CORRECTION}]")})
    gone = "{date: 2026-10-01, reason: data-pribadi}"
    assert newsroom.build({PATH: news(withdrawn=gone)}) == []


def test_a_new_bulletin_that_nobody_will_see_is_named() -> None:
    room = Newsroom()
    room.build(MANY)
    assert room.build({**MANY, PATH: news(date="2026-06-01")}) == ["K376:4"]
    assert "embargo: 2026-10-01" in room.told[0].hint
    assert room.build({**MANY, PATH: news(date="2026-06-01")}) == []
    other = {**MANY, PATH: news(date="2026-06-01")}
    assert room.build({**other, "berita/2026/b.md": news(date="2026-06-01", tags="[baru]")}) == []
    today = news(date="2026-06-01", embargo="2026-10-01")
    assert room.build({**other, "berita/2026/c.md": today}) == ["K377:1"]  # b.md is gone


def test_subscribers_of_an_earlier_site_have_what_is_old() -> None:
    room = Newsroom()
    room.build(MANY)
    assert room.build({**MANY, PATH: news(date="2026-06-01", guid=KEPT)}) == []


def test_a_correction_that_nobody_will_see_is_named() -> None:
    room = Newsroom()
    room.build({**MANY, PATH: news(date="2026-06-01")})
    late = news(date="2026-06-01", corrections="[{kind: ralat, date: 2026-06-02, after: 40}]")
    assert room.build({**MANY, PATH: late}) == ["K376:5"]
    assert room.build({**MANY, PATH: late.replace("06-02", "10-01")}) == []


def test_what_is_remembered_makes_no_byte() -> None:
    """The catalogue is the same, whatever was published before."""
    room = Newsroom()
    room.build({PATH: news(withdrawn="{date: 2026-10-01, reason: ganda}")})
    memory = Memory()
    memory.published = room.register
    made, anew = (dict(site_feeds(gathered({PATH: news()}, memory=m)[0])) for m in (memory, None))
    assert made == anew
