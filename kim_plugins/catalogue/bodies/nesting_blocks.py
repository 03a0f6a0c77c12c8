"""Parsers of blocks that hold others: lists, quotes, admonitions, footnotes, definitions, HTML."""

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


def quote(context: BlockContext, index: int, text: str) -> int:
    """Parse a quote, lines that begin with `>`; `>60` is more than sixty."""
    if context.depth >= DEEPEST or not _QUOTE.match(text):
        return 0
    inner: list[Line] = []
    end = index
    while end < len(context.lines):
        line, text = context.lines[end]
        stripped = text.strip()
        if match := _QUOTE.match(stripped):
            inner.append((line, stripped[match.end() :]))
        elif context.shared.line_breaks or not stripped or not inner[-1][1].strip():
            break
        else:
            inner.append((line, stripped))
        end += 1
    read = context.within(inner)
    context.add(block(markup("<blockquote>")), *read, block(markup("</blockquote>")))
    return end


def admonition(context: BlockContext, index: int, text: str) -> int:
    """Parse an admonition of a known kind with its indented content."""
    found = admonitions.admonition_of(text)
    if not found or context.depth >= DEEPEST:
        if text.startswith("!!!"):
            hints.no_admonition(context.lines[index], context.shared.remarks)
        return 0
    content, end = admonitions.content_of(context.lines, index + 1)
    line = context.lines[index][0]
    context.spend(found.written)
    title = context.shared.texts.read(found.title, line).replace('"', literal('"'))
    inner = _indented(context.within(content))
    context.add(f'!!! {found.kind} "{title}"' + (f"\n{inner}" if inner else ""))
    return end


def colon(context: BlockContext, index: int, text: str) -> int:
    """Parse a term's definition, or a fence of another program's boxes."""
    if admonitions.is_division(text):
        hints.division(context.lines[index], context.shared.remarks)
        context.end_paragraph()
        return index + 1
    match = _DEFINITION.match(text)
    if not match or not context.paragraph or context.depth >= DEEPEST:
        return 0
    terms, context.paragraph = context.paragraph, []
    named = "".join(f"{_TERM}{context.lined([term])}{_TERM_END}" for term in terms)
    context.chunks += [block(markup("<dl>")), block(named)]
    while index < len(context.lines):
        line, text = context.lines[index]
        match = _DEFINITION.match(text.strip())
        if not match:
            break
        more, index = admonitions.content_of(context.lines, index + 1)
        inner = context.within([(line, text.strip()[match.end() :]), *more], tight=True)
        context.chunks += enclosed(_MEANING, inner, _MEANING_END)
    context.chunks.append(block(markup("</dl>")))
    return index


def footnote(context: BlockContext, index: int, text: str) -> int:
    """Parse the text of a footnote."""
    line = context.lines[index][0]
    label = context.shared.definitions.notes.get(line)
    if label is None or context.depth:
        return 0
    context.spend(label)
    content, end = admonitions.content_of(context.lines, index + 1)
    first = text.partition("]:")[2].strip()
    inner = context.within([(line, first), *content])
    context.add(f"[^{label}]: {_indented(inner)[4:]}")
    return end


def html(context: BlockContext, index: int, text: str) -> int:
    """Parse an HTML element that is closed; it stays as it is."""
    if text.startswith("<!--"):
        return _comment(context, index)
    tag = raw_html.begins_block(text)
    end = context.html_ends.get(index) if tag else None
    if tag is None or end is None or (end == index and not text.endswith(f"</{tag[2]}>")):
        return 0
    if raw_html.holds_markdown(context.lines[index : end + 1], tag) and context.depth < DEEPEST:
        return _markdown_in_html(context, tag, text, index, end)
    lines = context.lines[index : end + 1]
    raw = raw_html.escape_stray_tags("\n".join(line for _, line in lines).strip())
    context.spend(raw_html.invisible_parts(raw))
    check_html(raw, lines[0][0], context.shared.remarks)
    context.add(block(markup(raw)))
    return end + 1


def _markdown_in_html(
    context: BlockContext, tag: re.Match[str], text: str, index: int, end: int
) -> int:
    number, last = context.lines[end]
    inner: list[Line] = [
        (context.lines[index][0], text[tag.end() :]),
        *context.lines[index + 1 : end],
    ]
    if end == index:
        last = inner.pop()[1]
    before, closing = raw_html.split_end_tag(last, tag[2])
    inner.append((number, before))
    closing = raw_html.escape_stray_tags(closing)
    context.spend(tag[0], closing)
    is_tight = all(line.strip() for _, line in inner[1:-1]) and bool(inner[0][1].strip())
    chunks = context.within(inner, tight=is_tight or raw_html.holds_text(tag))
    context.add(*enclosed(markup(tag[0]), chunks, markup(closing)))
    return end + 1


def _comment(context: BlockContext, index: int) -> int:
    """Lines that are a comment and nothing else."""
    after = bisect_left(context.comment_ends, index)
    if after == len(context.comment_ends):
        return 0
    end = context.comment_ends[after]
    last = context.lines[end][1].strip()
    if last.find("-->") != len(last) - 3:
        return 0
    context.spend(*(text for _, text in context.lines[index : end + 1]))
    context.end_paragraph()
    return end + 1


def item_list(context: BlockContext, index: int) -> int:
    """Parse a list."""
    found, end = read_items(
        context.lines, index, context.markers, takes_on=not context.shared.line_breaks
    )
    context.add(*as_chunks(found, context.within, context.shared.remarks))
    return end


def _indented(chunks: Iterable[str]) -> str:
    lines = joined(chunks).split("\n")
    return "\n".join(f"    {line}" if line else "" for line in lines)


def joined(chunks: Iterable[str]) -> str:
    """Blocks as one text; neighbouring stand-ins form one block."""
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
