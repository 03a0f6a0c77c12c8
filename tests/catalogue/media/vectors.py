"""Drawings of their kinds, and what is published of one."""

from __future__ import annotations

import base64
import re

from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.catalogue.media.vectors import sanitised_svg
from kim_plugins.records.problems import Fault

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)


def codes(inside: str, before: str = "", attributes: str = "") -> list[str]:
    """What an editor is told of a drawing."""
    found = inspect("media/a.svg", (before + SVG.format(attributes, inside)).encode())
    return [found.code] if isinstance(found, Fault) else [note.code for note in found.notes]


def kept(inside: str, attributes: str = "") -> str:
    """What is published of what is in a drawing."""
    made = sanitised_svg(SVG.format(attributes, inside).encode()).data.decode()
    return re.sub(r"^<svg[^>]*?/?>|</svg>$", "", made)


def address(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


HTML = '<div xmlns="http://www.w3.org/1999/xhtml">Balai <b>desa</b></div>'
