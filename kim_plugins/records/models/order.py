"""Rules on the order of dates."""

from __future__ import annotations

from dataclasses import replace

from kim_plugins.records.fields.dates import Moment, format_moment
from kim_plugins.records.problems import Fault


def is_before(moment: Moment, earliest: Moment) -> bool:
    """Whether a moment, or the whole of its day, was over when another one came."""
    ended = moment.end
    return ended < earliest.at or (ended == earliest.at and not moment.has_time)


def before_it(what: str, moment: Moment, other: str, earliest: Moment) -> Fault:
    """The fault of a date that comes before the one that it must follow."""
    return Fault(
        "K210",
        f"{what} {format_moment(moment)} lebih awal daripada {other} {format_moment(earliest)}",
        f"tulis tanggal yang tidak lebih awal, misalnya: {earliest.day.isoformat()}",
    )


def never_published(what: str, moment: Moment, publication: Moment, way_out: str) -> Fault:
    """The fault of an event that can't have happened under an embargo; `way_out` is its remedy."""
    fault = before_it(what, moment, "akhir embargo", publication)
    return replace(fault, hint=f"{fault.hint}; bila memang belum terbit, {way_out}")
