"""A week's news for a chat group or an SMS: plain text, short, with one address each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from kim_plugins.broadcast.digest_items import (
    WEEK,
    DigestItem,
    items_of,
    one_line,
    period,
    sender_name,
    shortened,
)
from kim_plugins.catalogue import Catalogue

DIGEST: Final = "/siaran/kabar.txt"
LIMIT: Final = 1_000
"""Characters: what a villager reads on one screen, and seven SMS."""

_LONGEST_NAME: Final = 60
_LONGEST_TITLE: Final = 90
_MARKUP: Final = re.compile(r"[*_~`]")
_INVISIBLE: Final = "\N{WORD JOINER}"


def digest(catalogue: Catalogue, since: timedelta = WEEK, group: str | None = None) -> str:
    """The news of the last days in at most 1,000 characters, ending with a newline.

    `group` is the id of a group whose news alone is wanted. What doesn't fit is counted.
    """
    found = items_of(catalogue, since, group)
    name = _plain(shortened(sender_name(catalogue, group), _LONGEST_NAME))
    head = f"*{name}*\nKabar {period(catalogue, since)}"
    if not found:
        return f"{head}\n\nBelum ada kabar baru.\n"
    titles = [_title(item) for item in found]
    return _fitted(head, [_written(item) for item in found], titles, catalogue.options.url)


def _written(item: DigestItem) -> str:
    facts = " ".join(map(_plain, item.facts))
    return "\n".join(filter(None, (f"*{_title(item)}*", facts, item.address)))


def _title(item: DigestItem) -> str:
    label = f"{item.label}: " if item.label else ""
    return f"{label}{_plain(shortened(item.title, _LONGEST_TITLE))}"


def _plain(text: str) -> str:
    """Text that WhatsApp shows as it is: markup characters get an invisible neighbour.

    WhatsApp has no escape; `*`, `_`, `~` and a backtick mark only where they touch a word.
    """
    return _MARKUP.sub(lambda match: f"{_INVISIBLE}{match[0]}{_INVISIBLE}", one_line(text))


def _fitted(head: str, items: Sequence[str], titles: Sequence[str], url: str) -> str:
    """As many items as fit; the others are counted, and named as far as there is room."""
    best, used = "", len(head) + 1
    for kept in range(len(items) + 1):
        used += len(items[kept - 1]) + 2 if kept else 0
        if used > LIMIT:
            break
        rest = len(items) - kept
        tail = f"\n\ndan {rest} kabar lain" if rest else ""
        if used + len(tail) + (len(url) + 1 if rest else 0) <= LIMIT:
            text = "\n\n".join([head, *items[:kept]]) + tail
            best = f"{_named(text, titles[kept:], url)}\n" if rest else f"{text}\n"
    return best or f"dan {len(items)} kabar lain\n"


def _named(text: str, rest: Sequence[str], url: str) -> str:
    room = LIMIT - len(text) - len(url) - 2
    names = ""
    for title in rest:
        longer = f"{names}; {title}" if names else f": {title}"
        if len(longer) > room:
            break
        names = longer
    return f"{text}{names}\n{url}"
