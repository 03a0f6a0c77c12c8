"""The target of a link or a picture, in parentheses."""

from __future__ import annotations

import html
import re
from typing import Final, NamedTuple

from kim_plugins.records.patterns import deferred

_ESCAPED: Final = deferred(r"\\([!-/:-@\[-`{-~])|&#?\w{1,31};")
_TARGET: Final = deferred(
    r"""\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()<>\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))
    (?:\s+(?P<title>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)""",
    re.VERBOSE,
)
_LOOSE_TARGET: Final = deferred(
    r"\(\s*(?P<bare>[^()<>\n\"]*[./#][^()<>\n\"]*?"
    r"|(?:[A-Za-z]{2,8}[.:]*\s*)?(?:[+0]|62)\d[\d -]{7,18}\d)\s*\)"
)
_TEMPLATE_TARGET: Final = deferred(r"\(\s*(\{\{[^{}]{1,200}\}\})([^\s()]+(?:\s+\"[^\"]*\")?\s*\))")


class Target(NamedTuple):
    """An address, a title and where both end; `template` is another program's mark before them."""

    address: str
    title: str
    end: int
    template: str = ""


def target_at(text: str, place: int) -> Target | None:
    """The target whose parenthesis opens at a place."""
    if template := _TEMPLATE_TARGET.match(text, place):
        # `({{ site.url }}/images/a.jpg)`: what stands for another program's folder.
        rest = _TARGET.match(f"({template[2]}")
        return rest and _target(rest, template.end(), template[1])
    match = _TARGET.match(text, place)
    if match:
        return _target(match, match.end())
    loose = _LOOSE_TARGET.match(text, place)
    return loose and Target(unescaped(loose[1]), "", loose.end())


def _target(match: re.Match[str], end: int, template: str = "") -> Target:
    written = match["angled"] or match["bare"] or ""
    title = (match["title"] or "")[1:-1]
    return Target(unescaped(written), unescaped(title), end, template)


def unescaped(text: str) -> str:
    """A text without Markdown's backslashes, its character references replaced."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda found: found[1] or html.unescape(found[0]), text)


def plain(text: str) -> str:
    """A text on one line, for an attribute."""
    return " ".join(unescaped(text).split())
