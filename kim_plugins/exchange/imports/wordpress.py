"""WordPress: its own export, WXR 1.0 to 1.2, an RSS 2.0 with elements of its own.

Source: wp-admin/includes/export.php, which writes it. `post_date` is in the site's zone,
`post_date_gmt` in UTC; a draft has zeros for one or both. A guid is what feeds say, and is nobody's
link. Attachments may stand before or behind the posts that use them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Final

from kim_plugins.exchange.imports.blocks import without_blocks
from kim_plugins.exchange.imports.items import Body, Item, Picture, State, plain_title
from kim_plugins.exchange.imports.paragraphs import paragraphs
from kim_plugins.exchange.imports.shortcode_parts import Gallery
from kim_plugins.exchange.imports.shortcodes import without_shortcodes
from kim_plugins.exchange.imports.streams import Text
from kim_plugins.exchange.imports.web import urlsplit
from kim_plugins.exchange.imports.xml_stream import Element, elements, text_of

_STATES: Final = {
    "publish": State.PUBLISHED,
    "inherit": State.PUBLISHED,
    "private": State.PRIVATE,
    "future": State.WAITING,
    "trash": State.BINNED,
}
_KINDS: Final = {"post": False, "page": True}
"""What is taken, and whether it is a page."""
_NO_TOPICS: Final = {
    *("uncategorized", "uncategorised", "tak berkategori", "tidak berkategori"),
    *("tanpa kategori", "belum berkategori"),
}
_OF_THE_SITE: Final = ("link", "base_blog_url", "author")
_SETTINGS: Final = frozenset({"nav_menu_item", "wp_global_styles", "wp_navigation", "wp_template"})


@dataclass(frozen=True, slots=True)
class _Attachment:
    url: str
    title: str
    alt: str
    caption: str


@dataclass(slots=True)
class WordPress:
    """An export of WordPress; `zone` is that of the site, for dates that name none."""

    text: Text
    zone: tzinfo
    program: str = "WordPress"
    _site: str = ""
    _authors: dict[str, str] = field(default_factory=dict)
    _attachments: dict[str, _Attachment] = field(default_factory=dict)
    _of_posts: dict[str, list[str]] = field(default_factory=dict)
    _reused: dict[str, str] = field(default_factory=dict)
    _notes_of: dict[str, str] = field(default_factory=dict)
    _others: Counter[str] = field(default_factory=Counter)
    _comments: int = 0
    _done: bool = False

    def items(self) -> Iterator[Item]:
        """Posts and pages; what they refer to is noted on the way."""
        for name, element in elements(self.text, ("item", *_OF_THE_SITE), "channel"):
            if name != "item":
                self._learn(name, element)
                continue
            kind = text_of(element, "post_type") or "post"
            if text_of(element, "status") == "auto-draft":
                continue  # opened and never written
            if kind in _KINDS:
                yield self._item(element, is_page=_KINDS[kind])
            elif not self._done:
                self._note(kind, element)
        self._done = True

    def _learn(self, name: str, element: Element) -> None:
        if name == "author":
            login = text_of(element, "author_login")
            self._authors[login] = text_of(element, "author_display_name").strip()
        elif not self._site or name == "base_blog_url":
            self._site = (element.text or "").strip()

    def _note(self, kind: str, element: Element) -> None:
        if kind == "wp_block":
            self._reused[text_of(element, "post_id")] = _encoded(element, "content")
            return
        if kind != "attachment":
            self._others[kind] += 1
            return
        meta = _meta(element)
        number = text_of(element, "post_id")
        self._attachments[number] = _Attachment(
            text_of(element, "attachment_url") or text_of(element, "guid"),
            text_of(element, "title"),
            meta.get("_wp_attachment_image_alt", ""),
            _excerpt(element),
        )
        self._of_posts.setdefault(text_of(element, "post_parent"), []).append(number)

    def _item(self, element: Element, *, is_page: bool) -> Item:
        meta, number = _meta(element), text_of(element, "post_id")
        comments = sum(1 for _ in element.iterfind("{*}comment"))
        if not self._done:
            self._comments += comments
        state = _STATES.get(text_of(element, "status"), State.DRAFT)
        lost = [f"{comments} komentar"] if comments else []
        if text_of(element, "post_password"):
            state, lost = State.PRIVATE, [*lost, "kata sandi pembaca"]
        if meta.get("footnotes"):
            self._notes_of[number] = meta["footnotes"]
        login = text_of(element, "creator")
        link, guid = text_of(element, "link").strip(), text_of(element, "guid").strip()
        return Item(
            key=guid or f"wp-{number}",
            guid=guid,
            url="" if urlsplit(link).query else link,
            title=plain_title(text_of(element, "title")),
            body=_encoded(element, "content"),
            date=self._date(element),
            state=state,
            is_page=is_page,
            slug=text_of(element, "post_name"),
            authors=tuple(filter(None, (self._authors.get(login) or login,))),
            topics=tuple(_topics(element)),
            summary=_excerpt(element),
            picture=Picture(f"wp:{meta['_thumbnail_id']}") if "_thumbnail_id" in meta else None,
            lost=tuple(lost),
            place=number,
        )

    def _date(self, element: Element) -> datetime | None:
        for name, zone in (("post_date", self.zone), ("post_date_gmt", UTC)):
            try:
                return datetime.strptime(text_of(element, name), "%Y-%m-%d %H:%M:%S").replace(
                    tzinfo=zone
                )
            except ValueError:  # zeros, of a draft
                continue
        return None

    def body(self, item: Item) -> Body:
        """The body as HTML: its blocks, or its classic text, without shortcodes."""
        made = Body(item.body)
        has_blocks = "<!-- wp:" in item.body
        text = item.body
        if has_blocks:
            notes = self._notes_of.get(item.place, "")
            text = without_blocks(text, made, lambda number: self._reused.get(number, ""), notes)
        text = without_shortcodes(text, made, lambda wish: self._gallery(item, wish))
        made.text = text if has_blocks else paragraphs(text)
        return made

    def _gallery(self, item: Item, wish: Gallery) -> list[Picture]:
        numbers = wish.ids or self._of_posts.get(item.place, [])
        found = (self._attachments.get(number) for number in numbers)
        return [
            Picture(one.url, one.alt or one.title, one.caption)
            for number, one in zip(numbers, found, strict=True)
            if one and number not in wish.without
        ]

    def picture(self, item: Item) -> Picture | None:
        """The featured image."""
        found = item.picture and self._attachments.get(item.picture.src.removeprefix("wp:"))
        return Picture(found.url, found.alt or found.title, found.caption) if found else None

    def hosts(self) -> Collection[str]:
        """The host of the site, and that of its files where it is another."""
        files = (one.url for one in self._attachments.values())
        return {urlsplit(url).hostname or "" for url in (self._site, *files)} - {""}

    def notes(self) -> Sequence[str]:
        """Sentences on what couldn't be taken over."""
        found = [f"{self._comments} komentar tidak diambil"] if self._comments else []
        found += (
            f"{count} butir jenis {kind} tidak diambil"
            for kind, count in sorted(self._others.items())
            if kind not in _SETTINGS
        )
        return [*found, *self.text.notes()]


def _encoded(element: Element, prefix: str) -> str:
    """`content:encoded` and `excerpt:encoded` differ by their namespace only."""
    for found in element.iterfind("{*}encoded"):
        if f"/{prefix}/" in found.tag:
            return found.text or ""
    return ""


def _excerpt(element: Element) -> str:
    return _encoded(element, "excerpt").strip()


def _meta(element: Element) -> dict[str, str]:
    return {
        text_of(one, "meta_key"): text_of(one, "meta_value")
        for one in element.iterfind("{*}postmeta")
    }


def _topics(element: Element) -> Iterator[str]:
    for one in element.iterfind("category"):
        name = (one.text or "").strip()
        if one.get("domain") in ("category", "post_tag") and name.casefold() not in _NO_TOPICS:
            yield name
