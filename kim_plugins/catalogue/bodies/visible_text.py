"""A source without invisible characters, which would split words for reading, search and speech."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from kim_plugins.catalogue.bodies.stand_ins import OWN, OWN_SIGNS
from kim_plugins.records.patterns import deferred
from kim_plugins.records.reading.invisible import STRAYS, invisible_characters

_UNSEEN: Final = deferred(f"[{OWN_SIGNS}{STRAYS}]")


class VisibleText(NamedTuple):
    """The visible text, and where in the source characters were removed."""

    text: str
    gone: Sequence[int] = ()

    def place(self, place: int) -> int:
        """The place in the source of a place in the text."""
        if not self.gone:
            return place
        # The n-th that is gone stands n places further in the source.
        return place + bisect_right([at - n for n, at in enumerate(self.gone)], place)


def visible_text(source: str) -> VisibleText:
    """The visible text of a source; joiners that a script or an emoji needs stay."""
    # One look is enough for nearly every body.
    if source.isascii() or not _UNSEEN.search(source):
        return VisibleText(source)
    gone = {found.start() for found in OWN.finditer(source)}
    gone.update(stray.start for stray in invisible_characters(source) if stray.removable)
    if not gone:
        return VisibleText(source)
    kept = "".join(sign for place, sign in enumerate(source) if place not in gone)
    return VisibleText(kept, sorted(gone))
