"""What decides which bulletins stand where, and which of them say something else than before.

Most edits change the words of a bulletin: its title, its description, its text. Then every list has
the same bulletins in the same order, and whatever shows none of those that changed is as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from datetime import datetime
from typing import Final, NamedTuple, cast

from kim_plugins.catalogue.agenda import NewsEntry, upcoming
from kim_plugins.catalogue.entries import Entry
from kim_plugins.catalogue.memory import Prepared, digest_of
from kim_plugins.records import News, Page

_FEW: Final = 20
"""With more changes than these it takes as long to ask what shows them as to look at everything."""


class _Everything(Container[str]):
    def __contains__(self, name: object) -> bool:
        return True


EVERYTHING: Final[Container[str]] = _Everything()
"""What has to be looked at where nobody knows better."""


class Sight(NamedTuple):
    """What a build saw of the content: the outlook, and the key of each record's file by path.

    The outlook is a digest of all but the words of bulletins: the facts of each record, its state
    at this moment, pictures and sounds, and what else the clock decides.
    """

    outlook: bytes
    keys: Mapping[str, bytes]

    def beside(self, *others: object) -> Sight:
        """The same where something else decides too, anything whose `repr` says all of it."""
        return self._replace(outlook=digest_of((self.outlook, others))) if any(others) else self

    def changes(self, before: Sight | None) -> Collection[str] | None:
        """The bulletins that have other words than `before`; None where that isn't all or few."""
        if before is None or before.outlook != self.outlook or not self.outlook:
            return None
        known = before.keys
        changed = [path for path, key in self.keys.items() if known.get(path) != key]
        return changed if len(changed) <= _FEW else None


NOTHING_SEEN: Final = Sight(b"", {})


def sight(
    entries: Mapping[str, Entry[Page]], files: Mapping[str, Prepared], now: datetime
) -> Sight:
    """What can be seen of some records at the instant `now`, on the day that it is there."""
    rows: list[object] = []
    events = []
    for path, entry in entries.items():
        rows += files[path].facts, entry.state.value
        if entry.waits:
            rows.append(entry.waits)
        if entry.record.__class__ is News and cast(NewsEntry, entry).record.event:
            found = upcoming(cast(NewsEntry, entry), now)
            events.append(found and found.start)
    outlook = digest_of((rows, now.date(), events))
    return Sight(outlook, {path: files[path].key for path in entries})
