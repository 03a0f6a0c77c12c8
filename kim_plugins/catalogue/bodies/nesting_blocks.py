"""Blocks that hold others: lists, quotes, boxes, footnotes, definitions, HTML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from kim_plugins.catalogue.bodies import admonitions, hints, raw_html
from kim_plugins.catalogue.bodies.alternatives import check_html
from kim_plugins.catalogue.bodies.block_context import DEEPEST, BlockContext
from kim_plugins.catalogue.bodies.lists import Line
from kim_plugins.catalogue.bodies.reading_lists import as_chunks, read_items
from kim_plugins.catalogue.bodies.stand_ins import (
    BLOCK,
    BLOCK_END,
    block,
    enclosed,
    literal,
    markup,
)

_DEFINITION: Final = re.compile(r":[ \t]{1,3}(?=\S)")
_TERM, _TERM_END = markup("<dt>"), markup("</dt>")
_MEANING, _MEANING_END = markup("<dd>"), markup("</dd>")
_QUOTE: Final = re.compile(r">(?!\d|=) ?")


def quote(walk: BlockContext, index: int, text: str) -> int:
    """Lines that begin with `>`, unless a number follows: `>60` is more than sixty."""
    if walk.depth >= DEEPEST or not _QUOTE.match(text):
        return 0
    inner: list[Line] = []
    end = index
    while end < len(walk.lines):
        line, text = walk.lines[end]
        stripped = text.strip()
        if match := _QUOTE.match(stripped):
            inner.append((line, stripped[match.end() :]))
        elif walk.shared.line_breaks or not stripped or not inner[-1][1].strip():
            break
        else:
            inner.append((line, stripped))
        end += 1
    read = walk.within(inner)
    walk.add(block(markup("<blockquote>")), *read, block(markup("</blockquote>")))
    return end


def admonition(walk: BlockContext, index: int, text: str) -> int:
    """A box of a known kind, with what is further in."""
    found = admonitions.admonition_of(text)
    if not found or walk.depth >= DEEPEST:
        if text.startswith("!!!"):
            hints.no_admonition(walk.lines[index], walk.shared.remarks)
        return 0
    content, end = admonitions.content_of(walk.lines, index + 1)
    line = walk.lines[index][0]
    walk.spend(found.written)
    title = walk.shared.texts.read(found.title, line).replace('"', literal('"'))
    inner = _indented(walk.within(content))
    walk.add(f'!!! {found.kind} "{title}"' + (f"\n{inner}" if inner else ""))
    return end


def colon(walk: BlockContext, index: int, text: str) -> int:
    """A term's definition, or a fence of another program's boxes."""
    if admonitions.is_division(text):
        hints.division(walk.lines[index], walk.shared.remarks)
        walk.end_paragraph()
        return index + 1
    match = _DEFINITION.match(text)
    if not match or not walk.paragraph or walk.depth >= DEEPEST:
        return 0
    terms, walk.paragraph = walk.paragraph, []
    named = "".join(f"{_TERM}{walk.lined([term])}{_TERM_END}" for term in terms)
    walk.chunks += [block(markup("<dl>")), block(named)]
    while index < len(walk.lines):
        line, text = walk.lines[index]
        match = _DEFINITION.match(text.strip())
        if not match:
            break
        more, index = admonitions.content_of(walk.lines, index + 1)
        inner = walk.within([(line, text.strip()[match.end() :]), *more], tight=True)
        walk.chunks += enclosed(_MEANING, inner, _MEANING_END)
    walk.chunks.append(block(markup("</dl>")))
    return index


def footnote(walk: BlockContext, index: int, text: str) -> int:
    """A footnote, where its reference leads."""
    line = walk.lines[index][0]
    label = walk.shared.definitions.notes.get(line)
    if label is None or walk.depth:
        return 0
    walk.spend(label)
    content, end = admonitions.content_of(walk.lines, index + 1)
    first = text.partition("]:")[2].strip()
    inner = walk.within([(line, first), *content])
    walk.add(f"[^{label}]: {_indented(inner)[4:]}")
    return end


def html(walk: BlockContext, index: int, text: str) -> int:
    """An element that is closed, as it is."""
    if text.startswith("<!--"):
        return _comment(walk, index)
    tag = raw_html.begins_block(text)
    end = walk.html_ends.get(index) if tag else None
    if tag is None or end is None or (end == index and not text.endswith(f"</{tag[2]}>")):
        return 0
    if raw_html.holds_markdown(walk.lines[index : end + 1], tag) and walk.depth < DEEPEST:
        return _markdown_in_html(walk, tag, text, index, end)
    lines = walk.lines[index : end + 1]
    raw = raw_html.escape_stray_tags("\n".join(line for _, line in lines).strip())
    walk.spend(raw_html.invisible_parts(raw))
    check_html(raw, lines[0][0], walk.shared.remarks)
    walk.add(block(markup(raw)))
    return end + 1


def _markdown_in_html(
    walk: BlockContext, tag: re.Match[str], text: str, index: int, end: int
) -> int:
    number, last = walk.lines[end]
    inner: list[Line] = [(walk.lines[index][0], text[tag.end() :]), *walk.lines[index + 1 : end]]
    if end == index:
        last = inner.pop()[1]
    before, closing = raw_html.split_end_tag(last, tag[2])
    inner.append((number, before))
    closing = raw_html.escape_stray_tags(closing)
    walk.spend(tag[0], closing)
    is_tight = all(line.strip() for _, line in inner[1:-1]) and bool(inner[0][1].strip())
    chunks = walk.within(inner, tight=is_tight or raw_html.holds_text(tag))
    walk.add(*enclosed(markup(tag[0]), chunks, markup(closing)))
    return end + 1


def _comment(walk: BlockContext, index: int) -> int:
    """Lines that are a comment and nothing else."""
    after = bisect_left(walk.comment_ends, index)
    if after == len(walk.comment_ends):
        return 0
    end = walk.comment_ends[after]
    last = walk.lines[end][1].strip()
    if last.find("-->") != len(last) - 3:
        return 0
    walk.spend(*(text for _, text in walk.lines[index : end + 1]))
    walk.end_paragraph()
    return end + 1


def item_list(walk: BlockContext, index: int) -> int:
    """A list."""
    found, end = read_items(walk.lines, index, walk.markers, takes_on=not walk.shared.line_breaks)
    walk.add(*as_chunks(found, walk.within, walk.shared.remarks))
    return end


def _indented(chunks: Iterable[str]) -> str:
    lines = joined(chunks).split("\n")
    return "\n".join(f"    {line}" if line else "" for line in lines)


def joined(chunks: Iterable[str]) -> str:
    """Blocks as one text; neighbours that are HTML of our own as one block."""
    found: list[str] = []
    own: list[str] = []
    for chunk in chunks:
        if chunk.startswith(BLOCK) and chunk.endswith(BLOCK_END):
            own.append(chunk[1:-1])
            continue
        if own:
            found.append(block("\n".join(own)))
            own = []
        found.append(chunk)
    if own:
        found.append(block("\n".join(own)))
    return "\n\n".join(found)
