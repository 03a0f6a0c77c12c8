"""Which date has to follow which, and what to say where one doesn't."""

from __future__ import annotations

from dataclasses import replace

from kim_plugins.records.fields.dates import Moment, format_moment
from kim_plugins.records.problems import Fault


def is_before(moment: Moment, earliest: Moment) -> bool:
    """Whether a moment, or all of the day that it is, was over when another one came."""
    ended = moment.end
    return ended < earliest.at or (ended == earliest.at and not moment.has_time)


def before_it(what: str, moment: Moment, other: str, earliest: Moment) -> Fault:
    """A date that comes before the one that it must follow."""
    return Fault(
        "K210",
        f"{what} {format_moment(moment)} lebih awal daripada {other} {format_moment(earliest)}",
        f"tulis tanggal yang tidak lebih awal, misalnya: {earliest.day.isoformat()}",
    )


def never_published(what: str, moment: Moment, publication: Moment, way_out: str) -> Fault:
    """Something that can't have happened to what an embargo still held; `way_out` is for that."""
    fault = before_it(what, moment, "akhir embargo", publication)
    return replace(fault, hint=f"{fault.hint}; bila memang belum terbit, {way_out}")
