"""Edits of whole entries of front matter: removed, replaced, or lists extended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kim_plugins.records.fixing.editing import Edit, Source, as_scalar
from kim_plugins.records.problems import Recast
from kim_plugins.records.reading.located import Fields, Mark, Text, Value


def recast_edits(source: Source, recast: Recast) -> Iterator[Edit]:
    """The edits of a recast; none if a part of it is written in an unusual way."""
    found: list[Edit] = []
    if recast.into is not None and recast.added:
        longer = appended(source, recast.into, recast.added)
        if longer is None:
            return
        found += longer
    for mark, lines in recast.entries:
        span = _entry(source, mark)
        if span is None:
            return
        new = "".join(f"{line}{source.line_end}" for line in lines)
        found.append(Edit(*span, new))
    if recast.lines:
        end = source.front_matter_end
        if end is None:
            return
        found.append(Edit(end, end, "".join(f"{line}{source.line_end}" for line in recast.lines)))
    yield from found


def appended(source: Source, value: Value, items: Sequence[str]) -> list[Edit] | None:
    """The edit that adds items to a list or makes a list of a text; None if written unusually."""
    scalars = [as_scalar(item) for item in items]
    if isinstance(value, Text):
        span = source.token(value)
        return [Edit(*span, f"[{', '.join(scalars)}]")] if span else None
    if isinstance(value, Fields) or not value or not isinstance(value[-1], Text):
        return None
    span = source.token(value[-1])
    if span is None:
        return None
    if source.text[source.offset(value.mark)] == "[":
        return [Edit(span[1], span[1], "".join(f", {one}" for one in scalars))]
    start, line = source.line(value[-1].mark.line)
    prefix = line[: value[-1].mark.column - 1]
    if not re.fullmatch(r"[ \t]*-[ \t]+", prefix):
        return None
    end = start + len(line)
    return [Edit(end, end, "".join(f"{source.line_end}{prefix}{one}" for one in scalars))]


def _entry(source: Source, mark: Mark) -> tuple[int, int] | None:
    """The range of an entry with all its lines; None if something else stands on them."""
    start, line = source.line(mark.line)
    if line[: mark.column - 1].strip(" "):
        return None
    indent, last = mark.column - 1, mark.line
    for number in range(mark.line + 1, source.lines + 1):
        below = source.line(number)[1]
        if not below.strip():
            continue
        depth = len(below) - len(below.lstrip(" "))
        if depth < indent or (depth == indent and not below[depth:].startswith("- ")):
            break
        if below.strip() in ("---", "...") and depth == 0:
            break
        last = number
    lines = [source.line(number)[1] for number in range(mark.line, last + 1)]
    # A comment may be worth keeping, and only its writer knows where.
    if any(re.search(r"(?:^|\s)#(?:\s|$)", one) for one in lines):
        return None
    return start, source.line(last + 1)[0]
