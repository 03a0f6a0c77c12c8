"""A text that was sent, as a bulletin's file: what is missing is filled in and marked."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kim_plugins.records.describing.skeleton import clean_title, shortened
from kim_plugins.records.fixing.editing import as_scalar

CHECK: Final = "# periksa"
"""Behind each value that the program, not the sender, put there."""
_LONGEST_SUMMARY: Final = 200
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_HEADING: Final = re.compile(r"^[#*_\s]+|[*_\s]+$")
_FRONT: Final = re.compile(r"\ufeff?\s*---[ \t]*\r?\n")


def has_front_matter(text: str) -> bool:
    """Whether an editor's program, or the writing desk, wrote fields above the text."""
    return _FRONT.match(text) is not None


def draft_news(text: str, day: date, group: str) -> str:
    """Plain text as news: its first line is the title, its first sentence the summary."""
    first, _, rest = text.strip().partition("\n")
    title = shortened(clean_title(_HEADING.sub("", first))) or f"Kiriman {day.isoformat()}"
    body = rest.strip() or text.strip()
    plain = _HEADING.sub("", re.sub(r"[*_#`>]|!?\[([^\]]*)\]\([^)]*\)", r"\1", body).strip())
    summary = _SENTENCE.split(" ".join(plain.split()))[0]
    if len(summary) > _LONGEST_SUMMARY:
        summary = summary[: _LONGEST_SUMMARY - 1].rpartition(" ")[0] + "…"
    lines = [
        "---",
        f"title: {as_scalar(title)} {CHECK}",
        f"description: {as_scalar(summary or title)} {CHECK}",
        f"date: {day.isoformat()} {CHECK}",
        *([f"group: {group} {CHECK}"] if group else []),
        "---",
    ]
    return "\n".join(lines) + f"\n\n{body}\n"


def marked_as_draft(text: str, day: date) -> str:
    """The same file as one that waits for an editor's eye; what says so itself stays as it is."""
    head = _FRONT.match(text)
    if head is None or re.search(r"(?m)^(?:draft|konsep|draf)\s*:", text.partition("\n---")[0]):
        return text
    note = f"draft: true # diterima {day.isoformat()}; hapus baris ini setelah diperiksa\n"
    return text[: head.end()] + note + text[head.end() :]
