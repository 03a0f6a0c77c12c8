"""Which bulletins have a script and a sheet, and today's programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import takewhile

from kim_plugins.broadcast.options import BroadcastOptions
from kim_plugins.broadcast.records_aloud import is_over
from kim_plugins.broadcast.script import Script, script_of
from kim_plugins.catalogue import BulletinEntry, Catalogue, last_change
from kim_plugins.records import News


def aired(catalogue: Catalogue, options: BroadcastOptions) -> tuple[BulletinEntry, ...]:
    """The bulletins of the last days that show their text, newest first; by day, not by hour."""
    first = catalogue.today - timedelta(days=options.sheets_days)
    oldest = datetime.combine(first, time(), catalogue.options.zone)
    recent = takewhile(lambda entry: entry.record.publication.at >= oldest, catalogue.bulletins)
    return tuple(entry for entry in recent if entry.shows_body)


def made_from(catalogue: Catalogue, entry: BulletinEntry) -> object:
    """All that a script and a sheet depend on: the record, what followed it, and the clock."""
    event = entry.record.event if isinstance(entry.record, News) else None
    # The year is said if it is another, and of an event nothing more when it is over.
    clock = (catalogue.now.year, event is not None and is_over(event, catalogue.now))
    return entry, catalogue.followers.get(entry.path, ()), clock


@dataclass(frozen=True)
class Programme:
    """Today's programme: the newest bulletins that listings show, each with its script."""

    catalogue: Catalogue
    options: BroadcastOptions

    @cached_property
    def entries(self) -> tuple[BulletinEntry, ...]:
        """The bulletins in the order in which they are read."""
        listed = [entry for entry in aired(self.catalogue, self.options) if entry.is_listed]
        return tuple(listed[: self.options.items])

    @cached_property
    def scripts(self) -> tuple[Script, ...]:
        """Their scripts, made when they are drawn."""
        return tuple(script_of(self.catalogue, entry, self.options) for entry in self.entries)

    @property
    def modified(self) -> datetime | None:
        """When something of it last changed."""
        return max(map(last_change, self.entries), default=None)

    @property
    def seconds(self) -> int:
        """How long all of it takes, estimated."""
        return sum(script.seconds for script in self.scripts)
