"""WordPress' blocks as HTML: reusable ones, those that only their attributes tell, footnotes.

Source: the Block Grammar (developer.wordpress.org/block-editor) and `serialize_block_attributes`,
by which no attribute holds `<`, `>` or `--`. What stands between the comments is HTML already.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from kim_plugins.exchange.imports.items import Body

_BLOCK: Final = re.compile(
    r"<!--\s*(?P<end>/?)wp:(?P<name>[a-z][\w/-]*)\s*(?P<attributes>\{.*?\})?\s*(?P<alone>/?)\s*-->",
    re.DOTALL,
)
_DEEPEST: Final = 5
"""Reusable blocks within one another; one that holds itself would go on for ever."""
_SAYS_NOTHING: Final = frozenset(
    {
        *("more", "nextpage", "spacer", "separator", "read-more", "post-title", "post-date"),
        *("post-author", "post-featured-image", "post-excerpt", "post-content", "footnotes"),
        *("paragraph", "heading", "list-item", "column", "columns", "group", "site-title"),
    }
)
_WORDS: Final = ("title", "heading", "content", "text", "label", "caption", "description", "name")


def without_blocks(text: str, body: Body, reused: Callable[[str], str], notes: str) -> str:
    """A text with HTML in place of blocks.

    `reused` gives the text of a reusable block by its number, `notes` are the post's footnotes as
    its meta has them; `body` is told what went.
    """
    shown = _shown(text, body, reused, 0)
    return f"{shown}{_footnotes(notes)}" if notes else shown


def _shown(text: str, body: Body, reused: Callable[[str], str], depth: int) -> str:
    def instead(found: re.Match[str]) -> str:
        if not found["alone"]:
            return ""
        attributes = _attributes(found["attributes"])
        if found["name"] == "block":
            inner = reused(str(attributes.get("ref", ""))) if depth < _DEEPEST else ""
            if not inner:
                body.lost.append(f"blok yang dipakai bersama, nomor {attributes.get('ref')}")
            return _shown(inner, body, reused, depth + 1)
        return _alone(found["name"], attributes, body)

    return _BLOCK.sub(instead, text)


def _attributes(written: str | None) -> Mapping[str, Any]:
    try:
        found = json.loads(written or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _alone(name: str, attributes: Mapping[str, Any], body: Body) -> str:
    """What a block without content of its own shows."""
    url = attributes.get("url") or attributes.get("href") or ""
    label = attributes.get("label") or attributes.get("service") or ""
    if isinstance(url, str) and url.startswith(("http://", "https://", "/", "mailto:")):
        words = html.escape(label.capitalize() if isinstance(label, str) and label else url)
        return f'\n<p><a href="{html.escape(url)}">{words}</a></p>\n'
    words = " ".join(_words(attributes))
    if words or name not in _SAYS_NOTHING:
        body.lost.append(f"blok {name}" + (f": {words}" if words else ""))
    return ""


def _words(value: object, key: str = "", depth: int = 0) -> Iterator[str]:
    """What attributes hold for readers."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _words(inner, str(name), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, key, depth + 1)
    elif isinstance(value, str) and key.lower().endswith(_WORDS) and any(map(str.isalpha, value)):
        yield " ".join(html.unescape(re.sub(r"<[^>]*>", " ", value)).split())


def _footnotes(written: str) -> str:
    """The post's footnotes as the list that WordPress shows."""
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return ""
    notes = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    items = (
        f'<li id="{html.escape(str(one.get("id", "")))}">{one.get("content", "")}</li>'
        for one in notes
    )
    return f"\n<ol>{''.join(items)}</ol>" if notes else ""
