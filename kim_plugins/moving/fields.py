"""Edits of front matter after a move: references to other files, and the file's own identity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from kim_plugins.moving.links import Moves
from kim_plugins.records.fixing.editing import Edit, Source, as_scalar
from kim_plugins.records.reading.located import Fields, Items, Text, Value


class NotEditable(Exception):  # noqa: N818 - a sentence on its way to the editor
    """Raised for a value that can't be edited without touching more than it."""


def follow(
    path: str, source: Source, fields: Fields, moves: Moves, groups: Mapping[str, str]
) -> Iterator[Edit]:
    """The edits of pictures, sounds, earlier decisions and groups under their new names."""
    for name in ("image", "audio"):
        part = fields.get(name)
        src = part.get("src") if isinstance(part, Fields) else part
        if isinstance(src, Text) and (new := moves.relative(path, unquote(src.strip()))):
            yield replaced(source, src, new)
    for name, known in (("follows", moves.paths), ("supersedes", moves.paths), ("group", groups)):
        for value in texts_of(fields.get(name)):
            if new := known.get(value.strip()):
                yield replaced(source, value, new)


def keep_identifier(source: Source, fields: Fields, identifier: str) -> Iterator[Edit]:
    """The edit that writes down the identifier that a file had by its path."""
    yield _set(source, fields, "id", as_scalar(identifier))


def keep_address(source: Source, fields: Fields, old: str, new: str) -> Iterator[Edit]:
    """The edit that adds the old address to `redirect_from`, and removes the new one."""
    value = fields.get("redirect_from")
    known = texts_of(value)
    if returned := next((text for text in known if text.strip() == new), None):
        yield replaced(source, returned, old)
    elif isinstance(value, Items) and not _is_flow(source, value):
        yield _line_after(source, known[-1], old)
    elif isinstance(value, Items):
        place = _span(source, known[-1])[1] if known else source.offset(value.mark) + 1
        yield Edit(place, place, f", {old}" if known else old)
    elif known and not known[0].is_absent:
        start, end = _span(source, known[0])
        yield from (Edit(start, start, "["), Edit(end, end, f", {old}]"))
    else:
        yield _set(source, fields, "redirect_from", f"[{old}]")


def texts_of(value: Value | None) -> list[Text]:
    """The texts of a list, or a single text as a list."""
    if isinstance(value, Items):
        return [item for item in value if isinstance(item, Text)]
    return [value] if isinstance(value, Text) else []


def _is_flow(source: Source, value: Items) -> bool:
    return source.text[source.offset(value.mark)] == "["


def _span(source: Source, value: Text) -> tuple[int, int]:
    if span := source.token(value):
        return span
    raise NotEditable(
        f"nilai '{value}' di baris {value.mark.line} ditulis dengan cara yang tidak biasa"
    )


def replaced(source: Source, value: Text, new: str) -> Edit:
    """The edit that replaces a value, quoted as before."""
    start, end = _span(source, value)
    quote = source.text[start] if value.quoted else ""
    if quote == "'":
        return Edit(start, end, "'" + new.replace("'", "''") + "'")
    scalar = as_scalar(new)
    return Edit(start, end, f'"{scalar}"' if quote and scalar == new else scalar)


def _line_after(source: Source, last: Text, new: str) -> Edit:
    """The edit that adds an item after the last one of a list."""
    start, line = source.line(last.mark.line)
    prefix = line[: last.mark.column - 1]
    if not re.fullmatch(r"[ \t]*-[ \t]+", prefix):
        raise NotEditable(f"daftar di baris {last.mark.line} ditulis dengan cara yang tidak biasa")
    end = start + len(line)
    return Edit(end, end, f"{source.line_end}{prefix}{new}")


def _set(source: Source, fields: Fields, key: str, scalar: str) -> Edit:
    """The edit that sets a key: in a new line at the end, or in place of an empty value."""
    value = fields.get(key)
    if isinstance(value, Text):
        start, end = _span(source, value)
        return Edit(start, end, f" {scalar}" if start == end else scalar)
    place = source.front_matter_end
    if place is None:
        raise NotEditable("keterangan di atas berkas tidak ditutup dengan garis `---`")
    return Edit(place, place, f"{key}: {scalar}{source.line_end}")
