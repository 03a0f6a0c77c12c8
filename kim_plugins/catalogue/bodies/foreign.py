"""Markup of other programs in a pasted text."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Severity, quote

_ATTRIBUTES: Final = r"(?:\s+[\w-]+=(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\]\"']+))"
_NAME: Final = (
    r"(?:audio|button|caption|contact-form(?:-7)?|embed|et_pb_\w+|gallery|googlemaps|gview|playlist"
    r"|pdf|pdf-embedder|slideshow|soundcloud|tabs?|toc|video|vc_\w+|wp_caption|youtube)"
)
_SHORTCODE: Final = deferred(
    rf"\[(?:{_NAME}{_ATTRIBUTES}+\s*/?|/{_NAME}|gallery|embed|toc|caption)\](?!\()", re.IGNORECASE
)


def shortcode(text: str, place: int) -> str | None:
    """The WordPress shortcode that stands at a place."""
    found = _SHORTCODE.match(text, place)
    return found[0] if found else None


def is_void(written: str) -> bool:
    """Whether a mark holds nothing for readers, such as the size and frame of a picture."""
    return not written.startswith(("{{", "{%")) and (
        written.startswith("{") or "caption" in written[:12].lower()
    )


def dropped(written: str) -> Fault:
    """The fault that such markup isn't shown."""
    return Fault(
        "K331",
        f"{quote(written)} adalah tanda program lain dan tidak ditampilkan",
        _hint(written),
        Severity.WARNING,
    )


_PAIR: Final = deferred(r"([A-Za-z][\w-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]}%>]+))")
_SITE: Final = deferred(
    r"\{\{-?\s*\.?(?:site\.(?:base)?url|Site\.BaseURL)\s*(?:\|[^}]*)?\}\}", re.IGNORECASE
)
_PATH: Final = deferred(
    r"\{\{[<%-]?\s*(?:rel)?ref\s+\"([^\"]+)\"\s*[>%-]?\}\}"
    r"|\{\{-?\s*[\"']([^\"']+)[\"']\s*\|[^}]*url[^}]*\}\}",
    re.IGNORECASE,
)
_VIDEO: Final = deferred(
    r"[\[{%<\s]+(?:include\s+)?(youtube|vimeo|instagram)(?:\.html)?\b\s*(?:[\w-]+=)?[\"']?([\w-]{5,})",
    re.IGNORECASE,
)
_PICTURE: Final = deferred(
    r"(?:\{\{[<%]|\{%)-?\s*(?:include\s+)?(?:figure|img|image|picture|photo|foto|gambar)\b",
    re.IGNORECASE,
)
_ASSET: Final = deferred(r"\{%\s*asset_img\s+(?:\S+\s+)??(\S+\.\w+)\s*(.*?)\s*%\}")
_HOSTS: Final = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
}
_SOURCES: Final = (
    "src",
    "image",
    "image_path",
    "file",
    "url",
    "href",
    "link",
    "mp3",
    "mp4",
    "path",
)
_WORDS: Final = ("alt", "caption", "title", "text", "name", "label")


def replacement(written: str) -> str | None:
    """The Markdown for what another program's markup holds; empty where it holds nothing.

    None where only its writer knows.
    """
    if is_void(written) or _SITE.fullmatch(written):
        return ""
    if found := _PATH.fullmatch(written):
        return found[1] or found[2]
    if found := _VIDEO.match(written):
        return _HOSTS[found[1].lower()].format(found[2])
    if found := _ASSET.fullmatch(written):
        words = found[2].strip("\"' ")
        return f"![{words}]({found[1]})" if words else None
    pairs = {name.lower(): a or b or c for name, a, b, c in _PAIR.findall(written)}
    source = next((pairs[name] for name in _SOURCES if pairs.get(name)), "")
    words = next((pairs[name] for name in _WORDS if pairs.get(name)), "")
    if not source or not words or "{" in source:
        return None
    return f"![{words}]({source})" if _PICTURE.match(written) else f"[{words}]({source})"


def _hint(written: str) -> str:
    new = replacement(written)
    if new:
        return f"tulis sebagai gantinya: {new}"
    if new == "":
        return "hapus tanda itu; kata-kata di sekitarnya tetap"
    pairs = {name.lower(): a or b or c for name, a, b, c in _PAIR.findall(written)}
    source = next((pairs[name] for name in _SOURCES if pairs.get(name)), "")
    if source and "{" not in source:
        sign = "!" if _PICTURE.match(written) else ""
        return f"tulis sebagai gantinya: {sign}[Apa yang terlihat atau terbaca]({source})"
    if pairs:
        said = ", ".join(quote(value) for value in pairs.values())
        return f"tulis isinya ({said}) dengan kata biasa, lalu hapus tanda itu"
    return "kalau ada isinya bagi pembaca, tulis dengan kata biasa; lalu hapus tanda itu"
