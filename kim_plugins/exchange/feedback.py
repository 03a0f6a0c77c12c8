"""Drafts and comments from what villagers said through `/usul/` (contract C11).

An aspiration begins a decision; a correction or a right of reply stands, as a comment that nobody
publishes by mistake, in the front matter of the bulletin that it is about.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from kim_plugins.catalogue.addresses import short_address
from kim_plugins.records import Kind
from kim_plugins.records.describing.skeleton import Start, clean_title, shortened, skeleton
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.reading.feedback import Feedback, FeedbackKind

_PROBLEM: Final = re.compile(r"(?m)^problem: .*$")
_ASPIRATION: Final = re.compile(r"(?m)^#(aspiration:\n)#(  to: ).*\n#(  sent: ).*$")
_FENCE: Final = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CORRECTIONS: Final = re.compile(r"(?m)^#?corrections:")
_SHORT: Final = re.compile(r"/s/([a-z0-9]+)/?(?:[?#].*)?\Z")


def draft_decision(feedback: Feedback, now: datetime) -> str:
    """A decision's file that begins with what somebody asks for; the rest is to be filled in."""
    title = (
        shortened(clean_title(feedback.about or feedback.text.partition("\n")[0]))
        or "Aspirasi warga"
    )
    text = skeleton(Start(Kind.DECISION, title, now, feedback.group))
    text = _PROBLEM.sub(lambda _: f"problem: {as_scalar(_line(feedback.text))} # periksa", text)
    asked = rf"\1\2'' # periksa: kepada siapa disampaikan\n\g<3>{now.date().isoformat()} # periksa"
    text = _ASPIRATION.sub(asked, text)
    head, fence, rest = text.partition("---\n")
    return f"{head}{fence}{_from(feedback, now)}{rest}"


def is_asked_in(text: str, feedback: Feedback) -> bool:
    """Whether a decision's file was begun from the same aspiration, whichever day it came."""
    asked = re.escape(f"problem: {as_scalar(_line(feedback.text))}")
    return bool(feedback.text) and bool(re.search(rf"(?m)^{asked}(?: #.*)?\r?$", text))


def with_correction_note(text: str, feedback: Feedback, now: datetime) -> str | None:
    """The file of a bulletin with the entry that a correction or a reply would be, as comments.

    The same file where such an entry is noted already, whichever day it came; None where the file
    has no front matter that could hold them.
    """
    fence = _FENCE.match(text)
    if fence is None:
        return None
    is_first = not _CORRECTIONS.search(text)
    entry = [
        f"#  - kind: {'hak-jawab' if feedback.kind is FeedbackKind.REPLY else 'koreksi'}",
        f"#    date: {now.date().isoformat()}",
        f"#    after: {as_scalar(_line(feedback.text))}",
        *([f"#    by: {as_scalar(_line(feedback.name))}"] if feedback.name else []),
    ]
    how = "hapus tanda # di depan baris-baris ini" if is_first else "pindahkan ke corrections"
    there = {line.lstrip("#").strip() for line in text.splitlines()}
    if there.issuperset(line[1:].strip() for line in entry if " date: " not in line):
        return text
    lines = [f"# Bila benar, {how}:", *(["#corrections:"] if is_first else []), *entry]
    comments = f"{_from(feedback, now)}{chr(10).join(lines)}\n"
    return text[: fence.end()] + comments + text[fence.end() :]


def is_about(feedback: Feedback, address: str, identifier: str) -> bool:
    """Whether a feedback names a bulletin by its address, or by its short one."""
    written = feedback.address.rstrip("/")
    if short := _SHORT.search(feedback.address):
        return short_address(identifier).strip("/") == f"s/{short[1]}"
    return bool(written) and written.endswith(address.rstrip("/"))


def _from(feedback: Feedback, now: datetime) -> str:
    """Who said it and how they can be answered: for the editor, never published."""
    who = _line(
        ", ".join(filter(None, (feedback.name, feedback.reply and f"balas ke {feedback.reply}")))
    )
    return f"# periksa: dari warga, diterima {now.date().isoformat()}{f' ({who})' if who else ''}\n"


def _line(text: str) -> str:
    """A text on one line, whatever YAML takes for the end of one."""
    return clean_title(text)
