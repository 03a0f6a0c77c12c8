"""The namespaces of the feeds and the prefixes that every feed declares for them, at its root."""

from __future__ import annotations

from typing import Final

ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
DC: Final = "http://purl.org/dc/elements/1.1/"
LICENSE: Final = "http://backend.userland.com/creativeCommonsRssModule"
MEDIA: Final = "http://search.yahoo.com/mrss/"
TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"

# What our extension declares; feedgen itself adds atom and content in RSS, and Atom's default.
RSS_EXTENSION: Final = {"creativeCommons": LICENSE, "dc": DC, "media": MEDIA}
ATOM_EXTENSION: Final = {"at": TOMBSTONES, "media": MEDIA}

RSS: Final = {**RSS_EXTENSION, "atom": ATOM, "content": CONTENT}
