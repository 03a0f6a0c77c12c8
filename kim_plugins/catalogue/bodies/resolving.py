"""Resolves the marks in a body's HTML to addresses, for a page or a feed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from kim_plugins.catalogue.bodies.links import CLOSE, OPEN
from kim_plugins.catalogue.media.pictures import Variant, element

_MARKED_ANCHOR = re.compile(
    f'<a ([^>]*?)href="{OPEN}([^{CLOSE}]*){CLOSE}([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL
)
_MARKED_PICTURE = re.compile(
    f'<img ((?:[^"<>]|"[^"]*")*?)src="{OPEN}([^{CLOSE}]*){CLOSE}"((?:[^"<>]|"[^"]*")*)>'
)
_MARKED_SOURCE = re.compile(f'src="{OPEN}([^{CLOSE}]*){CLOSE}"')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
NOTE: Final = "file-note"
"""The class of what is said of a document, which nobody reads aloud."""
_SIZES: Final = "(min-width: 45em) 700px, 100vw"


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to: an address, or a picture with its variants.

    `motion` is the variant that moves; `note` what a reader should know of a document before
    fetching it.
    """

    address: str
    picture: Variant | None = None
    variants: tuple[Variant, ...] = ()
    note: str = ""
    motion: Variant | None = None


def resolve(
    marked: str, base: str, find: Callable[[str], Target | None], *, responsive: bool = False
) -> str:
    """Marked HTML with real addresses below `base` (`../../` or `https://…/`).

    `find` knows the published targets, which the sanitiser has escaped like every value; a link to
    anything else becomes plain text. Pages are `responsive`: a browser chooses among the variants
    of a picture; in a feed there is one.
    """
    if OPEN not in marked:
        return marked

    def anchor(match: re.Match[str]) -> str:
        before, target, fragment, after, content = match.groups()
        found = find(html.unescape(target))
        if found is None:
            return content
        note = f'<small class="{NOTE}"> ({found.note})</small>' if found.note else ""
        href = f'href="{_join(base, found.address)}{fragment}"'
        return f"<a {before}{href}{after}>{content}</a>{note}"

    def picture(match: re.Match[str]) -> str:
        before, target, after = match.groups()
        found = find(html.unescape(target))
        if found is None or found.picture is None:
            return f'<img {before}src=""{after}>'
        others = found.variants if responsive else ()
        shown, attributes = _sized(found.picture, before + after)
        motion = found.motion
        if not responsive or (motion and _is_in_link(match)):
            motion = None
        return element(attributes, base, shown, others, _SIZES, motion=motion)

    def source(match: re.Match[str]) -> str:
        found = find(html.unescape(match[1]))
        return f'src="{_join(base, found.address)}"' if found else 'src=""'

    linked = _MARKED_ANCHOR.sub(anchor, marked)
    return _MARKED_SOURCE.sub(source, _MARKED_PICTURE.sub(picture, linked))


def _is_in_link(match: re.Match[str]) -> bool:
    """Whether a picture stands in a link, which may hold no control to stop an animation."""
    before = match.string.rfind("<a ", 0, match.start())
    return before > match.string.rfind("</a>", 0, match.start())


def _sized(picture: Variant, written: str) -> tuple[Variant, str]:
    """The picture in the width that the editor wrote, and the attributes without that size."""
    own = dict(_ATTRIBUTE.findall(written))
    width = own.pop("width", "")
    own.pop("height", None)
    attributes = " ".join(f'{name}="{value}"' for name, value in own.items())
    if not width.isdecimal() or not 0 < int(width) < (picture.width or 0):
        return picture, attributes
    height = max(1, round((picture.height or 1) * int(width) / (picture.width or 1)))
    return replace(picture, width=int(width), height=height), attributes


def _join(base: str, address: str) -> str:
    return html.escape(f"{base}{address.removeprefix('/')}") or "./"
