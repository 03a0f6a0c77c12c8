"""What a search result shows of a document, as a part each."""

from __future__ import annotations

from typing import Final

from kim_plugins.catalogue.addresses import SEARCH
from kim_plugins.catalogue.bodies import Body
from kim_plugins.search.coding import ending, part_text
from kim_plugins.search.documents import Findable

FOLDER: Final = f"{SEARCH}bagian/"
_BASE36: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST: Final = 20_000
"""Characters of a text from which excerpts are taken; the rest is found and not shown."""


def text_part(number: int, document: Findable) -> str:
    """The part with everything that a result is rendered from."""
    return numbered(text_of(document, document.body()), number)


def text_of(document: Findable, body: Body) -> str:
    """A document's part without its number; its version is the same whatever that is."""
    return part_text("d", _shown(document, body))


def numbered(text: str, number: int) -> str:
    """A document's part with its number."""
    return text.replace('"d"', f'"d{number}"', 1)


def text_address(number: int, version: str) -> str:
    """Where a document's part is published."""
    return f"{FOLDER}d{base36(number)}-{ending('d', version)}.js"


def base36(value: int) -> str:
    """A number as JavaScript's `toString(36)` writes it."""
    text = _BASE36[value % 36]
    while value := value // 36:
        text = _BASE36[value % 36] + text
    return text


def _shown(document: Findable, body: Body) -> object:
    # A place, an organiser and a sentence would read as one.
    shown = dict.fromkeys((*document.fields, body.text, *document.details))
    text = " · ".join(part for part in shown if part)
    moment = document.published
    when = "" if moment is None else moment.at.isoformat() if moment.has_time else str(moment.day)
    return [
        document.address,
        document.title,
        document.lang or "",
        when,
        document.day,
        document.next_date or 0,
        list(document.publishers),
        list(document.badges),
        list(document.tags),
        document.description,
        text[:_MOST],
    ]
