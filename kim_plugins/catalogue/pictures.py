"""What is published of a picture: variants for screens of every size, and one for everything else.

Which ones there are follows from what `inspect` found, so pages and feeds know their addresses and
sizes before a pixel is drawn; `drawn` makes their bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.pixels import as_jpeg, as_png, as_webp, opened, resized

WIDTHS: Final = (480, 960, 1440)
"""Of variants, in pixels: a telephone, a telephone with a fine screen, a large screen."""
_LARGEST_EDGE: Final = 2000
_PLAIN_EDGE: Final = 1200
_TELLS_APART: Final = 0.85
"""A variant that is hardly smaller than the next isn't worth its bytes."""
_DRAWN_WITH: Final = (
    None,
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
"""Namespaces that a browser draws from; the others are notes of the program that was used."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A file that is published of a picture; sizes in pixels, unknown for some drawings."""

    address: str
    mime: str
    width: int | None
    height: int | None


def plain(media: Media) -> Variant:
    """The one that everybody can show: for feeds, for chats, for browsers without the others."""
    width, height = _fitting(media, _PLAIN_EDGE) if media.is_raster else (media.width, media.height)
    return Variant(media.address, media.published_mime, width, height)


def variants(media: Media) -> tuple[Variant, ...]:
    """The WebP variants of a picture, the narrowest first; a vector drawing has none."""
    if not media.is_raster:
        return ()
    width, height = _fitting(media, _LARGEST_EDGE)
    widest = min(width, WIDTHS[-1])
    widths = [one for one in WIDTHS if one < widest * _TELLS_APART] + [widest]
    return tuple(
        Variant(f"/{media.name}-{one}.webp", "image/webp", one, max(1, round(height * one / width)))
        for one in widths
    )


def drawn(media: Media, data: bytes) -> Iterator[tuple[Variant, bytes]]:
    """Every published file of a picture with its bytes, made from the original's."""
    usual = plain(media)
    if not media.is_raster:
        yield usual, _cleaned(data)
        return
    picture = opened(data, _LARGEST_EDGE)
    for variant in variants(media):
        yield variant, as_webp(resized(picture, _size(variant)), drawing=media.is_drawing)
    encode = as_png if media.is_drawing else as_jpeg
    yield usual, encode(resized(picture, _size(usual)))


def element(
    attributes: str, base: str, shown: Variant, others: Sequence[Variant], sizes: str
) -> str:
    """A picture for a page: an img element with `attributes`, and what a browser may take instead.

    `base` leads to the root; `sizes` says how wide the picture stands, as HTML has it.
    """
    size = f' width="{shown.width}" height="{shown.height}"' if shown.width else ""
    image = f'<img {attributes} src="{_at(base, shown)}"{size}>'
    if not others:
        return image
    choice = ", ".join(f"{_at(base, variant)} {variant.width}w" for variant in others)
    return f'<picture><source type="image/webp" srcset="{choice}" sizes="{sizes}">{image}</picture>'


def _at(base: str, variant: Variant) -> str:
    return escape(base + variant.address[1:])


def _size(variant: Variant) -> tuple[int, int]:
    assert variant.width and variant.height  # noqa: S101, PT018 - of a raster picture they are known
    return variant.width, variant.height


def _fitting(media: Media, edge: int) -> tuple[int, int]:
    """The size of a picture whose longer edge is at most `edge`; never larger than it is."""
    width, height = media.width or 1, media.height or 1
    scale = min(1.0, edge / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _cleaned(data: bytes) -> bytes:
    """A vector drawing without what its program noted: metadata, comments, paths of a computer."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    for node in list(root.iter(etree.Element)):
        name = etree.QName(node)
        parent = node.getparent()
        if parent is not None and (
            name.namespace not in _DRAWN_WITH or name.localname == "metadata"
        ):
            _remove(parent, node)
            continue
        for attribute in list(node.attrib):
            if etree.QName(attribute).namespace not in _DRAWN_WITH:
                del node.attrib[attribute]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8")


def _remove(parent: etree._Element, node: etree._Element) -> None:
    """Take a node away and leave the text after it, which lxml keeps with it."""
    previous = node.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)
