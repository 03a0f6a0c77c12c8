"""What shortcodes are made of, and the HTML that stands in their place."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from kim_plugins.exchange.imports.items import Picture
from kim_plugins.exchange.imports.web import urlsplit

ADDRESS: Final = re.compile(r"https?://[^\s\"'\]|]+")
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of a gallery: by number, or all of the post but some."""

    ids: Sequence[str]
    without: Sequence[str] = ()


Pictures = Callable[[Gallery], Sequence[Picture]]
"""The pictures of a gallery, as far as the export has them."""


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag."""
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in found}


def figure(picture: str, caption: str) -> str:
    """A picture with what stands below it, both as HTML."""
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f"<figure>{picture}{below}</figure>"


def as_html(picture: Picture) -> str:
    """A picture as HTML, with its caption."""
    source, alt = html.escape(picture.src), html.escape(picture.alt)
    return figure(f'<img src="{source}" alt="{alt}">', html.escape(picture.caption))


def link(address: str, words: str = "") -> str:
    """A paragraph with a link; text where the address is none."""
    whole = html.unescape(address)
    if not ADDRESS.match(whole):
        return address
    whole = _video(whole)
    shown = html.escape(words or whole)
    return f'\n\n<p><a href="{html.escape(whole)}">{shown}</a></p>\n\n'


def _video(url: str) -> str:
    """A video's own address, without the size in which it was shown."""
    parts = urlsplit(url)
    number = parse_qs(parts.query).get("v", [""])[0]
    is_video = (parts.hostname or "").endswith("youtube.com") and number
    return f"https://www.youtube.com/watch?v={number}" if is_video else url
