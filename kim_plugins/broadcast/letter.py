"""A week's letter: the same news as HTML that old mail programs show well, and as plain text.

Both are made of the same parts, so that neither says more. HTML is a table of at most 600 pixels
with styles in its elements, as Outlook and Gmail ask for; no picture, no script, nothing fetched.
Sources: "Guidelines" of the Email Markup Consortium; caniemail.com for `color-scheme`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import groupby
from textwrap import wrap
from typing import Any, Final

from jinja2 import Template

from kim_plugins.broadcast.digest_items import (
    DigestItem,
    Part,
    one_line,
    period,
    sender_name,
    shortened,
)
from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.addresses import AGENDA, SUBSCRIPTIONS
from kim_plugins.catalogue.templates import templates

_WIDTH: Final = 72
"""Characters of a line of plain text, as mail programs have shown it since ever."""
_LONGEST_SUBJECT: Final = 90
_LONGEST_PREVIEW: Final = 140
STOP: Final = "Berhenti"
"""The subject of a mail that asks for no more letters."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject, on one line, and its two forms."""

    subject: str
    html: str
    text: str


def letter(
    catalogue: Catalogue, items: Sequence[DigestItem], since: timedelta, group: str | None = None
) -> Letter:
    """The letter that tells these items, from `group` (its id) or the whole site."""
    name, days = sender_name(catalogue, group), period(catalogue, since)
    values: dict[str, Any] = {
        "name": name,
        "days": days,
        "url": catalogue.options.url,
        "agenda": catalogue.options.absolute(AGENDA),
        "subscriptions": catalogue.options.absolute(SUBSCRIPTIONS),
        "lang": catalogue.options.language,
        "preview": shortened("; ".join(_title(item) for item in items), _LONGEST_PREVIEW),
        "parts": [(part, list(found)) for part, found in groupby(_sorted(items), lambda i: i.part)],
        "names_groups": group is None and len(catalogue.groups) > 1,
        "title_of": _title,
        "STOP": STOP.upper(),
    }
    return Letter(_subject(items, name, days), _template().render(values), _text(values))


def _sorted(items: Sequence[DigestItem]) -> list[DigestItem]:
    order = list(Part)
    return sorted(items, key=lambda item: order.index(item.part))


def _title(item: DigestItem) -> str:
    return f"{item.label}: {item.title}" if item.label and item.part is Part.CHANGED else item.title


def _subject(items: Sequence[DigestItem], name: str, days: str) -> str:
    """What is urgent stands in the subject: it is read on a locked telephone."""
    urgent = next((item for item in items if item.part is Part.URGENT), None)
    if urgent is not None:
        return shortened(f"PERINGATAN: {urgent.title} ({name})", _LONGEST_SUBJECT)
    return f"{shortened(name, _LONGEST_SUBJECT - len(days) - 8)}: kabar {days}"


@cache
def _template() -> Template:
    return templates("kim_plugins.broadcast").get_template("surat.html")


def _text(values: dict[str, Any]) -> str:
    lines = [values["name"].upper(), f"Kabar {values['days']}"]
    for part, items in values["parts"]:
        lines += ["", "", part.value.upper(), "-" * len(part.value)]
        for item in items:
            lines += ["", *_wrapped(_title(item), "* ")]
            if values["names_groups"]:
                lines += _wrapped(", ".join(item.groups))
            for text in (*item.facts, item.summary):
                lines += _wrapped(text)
            lines.append(f"  {item.address}")
    if not values["parts"]:
        lines += ["", "Belum ada kabar baru."]
    return "\n".join([*lines, "", "", "-- ", *_footer(values), ""])


def _footer(values: dict[str, Any]) -> list[str]:
    return [
        f"Semua kabar: {values['url']}",
        f"Agenda: {values['agenda']}",
        f"Cara lain mengikuti: {values['subscriptions']}",
        *wrap(
            f"Surat ini dari {values['name']}. Tidak ingin menerimanya lagi? Balas dengan kata "
            f"{values['STOP']}.",
            _WIDTH,
        ),
    ]


def _wrapped(text: str, mark: str = "  ") -> list[str]:
    return wrap(
        one_line(text),
        _WIDTH,
        initial_indent=mark,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
