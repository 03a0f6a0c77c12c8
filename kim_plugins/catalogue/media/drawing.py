"""The published files of pictures, made from the originals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from kim_plugins.catalogue.media.file import Media
from kim_plugins.catalogue.media.pictures import SHARE_LIMIT, Variant, plain, shared, variants
from kim_plugins.catalogue.media.pixels import as_jpeg, as_png, as_webp, opened, resized

_DRAWN_WITH: Final = (
    None,
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
"""Namespaces that a browser draws from; the others are notes of the program that was used."""


def drawn(media: Media, data: bytes) -> Iterator[tuple[Variant, bytes]]:
    """Every published file of a picture with its bytes, made from the original's."""
    usual = plain(media)
    if not media.is_raster:
        yield usual, _cleaned(data)
        return
    picture = opened(data, _edge(media))
    for variant in variants(media):
        yield variant, as_webp(resized(picture, _size(variant)), drawing=media.is_drawing)
    share = shared(media)
    small = resized(picture, _size(usual))
    limit = SHARE_LIMIT if share == usual else 0
    yield usual, as_png(small) if media.is_drawing else as_jpeg(small, limit)
    if share and share != usual:
        yield share, as_jpeg(resized(picture, _size(share)), SHARE_LIMIT)


def _edge(media: Media) -> int:
    """How many pixels the shorter side needs for the largest of the files."""
    sides = [min(*_size(variant)) for variant in (*variants(media), plain(media))]
    return max(sides)


def _size(variant: Variant) -> tuple[int, int]:
    assert variant.width and variant.height  # noqa: S101, PT018 - of a raster picture they are known
    return variant.width, variant.height


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
