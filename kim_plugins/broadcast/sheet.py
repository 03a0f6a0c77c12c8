"""A bulletin on one A4 page for the village wall, or on two; what is longer is cut.

A sheet is measured before it is drawn. `broadcast/sheet.py` estimates the height of every part for
each size of type, and takes the largest that fits on one page (up to 34 points, so that a short
notice is read from two metres), or on two. Against Chromium on our own 40 bulletins the estimate is
10 % too high to 2 % too low; a browser test counts the pages of all of them. Which way a list runs
is said in the HTML (`broadcast/direction.py`), as not every program that prints knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import lxml.html
import segno
from lxml.etree import iterwalk
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from kim_plugins.broadcast.direction import set_directions
from kim_plugins.broadcast.script_text import contact_lines
from kim_plugins.broadcast.sheet_parts import Part, parts_after, parts_before, sheet_notices
from kim_plugins.broadcast.type_size import LARGE, LINE, MILLIMETRES, ONE_PAGE, text_height
from kim_plugins.catalogue import BulletinEntry, Catalogue, short_address
from kim_plugins.records.models.vocabulary import Priority

_QR_MASK: Final = 3
"""Any mask can be read; trying all eight for the prettiest takes four times as long."""

_QUIET: Final = 4
"""Modules of white around the code (ISO/IEC 18004)."""

_SIZES: Final = range(34, 10, -1)
"""Points of the type, as the classes of lembar.css; from 24 on a sheet is read from two metres."""
_TWO_PAGES: Final = 2 * 269.0 - 40
"""As above; what may not be torn leaves a gap at the end of the first page."""
_HEAD: Final = 6.5
"""The head, in heights of its type: two lines, the kind, and the gaps above and below."""
_CODE: Final = 36.0
"""Millimetres of the QR code, beside which the foot's text has `_FOOT_SHARE` of the width."""
_FOOT_SHARE: Final = 0.76
_FOOT_TYPE: Final = 0.85
_TITLE_LINE: Final = 1.15
_ITEM: Final = 0.92
_TABLE: Final = {
    "<table": '<div class="geser" tabindex="0" role="group" aria-label="Tabel"><table',
    "</table>": "</table></div>",
    "<th></th>": "<td></td>",
}
"""A wide table scrolls on a telephone; a heading that says nothing is none."""
_PARSER: Final = lxml.html.HTMLParser(huge_tree=True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A wall sheet; `size` is its type in points, `is_cut` tells that the text goes on.

    Of an urgent warning that holds, `is_urgent` tells.
    """

    entry: BulletinEntry
    size: int
    is_large: bool
    notices: tuple[Part, ...]
    before: tuple[Part, ...]
    body: Markup
    after: tuple[Part, ...]
    is_cut: bool
    is_urgent: bool
    address: str
    code: Markup


def sheet_of(catalogue: Catalogue, entry: BulletinEntry, base: str) -> Sheet:
    """Lay out the wall sheet of a bulletin; links start at `base`."""
    if not entry.shows_body:
        raise ValueError(f"{entry.path} shows no text")
    notices = tuple(sheet_notices(catalogue, entry))
    before, after = tuple(parts_before(entry)), tuple(parts_after(entry))
    blocks = _blocks(catalogue.body_html(entry, base))
    address = catalogue.options.absolute(short_address(entry.identifier))
    foot = [f"Baca di ponsel: pindai kode ini, atau buka {address}"]
    foot += [
        " · ".join([group.record.title, *contact_lines(group.record.contact)])
        for group in catalogue.groups_of(entry)
    ]
    is_urgent = entry.is_listed and entry.record.priority is Priority.URGENT
    strip = (Part("Peringatan darurat", ()),) if is_urgent else ()
    size, kept = _fitted(entry, (*strip, *notices, *before, *after), blocks, foot)
    body = "".join(
        lxml.html.tostring(block, encoding="unicode", with_tail=False) for block in blocks[:kept]
    )
    for element, framed in _TABLE.items():
        body = body.replace(element, framed)
    return Sheet(
        entry,
        size,
        size > LARGE,
        notices,
        before,
        Markup(body),  # noqa: S704 - sanitised by nh3
        after,
        kept < len(blocks),
        is_urgent,
        address.removeprefix("https://"),
        qr_code(address),
    )


def qr_code(address: str) -> Markup:
    """A QR code as SVG; a quarter of it may be torn or wet (error level Q)."""
    code = segno.make(address, error="q", micro=False, boost_error=False, mask=_QR_MASK)
    size = len(code.matrix) + 2 * _QUIET
    rows = "".join(_runs(row, y + _QUIET) for y, row in enumerate(code.matrix))
    return Markup(  # noqa: S704 - figures, and the escaped address
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
        f'aria-label="Kode QR ke {escape(address)}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{rows}"/></svg>'
    )


def _runs(row: bytes | bytearray, y: int) -> str:
    """Yield the dark runs of a row as rectangles; segno's writer takes longer than its encoder."""
    x, drawn = _QUIET, []
    for is_dark, run in groupby(row):
        width = len(list(run))
        if is_dark:
            drawn.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(drawn)


# -- what fits ---------------------------------------------------------------------------------


def _fitted(
    entry: BulletinEntry,
    parts: Sequence[Part],
    blocks: Sequence[HtmlElement],
    foot: Sequence[str],
) -> tuple[int, int]:
    """The largest type with which all fits on one page, else on two; else how much fits."""
    for room, sizes in ((ONE_PAGE, _SIZES), (_TWO_PAGES, _SIZES[-7:])):
        for points in sizes:
            if _frame(foot, points) + _height(entry, parts, blocks, points) <= room:
                return points, len(blocks)
    points = _SIZES[-1]
    left = _TWO_PAGES - _frame(foot, points) - _height(entry, parts, (), points)
    for kept, block in enumerate(blocks):
        left -= _block(block, points)
        if left < 0:
            return points, kept
    return points, len(blocks)


def _frame(foot: Sequence[str], points: float) -> float:
    """Millimetres of the head and of the foot, in which each text of `foot` begins a line."""
    points = min(points, LARGE)
    said = sum(text_height(len(text), points * _FOOT_TYPE, _FOOT_SHARE) for text in foot)
    return _HEAD * points * MILLIMETRES + max(_CODE, said)


def _height(
    entry: BulletinEntry, parts: Sequence[Part], blocks: Sequence[HtmlElement], points: float
) -> float:
    """Millimetres of everything between the head and the foot.

    Compared with Chromium on the site's own bulletins the estimate is 10 % too high to 2 % too low.
    """
    record = entry.record
    title = text_height(len(record.title), points, larger=1.8)
    if points > LARGE:
        title = text_height(len(record.title), points, larger=1.4) * _TITLE_LINE / LINE
    top = title + text_height(len(record.description), points, larger=1.15)
    return (
        top
        + sum(_part(part, points) for part in parts)
        + sum(_block(block, points) for block in blocks)
    )


def _part(part: Part, points: float) -> float:
    heading = 2 * text_height(1, points, larger=1.2) if part.heading else text_height(1, points)
    return heading + sum(text_height(len(f"{a} {b}"), points, _ITEM) for a, b in part.lines)


def _block(block: HtmlElement, points: float) -> float:
    """Millimetres of a top-level element of a body."""
    gap = 0.5 * points * MILLIMETRES
    if block.tag == "table":
        rows = (row.text_content() for row in block.iter("tr"))
        return gap + sum(text_height(len(row), points, 0.7) + gap for row in rows)
    if block.tag in {"ul", "ol", "dl", "blockquote", "div", "details"}:
        lines = (text_height(line, points, _ITEM) for child in block for line in _lines(child))
        return 2 * gap + sum(lines) + len(block) * gap / 3
    is_heading = block.tag in {"h2", "h3", "h4", "h5", "h6"}
    larger = 1.2 if is_heading else 1
    return sum(text_height(line, points, larger=larger) for line in _lines(block)) + gap * (
        2 if is_heading else 1
    )


def _lines(block: HtmlElement) -> list[int]:
    """The number of letters of each line that the editor ended."""
    if block.find(".//br") is None:
        return [len(block.text_content())]
    lengths = [0]
    for event, element in iterwalk(block, events=("start", "end")):
        if event == "start":
            if element.tag == "br":
                lengths.append(0)
            lengths[-1] += len(element.text or "")
        elif element is not block:
            lengths[-1] += len(element.tail or "")
    return lengths


def _blocks(html: str) -> list[HtmlElement]:
    """The top-level elements of a body without pictures and sound, which paper has no room for."""
    if not html:
        return []
    root = lxml.html.fragment_fromstring(html, create_parent="div", parser=_PARSER)
    for media in list(root.iter("img", "audio")):
        media.drop_tree()
    set_directions(root)
    return list(_wrapped(root))


def _wrapped(root: HtmlElement) -> Iterable[HtmlElement]:
    if root.text and root.text.strip():
        yield _paragraph(root.text)
    for child in root:
        if child.text_content().strip() or child.tag == "table":
            yield child
        if child.tail and child.tail.strip():
            yield _paragraph(child.tail)


def _paragraph(text: str) -> HtmlElement:
    found = lxml.html.Element("p")
    found.text = text.strip()
    return found
