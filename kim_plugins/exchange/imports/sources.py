"""Detection of the program that an export is of, by its first bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from kim_plugins.exchange.imports.blogger import Blogger
from kim_plugins.exchange.imports.feeds import Feed, refuse_page
from kim_plugins.exchange.imports.items import NotImported, Source
from kim_plugins.exchange.imports.opensid import OpenSid
from kim_plugins.exchange.imports.streams import Text
from kim_plugins.exchange.imports.wordpress import WordPress
from kim_plugins.records.problems import quote

_ROOT: Final = re.compile(r"<(?![?!])([\w:.-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_SQL: Final = re.compile(
    r"^\s*(?:CREATE\s+TABLE|DROP\s+(?:TABLE|VIEW)|INSERT\s+INTO|SET\s+\w"
    r"|-- (?:MySQL|MariaDB|phpMyAdmin)\b)",
    re.IGNORECASE | re.MULTILINE,
)
KNOWN: Final = "ekspor WordPress (.xml), Blogger (.xml, .atom), umpan, basis data OpenSID (.sql)"


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of an export: its address on the web, and the zone of its site."""

    zone: tzinfo
    url: str = ""
    site: str = ""


def source_of(text: Text, origin: Origin) -> Source:
    """The source of a file or an answer. Raises `NotImported` for anything unknown."""
    head = text.head()
    start = head.lstrip("\ufeff \t\r\n")
    if not start:
        raise NotImported(f"{quote(text.name)} kosong")
    refuse_page(start, text.name, origin.url)
    if start.startswith("<"):
        return _xml(text, start, origin)
    if start.startswith("{"):
        return Feed(text, origin.url)
    if _SQL.search(start):
        return OpenSid(text, origin.zone, origin.site)
    raise NotImported(f"{quote(text.name)} bukan ekspor yang dikenal; yang dikenal: {KNOWN}")


def _xml(text: Text, start: str, origin: Origin) -> Source:
    root = _ROOT.search(re.sub(r"<!--.*?-->", "", start, flags=re.DOTALL))
    name = root[1].rpartition(":")[2].lower() if root else ""
    if name == "rss" and "wordpress.org/export/" in start:
        return WordPress(text, origin.zone)
    if name == "feed" and ("schemas.google.com/blogger" in start or "blogger.com,1999" in start):
        return Blogger(text, origin.site)
    if name in ("rss", "feed", "rdf"):
        return Feed(text, origin.url)
    raise NotImported(f"{quote(text.name)} bukan ekspor yang dikenal; yang dikenal: {KNOWN}")
