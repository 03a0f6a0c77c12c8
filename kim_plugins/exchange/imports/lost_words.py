"""Which words of a piece of HTML aren't in its Markdown; counted apart from any parser."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Final

from kim_plugins.exchange.imports.text_mending import once_escaped
from kim_plugins.records.models.alternatives import is_meaningless

_WORD: Final = re.compile(r"[^\W_]+")
_UNSEEN: Final = re.compile(
    r"<!--.*?-->|<(script|style|noscript|template|svg|iframe|object|video|audio|canvas|select|textarea)\b.*?</\1\s*>"
    r"|<[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_IMAGE: Final = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""\b(alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\\([!-/:-@\[-`{-~])|</?[a-zA-Z][^>]*>")

_INLINE: Final = re.compile(
    r"</?(?:b|i|em|strong|u|s|span|font|a|sup|sub|mark|small|big|code|del|ins|wbr)\b[^>]*>",
    re.IGNORECASE,
)
"""Elements that part no word."""
_MARKS: Final = re.compile(r"(?<!\\)(?:[*~]+|(?<![^\W_])_+|_+(?![^\W_]))")
_CODE: Final = re.compile(r"(?s)(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)")
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def words(text: str) -> Counter[str]:
    """The words of a text and how often each is in it."""
    return Counter(_WORD.findall(text))


def seen_words(html: str) -> Counter[str]:
    """The words of a piece of HTML that somebody sees; what pictures show as well."""
    found = words(once_escaped(unescape(_UNSEEN.sub(" ", html))))
    for image in _IMAGE.findall(html):
        values = {name.lower(): unescape(a or b) for name, a, b in _ATTRIBUTE.findall(image)}
        if (alt := values.get("alt")) and not is_meaningless(alt, values.get("src", "")):
            found += words(alt)
    return found


def missing_words(html: str, markdown: str) -> list[str]:
    """The words that a piece of HTML had and its Markdown hasn't."""
    plain = _CODE.sub(lambda found: found[0].replace("<", " "), markdown)
    plain = _MARKUP.sub(_read, _MARKS.sub("", plain))
    apart = _HIDDEN.sub("", html).replace("</a><a", "</a> <a").replace("<sup", " <sup")
    lost = seen_words(_INLINE.sub("", apart)) - words(_HIDDEN.sub("", unescape(plain)))
    return [word for word, count in lost.items() for _ in range(count)]


def _read(mark: re.Match[str]) -> str:
    """What a reader sees of a mark: the sign behind a backslash, what parts words."""
    return mark[1] or (" " if mark[0].startswith(("<br", "<sup")) else "")
