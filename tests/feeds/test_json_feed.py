"""JSON Feed 1.1 as jsonfeed.org describes it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from kim_plugins.feeds import render_item, write_json
from tests.feeds.samples import CHANNEL, ITEM, PICTURE, SOUND, WITHDRAWAL


def load(feed: bytes) -> Any:  # noqa: ANN401  # JSON has any shape
    return json.loads(feed)


def test_a_feed_has_what_json_feed_requires() -> None:
    """Version and title are required; the rest says where the feed comes from."""
    feed = load(write_json(CHANNEL, []))
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": CHANNEL.title,
        "home_page_url": CHANNEL.url,
        "feed_url": CHANNEL.json_url,
        "description": CHANNEL.description,
        "icon": CHANNEL.icon,
        "language": "id",
        "authors": [{"name": CHANNEL.author, "url": CHANNEL.url}],
        "hubs": [{"type": "WebSub", "url": CHANNEL.hub}],
        "_license": {"url": CHANNEL.license, "text": CHANNEL.rights},
        "items": [],
    }


def test_an_item_holds_everything() -> None:
    """An item has the same identifier, dates and content as in RSS and Atom."""
    full = replace(ITEM, picture=PICTURE, sound=SOUND, notice="Belum terverifikasi.", lang="jv")
    (item,) = load(write_json(CHANNEL, [render_item(full)]))["items"]
    assert item == {
        "id": ITEM.guid,
        "url": ITEM.url,
        "title": ITEM.title,
        "content_html": f"<p><strong>Belum terverifikasi.</strong></p>{ITEM.html}",
        "summary": f"Belum terverifikasi. {ITEM.summary}",
        "image": PICTURE.url,
        "date_published": "2026-08-17T07:30:00+07:00",
        "date_modified": "2026-08-18T09:00:00+07:00",
        "authors": [{"name": name} for name in ITEM.authors],
        "tags": ["Pertanian", "Diseminasi informasi"],
        "language": "jv",
        "attachments": [
            {
                "url": SOUND.url,
                "mime_type": "audio/mpeg",
                "title": "Suara panen raya",
                "size_in_bytes": 1_204_224,
                "duration_in_seconds": 75,
            }
        ],
    }


def test_an_item_without_content_has_an_empty_one() -> None:
    """content_html or content_text must be there, be it empty."""
    (item,) = load(write_json(CHANNEL, [render_item(replace(ITEM, html=""))]))["items"]
    assert item["content_html"] == ""


def test_a_withdrawal_is_a_notice_under_the_same_id() -> None:
    """JSON Feed has no tombstones."""
    (item,) = load(write_json(CHANNEL, [render_item(WITHDRAWAL)]))["items"]
    assert item["id"] == WITHDRAWAL.guid
    assert item["content_html"] == f"<p>{WITHDRAWAL.reason}</p>"
    assert item["date_modified"] == "2026-08-20T10:00:00+07:00"


def test_text_is_written_as_it_is_read() -> None:
    """No escapes for letters outside ASCII, one item per line, a newline at the end."""
    feed = write_json(CHANNEL, [render_item(replace(ITEM, title="Désa 🌾"))]).decode()
    assert '"title": "Désa 🌾"' in feed
    assert feed.endswith("\n  ]\n}\n")
    assert sum("date_published" in line for line in feed.splitlines()) == 1
