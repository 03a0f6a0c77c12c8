"""Strong, emphasised and struck-out text, as Markdown and WhatsApp write them.

`*tebal*` and `**tebal**` are strong, `_miring_` emphasised, `__tebal__` strong, `~batal~` and
`~~batal~~` struck out. A sign inside a word or a number is a sign: `2*3*4`, `nama_berkas`, `Rp*`.
Every sign is looked at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kim_plugins.catalogue.bodies.stand_ins import literal, markup
from kim_plugins.records.patterns import deferred

_ELEMENTS: Final = {
    "*": ("strong", "strong", "strong><em"),
    "_": ("em", "strong", "strong><em"),
    "~": ("del", "del"),
}
_ENDS: Final = frozenset(".,;:!?)]}”’»…")
_BOTH: Final = 3
_SAYS_SOMETHING: Final = deferred("[^\\W_]|[\ue130-\ue139\ue141-\ue15a\ue161-\ue17a\ue300-\ue37f]")
"""A letter or a figure of a text, as a stand-in too, or an element."""


@dataclass(slots=True)
class _Opening:
    """A run that may open: its place in `out`, and in the source."""

    place: int
    sign: str
    size: int
    source: int
    inner: str = ""


class Emphasis:
    """Pairs the signs of emphasis in one text; `out` are the pieces of the result so far."""

    def __init__(self, out: list[str]) -> None:
        self._out = out
        self._open: list[_Opening] = []
        self._waiting: defaultdict[tuple[str, int], int] = defaultdict(int)
        self._crossed: list[_Opening] = []
        self.spare_ends: dict[tuple[str, int], int] = {}
        """Runs that would have closed, and nothing was open; where the last one stands."""

    def sign(self, run: str, before: str, after: str, source: int) -> int | None:
        """Take in a run of one sign between two characters; `source` is where it stands.

        Returns the place in `out` of what it closes, None when it closes nothing.
        """
        sign, size = run[0], len(run)
        if size > len(_ELEMENTS[sign]):
            self._out.append(literal(run))
            return None
        if _may_close(sign, size, before, after):
            closed = self._close(sign, size)
            if closed is not None:
                return closed
            self.spare_ends[sign, size] = source
        if _may_open(sign, size, before, after):
            self._open.append(_Opening(len(self._out), sign, size, source))
            self._waiting[sign, size] += 1
        self._out.append(literal(run))
        return None

    def forget(self, place: int) -> None:
        """Forget what was opened after a place in `out`: it can't be closed any more."""
        while self._open and self._open[-1].place > place:
            self._pop()

    def unclosed(self) -> Iterator[int]:
        """Where opening signs stand that seem meant: `**` without an end, `*` across another."""
        if not self._open and not self._crossed:
            return
        for one in (*self._open, *self._crossed):
            if one.sign in "*~" and one.size > 1:
                yield one.source
        yield from (one.source for one in self._crossed if one.size == 1 and self._ends_after(one))

    def _ends_after(self, opening: _Opening) -> bool:
        return self.spare_ends.get((opening.sign, opening.size), -1) > opening.source

    def _pop(self) -> _Opening:
        found = self._open.pop()
        self._waiting[found.sign, found.size] -= 1
        return found

    def _until(self, sign: str, size: int) -> _Opening:
        while True:
            found = self._pop()
            if (found.sign, found.size) == (sign, size):
                return found
            self._crossed.append(found)

    def _has_words_since(self, place: int) -> bool:
        """Whether there is a word to emphasise: `__/__/____` is a form to be filled in."""
        return any(_SAYS_SOMETHING.search(piece) for piece in self._out[place + 1 :])

    def _close(self, sign: str, size: int) -> int | None:
        if self._waiting[sign, size]:
            found = self._until(sign, size)
            if sign != "*" and not self._has_words_since(found.place):
                return None
            self._out[found.place] = _opening(sign, size) + found.inner
            self._out.append(_closing(sign, size))
            return found.place
        if sign == "~":
            return None
        if size == _BOTH and self._waiting[sign, 1] and self._waiting[sign, 2]:
            last = next(one.size for one in reversed(self._open) if one.sign == sign)
            if last != _BOTH:
                self._close(sign, last)
                return self._close(sign, _BOTH - last) if self._waiting[sign, 3 - last] else None
        if size < _BOTH and self._waiting[sign, _BOTH]:
            found = self._until(sign, _BOTH)
            rest = _BOTH - size
            self._out[found.place] = literal(sign * rest) + _opening(sign, size)
            self._out.append(_closing(sign, size))
            inner = _opening(sign, size)
            self._open.append(_Opening(found.place, sign, rest, found.source, inner))
            self._waiting[sign, rest] += 1
            return found.place
        return None


def _opening(sign: str, size: int) -> str:
    return markup(f"<{_ELEMENTS[sign][size - 1]}>")


def _closing(sign: str, size: int) -> str:
    names = _ELEMENTS[sign][size - 1].split("><")
    return markup("".join(f"</{name}>" for name in reversed(names)))


def _may_open(sign: str, size: int, before: str, after: str) -> bool:
    if sign == "~" and size > 1:
        return True
    if after.isspace() or after in _ENDS or (sign == "_" and after == "/"):
        return False
    inside = before.isalnum()
    return not inside or (sign == "*" and size > 1 and not before.isdigit())


def _may_close(sign: str, size: int, before: str, after: str) -> bool:
    # Nobody writes `~~` for anything else, so `~~ Rp5.000 ~~` is struck out too.
    if sign == "~" and size > 1:
        return True
    if before.isspace():
        return False
    if not after.isalnum():
        return True
    # `*unduh*lah` and `**Catatan:**isi` are meant; `2*3*4` and `a_b_c` are not.
    return (
        sign == "*"
        and (size > 1 or (before.isalpha() and after.islower()))
        and not (before.isdigit() and after.isdigit())
    )
