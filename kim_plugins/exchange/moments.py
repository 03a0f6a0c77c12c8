"""Moments as feeds and exports of other programs write them."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime


def iso_moment(written: object) -> datetime | None:
    """An ISO 8601 moment, of UTC where it names no zone (RFC 3339); None for anything else."""
    try:
        found = datetime.fromisoformat(str(written).strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def in_every_zone(moment: datetime | None) -> datetime | None:
    """A moment that any zone has a day for; None for one at an end of the calendar."""
    return moment if moment and MINYEAR < moment.year < MAXYEAR else None
