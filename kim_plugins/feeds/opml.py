"""A list of feeds, for importing all of them at once (OPML 2.0, opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from kim_plugins.feeds.model import Outline, OutlineGroup
from kim_plugins.feeds.text import address, one_line, rfc822


def write_opml(
    title: str, outlines: Sequence[OutlineGroup], created: datetime | None = None
) -> bytes:
    """Return the feeds of all groups under their headings, as readers import them.

    `created` is an aware datetime; OPML asks for none.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = one_line(title)
    if created:
        etree.SubElement(head, "dateCreated").text = rfc822(created)
    body = etree.SubElement(root, "body")
    for group in outlines:
        name = one_line(group.title)
        # Strict readers require a type on every outline.
        heading = etree.SubElement(body, "outline", type="folder", text=name, title=name)
        for outline in group.outlines:
            etree.SubElement(heading, "outline", _attributes(outline))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _attributes(outline: Outline) -> dict[str, str]:
    """Return the attributes of a subscription; `RSS` stands for RSS 2.0 in OPML."""
    name = one_line(outline.title)
    optional = {
        "description": one_line(outline.description or ""),
        "language": one_line(outline.lang or ""),
    }
    return {
        "type": "rss",
        "text": name,
        "title": name,
        "xmlUrl": address(outline.feed_url),
        "htmlUrl": address(outline.url),
        "version": "RSS",
        **{key: value for key, value in optional.items() if value},
    }
