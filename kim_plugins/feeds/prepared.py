"""Items cleaned for all formats, a notice in the first place of their content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from kim_plugins.feeds.model import Category, Item, Origin, Picture, Sound, Withdrawal
from kim_plugins.feeds.text import address, clean, guid, moment, one_line


@dataclass(frozen=True, slots=True)
class PreparedItem:
    """A cleaned item with its summary as text and as HTML, and its full content."""

    item: Item
    summary: str
    description: str
    content: str


def prepare(source: Item | Withdrawal) -> PreparedItem:
    """Return what the formats write of an item, or of the notice of a withdrawal."""
    item = _tidy(source if isinstance(source, Item) else _notice_of(source))
    # RSS and OpenDK want something to read in every description.
    summary = item.summary or item.title
    return PreparedItem(
        item=item,
        summary=f"{item.notice} {summary}" if item.notice else summary,
        description=_picture(item.picture) + _notice(item) + _paragraph(summary),
        content=_notice(item) + item.html,
    )


def _notice_of(withdrawal: Withdrawal) -> Item:
    return Item(
        guid=withdrawal.guid,
        url=withdrawal.url,
        title=withdrawal.title,
        summary=withdrawal.reason,
        html=_paragraph(withdrawal.reason),
        published=withdrawal.published or withdrawal.when,
        updated=withdrawal.when,
        authors=withdrawal.authors,
        categories=(),
        lang=withdrawal.lang,
    )


def _tidy(item: Item) -> Item:
    url = address(item.url)
    authors = dict.fromkeys(map(one_line, item.authors))
    return replace(
        item,
        guid=guid(item.guid),
        url=url,
        title=one_line(item.title) or url,  # Atom insists on a title
        summary=one_line(item.summary),
        html=clean(item.html),
        published=moment(item.published),
        updated=moment(item.updated),
        authors=tuple(name for name in authors if name),
        categories=_tidy_categories(item.categories),
        lang=one_line(item.lang or "") or None,
        picture=item.picture and _tidy_picture(item.picture),
        sound=item.sound and _tidy_sound(item.sound),
        notice=one_line(item.notice or "") or None,
        origin=item.origin and _tidy_origin(item.origin),
    )


@lru_cache(maxsize=4096)
def _tidy_categories(categories: tuple[Category, ...]) -> tuple[Category, ...]:
    tidy = ((one_line(c.term), one_line(c.label), address(c.scheme)) for c in categories)
    named = (Category(term, label or term, scheme) for term, label, scheme in tidy if term)
    return tuple(dict.fromkeys(named))


def _tidy_origin(origin: Origin) -> Origin:
    feed_url = address(origin.feed_url)
    return Origin(
        one_line(origin.title) or feed_url,
        feed_url,
        address(origin.site),
        address(origin.url),
        address(origin.guid),
        address(origin.license or "") or None,
        one_line(origin.rights or "") or None,
    )


def _tidy_picture(picture: Picture) -> Picture:
    return replace(
        picture,
        url=address(picture.url),
        type=one_line(picture.type),
        alt=one_line(picture.alt),
        credit=one_line(picture.credit or "") or None,
        caption=one_line(picture.caption or "") or None,
    )


def _tidy_sound(sound: Sound) -> Sound:
    kind = one_line(sound.type)
    if not kind.startswith("audio/"):
        # LibreTime passes over an enclosure of any other type, without a word.
        raise ValueError(f"the type of a sound begins with audio/, not {sound.type!r}: {sound.url}")
    title = one_line(sound.title or "") or None
    return replace(sound, url=address(sound.url), type=kind, title=title)


def _picture(picture: Picture | None) -> str:
    if picture is None:
        return ""
    size = "".join(
        f' {name}="{value}"'
        for name, value in (("width", picture.width), ("height", picture.height))
        if value
    )
    return f'<p><img src="{escape(picture.url)}" alt="{escape(picture.alt)}"{size}></p>'


def _notice(item: Item) -> str:
    return f"<p><strong>{_text(item.notice)}</strong></p>" if item.notice else ""


def _paragraph(text: str) -> str:
    return f"<p>{_text(text)}</p>"


def _text(text: str) -> str:
    return escape(text, quote=False)
