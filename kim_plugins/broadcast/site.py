"""Which bulletins have a script and a sheet, and today's programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import takewhile

from kim_plugins.broadcast.duration import Duration, total
from kim_plugins.broadcast.options import BroadcastOptions
from kim_plugins.broadcast.script import Script, script_of
from kim_plugins.catalogue import BulletinEntry, Catalogue, Clock, last_change, query


@query(Clock.DAILY)
def aired(catalogue: Catalogue, days: int) -> tuple[BulletinEntry, ...]:
    """The bulletins of the last `days` that show their text, newest first; in whole days."""
    oldest = datetime.combine(_first_day(catalogue, days), time(), catalogue.options.zone)
    recent = takewhile(lambda entry: entry.record.publication.at >= oldest, catalogue.bulletins)
    return tuple(entry for entry in recent if entry.shows_body)


def is_aired(catalogue: Catalogue, entry: BulletinEntry, days: int) -> bool:
    """Whether a bulletin is among those that `aired` gives."""
    day = entry.record.publication.at.astimezone(catalogue.options.zone).date()
    return entry.shows_body and is_recent(catalogue, str(day), days)


@query(Clock.DAILY)
def is_recent(catalogue: Catalogue, day: str, days: int) -> bool:
    """Whether a day is one of the last `days`."""
    return day >= str(_first_day(catalogue, days))


def _first_day(catalogue: Catalogue, days: int) -> date:
    return catalogue.today - timedelta(days=days)


@dataclass(frozen=True)
class Programme:
    """Today's programme: the newest listed bulletins, each with its script."""

    catalogue: Catalogue
    options: BroadcastOptions

    @cached_property
    def entries(self) -> tuple[BulletinEntry, ...]:
        """The bulletins in the order in which they are read."""
        listed = [
            entry for entry in aired(self.catalogue, self.options.sheets_days) if entry.is_listed
        ]
        # Urgent warnings come first, however many newer ones there are.
        urgent = [entry for entry in self.catalogue.urgent if entry in listed]
        others = [entry for entry in listed if entry not in urgent]
        return tuple([*urgent, *others][: max(self.options.items, len(urgent))])

    @cached_property
    def scripts(self) -> tuple[Script, ...]:
        """The scripts, written when they are first asked for."""
        return tuple(script_of(self.catalogue, entry, self.options) for entry in self.entries)

    @property
    def modified(self) -> datetime | None:
        """When a bulletin of it last changed."""
        return max(map(last_change, self.entries), default=None)

    @property
    def duration(self) -> Duration:
        """How long all of it takes, estimated."""
        return total(script.duration for script in self.scripts)
