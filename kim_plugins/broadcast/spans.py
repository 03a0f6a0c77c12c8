"""Text with its language, in lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BREAK: Final = "\N{LINE SEPARATOR}"
"""The end of a line within a block: an editor's own, which is a pause to whoever reads aloud."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one language; None is that of the bulletin."""

    text: str
    lang: str | None = None


def folded(text: str) -> str:
    """A text with its blanks folded; line breaks between words stay."""
    if BREAK not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split(BREAK))
    return BREAK.join(line for line in lines if line)
