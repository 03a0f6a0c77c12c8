"""The namespaces of the feeds and the prefixes that every feed declares for them, at its root."""

from __future__ import annotations

from typing import Final

ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
DC: Final = "http://purl.org/dc/elements/1.1/"
HISTORY: Final = "http://purl.org/syndication/history/1.0"
ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
LICENSE: Final = "http://backend.userland.com/creativeCommonsRssModule"
MEDIA: Final = "http://search.yahoo.com/mrss/"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"
TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"

# What our extension declares; feedgen itself adds atom and content in RSS, and Atom's default.
RSS_EXTENSION: Final = {"creativeCommons": LICENSE, "dc": DC, "media": MEDIA}
ATOM_EXTENSION: Final = {"media": MEDIA}
TOMBSTONES_EXTENSION: Final = {"at": TOMBSTONES}
HISTORY_EXTENSION: Final = {"fh": HISTORY}
PODCAST_EXTENSION: Final = {"itunes": ITUNES, "podcast": PODCAST}
