"""Mojibake: UTF-8 that was decoded as another encoding, `30Â°C`, `â€œkataâ€` (K345).

A run of such letters is named where it stands, and mended where ftfy finds what it was: the bytes
that the run was made of are UTF-8, and what they spell is likelier than the run. U+FFFD stands for
a letter that is gone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Severity, quote
from kim_plugins.records.reading.located import Mark, mark_at

_NEXT: Final = "\x80-\xbf\u20ac‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What Windows-1252 makes of the bytes of a letter after the first."""
_LETTER: Final = f"[\xc2-\xdf][{_NEXT}]|[\xe0-\xef][{_NEXT}]{{2}}|[\xf0-\xf4][{_NEXT}]{{3}}"
_LIKELY: Final = deferred(f"{_LETTER}|â€|[ÂÃ] |\ufffd")
_SEQUENCE: Final = deferred(_LETTER)
_FOREIGN: Final = "\u0180-\u1fff\u2e80-\ud7ff"
_LONE: Final = deferred(f"(?<![{_FOREIGN}])[{_FOREIGN}](?![{_FOREIGN}])")
"""A letter of another script that stands alone."""
_RUN: Final = deferred("(?<![A-Z])[ÂÃ] (?=\\S)|[^\x00-\x7f]+")
_CLOSING: Final = deferred(f"â€(?:\x9d|\ufffd|(?![{_NEXT}]))")
"""A closing quotation mark, whose last byte means nothing in Windows-1252 and gets lost."""
_UNKNOWN: Final = deferred("[\x80-\x9f\ufffd]|â€")
_MOST: Final = 20
"""Runs that are named; `--fix` mends all of them."""
_LONGEST: Final = 60
_LINE: Final = 500
"""Characters of a line in which a quotation may have begun."""


@dataclass(frozen=True, slots=True)
class BrokenLetters:
    """A run of mojibake at a place, and the text that it was; None if unknown."""

    start: int
    written: str
    meant: str | None


def broken_letters(text: str) -> Iterator[BrokenLetters]:
    """The mojibake in a text."""
    if text.isascii() or not _LIKELY.search(text):
        return
    for found in _RUN.finditer(text):
        run = found[0]
        if not _LIKELY.search(run):
            continue
        before = text[max(found.start() - _LINE, 0) : found.start()].rpartition("\n")[2]
        meant = _mended(run, before)
        if meant != run or _UNKNOWN.search(run):
            yield BrokenLetters(found.start(), run, None if _UNKNOWN.search(meant) else meant)


def mended(text: str) -> str:
    """A text with its mojibake repaired where the original is known."""
    pieces, place = [], 0
    for one in broken_letters(text):
        if one.meant is not None:
            pieces += [text[place : one.start], one.meant]
            place = one.start + len(one.written)
    return "".join((*pieces, text[place:]))


def _mended(run: str, before: str) -> str:
    """A run as it was; `before` is the line up to it."""
    if run == "Â ":
        return " "
    first, *others = _CLOSING.split(run)
    if others and any(opening in before + first for opening in ("“", "â€œ")):
        return "”".join(map(_unmixed, (first, *others)))
    return _unmixed(run)


def _unmixed(run: str) -> str:
    # It takes a tenth of a second to come, and hardly any file needs it.
    from ftfy import fix_encoding  # noqa: PLC0415

    meant = fix_encoding(run)
    if not _LONE.search(meant):
        return meant
    # It went on, or began, where nothing was broken: `×“` would be a letter of Hebrew.
    once = _SEQUENCE.sub(lambda found: _decoded(found[0]), run)
    return run if _LONE.search(once) else once


def _decoded(sequence: str) -> str:
    """The letter whose bytes Windows-1252 shows like this."""
    # What Windows-1252 has no sign for stays the control character that it is.
    data = b"".join(sign.encode("latin-1" if sign < "\u0100" else "cp1252") for sign in sequence)
    return data.decode("utf-8", "replace")


def findings(text: str) -> Iterator[tuple[Mark, str, Fault]]:
    """A warning for each word with mojibake, up to a limit."""
    found = deque(islice(broken_letters(text), _MOST))
    while found:
        start, end = _word(text, found[0])
        within = [found.popleft()]
        while found and found[0].start < end:
            within.append(found.popleft())
        yield mark_at(text, within[0].start), "", _fault(text, start, end, within)


def _word(text: str, one: BrokenLetters) -> tuple[int, int]:
    """Where the word begins and ends in which something is broken."""
    start, end = one.start, one.start + len(one.written.rstrip())
    while start and not text[start - 1].isspace() and end - start < _LONGEST:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - start < _LONGEST:
        end += 1
    return start, end


def _fault(text: str, start: int, end: int, within: Sequence[BrokenLetters]) -> Fault:
    word, meant = text[start:end], ""
    for one in within:
        meant += text[start : one.start] + (one.meant or "")
        start = one.start + len(one.written)
    meant += text[start:end]
    if any(one.meant is None for one in within):
        hint = "huruf aslinya hilang; ketik ulang kata itu, misalnya dari naskah aslinya"
    else:
        hint = f"tulis {quote(meant.strip())}, atau jalankan `kim check --fix`"
    message = f"{quote(word)} berisi huruf yang rusak, karena berkasnya pernah salah dibaca"
    return Fault("K345", message, hint, Severity.WARNING)
