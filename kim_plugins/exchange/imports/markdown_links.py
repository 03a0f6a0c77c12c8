"""Links, pictures and raw HTML in Markdown of other programs, each where it leads now.

References (`[text][id]`) become links in place, as the pictures among them may be gone; HTML that a
page of ours doesn't show (frames, programs, forms) becomes what `cleaning.py` makes of it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from kim_plugins.exchange.imports.code import FENCED, INLINE, outside_code
from kim_plugins.exchange.imports.items import Body, Item
from kim_plugins.exchange.imports.trees import IS_FILE, IS_PICTURE, BodyContext
from kim_plugins.exchange.imports.web import urljoin, urlsplit
from kim_plugins.records.models.alternatives import is_meaningless

_TARGET: Final = (
    r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()<>]|\((?:[^\s()<>]|\([^\s()<>]*\))*\))+"
    r"(?:[ ]+(?:[^\s()<>\"']|\([^\s()<>]*\))+)*))"
)
"""An address, in which round brackets come in pairs; a name of a file may have blanks."""
_LINK: Final = re.compile(
    r"(?P<sign>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\(\s*" + _TARGET + r"\s*"
    r"(?P<title>(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_DEFINED: Final = re.compile(
    r"(?m)^ {0,3}\[(?P<id>[^\]^][^\]]*)\]:[ \t]*<?(?P<target>\S+?)>?"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?[ \t]*(?:\n|\Z)"
)
_REFERRED: Final = re.compile(
    r"(?P<sign>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\](?:\([^()]*\)|\[[^\]]*\])?)*)\]"
    r"(?:[ ]?\[(?P<id>[^\]]*)\])?(?![(:])"
)
_ANCHOR: Final = re.compile(
    r"<a\b[^>]*?\bhref\s*=\s*(?P<quote>[\"'])(?P<target>[^\"'<>]*)(?P=quote)[^>]*>", re.IGNORECASE
)
_IMAGE: Final = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_UNSHOWN: Final = re.compile(
    rf"(?P<code>{FENCED}|{INLINE})"
    r"|<(?P<name>script|style|noscript|iframe|video|audio|object|form|svg|canvas)\b[^>]*>"
    r".*?</(?P=name)\s*>|<embed\b[^>]*>",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


def redirect_links(
    body: Body, item: Item, context: BodyContext, converted: Callable[[str], str]
) -> None:
    """Change a body of Markdown and tell it what went; `converted` makes Markdown of HTML."""
    text = _UNSHOWN.sub(lambda found: found["code"] or converted(found[0]), body.text)
    defined: dict[str, str] = {}

    def without_definitions(part: str) -> str:
        for found in _DEFINED.finditer(part):
            defined.setdefault(_name(found["id"]), found["target"])
        return _DEFINED.sub("", part)

    text = outside_code(text, without_definitions)
    if defined:
        text = outside_code(text, lambda part: _inline(part, defined))
    links = _Links(body, item, context)
    body.text = outside_code(text, links.changed)


def _name(reference: str) -> str:
    return " ".join(reference.split()).casefold()


def _inline(text: str, defined: dict[str, str]) -> str:
    def link(found: re.Match[str]) -> str:
        words = _REFERRED.sub(link, found["text"])
        target = defined.get(_name(found["id"] or found["text"]))
        if target is None:
            rest = found[0][len(found["sign"]) + len(found["text"]) + 2 :]
            return f"{found['sign']}[{words}]{rest}"
        return f"{found['sign']}[{words}](<{target}>)"

    return _REFERRED.sub(link, text)


@dataclass(frozen=True, slots=True)
class _Links:
    """Leads what a body links; `body` is told what went."""

    body: Body
    item: Item
    context: BodyContext

    def changed(self, text: str) -> str:
        """A part of a body without code."""
        return _LINK.sub(self._link, _ANCHOR.sub(self._anchor, _IMAGE.sub(self._image, text)))

    def _image(self, found: re.Match[str]) -> str:
        values = {name.lower(): a or b for name, a, b in _ATTRIBUTE.findall(found[0])}
        return self._picture(values.get("alt", ""), values.get("src", ""))

    def _link(self, found: re.Match[str]) -> str:
        words, target = found["text"], (found["angled"] or found["bare"] or "").strip()
        if found["sign"]:
            return self._picture(words, target)
        if " " in target and "://" in target:
            target = next(part for part in target.split() if "://" in part)
        words = _LINK.sub(self._inside, words)
        is_picture = words.startswith("![") and IS_PICTURE.search(urlsplit(target).path)
        lead = None if is_picture else self._target(target)
        if lead is None:
            if not is_picture and target not in ("", "#"):
                self.body.lost.append(f"tautan ke {target}")
            return words
        is_same = lead == found["bare"] and words == found["text"]
        return found[0] if is_same else f"[{words}]({_written(lead)})"

    def _inside(self, found: re.Match[str]) -> str:
        """A picture within a link; what isn't had leaves its words."""
        target = found["angled"] or found["bare"] or ""
        return self._picture(found["text"], target, is_in_link=True)

    def _anchor(self, found: re.Match[str]) -> str:
        target = found["target"].strip()
        lead = self._target(target) if target else None
        return f'<a href="{lead}">' if lead else "<a>"

    def _target(self, target: str) -> str | None:
        """Where a link shall lead: to a file or a page that was taken, or to where it led."""
        if target.startswith(("mailto:", "tel:")) or (target.startswith("#") and target != "#"):
            return target
        if not target or target == "#" or not _IS_LINK.match(target):
            return None
        is_file = IS_FILE.search(urlsplit(target).path)
        place = self.context.find(target, None) if is_file else None
        place = place or self.context.page(urljoin(self.item.url, target))
        place = place or self.context.page(self._beside(target))
        if place or "://" in target:
            return place or target
        return urljoin(self.item.url, target) if "://" in self.item.url else None

    def _beside(self, target: str) -> str:
        folder = posixpath.dirname(self.item.place)
        return posixpath.normpath(posixpath.join(folder, unquote(target)))

    def _picture(self, alt: str, source: str, *, is_in_link: bool = False) -> str:
        """A picture as Markdown; where it isn't had a link to where it was, or its words."""
        place = self.context.find(source, None) if source else None
        if place is None and source and "://" not in source and self.context.url:
            source = urljoin(self.context.url, source)
            place = self.context.find(source, None)
        if place is None:
            self.body.lost.append(f"gambar {source or alt or 'tanpa alamat'}")
            words = (f"Gambar: {alt}" if alt else "Gambar") if source else alt
            is_link = source.startswith(("http://", "https://")) and not is_in_link
            return f"[{words}]({_written(source)})" if is_link else words
        if not alt or is_meaningless(alt, source):
            self.body.changed.append("teks pengganti gambar belum ada; tulis apa yang terlihat")
            alt = f"Gambar pada “{self.context.title}”"
        return f"![{alt}]({_written(place)})"


_IS_LINK: Final = re.compile(r"https?:|(?![a-zA-Z][\w+.-]*:)")


def _written(target: str) -> str:
    return quote(target, safe="/:?#[]@!$&'*+,;=%~-._") if re.search(r"[\s()<>]", target) else target
