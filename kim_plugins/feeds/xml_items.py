"""Items as RSS and Atom elements, with the prefixes that every feed declares.

feedgen writes only the heads of feeds: it loses more of an entry than it writes
(tests/feeds/test_traps.py has a test for each loss), and is too slow for archives that hold every
bulletin. All values here have been cleaned (`prepared.py`).

An item is rendered once, in three formats, and feeds join its bytes, as a bulletin stands in some
fifteen feeds and archives. A first build renders all items into files of that build
(`engine/feed_items.py`), which its processes share; later builds keep in memory what several feeds
share (`item_store.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import chain

from kim_plugins.feeds.model import Category, Item, Origin, Picture, Withdrawal
from kim_plugins.feeds.prepared import PreparedItem
from kim_plugins.feeds.text import (
    atom_id,
    escaped,
    guid,
    is_creative_commons,
    one_line,
    quoted,
    rfc822,
    rfc3339,
)


def rss_item(prepared: PreparedItem) -> bytes:
    """Return the `<item>` that stands in a channel.

    Source: RSS 2.0; content:encoded and dc:creator as the RSS Best Practices Profile advises.
    """
    return _block("item", {}, _rss_lines(prepared), indent="    ")


def atom_entry(prepared: PreparedItem) -> bytes:
    """Return the `<entry>` that stands in a feed (RFC 4287, section 4.1.2)."""
    lang = prepared.item.lang
    return _block("entry", {"xml:lang": lang} if lang else {}, _atom_lines(prepared))


def atom_tombstone(withdrawal: Withdrawal) -> bytes:
    """Return the `<at:deleted-entry>` of a withdrawn item (RFC 6721, section 3)."""
    attributes = {"ref": atom_id(guid(withdrawal.guid)), "when": rfc3339(withdrawal.when)}
    if withdrawal.lang:
        attributes["xml:lang"] = one_line(withdrawal.lang)
    comment = element("at:comment", one_line(withdrawal.reason), {"type": "text"})
    return _block("at:deleted-entry", attributes, iter((comment,)))


def element(name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """Return an element with a text, or an empty one, of clean values."""
    head = name + "".join(f" {key}={quoted(value)}" for key, value in (attributes or {}).items())
    return f"<{head}>{escaped(text)}</{name}>" if text else f"<{head}/>"


def _block(
    name: str, attributes: Mapping[str, str], lines: Iterator[str], indent: str = "  "
) -> bytes:
    head = name + "".join(f" {key}={quoted(value)}" for key, value in attributes.items())
    body = f"\n{indent}  ".join(chain((f"{indent}<{head}>",), lines))
    return f"{body}\n{indent}</{name}>\n".encode()


def _rss_lines(prepared: PreparedItem) -> Iterator[str]:
    item = prepared.item
    yield element("title", item.title)
    yield element("link", item.url)
    yield element("description", prepared.description)
    yield element("content:encoded", prepared.content)
    yield element("guid", item.guid, {"isPermaLink": "false"})
    yield from map(_rss_category, item.categories)
    if item.origin:
        yield element("source", item.origin.title, {"url": item.origin.feed_url})
        yield from _rss_terms(item.origin)
    if item.sound:
        length = str(item.sound.length)
        attributes = {"url": item.sound.url, "length": length, "type": item.sound.type}
        yield element("enclosure", "", attributes)
    yield element("pubDate", rfc822(item.published))
    for name in item.authors:
        yield element("dc:creator", name)
    if item.lang:
        yield element("dc:language", item.lang)
    if item.picture:
        yield _picture(item.picture, indent="      ")


def _atom_lines(prepared: PreparedItem) -> Iterator[str]:
    item = prepared.item
    yield element("id", atom_id(item.guid))
    yield element("title", item.title)
    yield element("updated", rfc3339(item.updated))
    for name in item.authors:
        yield f"<author>\n      {element('name', name)}\n    </author>"
    yield element("content", prepared.content, {"type": "html"})
    yield element("link", "", {"href": item.url, "rel": "alternate", "type": "text/html"})
    yield from _atom_enclosure(item)
    yield element("summary", prepared.summary, {"type": "text"})
    yield from map(_atom_category, item.categories)
    yield element("published", rfc3339(item.published))
    if item.origin:
        yield from _atom_origin(item.origin, item.updated)
    if item.picture:
        yield _picture(item.picture, indent="    ")


def _rss_terms(origin: Origin) -> Iterator[str]:
    """The terms of an item that was written elsewhere (creativeCommons, RFC 4946, Dublin Core)."""
    if origin.license and is_creative_commons(origin.license):
        yield element("creativeCommons:license", origin.license)
    elif origin.license:
        yield element("atom:link", "", {"href": origin.license, "rel": "license"})
    if origin.rights:
        yield element("dc:rights", origin.rights)


def _atom_origin(origin: Origin, updated: datetime) -> Iterator[str]:
    """Where an item was written, as copied entries say it (RFC 4287, section 4.2.11); its terms.

    The feed's own date is unknown here; it was updated no earlier than the item.
    """
    if origin.license:
        yield element("link", "", {"href": origin.license, "rel": "license"})
    rights = element("rights", origin.rights) if origin.rights else ""
    if rights:
        yield rights
    if origin.site:
        yield element("link", "", {"href": origin.url, "rel": "via", "type": "text/html"})
        feed = f"{origin.site}atom.xml"
        parts = (
            element("id", atom_id(origin.guid)),
            element("title", origin.title),
            element("updated", rfc3339(updated)),
            element("link", "", {"href": origin.site, "rel": "alternate", "type": "text/html"}),
            element("link", "", {"href": feed, "rel": "self", "type": "application/atom+xml"}),
            *([rights] if rights else []),
        )
        inside = "".join(f"\n      {part}" for part in parts)
        yield f"<source>{inside}\n    </source>"


@lru_cache(maxsize=4096)
def _rss_category(category: Category) -> str:
    domain = {"domain": category.scheme} if category.scheme else {}
    return element("category", category.label, domain)


@lru_cache(maxsize=4096)
def _atom_category(category: Category) -> str:
    scheme = {"scheme": category.scheme} if category.scheme else {}
    return element("category", "", {"term": category.term, **scheme, "label": category.label})


def _atom_enclosure(item: Item) -> Iterator[str]:
    if item.sound:
        title = {"title": item.sound.title} if item.sound.title else {}
        attributes = {
            "href": item.sound.url,
            "rel": "enclosure",
            "type": item.sound.type,
            "length": str(item.sound.length),
            **title,
        }
        yield element("link", "", attributes)


def _picture(picture: Picture, indent: str) -> str:
    """A picture with its size, caption, alternative text and credit (Media RSS 1.5.1)."""
    numbers = (("fileSize", picture.length), ("width", picture.width), ("height", picture.height))
    sizes = {name: str(value) for name, value in numbers if value}
    attributes = {"url": picture.url, "type": picture.type, "medium": "image", **sizes}
    inside = [
        element(name, text, kind)
        for name, text, kind in (
            ("media:title", picture.caption, {"type": "plain"}),
            ("media:description", picture.alt, {"type": "plain"}),
            ("media:credit", picture.credit, {}),
        )
        if text
    ]
    whole = element("media:content", "", attributes)
    if not inside:
        return whole
    body = f"\n{indent}  ".join((whole.removesuffix("/>") + ">", *inside))
    return f"{body}\n{indent}</media:content>"
