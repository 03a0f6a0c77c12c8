"""Parses a drawing: own entities resolved, nothing fetched, within bounds."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from kim_plugins.catalogue.media.vectors import allowed

MOST_BYTES: Final = 10_000_000

_ENTITY: Final = re.compile(r"Entity '([^']{1,60})' not defined")
_OUTSIDE_LIMITS: Final = ("amplification", "reference loop", "depth", "limit")


class SvgError(ValueError):
    """A file that can't be published as a drawing; the message is for its editor."""


def parsed_svg(data: bytes) -> etree._Element:
    """The root element of a drawing. Raises SvgError.

    libxml2 keeps the bounds: 256 elements within one another, entities that grow no more than
    five times beyond a megabyte, ten megabytes in one text.
    """
    if len(data) > MOST_BYTES:
        raise SvgError(f"lebih besar dari {MOST_BYTES // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # as do the stubs
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SvgError(_explained(error)) from None
    if etree.QName(root).localname != "svg" or etree.QName(root).namespace not in (
        None,
        allowed.SVG,
    ):
        raise SvgError("bukan gambar SVG yang sah")
    if any(True for _ in root.iter(etree.Entity)):
        raise SvgError("memakai singkatan (entity) yang tidak dijelaskan di dalamnya")
    return root


def _explained(error: etree.XMLSyntaxError) -> str:
    said = str(error.msg)
    if undefined := _ENTITY.search(said):
        return (
            f"memakai singkatan '&{undefined[1]};' (entity) yang tidak dijelaskan di dalamnya "
            f"(baris {error.lineno})"
        )
    if any(word in said for word in _OUTSIDE_LIMITS):
        return f"membengkak atau bersarang terlalu dalam saat dibuka (baris {error.lineno})"
    return f"bukan gambar SVG yang sah (baris {error.lineno})"
