"""Blogger's backup: an Atom feed of everything, in its old form and in that of Google Takeout.

Source: Blogger's Atom export (`kind#post` categories, `app:draft`) and the `feed.atom` of Takeout
(`blogger:type`, `blogger:status`, `blogger:filename`, `blogger:trashed`). Settings, templates and
comments are entries as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kim_plugins.exchange.imports.items import Body, Item, Picture, State, plain_title
from kim_plugins.exchange.imports.streams import Text
from kim_plugins.exchange.imports.web import urlsplit
from kim_plugins.exchange.imports.xml_stream import Element, elements, text_of
from kim_plugins.exchange.moments import iso_moment

_KIND: Final = "http://schemas.google.com/g/2005#kind"
_NAMES: Final = {"comment": "komentar", "template": "templat", "settings": "setelan"}
_FILES: Final = frozenset(
    {"blogger.googleusercontent.com", "bp.blogspot.com", "googleusercontent.com", "bp0.blogger.com"}
)
"""Where Blogger keeps the pictures of its blogs; `1.bp.blogspot.com` is below one of them."""


@dataclass(slots=True)
class Blogger:
    """A backup of a blog; `site` is its address, where the backup doesn't tell."""

    text: Text
    site: str = ""
    program: str = "Blogger"
    _others: Counter[str] = field(default_factory=Counter)
    _comments: Counter[str] = field(default_factory=Counter)
    _done: bool = False

    def items(self) -> Iterator[Item]:
        """Posts and pages; the comments of each are counted on the way."""
        for name, element in elements(self.text, ("entry", "link"), "feed"):
            if name == "link":
                if element.get("rel") == "alternate" and not self.site:
                    self.site = element.get("href") or ""
                continue
            kind = _kind(element)
            if kind in ("post", "page"):
                yield self._item(element, is_page=kind == "page")
            elif not self._done:
                self._others[kind] += 1
                self._note(element)
        self._done = True

    def _note(self, element: Element) -> None:
        for name in ("in-reply-to", "parent"):
            found = element.find(f"{{*}}{name}")
            if found is not None:
                self._comments[found.get("ref") or found.text or ""] += 1

    def _item(self, element: Element, *, is_page: bool) -> Item:
        guid = text_of(element, "id").strip()
        url = self._url(element)
        if url and not self.site and "//" in url:
            self.site = "{0.scheme}://{0.netloc}/".format(urlsplit(url))
        author = element.find("{*}author")
        path = urlsplit(url).path
        return Item(
            key=guid,
            guid=guid,
            url=url,
            title=plain_title(text_of(element, "title")),
            body=text_of(element, "content"),
            date=iso_moment(text_of(element, "published")),
            state=_state(element),
            is_page=is_page,
            slug=path.rpartition("/")[2].removesuffix(".html"),
            authors=(text_of(author, "name").strip(),) if author is not None else (),
            topics=tuple(_topics(element)),
            summary=text_of(element, "metaDescription").strip(),
        )

    def _url(self, element: Element) -> str:
        file = text_of(element, "filename").strip()
        if file:
            return f"{self.site.rstrip('/')}{file}"
        links = element.iterfind("{*}link")
        return next((one.get("href") or "" for one in links if one.get("rel") == "alternate"), "")

    def body(self, item: Item) -> Body:
        """The body's HTML, as Blogger's editor left it."""
        made = Body(item.body)
        if count := self._comments[item.guid]:
            made.lost.append(f"{count} komentar")
        return made

    def picture(self, item: Item) -> Picture | None:  # noqa: ARG002 - as in Source
        """No picture: Blogger shows the first one of the text."""
        return None

    def hosts(self) -> Collection[str]:
        """The host of the blog, and those of Google that hold its pictures."""
        return {urlsplit(self.site).hostname or "", *_FILES} - {""}

    def notes(self) -> Sequence[str]:
        """Sentences on what couldn't be taken over."""
        found = [
            f"{count} {_NAMES.get(kind, f'butir jenis {kind}')} tidak diambil"
            for kind, count in sorted(self._others.items())
        ]
        return [*found, *self.text.notes()]


def _kind(element: Element) -> str:
    """`post`, `page`, `comment`, `settings` or `template`."""
    if written := text_of(element, "type").strip():
        return written.lower()
    terms = (
        one.get("term") or ""
        for one in element.iterfind("{*}category")
        if one.get("scheme") == _KIND
    )
    return next((term.rpartition("#")[2] for term in terms), "lain")


def _state(element: Element) -> State:
    status = text_of(element, "status").strip().upper()
    trashed = element.find("{*}trashed")
    if status == "SOFT_TRASHED" or (trashed is not None and (trashed.text or "").strip()):
        return State.BINNED
    control = element.find("{*}control")
    is_draft = control is not None and text_of(control, "draft").strip().lower() == "yes"
    if is_draft or status == "DRAFT":
        return State.DRAFT
    return State.WAITING if status == "SCHEDULED" else State.PUBLISHED


def _topics(element: Element) -> Iterator[str]:
    for one in element.iterfind("{*}category"):
        if one.get("scheme") != _KIND and (term := (one.get("term") or "").strip()):
            yield term
