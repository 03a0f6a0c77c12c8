"""What a search result shows of a document, as a part each."""

from __future__ import annotations

from typing import Final

from kim_plugins.catalogue.bodies import Body
from kim_plugins.search.coding import part_text, version
from kim_plugins.search.documents import Findable

_MOST: Final = 20_000
"""Characters of a text from which excerpts are taken; the rest is found and not shown."""


def text_part(number: int, document: Findable) -> str:
    """The part with everything that a result is rendered from."""
    return part_text(text_key(number), _shown(document, document.body()))


def text_version(document: Findable, body: Body) -> str:
    """The version of a document's part, independent of the number in its name."""
    return version(part_text("d", _shown(document, body)))


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


def text_key(number: int) -> str:
    """The key of a document's part."""
    return f"d{number}"
