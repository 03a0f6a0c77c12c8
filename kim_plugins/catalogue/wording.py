"""A digest of a bulletin's words: subscribers are told when these change."""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final

from kim_plugins.records import Bulletin, Decision, Page

_SIZE: Final = 8
_WORDS: Final = frozenset({"title", "description"})
_BESIDE: Final = frozenset(Bulletin.model_fields) - _WORDS
"""What every kind has beside its words: where it stands, how it is shown, what became of it."""

_NO_WORDS: Final = re.compile(r"\]\([^)\s]*\)|<[^>]*>|[\W_]+")
"""Addresses of links, elements, marks and blanks: mending those tells nobody anything else."""


class _OnlyWords(dict[int, int | None]):
    """A table for `str.translate` that takes marks and blanks away."""

    def __missing__(self, code: int) -> int | None:
        """Whether a character is part of a word."""
        self[code] = code if chr(code).isalnum() else None
        return self[code]


_only_words: Final = _OnlyWords()


def wording_digest(record: Page, body: str) -> str:
    """The digest of record and body, as they are written; empty for any other file.

    How they are set, spaced and capitalised doesn't matter. What is done about a decision's actions
    and what its aspiration was answered are news by themselves.
    """
    if not isinstance(record, Bulletin):
        return ""
    fields = record.__class__.model_fields.keys() - _BESIDE
    said: list[Any] = [getattr(record, name) for name in sorted(fields)]
    if isinstance(record, Decision):
        asked = record.aspiration
        said = [one for one in said if one is not record.actions and one is not asked]
        said += [(one.task, one.owner, one.due) for one in record.actions]
        said += [(asked.to, asked.sent)] if asked else []
    letters = _letters(f"{said!r} {body}".casefold())
    return hashlib.blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def _letters(text: str) -> str:
    if "](" in text or "<" in text:
        return _NO_WORDS.sub("", text)
    return text.translate(_only_words)  # a tenth of the time
