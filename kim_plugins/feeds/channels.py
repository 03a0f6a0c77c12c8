"""The head of a feed, cleaned and dated for all formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kim_plugins.feeds.model import Channel, RenderedItem
from kim_plugins.feeds.text import address, moment, one_line


def prepare_channel(channel: Channel, items: Sequence[RenderedItem]) -> Channel:
    """Return the channel cleaned, with `updated` as the date of the feed with these items.

    Raises ValueError where an identifier stands twice: a guid is unique in a feed, and an entry
    must not meet its own tombstone (RFC 6721, section 4).
    """
    _refuse_repeated(items)
    url = address(channel.url)
    title = one_line(channel.title) or url
    return replace(
        channel,
        title=title,
        description=one_line(channel.description) or title,
        url=url,
        rss_url=address(channel.rss_url),
        atom_url=address(channel.atom_url),
        json_url=address(channel.json_url),
        guid=address(channel.guid),
        author=one_line(channel.author) or title,
        generator=one_line(channel.generator),
        lang=one_line(channel.lang),
        license=address(channel.license or "") or None,
        rights=one_line(channel.rights or "") or None,
        hub=address(channel.hub or "") or None,
        icon=address(channel.icon or "") or None,
        json_next=address(channel.json_next or "") or None,
        pages=tuple((relation, address(target)) for relation, target in channel.pages),
        stylesheet=address(channel.stylesheet or "") or None,
        updated=_last_change(channel, items),
    )


def _last_change(channel: Channel, items: Sequence[RenderedItem]) -> datetime:
    """Return when a feed changed last, which is never when it was built."""
    moments = [item.updated for item in items]
    if channel.updated is not None:
        moments.append(moment(channel.updated))
    if not moments:
        raise ValueError(f"a feed without items needs a date of its own: {channel.atom_url}")
    return max(moments)


def _refuse_repeated(items: Sequence[RenderedItem]) -> None:
    guids = [item.guid for item in items]
    if len(set(guids)) < len(guids):
        repeated = sorted({guid for guid in guids if guids.count(guid) > 1})
        raise ValueError(f"listed twice in one feed: {', '.join(repeated)}")
