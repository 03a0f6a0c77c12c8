"""A feed of others → headlines: plain words, a link, and a date that isn't later than today."""

from __future__ import annotations

import codecs
import json
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from kim_plugins.exchange.json_texts import text_in
from kim_plugins.exchange.moments import iso_moment
from kim_plugins.exchange.unpacking import Refused
from kim_plugins.records.fields.dates import format_day
from kim_plugins.records.problems import quote

MOST: Final = 50
_LONGEST: Final = 200
CLIPPED: Final = "tanggal"
"""How a note begins that tells of dates to come, which hold nothing back."""
_AHEAD: Final = timedelta(days=2)
"""How far a feed may be ahead: zones are mixed up often, and it changes nothing here."""
_OLDEST: Final = 1970
"""What is dated before there were feeds has no date; the first year has no other zone, either."""
_BLANK: Final = re.compile(r"\s")
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


class Found(NamedTuple):
    """What a feed holds: its name, its page, its headlines, and what is odd about it."""

    name: str
    url: str
    headlines: tuple[dict[str, str], ...]
    notes: tuple[str, ...]


def headlines_of(data: bytes, url: str, known: Mapping[str, str], now: datetime) -> Found:
    """The headlines of RSS, Atom or JSON Feed; `known` is when each was first seen.

    An item without a date, or with one that is still to come, has that of when it was first seen.
    Of two with one guid the first stays. Raises Refused for what is no feed.
    """
    if not data.strip():
        raise Refused("umpannya kosong")
    is_json = data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{"
    title, home, items = _json_feed(data) if is_json else _xml_feed(data)
    found: dict[str, dict[str, str]] = {}
    moments: dict[str, datetime] = {}
    notes: dict[str, None] = {}
    ahead: list[str] = []
    for guid, words, link, at in items:
        # What has no address of its own is found on the page of its feed.
        shown, target = plain(words), _BLANK.sub("%20", urljoin(url, (link or home).strip()))
        if not shown or not (link or home) or urlsplit(target).scheme not in ("http", "https"):
            continue
        key = guid or target
        if key in found:
            if found[key]["title"] != shown:
                notes[f"pengenal {quote(key)} dipakai dua kabar; yang pertama ditampilkan"] = None
            continue
        seen = datetime.fromisoformat(known[key]) if key in known else now
        moments[key] = moment = seen if at is None or at.year < _OLDEST else min(at, seen)
        if at and at - seen > _AHEAD:
            ahead.append(f"{format_day(at)} pada {quote(shown)}")
        found[key] = {
            "guid": key,
            "title": shown,
            "url": target,
            "at": moment.isoformat(),
            "seen": seen.isoformat(),
        }
    if ahead:
        more = f" dan {len(ahead) - 1} lainnya" if len(ahead) > 1 else ""
        notes[f"{CLIPPED} {ahead[0]}{more} diganti dengan hari pertama kabar itu terlihat"] = None
    newest = sorted(found.values(), key=lambda one: moments[one["guid"]], reverse=True)[:MOST]
    page = urljoin(url, home) if home else ""
    return Found(plain(title), page, tuple(newest), tuple(notes))


def plain(words: str) -> str:
    """Words without markup and without signs that nobody sees, on one line."""
    text = unescape(_TAG.sub(" ", unescape(words)))
    text = " ".join(_UNSEEN.sub(" ", text).replace("<", "‹").replace(">", "›").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_Item = tuple[str, str, str, datetime | None]


def _xml_feed(data: bytes) -> tuple[str, str, Iterator[_Item]]:
    import feedparser  # noqa: PLC0415 - few commands read feeds

    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version"):  # of nothing at all it doesn't even say that
        kind = "halaman HTML" if b"<html" in data[:4096].lower() else "berkas lain"
        raise Refused(f"bukan umpan RSS, Atom atau JSON Feed, melainkan {kind}")
    items = (
        (
            str(one.get("id", "")),
            str(one.get("title", "")),
            str(one.get("link", "")),
            _instant(one.get("published_parsed") or one.get("updated_parsed")),
        )
        for one in parsed.entries
    )
    return str(parsed.feed.get("title", "")), str(parsed.feed.get("link", "")), items


def _instant(parsed: Any) -> datetime | None:  # noqa: ANN401 - a struct_time, or nothing
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _json_feed(data: bytes) -> tuple[str, str, Iterator[_Item]]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        raise Refused("bukan umpan: JSON-nya rusak") from None
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", "")):
        raise Refused("bukan umpan RSS, Atom atau JSON Feed, melainkan JSON yang lain")
    listed = feed.get("items")
    items = (
        (
            text_in(one, "id"),
            text_in(one, "title") or text_in(one, "summary"),
            text_in(one, "url"),
            iso_moment(one.get("date_published")),
        )
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict)
    )
    return text_in(feed, "title"), text_in(feed, "home_page_url"), items
