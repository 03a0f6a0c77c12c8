"""Parsers of blocks that hold no others: headings, code, rules, tables, attributes."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.catalogue.bodies import braces, hints, tables
from kim_plugins.catalogue.bodies.block_context import BlockContext
from kim_plugins.catalogue.bodies.braces import BRACED, Braces
from kim_plugins.catalogue.bodies.lists import indent_of
from kim_plugins.catalogue.bodies.stand_ins import block, literal, markup, untouched
from kim_plugins.records.patterns import deferred

_FENCE: Final = re.compile(r"(`{3,}|~{3,})[ \t]*([^`\n]*)")
_LANGUAGE: Final = deferred(
    r"(?i)[{.\s]*(?:bash|c|c\+\+|cmd|cpp|css|csv|diff|go|html?|ini|java|javascript|js|json|markdown|md|none|"
    r"php|plain|plaintext|powershell|ps1|py|python|r|sh|shell|sql|text|toml|ts|txt|xml|ya?ml)(?![\w-])"
)
"""How a fence names what is between it and the next."""
_HEADING: Final = re.compile(r"(#{1,6})[ \t\u00a0]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_RULE: Final = re.compile(
    r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*|[—–]{3,}[ \t]*"
)
_HEADING_ATTRIBUTES: Final = re.compile(r"(.*?)[ \t]*(\{[^{}]+\})")


def heading(context: BlockContext, index: int, text: str) -> int:
    """Parse a heading: its signs, a blank, its text."""
    match = _HEADING.fullmatch(text)
    if not match:
        return 0
    line, title, kept = context.lines[index][0], match[2], ""
    found = _HEADING_ATTRIBUTES.fullmatch(title) if "{" in title else None
    if found and found[1] and braces.meaning(found[2]) is Braces.ATTRIBUTES:
        title, kept = found[1], _attribute_list(found[2])
        context.spend(found[2])
    read = context.shared.texts.read(title, line).replace("#", literal("#"))
    context.add(f"{match[1]} {read}{kept}")
    return index + 1


def fence(context: BlockContext, index: int, text: str) -> int:
    """Parse code between two fences."""
    match = _FENCE.fullmatch(text)
    if not match:
        return 0
    end = context.fence_end(index, match[1])
    if end is None:
        hints.unclosed_fence(context.lines[index], context.shared.remarks)
        return 0
    code = "\n".join(line for _, line in context.lines[index + 1 : end])
    if _LANGUAGE.match(match[2]):
        context.spend(match[2])
    elif match[2].strip():
        # A chat's monospaced text begins beside its signs.
        code = f"{match[2].strip()}\n{code}"
    html = f"{markup('<pre><code>')}{untouched(code + chr(10))}{markup('</code></pre>')}"
    context.add(block(html))
    return end + 1


def rule(context: BlockContext, index: int, text: str) -> int:
    """Parse a line of signs that divides."""
    if not _RULE.fullmatch(text):
        return 0
    hints.underline(context.lines, index, context.paragraph, context.shared.remarks)
    context.add(block(markup("<hr>")))
    return index + 1


def attributes(context: BlockContext, index: int, text: str) -> int:
    """Parse attributes on a line of their own, which belong to the paragraph above."""
    match = BRACED.fullmatch(text)
    if not match or not context.paragraph or context.tight:
        return 0
    if braces.meaning(text) is not Braces.ATTRIBUTES:
        return 0
    context.spend(text)
    context.end_paragraph(f"\n{_attribute_list(text).strip()}")
    return index + 1


def star(context: BlockContext, index: int, text: str) -> int:
    """Parse the definition of an abbreviation, or a rule."""
    line = context.lines[index][0]
    if line in context.shared.definitions.abbreviations:
        context.shared.remarks.abbreviations[line] = context.shared.definitions.abbreviations[line]
        context.spend(text.partition("]:")[0])
        context.add(text)
        return index + 1
    return rule(context, index, text)


def table(context: BlockContext, index: int) -> int:
    """Parse a table of pipes or of tabs."""
    lines, read = context.lines, context.shared.texts.read
    line, text = lines[index]
    following = lines[index + 1][1] if index + 1 < len(lines) else ""
    marker = context.markers.get(index)
    is_within = marker is not None and indent_of(following) > marker.indent + 1
    if "|" in text and tables.is_rule(following) and not tables.is_rule(text) and not is_within:
        end = index + 2
        while end < len(lines) and "|" in lines[end][1]:
            end += 1
        rows = [tables.cells_of(one) for _, one in (lines[index], *lines[index + 2 : end])]
        rule = tables.cells_of(following)
        context.add(tables.drawn(rows, rule, read, line))
        return end
    end = tables.tabbed(lines, index)
    if end == index or (index in context.markers and "\t" not in context.markers[index].rest):
        return 0
    rows = [tables.tabbed_cells(one) for _, one in lines[index:end]]
    context.add(tables.drawn(rows, (), read, line))
    return end


def _attribute_list(braced: str) -> str:
    return " {: " + braced.strip("{}").removeprefix(":").strip() + " }"
