"""Fixes of a body: what looks like markup and has one meaning is written as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kim_plugins.catalogue.bodies.dialect import normalised
from kim_plugins.catalogue.bodies.remarks import Remark
from kim_plugins.records.fixing.editing import Edit, Source
from kim_plugins.records.reading.document import read_document


def fixed_body(path: str, data: bytes, *, line_breaks: bool) -> bytes:
    """A file with the fixes applied that its remarks offer; unchanged if that adds remarks."""
    document, _ = read_document(path, data)
    if document is None:
        return data
    _, remarks = normalised(document.body, line_breaks=line_breaks)
    if remarks.source != document.body:
        return data
    source = Source(data)

    def offset(place: int) -> int:
        line, column = remarks.mark(place)
        return source.line(document.body_line + line)[0] + column

    edits = [
        Edit(offset(edit.start), offset(edit.end), edit.new.replace("\n", source.line_end))
        for edit in _apart(remarks.found)
    ]
    if not edits:
        return data
    result = source.edited(edits).data
    again, _ = read_document(path, result)
    if again is None:
        return data
    left = normalised(again.body, line_breaks=line_breaks)[1].found
    return result if len(left) < len(remarks.found) else data


def _apart(remarks: Iterable[Remark]) -> Iterator[Edit]:
    """The fixes of remarks that don't overlap."""
    edits = sorted({remark.edit for remark in remarks if remark.edit})
    end = -1
    for edit in edits:
        if edit.start >= end:
            yield edit
            end = edit.end
