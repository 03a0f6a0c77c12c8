"""What the specifications require of a feed, as lists of faults."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker
from lxml import etree

from tests.feeds.samples import NAMES, relative_addresses

SCHEMA = Path(__file__).parent / "vendor/jsonfeed-schema/schema-v1.1.json"
SPACES = {
    **NAMES,
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}

ABSOLUTE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d [+-]\d{4}"
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FORBIDDEN_HTML = re.compile(
    r"<(script|style|iframe|object|embed|form)\b| on\w+=| style=", re.IGNORECASE
)


def _ask(element: Any, path: str) -> list[Any]:  # noqa: ANN401 - lxml's own
    found = element.xpath(path, namespaces=SPACES)
    assert isinstance(found, list)
    return found


def faults(path: str, data: bytes) -> list[str]:
    """What is wrong with a file for subscribers, by the format that its name says."""
    found = [f"control character {one!r}" for one in _CONTROL.findall(data.decode())]
    if path.endswith(".json"):
        return [*found, *_json(data)]
    if path.endswith((".m3u", ".txt", ".css")):
        return found
    root = etree.fromstring(data)
    if path.endswith(".opml"):
        return [*found, *_opml(root)]
    found += _rss(root) if root.tag == "rss" else _atom(root)
    if path.endswith("podcast.xml"):
        found += _podcast(root)
    if path.startswith("/arsip/"):
        found += _archive(root)
    return found


def _html(where: str, html: str) -> Iterator[str]:
    yield from (f"{where}: relative {url}" for url in relative_addresses(html))
    if _FORBIDDEN_HTML.search(html):
        yield f"{where}: active or styled HTML"


def _addresses(root: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    names = ("url", "href", "domain", "scheme", "xmlUrl", "htmlUrl")
    for value in (v for name in names for v in _ask(root, f"//@{name}")):
        if not ABSOLUTE.fullmatch(value):
            yield f"relative address {value!r}"


def _rss(root: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """RSS 2.0 and the Best Practices Profile of the RSS Advisory Board."""
    yield from _addresses(root)
    if root.get("version") != "2.0" or len(_ask(root, "/rss/channel")) != 1:
        yield "no channel of RSS 2.0"
    for name in ("title", "link", "description", "language", "lastBuildDate", "generator"):
        if len(_ask(root, f"/rss/channel/{name}[normalize-space()]")) != 1:
            yield f"channel: not one {name}"
    if len(_ask(root, "//channel/a:link[@rel='self']")) != 1:
        yield "channel: not one self"
    guids = _ask(root, "//item/guid/text()")
    if len(set(guids)) != len(_ask(root, "//item")):
        yield "guids are missing or repeated"
    for item in _ask(root, "//item"):
        yield from _rss_item(item, item.findtext("guid"))
    for date in _ask(root, "//pubDate/text() | //lastBuildDate/text()"):
        # The day of the week must be right too.
        if not _RFC822.fullmatch(date) or f"{parsedate_to_datetime(date):%a}" != date[:3]:
            yield f"date {date!r}"


def _rss_item(item: Any, guid: str) -> Iterator[str]:  # noqa: ANN401 - as above
    for name in ("title", "link", "description", "pubDate", "dc:creator", "content:encoded"):
        if not _ask(item, f"{name}[normalize-space()]"):
            yield f"{guid}: no {name}"
    if not guid.startswith("tag:") or item.find("guid").get("isPermaLink") != "false":
        yield f"{guid}: not a tag"
    if len(_ask(item, "enclosure")) > 1:
        yield f"{guid}: several enclosures"
    for enclosure in _ask(item, "enclosure"):
        if int(enclosure.get("length")) <= 0 or not enclosure.get("type").startswith("audio/"):
            yield f"{guid}: enclosure"
    for text in _ask(item, "description/text() | content:encoded/text()"):
        yield from _html(guid, text)


def _atom(root: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """RFC 4287, sections 4.1.1 and 4.1.2; RFC 6721, section 3."""
    yield from _addresses(root)
    for name in ("id", "title", "updated"):
        if len(_ask(root, f"/a:feed/a:{name}[normalize-space()]")) != 1:
            yield f"feed: not one {name}"
    if len(_ask(root, "/a:feed/a:link[@rel='self']")) != 1:
        yield "feed: not one self"
    ids = _ask(root, "/a:feed/a:entry/a:id/text()")
    gone = _ask(root, "/a:feed/at:deleted-entry/@ref")
    if len({*ids, *gone}) != len(ids) + len(gone):
        yield "an entry is repeated, or meets its tombstone"
    for entry in _ask(root, "/a:feed/a:entry"):
        yield from _atom_entry(entry, entry.findtext("{*}id"))
    for tombstone in _ask(root, "/a:feed/at:deleted-entry"):
        if not _ask(tombstone, "@when") or not _ask(tombstone, "at:comment/text()"):
            yield f"{tombstone.get('ref')}: when or why is missing"
    for date in _ask(root, "//a:updated/text() | //a:published/text() | //@when"):
        if not _RFC3339.fullmatch(date) or not datetime.fromisoformat(date).tzinfo:
            yield f"date {date!r}"


def _atom_entry(entry: Any, guid: str) -> Iterator[str]:  # noqa: ANN401 - as above
    for name in ("id", "title", "updated", "published", "summary", "content"):
        if len(_ask(entry, f"a:{name}")) != 1:
            yield f"{guid}: not one {name}"
    if not _ask(entry, "a:author/a:name[normalize-space()]"):
        yield f"{guid}: no author"
    if len(_ask(entry, "a:link[@rel='alternate']")) != 1:
        yield f"{guid}: not one alternate"
    for text in _ask(entry, "a:content[@type='html']/text()"):
        yield from _html(guid, text)


def _archive(root: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """RFC 5005, section 4."""
    if len(_ask(root, "/rss/channel/fh:archive | /a:feed/fh:archive")) != 1:
        yield "no fh:archive"
    if len(_ask(root, "//a:link[@rel='current']")) != 1:
        yield "not one current"


def _podcast(root: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Apple's podcast requirements; podcastindex.org/namespace/1.0."""
    for path in (
        *("itunes:image/@href", "itunes:category/@text", "itunes:author/text()"),
        *("itunes:explicit[.='false']", "itunes:type[.='episodic']"),
        *("podcast:guid/text()", "podcast:locked[.='yes']", "podcast:medium[.='podcast']"),
    ):
        if not _ask(root, f"/rss/channel/{path}"):
            yield f"channel: no {path}"
    for item in _ask(root, "//item[enclosure]"):
        guid = item.findtext("guid")
        for path in ("itunes:duration[. > 0]", "itunes:explicit[.='false']"):
            if len(_ask(item, path)) != 1:
                yield f"{guid}: no {path}"
        if _ask(item, "media:content"):
            yield f"{guid}: LibreTime takes another medium than the sound"


def _opml(root: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """OPML 2.0, "Subscription lists"."""
    yield from _addresses(root)
    if root.get("version") != "2.0" or not _ask(root, "/opml/head/title/text()"):
        yield "no OPML 2.0 with a title"
    for outline in _ask(root, "//outline[not(outline)]"):
        for name in ("text", "xmlUrl", "title", "htmlUrl"):
            if not outline.get(name):
                yield f"outline without {name}"
        if outline.get("type") != "rss":
            yield "outline that is no feed"
    feeds = _ask(root, "//@xmlUrl")
    if len(set(feeds)) != len(feeds):
        yield "a feed stands there twice"


def _json(data: bytes) -> Iterator[str]:
    """JSON Feed 1.1: its schema (vendored), and what the schema can't say."""
    feed = json.loads(data)
    validator = Draft7Validator(json.loads(SCHEMA.read_bytes()), format_checker=FormatChecker())
    yield from (error.message[:200] for error in validator.iter_errors(feed))
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) != len(ids):
        yield "ids are repeated"
    for item in feed["items"]:
        yield from _html(item["id"], item["content_html"])
        for name in ("date_published", "date_modified"):
            if not _RFC3339.fullmatch(item[name]):
                yield f"{item['id']}: {name}"
        urls = [item["url"], item.get("image"), *(a["url"] for a in item.get("attachments", []))]
        yield from (f"relative {url}" for url in urls if url and not ABSOLUTE.fullmatch(url))
