"""Tags of Hugo, Jekyll, Hexo and Pelican in a body: what they say to a reader, and what goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kim_plugins.catalogue.bodies.foreign import replacement
from kim_plugins.exchange.imports.code import outside_code
from kim_plugins.exchange.imports.items import Body
from kim_plugins.records.problems import quote

_TAG: Final = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_REFERENCE: Final = re.compile(
    r"""\{\{[<%]\s*(?:rel)?ref\s+["']?(?P<hugo>[^"'\s>%]+)["']?[^>%]*[>%]\}\}"""
    r"|\{%-?\s*(?:post_url|post_path|link)\s+(?P<jekyll>\S+?)\s*-?%\}"
    r"|\{%-?\s*post_link\s+(?P<hexo>\S+)\s*[\"']?(?P<words>[^%]*?)[\"']?\s*(?:true|false)?\s*%\}"
    r"|[{|](?:filename|static|attach|author|category|tag|index)[}|](?P<pelican>[^\s)\"'>]*)"
)
_HIGHLIGHT: Final = re.compile(
    r"\{(?:%-?\s*highlight\s+(?P<a>\w+).*?%|\{<\s*highlight\s+(?P<b>\w+).*?>\})\}?(?P<code>.*?)"
    r"\{(?:%-?\s*endhighlight\s*-?%|\{<\s*/highlight\s*>\})\}?",
    re.DOTALL,
)
_INDENT: Final = 80
"""Blanks before a block that still begins a line."""
_RAW: Final = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}|<!--\s*more\s*-->", re.IGNORECASE)
_ABSOLUTE: Final = re.compile(r"\{\{-?\s*\.?(?:site|Site)\.(?:base_?url|url|BaseURL)[^}]*\}\}")


def without_tags(body: Body, find: Callable[[str], str | None]) -> None:
    """Remove tags that only another program understands; `body` is told which.

    `find` gives the address of the file that a reference names.
    """
    text = _HIGHLIGHT.sub(_fence, body.text)
    text = _RAW.sub("", _ABSOLUTE.sub("", text))

    def referred(found: re.Match[str]) -> str:
        target = found["hugo"] or found["jekyll"] or found["hexo"] or found["pelican"] or ""
        url = find(target)
        if found["hexo"]:
            words = found["words"] or target.replace("-", " ")
            return f"[{words}]({url})" if url else words
        if url:
            return url
        if found["pelican"] is None:
            body.lost.append(f"rujukan {quote(found[0])}")
        return target

    def plain(part: str) -> str:
        return _TAG.sub(lambda found: _instead(found[0], body), _REFERENCE.sub(referred, part))

    body.text = outside_code(text, plain)


def _fence(found: re.Match[str]) -> str:
    """A block of code on lines of its own: within a line its fence would open a code span."""
    start = found.start()
    before = found.string[max(0, start - _INDENT) : start].rpartition("\n")[2].strip(" \t")
    after = found.string[found.end() : found.end() + 1].strip("\n")
    longest = max(map(len, re.findall("`+", found["code"])), default=0)
    fence = "`" * max(3, longest + 1)
    code = f"{fence}{found['a'] or found['b']}\n{found['code'].strip(chr(10))}\n{fence}"
    return f"{chr(10) * 2 if before else ''}{code}{chr(10) if after else ''}"


def _instead(written: str, body: Body) -> str:
    """What a tag of the program says to a reader; gone and told where it says nothing."""
    found = replacement(written)
    if found:
        return found
    if found is None:
        words = re.findall(r"\"([^\"]+)\"", written)
        body.lost.append(f"tanda {' '.join(written.split())}")
        return " ".join(words)
    return ""
