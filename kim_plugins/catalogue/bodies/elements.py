"""The HTML of a text: its elements and comments, and what only looks like one."""

from __future__ import annotations

import re
from collections import defaultdict

from kim_plugins.catalogue.bodies import hints, html_syntax
from kim_plugins.catalogue.bodies.alternatives import check_html
from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.catalogue.bodies.stand_ins import markup


class Elements:
    """Parses the HTML of one text; `out` are the pieces of the result so far."""

    def __init__(self, text: str, line: int, out: list[str], remarks: Remarks) -> None:
        """`line` is where the text begins."""
        self._text, self._line, self._out, self._remarks = text, line, out, remarks
        self._open: defaultdict[str, int] = defaultdict(int)
        self._ends = html_syntax.Ends(text)
        self._anchor: int | None = None
        self.has_gap = False

    @property
    def is_in_anchor(self) -> bool:
        """Whether a link is open."""
        return self._anchor is not None

    def read(self, place: int) -> int:
        """Parse what begins with the `<` at a place; returns its end, or 0 when it is text."""
        if self._text.startswith("<!--", place):
            return self._comment(place)
        tag = html_syntax.TAG.match(self._text, place)
        if not tag or not html_syntax.is_element(tag):
            return 0
        name = tag[2].lower()
        if html_syntax.is_placeholder(tag) and not self._remarks.has_end_of(name):
            if name in html_syntax.STRIKING and not self._remarks.are_many:
                line = self._line + self._text.count("\n", 0, place)
                hints.unclosed_strike(line, tag[0], self._remarks)
            return 0
        return self._tag(tag, name)

    def leave_out(self, piece: str, end: int) -> int:
        """Leave out what ends at a place; words on both sides stay apart."""
        self._out.append(piece)
        self.has_gap = True
        return end

    def mind_gap(self, sign: str) -> None:
        """Add a blank where leaving something out would join two words; `sign` follows the gap."""
        if sign.isalnum():
            last = next((piece for piece in reversed(self._out) if piece), " ")
            if not last[-1].isspace():
                self._out.append(" ")
        self.has_gap = sign in "<[{"

    def _comment(self, place: int) -> int:
        end = self._ends.after("-->", place + 4)
        if end < 0:
            return 0
        self._remarks.spent.append(self._text[place : end + 3])
        return self.leave_out("", end + 3)

    def _tag(self, tag: re.Match[str], name: str) -> int:
        if not tag[1] and name in html_syntax.SWALLOWING:
            return self._swallowing(tag, name)
        if name in ("a", "img"):
            self._anchor_or_picture(tag, name)
        self._remarks.spent.append(tag[0])
        self._open[name] += -1 if tag[1] else 1
        if self._open[name] < 0 or name in html_syntax.VANISHING or ":" in name:
            self._open[name] = max(self._open[name], 0)
            return self.leave_out(markup(tag[0]), tag.end())
        self._out.append(markup(tag[0]))
        return tag.end()

    def _anchor_or_picture(self, tag: re.Match[str], name: str) -> None:
        if name == "img":
            check_html(tag[0], self._line, self._remarks)
        elif tag[1] and self._anchor is not None:
            check_html(self._text[self._anchor : tag.end()], self._line, self._remarks)
        if name == "a":
            self._anchor = None if tag[1] else tag.start()

    def _swallowing(self, tag: re.Match[str], name: str) -> int:
        end = self._ends.after(f"</{name}", tag.end())
        close = self._text.find(">", end) if end >= 0 else -1
        if close < 0:
            return 0
        whole = self._text[tag.start() : close + 1]
        self._remarks.spent.append(whole)
        return self.leave_out(markup(whole), close + 1)
