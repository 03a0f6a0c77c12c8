"""Markup of other programs that a pasted text brings along."""

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
    rf"\[(?:{_NAME}{_ATTRIBUTES}+\s*/?|/{_NAME}|gallery|embed|toc|caption)\]", re.IGNORECASE
)


def shortcode(text: str, place: int) -> str | None:
    """The tag of a WordPress shortcode that stands at a place."""
    found = _SHORTCODE.match(text, place)
    return found[0] if found else None


def is_void(written: str) -> bool:
    """Whether a mark says nothing that a reader could miss: size and frame of a picture."""
    return not written.startswith(("{{", "{%")) and (
        written.startswith("{") or "caption" in written[:12].lower()
    )


def dropped(written: str) -> Fault:
    """Say that such a tag isn't shown."""
    return Fault(
        "K331",
        f"{quote(written)} adalah tanda program lain dan tidak ditampilkan",
        "hapus tanda itu; gambar ditulis misalnya: ![Warga menanam padi](../../media/panen.png)",
        Severity.WARNING,
    )
