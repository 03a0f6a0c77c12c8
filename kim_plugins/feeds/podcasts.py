"""Podcasts: bulletins with sound, for radio stations and listeners (contract C5).

Sources: Apple's podcast requirements; podcastindex.org/namespace/1.0; what LibreTime and podget
take, in docs/langganan.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from textwrap import fill
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from kim_plugins.catalogue import BulletinEntry, Catalogue, GroupEntry, group_id
from kim_plugins.catalogue.addresses import (
    BROADCAST,
    GROUPS,
    PODCAST,
    PODCAST_PICTURE,
    TRANSCRIPT,
)
from kim_plugins.catalogue.bodies import target_of
from kim_plugins.catalogue.guids import guid_of
from kim_plugins.feeds.attribution import authors_of, has_single_group
from kim_plugins.feeds.catalogue_items import CatalogueItems
from kim_plugins.feeds.listings import FeedListing, channel_of
from kim_plugins.feeds.model import Channel, Podcast, RenderedItem
from kim_plugins.feeds.selection import NEWEST, DatedItem, feed_contents
from kim_plugins.feeds.text import address, clean, one_line
from kim_plugins.feeds.xml_items import element

_PICTURE: Final = "/assets/siniar/%s.png"

# "Podcast GUID", podcastindex.org/namespace/1.0: UUIDv5 of the feed's first address in this space.
_NAMESPACE: Final = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_END: Final = b"    </item>\n"
_WIDTH: Final = 78


def podcast_listings(catalogue: Catalogue) -> Iterator[FeedListing]:
    """The podcasts of the site and of each group, those without sound included."""
    yield podcast_listing(catalogue, BROADCAST)
    for group in catalogue.groups:
        yield podcast_listing(catalogue, group.address)


def podcast_listing(catalogue: Catalogue, address: str) -> FeedListing:
    """The podcast at the address of the broadcasts, or at that of a group."""
    options, sounds = catalogue.options, catalogue.sounds
    if address == BROADCAST:
        return FeedListing(
            *(BROADCAST, f"Podcast {options.name}", f"Kabar bersuara. {options.description}"),
            *(options.name, sounds.all, "Podcast"),
            page=BROADCAST,
        )
    group = catalogue.group(address.removeprefix(GROUPS).strip("/"))
    title = group.record.title
    return FeedListing(
        *(address, f"Podcast {title}", f"Kabar bersuara dari {title}."),
        *(title, sounds.by_group[group_id(group)], "Podcast"),
        page=address,
    )


def podcast_channel(catalogue: Catalogue, listing: FeedListing) -> Channel:
    """The head of a podcast."""
    options = catalogue.options
    url = options.absolute(f"{listing.address}{PODCAST}")
    image = options.absolute(_image(listing))
    email = owner_email(catalogue, listing)
    return replace(
        channel_of(catalogue, listing),
        rss_url=url,
        icon=image,
        podcast=Podcast(_guid(url, options.guid_host), image, email),
    )


def owner_email(catalogue: Catalogue, listing: FeedListing) -> str | None:
    """The e-mail address by which a directory verifies a podcast's owner."""
    owner = None
    if listing.address.startswith(GROUPS):
        owner = catalogue.group(listing.address.removeprefix(GROUPS).strip("/"))
    elif has_single_group(catalogue):
        owner = catalogue.groups[0]
    return (owner and owner.record.contact.email) or catalogue.options.email


def pictures(catalogue: Catalogue) -> Iterator[tuple[str, GroupEntry]]:
    """The address of each group's podcast picture, for groups with sound."""
    for group in catalogue.groups:
        if group_id(group) in catalogue.sounds.by_group:
            yield _PICTURE % group_id(group), group


def _image(listing: FeedListing) -> str:
    if listing.address == BROADCAST or not listing.entries:
        return PODCAST_PICTURE
    return _PICTURE % listing.address.strip("/").rpartition("/")[2]


def episodes(
    catalogue: Catalogue, items: CatalogueItems, listing: FeedListing
) -> list[RenderedItem]:
    """The newest episodes: items with the tags of podcasts added."""
    entries = feed_contents(catalogue, listing.entries.name).entries
    tags = {address(guid_of(catalogue, entry)): entry for entry in entries}
    shown = (dated for entry in entries for dated in _of(catalogue, items, entry))
    return [
        _episode(catalogue, tags[item.guid], item) if item.guid in tags else item
        for item in items.latest_items(shown)
    ]


def _of(catalogue: Catalogue, items: CatalogueItems, entry: BulletinEntry) -> Iterator[DatedItem]:
    """The item of a bulletin and those of its withdrawal, which stations that aired it must see.

    Announcements of corrections have no sound, so podcast clients pass over them.
    """
    guid = guid_of(catalogue, entry)
    yield from (dated for dated in items.of(entry) if dated.guid == guid)
    yield from items.withdrawal_items(entry)


def transcripts(catalogue: Catalogue) -> Iterator[tuple[str, BulletinEntry]]:
    """The addresses of plain-text transcripts."""
    for entry in catalogue.sounds.all:
        if entry.shows_body and entry.record.audio and entry.record.audio.transcript:
            yield f"{entry.address}{TRANSCRIPT}", entry


def write_transcript(entry: BulletinEntry) -> bytes:
    """A transcript in short lines."""
    audio = entry.record.audio
    assert audio  # noqa: S101 - the caller has checked
    title = one_line(audio.title or entry.record.title)
    words = [fill(one_line(part), _WIDTH) for part in clean(audio.transcript or "").split("\n\n")]
    return ("\n\n".join([title, *words]) + "\n").encode()


def write_playlist(catalogue: Catalogue) -> bytes:
    """An extended M3U for radio automation (AzuraCast), newest first.

    What has expired must not go on air again, so it isn't in it.
    """
    lines = ["#EXTM3U", "#EXTENC:UTF-8", f"#PLAYLIST:{one_line(catalogue.options.name)}"]
    playable = (entry for entry in catalogue.sounds.all if entry.is_listed)
    for _, entry in zip(range(NEWEST), playable, strict=False):
        audio = entry.record.audio
        assert audio  # noqa: S101 - that is what `sounds` holds
        media = catalogue.medium(target_of(entry.path, audio.src) or "")
        name = " / ".join(group.record.title for group in catalogue.groups_of(entry))
        title = one_line(f"{name} - {audio.title or entry.record.title}")
        lines.append(f"#EXTINF:{max(1, round(media.seconds)) if media.seconds else -1},{title}")
        lines.append(address(catalogue.options.absolute(media.address)))
    return ("\n".join(lines) + "\n").encode()


def _episode(catalogue: Catalogue, entry: BulletinEntry, item: RenderedItem) -> RenderedItem:
    if not entry.shows_body:
        return item
    lines = "".join(f"      {line}\n" for line in _tags(catalogue, entry))
    # SimplePie, and so LibreTime, takes a picture for the enclosure; the description has it too.
    kept, _, _ = item.rss.removesuffix(_END).partition(b"      <media:content ")
    return replace(item, rss=kept + lines.encode() + _END)


def _tags(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[str]:
    audio = entry.record.audio
    assert audio  # noqa: S101 - that is what `sounds` holds
    media = catalogue.medium(target_of(entry.path, audio.src) or "")
    yield element("itunes:author", ", ".join(map(one_line, authors_of(catalogue, entry))))
    if media.seconds:
        yield element("itunes:duration", str(max(1, round(media.seconds))))
    yield element("itunes:explicit", "false")
    yield element("itunes:episodeType", "full")
    for name in entry.record.authors:
        yield element("podcast:person", one_line(name), {"role": "author", "group": "writing"})
    if audio.transcript:
        url = address(catalogue.options.absolute(f"{entry.address}{TRANSCRIPT}"))
        language = {"language": one_line(entry.record.lang or catalogue.options.language)}
        yield element("podcast:transcript", "", {"url": url, "type": "text/plain", **language})


def _guid(url: str, first_host: str) -> str:
    """The guid of a podcast (a UUID), derived from the host of its items' guids."""
    parts = urlsplit(url)
    host = parts.netloc if first_host in ("", parts.hostname) else first_host
    return str(uuid5(_NAMESPACE, f"{host}{parts.path}".rstrip("/")))
