"""Which bulletins have a script and a sheet, and today's programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import takewhile

from kim_plugins.broadcast.duration import Duration, total
from kim_plugins.broadcast.events_aloud import is_over, next_date
from kim_plugins.broadcast.options import BroadcastOptions
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
    # The year is said if it is another, and of an event only what is still to come.
    now = catalogue.now
    clock = (now.year, event is not None and is_over(event, now), next_date(entry, now))
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
        # Urgent warnings come first, however many newer ones there are.
        urgent = [entry for entry in self.catalogue.urgent if entry in listed]
        others = [entry for entry in listed if entry not in urgent]
        return tuple([*urgent, *others][: max(self.options.items, len(urgent))])

    @cached_property
    def scripts(self) -> tuple[Script, ...]:
        """Their scripts, made when they are drawn."""
        return tuple(script_of(self.catalogue, entry, self.options) for entry in self.entries)

    @property
    def modified(self) -> datetime | None:
        """When something of it last changed."""
        return max(map(last_change, self.entries), default=None)

    @property
    def duration(self) -> Duration:
        """How long all of it takes, estimated."""
        return total(script.duration for script in self.scripts)
