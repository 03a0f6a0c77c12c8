"""Drafts from texts that were sent: what is missing is filled in and marked."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Final

from kim_plugins.records.describing.skeleton import clean_title, short_summary, shortened
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.reading.yaml_messages import CONTROL

CHECK: Final = "# periksa"
"""Behind each value that the program, not the sender, put there."""
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_FRONT: Final = re.compile(r"\ufeff?\s*---[ \t]*\r?\n(?=(?:[ \t]*(?:#.*)?\r?\n)*[^\W\d]\w*[ \t]*:)")
_PLAIN: Final = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|</?[a-z][^<>]*>|^[>#\s]+|(?<![\w*`~_|])[*`~_|]+|(?<![*`~_|])[*`~_|]++(?!\w)"
)
_LINK: Final = re.compile(r"(?<!!)\[([^\]]*)\]\([^)]*\)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LETTER: Final = re.compile(r"[^\W_]")
_DRAFT: Final = re.compile(r"(?im)^[\"']?(?:draft|konsep|draf)[\"']?\s*:[ \t]*(?P<value>\S*).*\n")
_NO: Final = ("false", "no", "tidak", "off", "salah")


def has_front_matter(text: str) -> bool:
    """Whether an editor's program, or the writing desk, wrote fields above the text."""
    return _FRONT.match(text) is not None


def draft_news(text: str, day: date, group: str) -> str:
    """Plain text as news: its first line is the title, its first sentence the summary.

    A first line that a title can't say whole, with its links and pictures, stays in the text too.
    """
    text = CONTROL.sub(" ", text).strip() or f"Kiriman {day.isoformat()}"
    lines = text.split("\n")
    place = next((n for n, line in enumerate(lines) if _LETTER.search(_plain(line))), 0)
    first = clean_title(_plain(lines[place]))
    title = shortened(first) or f"Kiriman {day.isoformat()}"
    is_said = title == first and not re.search(r"[\[<|]", lines[place])
    rest = [*lines[:place], *lines[place + 1 :]] if is_said else lines
    body = "\n".join(rest).strip() or text
    plain = " ".join(" ".join(map(_plain, body.split("\n"))).split())
    summary = short_summary(clean_title(_SENTENCE.split(plain)[0]))
    head = [
        "---",
        f"title: {as_scalar(title)} {CHECK}",
        f"description: {as_scalar(summary or title)} {CHECK}",
        f"date: {day.isoformat()} {CHECK}",
        *([f"group: {group} {CHECK}"] if group else []),
        "---",
    ]
    return "\n".join(head) + f"\n\n{body}\n"


def _plain(line: str) -> str:
    """A line of Markdown without its signs."""
    return html.unescape(_ESCAPED.sub(r"\1", _PLAIN.sub("", _LINK.sub(r"\1", line)))).strip()


def marked_as_draft(text: str, day: date) -> str:
    """The same file with `draft: true`, whatever its sender says of it."""
    head = _FRONT.match(text)
    if head is None:
        return text
    end = text.find("\n---", head.end() - 1) + 1 or len(text)
    fields = text[head.end() : end]
    said = _DRAFT.search(fields)
    if said and said["value"].strip("\"'").casefold() not in _NO:
        return text
    note = f"draft: true # diterima {day.isoformat()}; hapus baris ini setelah diperiksa\n"
    return text[: head.end()] + note + _DRAFT.sub("", fields) + text[end:]
