"""Embedded pages of other hosts become links to those pages.

A page of ours fetches nothing from elsewhere, and runs nobody's script (contracts C7, C8).

What others show is linked, not shown. `bodies/embeds.py` makes links of iframes before the
sanitiser sees them, `bodies/cards.py` makes cards of links that stand alone after it,
`bodies/hosts.py` knows hosts and their addresses.
"""

from __future__ import annotations

import html
import re
from typing import Final

from kim_plugins.catalogue.bodies.body import Link, LinkKind
from kim_plugins.catalogue.bodies.hosts import host_of, page_address, place_of
from kim_plugins.records.patterns import deferred

_ATTRIBUTES: Final = r"""((?:[^<>"']|"[^"]*"|'[^']*')*+)"""
_FRAME: Final = deferred(
    rf"(<p>\s*)?<(iframe|embed|object)\b{_ATTRIBUTES}>(?:[^<]*</\2\s*>)?(\s*</p>)?", re.IGNORECASE
)
_POST: Final = deferred(
    r"<(blockquote|div)\b(?=[^<>]*(?:instagram-media|tiktok-embed|fb-(?:video|post)\b))"
    rf"{_ATTRIBUTES}>",
    re.IGNORECASE,
)
_REST: Final = deferred(
    r"""<script\b[^<>]*\bsrc\s*=\s*["']?(?:https?:)?//"""
    r"""(?:[\w-]+\.)*(?:instagram\.com|tiktok\.com|facebook\.net|vimeo\.com)/[^<>]*>\s*</script\s*>"""
    r"""|</?section\b[^<>]*>""",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = deferred(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_SAYS_NOTHING: Final = deferred(r"\w+ video player|embed\w*|iframe|map|peta", re.IGNORECASE)
"""What players call themselves."""
_SIGNS: Final = ("<iframe", "<embed", "<object", "-embed", "instagram-media", "fb-")
"""One of these is in whatever embeds."""
_SOURCES: Final = ("src", "data", "data-href", "data-instgrm-permalink", "cite")


def embeds_to_links(rough: str, links: dict[Link, None]) -> str:
    """HTML with links in place of iframes and the like; their addresses join `links`."""
    if not any(map(rough.lower().__contains__, _SIGNS)):
        return rough
    made: list[str] = []

    def frame(match: re.Match[str]) -> str:
        before, _, attributes, after = match.groups()
        link = _link(attributes, links)
        if not link:
            return match[0]
        made.append(link)
        start = match.start()
        is_inside = before or rough.rfind("<p", 0, start) > rough.rfind("</p>", 0, start)
        return f"{before or ''}{link}{after or ''}" if is_inside else f"<p>{link}</p>"

    def post(match: re.Match[str]) -> str:
        link = _link(match[2], links)
        if not link:
            return match[0]
        made.append(link)
        # What is written in it stays.
        return f"<p>{link}</p><{match[1]}>"

    found = _POST.sub(post, _FRAME.sub(frame, rough))
    return _REST.sub("", found) if made else rough


def _link(attributes: str, links: dict[Link, None]) -> str:
    found = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(attributes)}
    written = next((found[name] for name in _SOURCES if found.get(name)), "")
    address = page_address(html.unescape(written).strip())
    if address is None:
        return ""
    links[Link(LinkKind.EMBED, written, address)] = None
    place = place_of(address)
    title = html.unescape(found.get("title", "")).strip()
    # The players' own titles say nothing.
    if not title or _SAYS_NOTHING.fullmatch(title):
        title = place.label if place else f"Buka di {host_of(address)}"
    return f'<a href="{html.escape(address)}">{html.escape(title)}</a>'
