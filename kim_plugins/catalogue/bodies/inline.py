"""The inline parser: which signs of a text are markup, and which are text.

One walk over the text. What has a meaning becomes HTML of our own, every other sign a stand-in for
itself, so that nothing is left to be misread. Only references to footnotes stay Markdown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kim_plugins.catalogue.bodies import braces, foreign, hints, html_syntax, windows_paths
from kim_plugins.catalogue.bodies.addresses import Address, addresses
from kim_plugins.catalogue.bodies.alternatives import check_link, check_picture
from kim_plugins.catalogue.bodies.braces import BRACED, Braces
from kim_plugins.catalogue.bodies.code_spans import CodeSpans, is_apostrophe
from kim_plugins.catalogue.bodies.elements import Elements
from kim_plugins.catalogue.bodies.emphasis import Emphasis
from kim_plugins.catalogue.bodies.references import References, label_of
from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.catalogue.bodies.stand_ins import attribute, literal, markup, untouched
from kim_plugins.catalogue.bodies.targets import plain, target_at
from kim_plugins.records.patterns import deferred

BREAK: Final = markup("<br>") + "\n"
SIGN: Final = re.compile(r"!\[|[\\`<&\[\]{}*_~|\n]")
_RUN: Final = re.compile(r"\*+|_+|~+")
_ESCAPABLE: Final = re.compile(r"[!-/:-@\[-`{-~]")
_BROKEN: Final = deferred(r"<br\s?/?>\Z", re.IGNORECASE)
_LABEL: Final = re.compile(r"\[([^\[\]]*)\]")


@dataclass(slots=True)
class _Bracket:
    place: int
    start: int
    is_picture: bool


class InlineParser:
    """Parses one text in one pass."""

    def __init__(
        self, text: str, line: int, references: References, remarks: Remarks, newline: str
    ) -> None:
        """`line` is where the text begins, `newline` what the end of a line in it becomes."""
        self._text, self._line = text, line
        self._references, self._remarks = references, remarks
        self._newline = newline
        self._out: list[str] = []
        self._emphasis = Emphasis(self._out)
        self._brackets: list[_Bracket] = []
        self._addresses: list[tuple[int, str]] = []
        self._closed: int | None = None
        self._hard_break = -1
        self._elements = Elements(text, line, self._out, remarks)
        self._codes: CodeSpans | None = None
        self._readers: dict[str, Callable[[int], int]] = {
            "\n": self._line_end,
            "]": self._close_bracket,
            "[": self._open_bracket,
            "!": self._open_bracket,
            "<": self._angle,
            "`": self._code,
            "\\": self._backslash,
            "&": self._entity,
        }

    def read(self) -> str:
        """The text in Markdown that has one meaning: signs of text are stand-ins."""
        text, out = self._text, self._out
        found = addresses(text)
        coming = next(found, None)
        place, end = 0, len(text)
        sign = SIGN.search(text)
        while place < end:
            if self._elements.has_gap:
                self._elements.mind_gap(text[place])
            # Addresses may stand before a sign that is far away; it is looked for once.
            if sign and sign.start() < place:
                sign = SIGN.search(text, place)
            start = sign.start() if sign else end
            while coming and coming.start < place:
                coming = next(found, None)
            if coming and coming.start <= start:
                out.append(text[place : coming.start])
                self._address(coming)
                place, self._closed = coming.end, None
                continue
            if start > place:
                out.append(text[place:start])
                self._closed = None
            place = self._sign(text[start], start) if sign else end
        self._mind_unclosed()
        return "".join(out)

    def _mind_unclosed(self) -> None:
        """Warn of signs without an end, except those that mark notes: `gula**`."""
        emphasis, spare = self._emphasis, self._remarks.spare_ends
        for place in emphasis.unclosed():
            run = _RUN.match(self._text, place)
            if self._remarks.are_many:
                break
            if run and run[0] not in spare:
                line = self._line + self._text.count("\n", 0, place)
                hints.unclosed_sign(line, run[0], self._text[place:], self._remarks)
        if emphasis.spare_ends:
            spare.update(sign * size for sign, size in emphasis.spare_ends)

    def _sign(self, sign: str, place: int) -> int:
        """Parse the sign at a place; returns where to go on."""
        if sign in "*_~":
            return self._run(place)
        closed, self._closed = self._closed, None
        if sign == "{":
            return self._brace(place, closed)
        read = self._readers.get(sign)
        return read(place) if read else self._literally(place, place + 1)

    def _backslash(self, place: int) -> int:
        text = self._text
        if server := windows_paths.SERVER.match(text, place):
            self._out.append(literal(server[0]))
            return server.end()
        following = text[place + 1 : place + 2]
        if windows_paths.is_within(text, place):
            return self._literally(place, place + 1)
        if following in ("", "\n"):
            # At the end of a line other programs write it for the break that is there anyway.
            self._hard_break = place + 1
            return place + 1
        if not _ESCAPABLE.match(following):
            return self._literally(place, place + 1)
        self._out.append(literal(following))
        return place + 2

    def _entity(self, place: int) -> int:
        entity = html_syntax.entity(self._text, place)
        if not entity:
            return self._literally(place, place + 1)
        self._out.append(markup(entity))
        return place + len(entity)

    def _literally(self, start: int, end: int) -> int:
        self._out.append(literal(self._text[start:end]))
        return end

    def _line_end(self, place: int) -> int:
        is_hard = place == self._hard_break or self._text[max(place - 2, 0) : place] == "  "
        is_broken = _BROKEN.search(self._text, max(place - 6, 0), place)
        self._out.append("\n" if is_broken else BREAK if is_hard else self._newline)
        return place + 1

    def _run(self, place: int) -> int:
        match = _RUN.match(self._text, place)
        run = match[0] if match else ""
        end = place + len(run)
        before = self._text[place - 1] if place else " "
        after = self._text[end] if end < len(self._text) else " "
        self._closed = self._emphasis.sign(run, before, after, place)
        return end

    def _code(self, place: int) -> int:
        text = self._text
        if self._codes is None:
            self._codes = CodeSpans(text)
        code, end = self._codes.at(place)
        if code is None:
            if is_apostrophe(text, place):
                self._out.append(literal("'"))
                return end
            return self._literally(place, end)
        self._closed = len(self._out)
        self._out.append(f"{markup('<code>')}{untouched(code)}{markup('</code>')}")
        return end

    def _angle(self, place: int) -> int:
        text = self._text
        for pattern, scheme in ((html_syntax.AUTOLINK, ""), (html_syntax.AUTOMAIL, "mailto:")):
            if auto := pattern.match(text, place):
                self._address(Address(place, auto.end(), auto[1], f"{scheme}{auto[1]}"))
                return auto.end()
        return self._elements.read(place) or self._literally(place, place + 1)

    def _address(self, address: Address) -> None:
        if self._elements.is_in_anchor:
            self._out.append(literal(address.text))
            return
        self._addresses.append((len(self._out), address.text))
        start = markup('<a href="') + attribute(address.target) + markup('">')
        self._out.append(start + untouched(address.text) + markup("</a>"))

    def _open_bracket(self, place: int) -> int:
        text = self._text
        is_picture = text[place] == "!"
        if not is_picture:
            if shortcode := foreign.shortcode(text, place):
                return self._drop(shortcode, place)
            note = _LABEL.match(text, place)
            if note and note[1][:1] == "^" and note[1][1:] in self._references.footnotes:
                self._out.append(note[0])
                self._remarks.spent.append(note[0])
                return note.end()
        start = place + 1 + is_picture
        self._brackets.append(_Bracket(len(self._out), start, is_picture))
        return self._literally(place, start)

    def _close_bracket(self, place: int) -> int:
        if not self._brackets:
            return self._literally(place, place + 1)
        bracket = self._brackets.pop()
        target = self._target(bracket, place)
        if target is None:
            return self._literally(place, place + 1)
        address, title, end = target
        out, first = self._out, bracket.place
        told = f' title="{html.escape(title)}"' if title else ""
        if bracket.is_picture:
            text = plain(self._text[bracket.start : place])
            alt, source = html.escape(text), html.escape(address)
            whole = self._text[bracket.start - 2 : end]
            check_picture(whole, text, address, title, line=self._line, remarks=self._remarks)
            del out[first:]
            out.append(markup(f'<img alt="{alt}" src="{source}"{told}>'))
        else:
            while self._addresses and self._addresses[-1][0] > first:
                inner, text = self._addresses.pop()
                out[inner] = untouched(text)
            inside = self._text[bracket.start : place]
            check_link(f"<a >{inside}</a>", self._line, self._remarks)
            out[first] = markup(f'<a href="{html.escape(address)}"{told}>')
            out.append(markup("</a>"))
            # There is no link inside a link.
            self._brackets = [one for one in self._brackets if one.is_picture]
        while self._addresses and self._addresses[-1][0] >= len(out):
            self._addresses.pop()
        self._emphasis.forget(first)
        self._closed = first
        return end

    def _target(self, bracket: _Bracket, place: int) -> tuple[str, str, int] | None:
        """Where the link that closes at a place leads, its title, and where it ends."""
        text = self._text
        if target := target_at(text, place + 1):
            if target.template:
                self._say_dropped(target.template)
            if " " in target.address and not target.address.startswith("http"):
                self._remarks.spent.append(text[place + 1 : target.end])
            return target.address, target.title, target.end
        links = self._references.links
        if not links:
            return None
        label = _LABEL.match(text, place + 1)
        key = label_of((label and label[1]) or text[bracket.start : place])
        if key not in links:
            return None
        end = label.end() if label else place + 1
        self._remarks.used.add(key)
        self._remarks.spent.append(text[place:end])
        return *links[key], end

    def _brace(self, place: int, closed: int | None) -> int:
        text = self._text
        if template := braces.template_tag(text, place):
            return self._drop(template[0], place)
        match = BRACED.match(text, place)
        kind = braces.meaning(match[0]) if match else Braces.TEXT
        if match is None or kind is Braces.TEXT:
            return self._literally(place, place + 1)
        if kind is Braces.FOREIGN and not self._sizes_picture(match[0], closed):
            return self._drop(match[0], place)
        if closed is None:
            return self._literally(place, place + 1)
        self._adorn(closed, match[0])
        return match.end()

    def _sizes_picture(self, braced: str, closed: int | None) -> bool:
        is_picture = closed is not None and self._out[closed].startswith(markup("<img"))
        return is_picture and braces.is_size(braced)

    def _adorn(self, place: int, braced: str) -> None:
        """Give attributes to the element that opens at a place of `out`."""
        opening = self._out[place]
        end = opening.index(markup(">"))
        self._out[place] = opening[:end] + markup(braces.as_html(braced)) + opening[end:]
        self._remarks.spent.append(braced)

    def _drop(self, written: str, place: int) -> int:
        """Leave out another program's markup, with a warning."""
        self._say_dropped(written)
        return self._elements.leave_out("", place + len(written))

    def _say_dropped(self, written: str) -> None:
        dropped, new = foreign.dropped(written), foreign.replacement(written)
        self._remarks.at(self._line, written, dropped, new)
        self._remarks.spent.append(written)
