"""Any feed: RSS, RDF and Atom as feedparser reads them, and JSON Feed."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any, Final

from kim_plugins.exchange.imports.items import Body, Item, NotImported, Picture, plain_title
from kim_plugins.exchange.imports.streams import Text
from kim_plugins.exchange.imports.web import urljoin, urlsplit
from kim_plugins.exchange.json_texts import text_in
from kim_plugins.exchange.moments import iso_moment
from kim_plugins.records.problems import quote

MOST_BYTES: Final = 50 << 20
"""Bytes of a feed, which is held in memory."""
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<(?:rss|feed|rdf:RDF|RDF)[\s>]", re.IGNORECASE)
_HTML: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html\b)", re.IGNORECASE | re.DOTALL
)
_FEED: Final = re.compile(
    r"<link\b(?=[^>]*application/(?:rss|atom|feed)\+(?:xml|json))[^>]*href=[\"']([^\"']+)",
    re.IGNORECASE,
)
_JSON: Final = "https://jsonfeed.org/version/"


def refuse_page(text: str, name: str, url: str) -> None:
    """Raise NotImported where a page was given for a feed, with the address of its feed."""
    if not _HTML.match(text):
        return
    found = _FEED.search(text)
    way = f"; umpannya: {urljoin(url, found[1])}" if found else ""
    raise NotImported(f"{quote(name)} halaman situs (HTML), bukan umpan atau ekspor{way}")


@dataclass(slots=True)
class Feed:
    """A feed; `url` is where it came from, if it came from anywhere."""

    text: Text
    url: str = ""
    program: str = "umpan"
    _site: str = ""
    _items: list[Item] = field(default_factory=list)

    def items(self) -> Iterator[Item]:
        """The entries, newest first as feeds have them."""
        if not self._items:
            with self.text.reading() as stream:
                data = stream.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise NotImported(f"{quote(self.text.name)} lebih dari {MOST_BYTES >> 20} MB")
            is_json = data.lstrip()[:1] == b"{"
            self._items = list(self._of_json(data) if is_json else self._of_xml(data))
            if not self._items:
                raise NotImported(f"di {quote(self.text.name)} tidak ada satu kabar pun")
        yield from self._items

    def _of_xml(self, data: bytes) -> Iterator[Item]:
        import feedparser  # noqa: PLC0415 - few commands read feeds

        root = _ROOT.search(data)
        if root is None or _ENTITY.search(data, 0, root.start()):
            what = "menyatakan entitas XML" if root else "bukan umpan RSS atau Atom"
            raise NotImported(f"{quote(self.text.name)} {what}; berkas ini ditolak")
        # As text it isn't taken for an address, and no declared encoding is believed again.
        found = feedparser.parse(data.decode(), sanitize_html=False, resolve_relative_uris=False)
        if not found.entries and found.bozo:
            raise NotImported(
                f"{quote(self.text.name)} tidak dapat dibaca sebagai umpan "
                f"({found.bozo_exception}); unduh lagi"
            )
        self._site = found.feed.get("link", "") or self.url
        return (self._entry(entry) for entry in found.entries)

    def _entry(self, entry: Any) -> Item:  # noqa: ANN401 - feedparser has no types
        link = urljoin(self._site, entry.get("link") or "")
        guid = entry.get("id") or link
        content = entry.get("content") or [{"value": entry.get("summary")}]
        whole = max((one.get("value") or "" for one in content), key=len)
        summary = entry.get("summary") or ""
        when = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        names = [one.get("name") or "" for one in entry.get("authors", ())]
        sounds = [
            one
            for one in entry.get("enclosures", ())
            if (one.get("type") or "").startswith("audio/")
        ]
        more = "".join(
            f'<p><a href="{escape(one.get("href") or "")}">Rekaman</a></p>' for one in sounds
        )
        return Item(
            key=guid,
            guid=guid,
            url=link,
            title=plain_title(entry.get("title") or ""),
            body=whole + more,
            date=datetime.fromtimestamp(timegm(when), UTC) if when else None,
            slug=_slug(link),
            authors=tuple(filter(None, names)),
            topics=tuple(tag.get("term") or "" for tag in entry.get("tags", ())),
            summary=_plain(summary) if summary != whole else "",
            picture=_picture(entry),
        )

    def _of_json(self, data: bytes) -> Iterator[Item]:
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            found = {}
        items = found.get("items")
        if not str(found.get("version")).startswith(_JSON) or not isinstance(items, list):
            raise NotImported(f"{quote(self.text.name)} bukan JSON Feed")
        self._site = text_in(found, "home_page_url") or self.url
        return (self._json_item(one) for one in items if isinstance(one, Mapping))

    def _json_item(self, one: Mapping[str, Any]) -> Item:
        link = urljoin(self._site, text_in(one, "url"))
        guid = text_in(one, "id") or link
        authors = one.get("authors") or ([one["author"]] if one.get("author") else [])
        text = text_in(one, "content_text")
        lines = (f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())
        image = one.get("image") or one.get("banner_image")
        return Item(
            key=guid,
            guid=guid,
            url=link,
            title=plain_title(text_in(one, "title")),
            body=text_in(one, "content_html") or "".join(lines).replace("\n", "<br>"),
            date=iso_moment(one.get("date_published")),
            slug=_slug(link),
            authors=tuple(
                str(a["name"]) for a in authors if isinstance(a, Mapping) and a.get("name")
            ),
            topics=tuple(map(str, one.get("tags") or ())),
            summary=text_in(one, "summary"),
            picture=Picture(str(image)) if image else None,
        )

    def body(self, item: Item) -> Body:
        """The HTML of an entry."""
        return Body(item.body)

    def picture(self, item: Item) -> Picture | None:
        """The picture that the entry names, unless its text shows it."""
        found = item.picture
        return None if found and found.src.rpartition("/")[2] in item.body else found

    def hosts(self) -> Collection[str]:
        """The hosts of the site and of the feed."""
        links = (item.url for item in self._items[:1])
        return {urlsplit(url).hostname or "" for url in (self._site, self.url, *links)} - {""}

    def notes(self) -> Sequence[str]:
        """A sentence that a feed holds the newest items only."""
        newest = "umpan hanya memuat kabar terbaru; ekspor penuh memuat semuanya"
        return [newest, *self.text.notes()]


def _plain(html: str) -> str:
    """A title or a summary, which may be HTML."""
    if "<" not in html and "&" not in html:
        return html
    from lxml import html as parser  # noqa: PLC0415 - as above

    try:
        found = parser.fragment_fromstring(html, create_parent="div")
    except (ValueError, AssertionError):  # what lxml says of text that no HTML holds
        return html
    return "".join(map(str, found.itertext()))


def _picture(entry: Any) -> Picture | None:  # noqa: ANN401 - as above
    named = [*entry.get("media_content", ()), *entry.get("media_thumbnail", ())]
    named += [
        {"url": one.get("href"), "type": one.get("type") or ""}
        for one in entry.get("enclosures", ())
    ]
    for one in named:
        kind = one.get("type") or one.get("medium") or "image"
        if one.get("url") and kind.startswith("image"):
            return Picture(one["url"])
    return None


def _slug(link: str) -> str:
    last = urlsplit(link).path.rstrip("/").rpartition("/")[2]
    return re.sub(r"\.(?:html?|php|aspx?)$", "", last)
