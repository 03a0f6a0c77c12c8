"""What every page shows: urgent warnings and the groups' channels."""

from __future__ import annotations

from typing import NamedTuple

from kim_plugins.catalogue import Catalogue, Clock, query
from kim_plugins.records import Moment


class Headline(NamedTuple):
    """The text of an urgent warning on every page; it stands until `expires`."""

    address: str
    title: str
    lang: str | None
    expires: Moment | None


@query(Clock.ALWAYS)  # titles are words, and an edit of the text changes no page
def headlines(catalogue: Catalogue) -> tuple[Headline, ...]:
    """The urgent warnings of the site, the newest first."""
    return tuple(
        Headline(entry.address, entry.record.title, entry.record.lang, entry.record.expires)
        for entry in catalogue.urgent
    )


@query()
def channels(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The groups with a WhatsApp channel, each with its address."""
    contacts = ((g.record.title, g.record.contact) for g in catalogue.groups)
    return tuple((title, c.whatsapp_channel) for title, c in contacts if c.whatsapp_channel)
