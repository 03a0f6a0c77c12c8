"""Tags of WordPress' plugins and page builders: what they show stays, the tags go and are told.

Builders (WPBakery, Divi, Fusion) keep headings, pictures, links and even HTML in attributes. A
bracket that is no tag (`[sic]`, `[1]`) is text: a name counts if it is known, has attributes, or is
closed later.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from kim_plugins.exchange.imports.items import Body, Picture
from kim_plugins.exchange.imports.shortcode_parts import (
    ADDRESS,
    Gallery,
    Pictures,
    as_html,
    attributes_of,
    link,
)
from kim_plugins.exchange.imports.trees import IS_PICTURE
from kim_plugins.exchange.imports.web import urlsplit

_TAG: Final = re.compile(
    r"\[(?P<end>/?)(?P<name>[A-Za-z][\w-]{1,40})"
    r"(?P<attributes>(?:\s+(?:[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'\]]+)|\"[^\"]*\"|https?://[^\s\]]+))*)"
    r"\s*/?\](?!\()"
)
_KNOWN: Final = {
    *("contact-form", "contact-form-7", "toc", "rev_slider", "wpforms", "ninja_form", "more"),
    *("caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist", "gravityform"),
}
_HEADINGS: Final = ("title", "heading")
_TITLES: Final = (*_HEADINGS, "caption", "label", "text", "content", "alt", "name")
"""Attributes in which plugins keep what readers read."""
_PICTURES: Final = {"image", "images", "img", "image_id", "photo", "photos", "attachment_id"}
"""Attributes that name pictures of the export by their numbers."""
_ENCODED: Final = re.compile(
    r"\[(?P<name>vc_raw_html|fusion_code)\b[^\]]*\](?P<data>[\s\w+/=%]*)\[/(?P=name)\]"
)
_SHORT: Final = 120
"""Letters of what is still the label of a link."""


def without_tags_of_plugins(text: str, body: Body, pictures: Pictures) -> str:
    """A text with HTML in place of what tags of plugins show; `body` is told which went."""
    text = _ENCODED.sub(_decoded, text)
    closed = {found["name"].lower() for found in _TAG.finditer(text) if found["end"]}
    links: list[str] = []

    def instead(found: re.Match[str]) -> str:
        name = found["name"].lower()
        is_tag = name in _KNOWN | closed or "_" in name or "=" in found["attributes"]
        if not is_tag:
            return found[0]
        if found["end"]:
            if links and links[-1] == name:
                links.pop()
                return "</a>"
            return "\n\n" if "_" in name else " "
        attributes = attributes_of(found["attributes"])
        told = f"tanda [{name}]" if name in closed else f"tanda {found[0]}"
        if told not in body.lost:
            body.lost.append(told)
        target = next(_targets(attributes), "")
        if target and name in closed and _is_label(text[found.end() :], name):
            links.append(name)
            return f'<a href="{html.escape(target)}">'
        return _shown(attributes, target, pictures, is_block="_" in name)

    return _TAG.sub(instead, text)


def _is_label(following: str, name: str) -> bool:
    inside, end, _ = following[: _SHORT * 2].partition(f"[/{name}]")
    return bool(end) and 0 < len(inside.strip()) < _SHORT and not re.search(r"[\[<\n]", inside)


def _shown(
    attributes: Mapping[str, str], target: str, pictures: Pictures, *, is_block: bool
) -> str:
    """What the attributes of a tag show."""
    found = [as_html(one) for one in _pictures(attributes, pictures)]
    heading = " ".join(attributes[key] for key in _HEADINGS if attributes.get(key))
    words = " ".join(
        attributes[key]
        for key in _TITLES[len(_HEADINGS) :]
        if attributes.get(key) and not (key == "alt" and found)
    )
    if target:
        found.append(link(target, heading or words).strip())
        words = words if heading else ""
    elif heading:
        found.append(f"<p><strong>{html.escape(heading)}</strong></p>")
    if words:
        is_inline = not (is_block or found)
        found.append(html.escape(words) if is_inline else f"<p>{html.escape(words)}</p>")
        if is_inline:
            return f" {found[0]} "
    if not found:
        return "\n\n" if is_block else " "
    return "\n\n{}\n\n".format("\n\n".join(found))


def _pictures(attributes: Mapping[str, str], pictures: Pictures) -> Iterator[Picture]:
    for key, value in attributes.items():
        numbers = re.fullmatch(r"\s*\d+(?:\s*,\s*\d+)*\s*", value)
        if key in _PICTURES and numbers:
            yield from pictures(Gallery(re.findall(r"\d+", value)))
        elif ADDRESS.match(value) and IS_PICTURE.search(urlsplit(value).path):
            yield Picture(value, attributes.get("alt", ""))


def _targets(attributes: Mapping[str, str]) -> Iterator[str]:
    """Where a tag leads: an address, or WPBakery's `url:…|title:…`."""
    for value in attributes.values():
        whole = unquote(value.removeprefix("url:")) if value.startswith("url:") else value
        address = ADDRESS.match(whole)
        if address and not IS_PICTURE.search(urlsplit(address[0]).path):
            yield address[0]


def _decoded(found: re.Match[str]) -> str:
    """The HTML that a builder keeps encoded; as it is where that isn't proven."""
    try:
        text = base64.b64decode(re.sub(r"\s", "", found["data"]), validate=True).decode()
    except (binascii.Error, ValueError):
        return found[0]
    return f"\n\n{unquote(text)}\n\n"
