"""Addresses of pages and of mail that stand in a text without any markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kim_plugins.records.patterns import deferred

_FOUND: Final = deferred(
    r"(?<![\w@./-])(?:https?://|www\.(?=\w))[^\s<>\"\[\]`{}|\\^]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_TAIL: Final = ".,;:!?'\"*_~”’»…)"


class Address(NamedTuple):
    """An address in a text: where it stands, what is shown, and where it leads."""

    start: int
    end: int
    text: str
    target: str


def addresses(text: str) -> Iterator[Address]:
    """The addresses of a text in order, without signs that end a sentence."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return
    for match in _FOUND.finditer(text):
        written = _without_tail(match[0])
        lowered = written.lower()
        if lowered.startswith(("http://", "https://")):
            target = written if len(written) > len("https://") else ""
        elif lowered.startswith("www."):
            target = f"http://{written}" if written.count(".") > 1 else ""
        else:
            written = written.rstrip("-")
            target = f"mailto:{written}"
        if target:
            start = match.start()
            yield Address(start, start + len(written), written, target)


def _without_tail(written: str) -> str:
    # A closing bracket belongs to an address that opens one.
    spare = written.count(")") - written.count("(")
    end = len(written)
    while end and written[end - 1] in _TAIL:
        if written[end - 1] == ")":
            if spare <= 0:
                break
            spare -= 1
        end -= 1
    return written[:end]
