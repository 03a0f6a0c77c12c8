"""Cards of videos, posts and maps, as subscribers receive them; pages and scripts are beside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from kim_plugins.feeds.site import site_feeds
from tests.catalogue.bodies.test_cases import CASES, PATH, written
from tests.catalogue.sites import group, site


def test_a_feed_has_the_cards_of_the_page(golden: Callable[[Path, str], None]) -> None:
    body = (CASES / "kartu.md").read_text("utf-8").removesuffix("\n")
    catalogue, _ = site({PATH: written(body), "kelompok/tani.md": group()})
    feed = json.loads(dict(site_feeds(catalogue))["/feed.json"])
    golden(CASES / "kartu.umpan", feed["items"][0]["content_html"] + "\n")
