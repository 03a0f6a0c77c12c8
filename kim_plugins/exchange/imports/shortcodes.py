"""WordPress' shortcodes as HTML, or gone: `[caption]`, `[gallery]`, `[embed]`, those of plugins.

What stands between the tags of a plugin stays; the tags go and are told. Source: the Shortcode API
(developer.wordpress.org/plugins/shortcodes) and wp-includes/media.php. A bracket that is none of
them (`[sic]`, `[1]`) is text: a name counts if it is known, has attributes, or is closed later.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kim_plugins.exchange.imports.items import Body, Picture

_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")
_TAG: Final = re.compile(
    r"\[(?P<end>/?)(?P<name>[A-Za-z][\w-]{1,40})"
    r"(?P<attributes>(?:\s+(?:[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'\]]+)|\"[^\"]*\"|https?://[^\s\]]+))*)"
    r"\s*/?\](?!\()"
)
_CAPTION: Final = re.compile(
    r"\[(caption|wp_caption)\b(?P<attributes>[^\]]*)\](?P<inside>(?:(?!\[(?:caption|wp_caption)\b).)*?)\[/\1\]",
    re.DOTALL,
)
_SHOWN: Final = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_GALLERY: Final = re.compile(r"\[(?:gallery|playlist)\b([^\]]*)\]")
_EMBED: Final = re.compile(r"\[(?:embed|youtube)\b[^\]]*\](.*?)\[/(?:embed|youtube)\]", re.DOTALL)
_FILES: Final = re.compile(
    r"\[(?P<name>audio|video|pdf-embedder|pdf|gview|embeddoc|googlemaps?|youtube|soundcloud|vimeo|"
    r"dailymotion|instagram|tweet)\b(?P<attributes>[^\]]*)\](?:\s*\[/(?P=name)\])?"
)
_ADDRESS: Final = re.compile(r"https?://[^\s\"'\]]+")
_KNOWN: Final = {
    *("contact-form", "contact-form-7", "toc", "rev_slider", "wpforms", "ninja_form", "more"),
    *("caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist", "gravityform"),
    *("sharethis", "social_share", "download", "slideshow", "recent_posts", "sitemap", "ads"),
}
_TITLES: Final = ("title", "heading", "caption", "label", "text", "content", "alt", "name")
"""Attributes in which plugins keep what readers read."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """Which pictures are wished for: by number, or all of the post but some."""

    ids: Sequence[str]
    without: Sequence[str]


def without_shortcodes(
    text: str, body: Body, pictures: Callable[[Gallery], Sequence[Picture]]
) -> str:
    """A text with HTML in place of shortcodes; `body` is told what went."""
    if "[" not in text:
        return text
    text = _CAPTION.sub(_figure, text)
    text = _GALLERY.sub(lambda found: _gallery(found, body, pictures), text)
    text = _EMBED.sub(lambda found: _link(found[1].strip()), text)
    text = _FILES.sub(lambda found: _file(found, body), text)
    return _rest(text, body)


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag."""
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in found}


def figure(picture: str, caption: str) -> str:
    """A picture with what stands below it, both as HTML."""
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f"<figure>{picture}{below}</figure>"


def _figure(found: re.Match[str]) -> str:
    attributes = attributes_of(found["attributes"])
    inside = found["inside"]
    shown = _SHOWN.search(inside)
    if shown is None:
        return f"{inside} {html.escape(attributes.get('caption', ''))}"
    # Before WordPress 3.4 the caption was an attribute.
    words = f"{inside[: shown.start()]} {inside[shown.end() :]}".strip()
    return "\n\n" + figure(shown[0], words or html.escape(attributes.get("caption", ""))) + "\n\n"


def _gallery(
    found: re.Match[str], body: Body, pictures: Callable[[Gallery], Sequence[Picture]]
) -> str:
    attributes = attributes_of(found[1])
    named = re.findall(r"\d+", attributes.get("ids") or attributes.get("include", ""))
    wish = Gallery(named, re.findall(r"\d+", attributes.get("exclude", "")))
    shown = pictures(wish)
    if len(shown) < len(named) or not shown:
        body.lost.append(f"gambar galeri yang tidak ada di ekspor ({len(named) - len(shown) or 1})")
    return "\n\n" + "\n".join(as_html(one) for one in shown) + "\n\n"


def as_html(picture: Picture) -> str:
    """A picture as HTML, with its caption."""
    source, alt = html.escape(picture.src), html.escape(picture.alt)
    return figure(f'<img src="{source}" alt="{alt}">', html.escape(picture.caption))


def _link(address: str) -> str:
    shown = html.escape(html.unescape(address))
    return f'\n\n<p><a href="{shown}">{shown}</a></p>\n\n' if _ADDRESS.match(address) else address


def _file(found: re.Match[str], body: Body) -> str:
    attributes = attributes_of(found["attributes"])
    address = _ADDRESS.search(html.unescape(found["attributes"]))
    if address is None and found["name"] == "youtube" and "id" in attributes:
        return _link(f"https://www.youtube.com/watch?v={attributes['id']}")
    if address is None:
        body.lost.append(f"tanda [{found['name']}{found['attributes']}]")
        return ""
    if found["name"] in ("audio", "video", "pdf", "pdf-embedder", "gview", "embeddoc"):
        name = {"audio": "Rekaman", "video": "Video"}.get(found["name"], "Dokumen")
        title = html.escape(attributes.get("title") or name)
        return f'\n\n<p><a href="{html.escape(address[0])}">{title}</a></p>\n\n'
    return _link(address[0])


def _rest(text: str, body: Body) -> str:
    """Tags of plugins go, what is between them stays."""
    closed = {found["name"].lower() for found in _TAG.finditer(text) if found["end"]}

    def gone(found: re.Match[str]) -> str:
        name = found["name"].lower()
        is_tag = name in _KNOWN | closed or "_" in name or "=" in found["attributes"]
        if not is_tag:
            return found[0]
        attributes = attributes_of(found["attributes"])
        words = [attributes[key] for key in _TITLES if attributes.get(key)]
        told = f"tanda [{found['end']}{name}]" if not attributes else f"tanda {found[0]}"
        if told not in body.lost:
            body.lost.append(told)
        return f" {html.escape(' '.join(words))} " if words else " "

    return _TAG.sub(gone, text)
