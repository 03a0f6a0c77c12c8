"""Values that feeds are written from; they don't depend on the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Category:
    """A subject of an item. `scheme` is the absolute address that tells kinds of subjects apart."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an item: address, media type, size in bytes and pixels, and what it shows."""

    url: str
    type: str
    length: int | None  # None for a picture that is made later
    width: int | None
    height: int | None
    alt: str
    credit: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of an item; `type` begins with `audio/`, `length` is in bytes."""

    url: str
    type: str
    length: int
    title: str | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The feed that an item comes from, when it is listed in others too.

    `site` is the site of somebody else that wrote it, where it has one: then `url` is the address
    of the item there and `guid` the Atom id of its feed. `license` and `rights` are as in a
    Channel, for an item whose terms aren't those of the feed around it.
    """

    title: str
    feed_url: str
    site: str = ""
    url: str = ""
    guid: str = ""
    license: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a published bulletin.

    `guid` is a tag: URI, `summary` and `notice` are plain text, `html` is sanitised and holds
    absolute addresses only, `published` and `updated` know their zone. A `notice` is a sentence
    that must stand first wherever the item is read, e.g. that the news isn't verified.
    """

    guid: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[Category, ...]
    lang: str | None = None
    picture: Picture | None = None
    sound: Sound | None = None
    notice: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is left of a withdrawn item: its guid, when and why it was withdrawn.

    RSS and JSON Feed show it as an item dated `published` (where that is left out, `when`), so
    `title` must not repeat what was withdrawn. Atom gets a tombstone (RFC 6721). Give `authors`:
    OpenDK drops an item without any.
    """

    guid: str
    url: str
    title: str
    reason: str
    when: datetime
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Podcast:
    """What makes a channel a podcast: a permanent guid (a UUID), a square picture, an owner.

    Source: Apple's requirements for podcasts (1400 to 3000 pixels); podcastindex.org/namespace/1.0.
    """

    guid: str
    image: str
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The head of a feed, in all three formats.

    `url` is the page that lists the same items, `guid` a tag: URI (the Atom id), `license` an
    address, `rights` a sentence, `hub` a WebSub hub. A feed isn't dated before `updated`, which it
    needs where it holds no items. `pages` are the relations and addresses of the other parts of a
    feed in several documents, of which `is_archive` is one that doesn't take up new items
    (RFC 5005); `json_next` is where a JSON Feed goes on. `stylesheet` shows a feed to a person who
    opens it in a browser.
    """

    title: str
    description: str
    url: str
    rss_url: str
    atom_url: str
    json_url: str
    guid: str
    author: str
    generator: str
    lang: str = "id"
    license: str | None = None
    rights: str | None = None
    hub: str | None = None
    icon: str | None = None
    updated: datetime | None = None
    pages: tuple[tuple[str, str], ...] = ()
    json_next: str | None = None
    is_archive: bool = False
    stylesheet: str | None = None
    podcast: Podcast | None = None


@dataclass(frozen=True, slots=True)
class RenderedItem:
    """An item in each format, as UTF-8 bytes, without the feed around it.

    `is_tombstone` says what it is in Atom.
    """

    guid: str
    updated: datetime
    rss: bytes
    atom: bytes
    json: bytes
    is_tombstone: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list of feeds (OPML `outline`)."""

    title: str
    feed_url: str
    url: str
    description: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class OutlineGroup:
    """A heading in a list of feeds, and the feeds below it."""

    title: str
    outlines: tuple[Outline, ...]
