"""An item as RSS and Atom, cut out of a feed so that every feed can hold the same bytes."""

from __future__ import annotations

from typing import Final

from feedgen.entry import FeedEntry
from lxml import etree

from kim_plugins.feeds.extensions import NAME, EntryExtension
from kim_plugins.feeds.model import Withdrawal
from kim_plugins.feeds.namespaces import ATOM, ATOM_EXTENSION, RSS, TOMBSTONES, XML
from kim_plugins.feeds.prepared import Prepared
from kim_plugins.feeds.text import address, one_line, rfc3339


def make_entry(prepared: Prepared) -> FeedEntry:
    """Return feedgen's entry of an item, for both formats.

    It is never given `published`, which would make feedgen switch the locale; and it is given the
    description before the content, which the description would overwrite in Atom.
    """
    item = prepared.item
    entry = FeedEntry()
    entry.guid(item.guid, permalink=False)
    entry.title(item.title)
    entry.updated(item.updated)
    for name in item.authors:
        entry.author(name=name)
    entry.link(href=item.url, rel="alternate", type="text/html")
    if item.sound:
        entry.enclosure(item.sound.url, item.sound.length, item.sound.type)
    entry.summary(prepared.summary, type="text")
    entry.description(prepared.description)
    entry.content(prepared.content, type="html")
    for category in item.categories:
        scheme = {"scheme": category.scheme} if category.scheme else {}
        entry.category(term=category.term, label=category.label, **scheme)
    entry.register_extension(NAME, EntryExtension)
    getattr(entry, NAME).prepared = prepared
    return entry


def rss_item(entry: FeedEntry) -> bytes:
    """Return an entry as the `<item>` that stands in a channel."""
    return _cut(_rss_shell(entry.rss_entry()), *_RSS_EDGES)


def atom_entry(entry: FeedEntry) -> bytes:
    """Return an entry as the `<entry>` that stands in a feed."""
    return _cut(_atom_shell(entry.atom_entry()), *_ATOM_EDGES)


def atom_tombstone(withdrawal: Withdrawal) -> bytes:
    """Return the `<at:deleted-entry>` of a withdrawn item (RFC 6721, section 3)."""
    tombstone = etree.Element(
        f"{{{TOMBSTONES}}}deleted-entry",
        {"ref": address(withdrawal.guid), "when": rfc3339(withdrawal.when)},
    )
    if withdrawal.lang:
        tombstone.set(f"{{{XML}}}lang", one_line(withdrawal.lang))
    comment = etree.SubElement(tombstone, f"{{{TOMBSTONES}}}comment", type="text")
    comment.text = one_line(withdrawal.reason)
    return _cut(_atom_shell(tombstone), *_ATOM_EDGES)


def _rss_shell(item: etree._Element) -> bytes:
    root = etree.Element("rss", nsmap=RSS)
    etree.SubElement(root, "channel").append(item)
    return etree.tostring(root, encoding="UTF-8", pretty_print=True)


def _atom_shell(entry: etree._Element) -> bytes:
    # The attribute `xmlns` is feedgen's own way: its elements have no namespace until written.
    root = etree.Element("feed", {"xmlns": ATOM}, nsmap=ATOM_EXTENSION)
    root.append(entry)
    return etree.tostring(root, encoding="UTF-8", pretty_print=True)


def _edges(shell: bytes) -> tuple[int, int]:
    """Return where an item begins in a shell, and, from the end, where it ends with its line."""
    before, _, after = shell.partition(b"<x/>")
    return before.rindex(b"\n") + 1, 1 - len(after)


def _cut(shell: bytes, start: int, end: int) -> bytes:
    """Return what stands between the edges: the namespaces are declared outside of it."""
    return shell[start:end]


_RSS_EDGES: Final = _edges(_rss_shell(etree.Element("x")))
_ATOM_EDGES: Final = _edges(_atom_shell(etree.Element("x")))
