"""JSON Feed 1.1 (jsonfeed.org/version/1.1): items of one line each below a readable head."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from kim_plugins.feeds.channels import prepare_channel
from kim_plugins.feeds.model import Channel, Origin, RenderedItem, Sound
from kim_plugins.feeds.prepared import PreparedItem
from kim_plugins.feeds.text import rfc3339

_VERSION: Final = "https://jsonfeed.org/version/1.1"

_Object = dict[str, Any]


def json_item(prepared: PreparedItem) -> bytes:
    """Return an item as the JSON object that stands in a feed, in one line."""
    item, origin = prepared.item, prepared.item.origin
    return _line(
        {
            "id": item.guid,
            "url": item.url,
            "external_url": origin.url if origin else None,
            "title": item.title,
            "content_html": prepared.content,
            "summary": prepared.summary,
            "image": item.picture and item.picture.url,
            "date_published": rfc3339(item.published),
            "date_modified": rfc3339(item.updated),
            "authors": [{"name": name} for name in item.authors],
            "tags": list(dict.fromkeys(category.label for category in item.categories)),
            "language": item.lang,
            "attachments": [_attachment(item.sound)] if item.sound else [],
            "_source": _source(origin) if origin and origin.site else None,
            "_license": _terms(origin.license, origin.rights) if origin else None,
        }
    )


def _source(origin: Origin) -> _Object:
    """Where an item was written: an extension of ours, in the words of a feed's own head."""
    feed = f"{origin.site}feed.json"
    return {"title": origin.title, "home_page_url": origin.site, "feed_url": feed}


def _terms(url: str | None, text: str | None) -> _Object:
    """A licence: an extension of ours (JSON Feed, "Extensions"), as the format has no such word."""
    return _filled({"url": url, "text": text})


def write_json(channel: Channel, items: Sequence[RenderedItem]) -> bytes:
    """Return a JSON Feed 1.1 that lists `items` in the order given.

    Raises ValueError where an item stands twice, or a feed has neither items nor
    `channel.updated`, though JSON shows no date: the three formats accept the same.
    """
    head = json.dumps(_head(prepare_channel(channel, items)), ensure_ascii=False, indent=2)
    lines = b",".join(b"\n    " + item.json for item in items)
    return head.removesuffix("\n}").encode() + b',\n  "items": [' + lines + b"\n  ]\n}\n"


def _head(channel: Channel) -> _Object:
    return _filled(
        {
            "version": _VERSION,
            "title": channel.title,
            "home_page_url": channel.url,
            "feed_url": channel.json_url,
            "next_url": channel.json_next,
            "description": channel.description,
            "icon": channel.icon,
            "language": channel.lang,
            "authors": [{"name": channel.author, "url": channel.url}],
            "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
            "_license": _terms(channel.license, channel.rights),
        }
    )


def _attachment(sound: Sound) -> _Object:
    return _filled(
        {
            "url": sound.url,
            "mime_type": sound.type,
            "title": sound.title,
            "size_in_bytes": sound.length,
            "duration_in_seconds": sound.seconds,
        }
    )


def _line(value: _Object) -> bytes:
    return json.dumps(_filled(value), ensure_ascii=False, check_circular=False).encode()


def _filled(value: _Object) -> _Object:
    """Leave out what is empty, but for the content: an item needs one."""
    return {key: v for key, v in value.items() if v or key == "content_html"}
