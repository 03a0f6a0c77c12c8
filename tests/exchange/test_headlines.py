"""What partners publish is shown by its moment, however they write it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from kim_plugins.exchange.headlines import headlines_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_the_newest_headline_is_that_of_the_latest_moment() -> None:
    written = {"papua": "2026-02-01T05:00:00+09:00", "jawa": "2026-02-01T03:30:00+07:00"}
    items = [
        {"id": name, "title": name, "url": f"https://{name}.example/", "date_published": at}
        for name, at in written.items()
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Mitra", "items": items}
    found = headlines_of(json.dumps(feed).encode(), "https://mitra.example/feed.json", {}, NOW)
    assert [one["guid"] for one in found.headlines] == ["jawa", "papua"]
