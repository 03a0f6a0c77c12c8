"""News as messages of Telegram, in its own HTML.

Source: "sendMessage" and "HTML style" of the Telegram Bot API: 1 to 4096 characters after entities
are parsed, `<`, `>` and `&` as entities. It counts UTF-16 units, of which an emoji has two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from typing import Final

from kim_plugins.broadcast.digest_items import DigestItem, Part, period, sender_name
from kim_plugins.catalogue import Catalogue

LIMIT: Final = 4096
_BETWEEN: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Message:
    """One message, and the keys of the items in it."""

    html: str
    keys: tuple[str, ...]


def messages(
    catalogue: Catalogue, items: Sequence[DigestItem], since: timedelta, group: str | None = None
) -> list[Message]:
    """As few messages as hold these items, in their order; none where there is no item."""
    return list(_packed(_head(catalogue, since, group), items))


def _packed(head: str, items: Sequence[DigestItem]) -> Iterator[Message]:
    texts, used = [head], size(head)
    keys: list[str] = []
    for item in items:
        text = _written(item)
        more = size(text) + len(_BETWEEN)
        if keys and used + more > LIMIT:
            yield Message(_BETWEEN.join(texts), tuple(keys))
            texts, keys, used = [head], [], size(head)
        texts.append(text)
        keys.append(item.key)
        used += more
    if keys:
        yield Message(_BETWEEN.join(texts), tuple(keys))


def size(html: str) -> int:
    """Units of UTF-16 with the signs of HTML, a little more than Telegram counts."""
    return len(html.encode("utf-16-le")) // 2


def _head(catalogue: Catalogue, since: timedelta, group: str | None) -> str:
    name = escape(sender_name(catalogue, group), quote=False)
    return f"<b>{name}</b>\nKabar {period(catalogue, since)}"


def _written(item: DigestItem) -> str:
    mark = "⚠️ " if item.part is Part.URGENT else ""
    label = f"{item.label}: " if item.label else ""
    title = f"{mark}<b>{escape(f'{label}{item.title}', quote=False)}</b>"
    texts = (escape(text, quote=False) for text in (*item.facts, item.summary) if text)
    return "\n".join((title, *texts, escape(item.address, quote=False)))
