"""WordPress' own shortcodes as HTML: `[caption]`, `[gallery]`, `[embed]`, `[audio]`.

Source: the Shortcode API (developer.wordpress.org/plugins/shortcodes) and wp-includes/media.php.
"""

from __future__ import annotations

import html
import re
from typing import Final

from kim_plugins.exchange.imports.items import Body
from kim_plugins.exchange.imports.plugin_tags import without_tags_of_plugins
from kim_plugins.exchange.imports.shortcode_parts import (
    ADDRESS,
    Gallery,
    Pictures,
    as_html,
    attributes_of,
    figure,
    link,
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


def without_shortcodes(text: str, body: Body, pictures: Pictures) -> str:
    """A text with HTML in place of shortcodes; `body` is told what went."""
    if "[" not in text:
        return text
    text = _CAPTION.sub(_figure, text)
    text = _GALLERY.sub(lambda found: _gallery(found, body, pictures), text)
    text = _EMBED.sub(lambda found: link(found[1].strip()), text)
    text = _FILES.sub(lambda found: _file(found, body), text)
    return without_tags_of_plugins(text, body, pictures)


def _figure(found: re.Match[str]) -> str:
    attributes = attributes_of(found["attributes"])
    inside = found["inside"]
    shown = _SHOWN.search(inside)
    if shown is None:
        return f"{inside} {html.escape(attributes.get('caption', ''))}"
    # Before WordPress 3.4 the caption was an attribute.
    words = f"{inside[: shown.start()]} {inside[shown.end() :]}".strip()
    return "\n\n" + figure(shown[0], words or html.escape(attributes.get("caption", ""))) + "\n\n"


def _gallery(found: re.Match[str], body: Body, pictures: Pictures) -> str:
    attributes = attributes_of(found[1])
    named = re.findall(r"\d+", attributes.get("ids") or attributes.get("include", ""))
    wish = Gallery(named, re.findall(r"\d+", attributes.get("exclude", "")))
    shown = pictures(wish)
    if len(shown) < len(named) or not shown:
        body.lost.append(f"gambar galeri yang tidak ada di ekspor ({len(named) - len(shown) or 1})")
    return "\n\n" + "\n".join(as_html(one) for one in shown) + "\n\n"


def _file(found: re.Match[str], body: Body) -> str:
    attributes = attributes_of(found["attributes"])
    address = ADDRESS.search(html.unescape(found["attributes"]))
    if address is None and found["name"] == "youtube" and "id" in attributes:
        return link(f"https://www.youtube.com/watch?v={attributes['id']}")
    if address is None:
        body.lost.append(f"tanda [{found['name']}{found['attributes']}]")
        return ""
    if found["name"] in ("audio", "video", "pdf", "pdf-embedder", "gview", "embeddoc"):
        name = {"audio": "Rekaman", "video": "Video"}.get(found["name"], "Dokumen")
        title = html.escape(attributes.get("title") or name)
        return f'\n\n<p><a href="{html.escape(address[0])}">{title}</a></p>\n\n'
    return link(address[0])
