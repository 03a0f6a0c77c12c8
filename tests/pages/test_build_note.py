"""/build.json: when the site was built, and what falls due next."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from kim_plugins.pages import build_note
from tests.sites.memory import gathered, news

NOW = datetime.fromisoformat("2026-10-01T12:00+07:00")


def note(now: datetime) -> bytes:
    files = {"berita/2026/rapat.md": news("Rapat", "2026-10-02 08:00 WIB")}
    return build_note(gathered(files, now=now)[0], "kim 1.0")


def test_it_says_the_day_and_the_next_moment() -> None:
    told = json.loads(note(NOW))
    assert told["built"] == "2026-10-01"
    assert told["next"] == "2026-10-02T08:00:00+07:00"
    assert (told["timezone"], told["program"]) == ("Asia/Jakarta", "kim 1.0")


def test_an_hour_changes_nothing_and_a_day_or_what_is_due_does() -> None:
    """Contract C9: an hourly build writes no file that says nothing new."""
    assert note(NOW) == note(NOW + timedelta(hours=1))
    assert note(NOW) != note(NOW + timedelta(hours=12))
    due = datetime.fromisoformat("2026-10-02T08:00+07:00")
    assert note(due - timedelta(minutes=1)) != note(due)
    assert json.loads(note(due))["next"] is None
