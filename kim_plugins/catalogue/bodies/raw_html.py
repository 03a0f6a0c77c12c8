"""HTML blocks that an editor wrote: which lines they take, and what in them is text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kim_plugins.catalogue.bodies import html_syntax
from kim_plugins.catalogue.bodies.lists import Line

_CLOSED: Final = html_syntax.BLOCKS - {"hr", "br", "img"}
_FRAMES: Final = frozenset(
    {"article", "aside", "blockquote", "center", "details", "div", "figure", "main", "section"}
)
_TEXTS: Final = frozenset({"figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "p", "summary"})
_ANGLE: Final = re.compile("<")
_HIDDEN: Final = re.compile(
    r"<!--.*?-->|<(script|style)\b[^>]*>.*?</\1[^>]*>|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_MARKDOWN: Final = re.compile(r"\smarkdown\b(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+?))?(?=[\s/>])")


def ends_of(lines: Sequence[Line]) -> dict[int, int]:
    """The lines that begin an HTML block, by index, and the index where it ends."""
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    ends: dict[int, int] = {}
    for index, (_, text) in enumerate(lines):
        if "<" not in text:
            continue
        for tag in html_syntax.TAG.finditer(text):
            name = tag[2].lower()
            is_block = name in _CLOSED or (name in html_syntax.STRIKING and text.strip() == tag[0])
            if not is_block or not html_syntax.is_element(tag):
                continue
            if not tag[1]:
                stack.append((name, index))
                waiting[name] += 1
            elif waiting[name]:
                ends[_closed(stack, waiting, name)] = index
    return ends


def _closed(stack: list[tuple[str, int]], waiting: Counter[str], name: str) -> int:
    while True:
        opened, start = stack.pop()
        waiting[opened] -= 1
        if opened == name:
            return start


def begins_block(text: str) -> re.Match[str] | None:
    """The tag of a block element with which a line begins."""
    tag = html_syntax.TAG.match(text)
    if tag is None or not html_syntax.is_element(tag):
        return None
    is_block = tag[2].lower() in html_syntax.BLOCKS
    is_alone = tag[2].lower() in html_syntax.STRIKING and text == tag[0]
    return tag if is_block or is_alone else None


def holds_markdown(lines: Sequence[Line], tag: re.Match[str]) -> bool:
    """Whether Markdown in an element is read: it asks for it, as in md_in_html, or only frames it.

    Of the lines of the element the first begins with `tag`.
    """
    name = tag[2].lower()
    if f"</{name}" not in lines[-1][1].lower():
        return False  # another element of the first line ends there
    if _MARKDOWN.search(tag[0]):
        return len(lines) > 1
    if name in _TEXTS:
        return all(text.strip() for _, text in lines)
    return name in _FRAMES or name in html_syntax.STRIKING


def holds_text(tag: re.Match[str]) -> bool:
    """Whether an element holds a text rather than paragraphs."""
    return tag[2].lower() in _TEXTS


def split_end_tag(last: str, name: str) -> tuple[str, str]:
    """The last line of an element, before its end tag and from there on."""
    place = last.lower().rindex(f"</{name.lower()}")
    return last[:place], last[place:].strip()


def escape_stray_tags(text: str) -> str:
    """HTML in which every `<` that begins no tag is escaped."""
    out, place = [], 0
    for angle in _ANGLE.finditer(text):
        start = angle.start()
        if start < place:
            continue
        out.append(text[place:start])
        place = _end(text, start)
        if place == start + 1:
            out.append("&lt;")
            continue
        tag = html_syntax.TAG.match(text, start)
        is_apart = tag and tag[2].lower() in html_syntax.VANISHING | html_syntax.SWALLOWING
        out.append(text[start:place] + (" " if is_apart else ""))
    out.append(text[place:])
    return "".join(out)


def _end(text: str, start: int) -> int:
    """Where the tag that begins with a `<` ends; one further when it is text."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return end + 3 if end >= 0 else start + 1
    tag = html_syntax.TAG.match(text, start)
    if not tag or not html_syntax.is_element(tag):
        return start + 1
    name = tag[2].lower()
    if not tag[1] and name in html_syntax.SWALLOWING:
        close = re.compile(f"</{name}[^>]*>", re.IGNORECASE).search(text, tag.end())
        return close.end() if close else start + 1
    return tag.end()


def invisible_parts(raw: str) -> str:
    """What of escaped HTML readers don't see: tags, comments and content that is no text."""
    return " ".join(match[0] for match in _HIDDEN.finditer(raw))
