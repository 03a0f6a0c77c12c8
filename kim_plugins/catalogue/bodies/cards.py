"""Cards in place of links to a video, a post or a map that stand alone in a paragraph.

It says what is there and on whose host; nothing is fetched from there.
"""

from __future__ import annotations

import html
import re
from typing import Final

from kim_plugins.catalogue.bodies.hosts import place_of

CARD: Final = "link-card"
"""The class of the paragraph, for the stylesheet and for whoever reads a body aloud."""

_LINK: Final = r'<a href="(https?://[^"<>]*)"[^<>]*>((?:[^<]|<(?!/?a\b|br\b|/?p\b|img\b))*+)</a>'
_ALONE: Final = re.compile(rf"<p>\s*{_LINK}(?:\s*(?:<br>)?\s*{_LINK})*+\s*</p>")
_EACH: Final = re.compile(_LINK)


def with_cards(clean: str) -> str:
    """Sanitised HTML with such links replaced by cards."""
    return _ALONE.sub(_cards, clean) if "<p><a " in clean else clean


def _cards(match: re.Match[str]) -> str:
    cards = [_card(html.unescape(address), text) for address, text in _EACH.findall(match[0])]
    return match[0] if "" in cards else "".join(cards)


def _card(address: str, text: str) -> str:
    place = place_of(address)
    if place is None:
        return ""
    plain = html.unescape(text).strip()
    is_bare = re.sub(r"^https?://", "", plain) == re.sub(r"^https?://", "", address)
    title, note = (place.label, text) if is_bare else (text, place.label)
    small = "" if title == note or plain == place.label else f"<br> <small>{note}</small>"
    return f'<p class="{CARD}"><a href="{html.escape(place.address)}">{title}</a>{small}</p>'
