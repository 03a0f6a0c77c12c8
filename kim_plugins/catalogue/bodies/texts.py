"""Parses texts; most have no sign and need no parser."""

from __future__ import annotations

from kim_plugins.catalogue.bodies.inline import BREAK, SIGN, InlineParser
from kim_plugins.catalogue.bodies.references import References
from kim_plugins.catalogue.bodies.remarks import Remarks


class TextParser:
    """Parses the texts of one body."""

    def __init__(self, references: References, remarks: Remarks, *, line_breaks: bool) -> None:
        self._references, self._remarks = references, remarks
        self._newline = BREAK if line_breaks else "\n"

    def read(self, text: str, line: int) -> str:
        """A text that begins on a line, counted from 0, in Markdown that has one meaning."""
        if not SIGN.search(text) and not any(sign in text for sign in ("@", "://", "www.", "WWW.")):
            return text
        return InlineParser(text, line, self._references, self._remarks, self._newline).read()
