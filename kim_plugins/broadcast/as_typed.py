"""Characters that are typed and never spoken: they become plain text before any rule runs."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.patterns import deferred

_SIGNS: Final = deferred("[~`´<>^_\u0335\u0336]")
_STRUCK: Final = deferred(
    r"(?<![\w~])(~{1,2})(?=\S)[^~]{1,200}(?<=\S)\1(?![\w~])|(?:[^\u0335\u0336][\u0335\u0336])+"
)
"""`~Rp5.000~`, as chats strike out, and letters that each have a stroke."""
_APOSTROPHE: Final = deferred(r"(?<=[^\W\d_])[`´](?=[^\W\d_])")
_ARROW: Final = deferred(r"(?<![<=-])[-=]{1,2}>(?!\s?\d)")
_PLACEHOLDER: Final = deferred(r"(?<!\w)<(?=[^\W\d_])([^<>]{1,60})>(?!\w)")
_EXPONENT: Final = deferred(r"(?<=m)\^(?=[23](?!\w))")
_TO_FILL_IN: Final = deferred(r"_{2,}(?:\s?[/.,-]\s?_{2,})*")

_WORD: Final = deferred(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
_OF_PROGRAMS: Final = deferred(r"[{}<>;=$\\|#_]|\w\(|\)\.|--\w|://|\w\.\w+\(|^\s*\$", re.MULTILINE)
_FEWEST_WORDS: Final = 4

ELEMENT: Final = (
    r"</?(?:a|b|br|center|del|div|em|font|h[1-6]|i|img|ins|li|ol|p|s|script|small|span|strike"
    r"|strong|su[bp]|t[dr]|u|ul)"
    r"(?:\s+[\w-]+\s*=[^<>]{0,200})?\s*/?>"
)
"""`a<b dan c>d` and `<nama warga>` are words, not elements."""
_IS_ELEMENT: Final = deferred(ELEMENT)


def without_typed_signs(text: str) -> str:
    """Return a text without struck-out words, its typed signs replaced by what they stand for."""
    if not _SIGNS.search(text):
        return text
    text = _APOSTROPHE.sub("'", _STRUCK.sub(" ", text))
    text = _TO_FILL_IN.sub("…", _EXPONENT.sub("", _ARROW.sub("→", text)))
    return _PLACEHOLDER.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    """Return the words inside `isi <tanggal lahir>`: the brackets are no `kurang dari`."""
    return match[0] if _IS_ELEMENT.fullmatch(match[0]) else f" {match[1]} "


def is_prose(text: str) -> bool:
    """Whether monospaced text is a sentence to be read rather than code."""
    begins = text.strip()[:1]
    return (
        begins.isupper()
        and not _OF_PROGRAMS.search(text)
        and len(_WORD.findall(text)) >= _FEWEST_WORDS
    )
