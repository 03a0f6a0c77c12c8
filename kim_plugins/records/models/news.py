"""News: what happened, where, and what is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from kim_plugins.records.fields.clock_reading import is_clock, read_clock
from kim_plugins.records.fields.dates import Clock, Moment
from kim_plugins.records.fields.times import When, read_when
from kim_plugins.records.fields.values import Line, field, offer_quotes
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.models.base import Model, Rule
from kim_plugins.records.models.common import Bulletin
from kim_plugins.records.models.order import before_it, is_before
from kim_plugins.records.models.vocabulary import Repeat
from kim_plugins.records.problems import Fault, fault, quote

UNTIL_DONE = "selesai"
_HINT_END = 'tulis misalnya: end: "21.30", end: selesai, atau end: 2026-08-18 01:00'
_UNTIL = re.compile(r"^(?:sampai(?: dengan)?|hingga|s/d|s\.d\.?|sd)\s+")


def _end(value: object, info: ValidationInfo) -> Moment | Clock | str:
    text = _UNTIL.sub("", str(value).strip().lower())
    if text == UNTIL_DONE:
        return UNTIL_DONE
    if is_clock(text):
        offer_quotes(value, info)
        return read_clock(text)
    if not any(character.isdigit() for character in text):
        raise fault("K105", f"{quote(str(value))} bukan jam, tanggal atau kata selesai", _HINT_END)
    return read_when(value, info)


End = Annotated[
    Moment | Clock | Literal["selesai"],
    PlainValidator(_end),
    WithJsonSchema({"type": ["string", "number"]}),
    Widget.CLOCK_OR_MOMENT,
]


class Event(Model):
    """Something to come to."""

    title: Line | None = field(
        "Nama acara",
        "Nama acara di agenda dan kalender; tanpa ini dipakai judul tulisannya.",
        "Posyandu Melati",
        also=("judul", "nama"),
        default=None,
    )
    start: When = field(
        "Mulai",
        "Kapan mulai.",
        "2026-08-17 08:00 WIB",
        also=("mulai",),
        placeholder="2099-08-17 08:00 WIB",
    )
    end: End | None = field(
        "Selesai",
        "Kapan berakhir: jam pada hari itu, tanggal dengan jam, atau kata selesai.",
        "selesai",
        also=("selesai",),
        default=None,
    )
    time_note: Line | None = field(
        "Keterangan waktu", "Waktu dengan kata-kata.", "ba'da Isya", default=None
    )
    place: Line = field("Tempat", "Di mana.", "Balai Desa Tirtosari", also=("tempat",))
    organiser: Line | None = field(
        "Penyelenggara",
        "Siapa yang mengadakan.",
        "PKK RW 03",
        also=("penyelenggara",),
        default=None,
    )
    repeat: Repeat | None = field(
        "Berulang", "Setiap minggu atau setiap bulan.", "bulanan", also=("berulang",), default=None
    )

    def rules(self) -> Iterator[Rule]:
        """An event doesn't end before it starts."""
        if self.start and isinstance(self.end, Moment) and is_before(self.end, self.start):
            yield "end", before_it("akhir acara", self.end, "mulai", self.start)
        if self.start and isinstance(self.end, Clock) and self.end.at <= self.start.at.time():
            yield (
                "end",
                Fault(
                    "K210",
                    f"acara selesai pukul {self.end.at:%H.%M}, "
                    f"tidak setelah mulai pukul {self.start.at:%H.%M}",
                    "betulkan jamnya; acara yang lewat tengah malam ditulis dengan tanggalnya, "
                    "misalnya: end: 2026-08-18 01:00",
                ),
            )


class News(Bulletin):
    """A news bulletin."""

    place: Line | None = field(
        "Tempat kejadian",
        "Di mana ini terjadi.",
        "Dusun Krajan",
        also=("tempat", "lokasi"),
        default=None,
    )
    event: Event | None = field(
        "Acara",
        "Acara yang diumumkan.",
        "\n  start: 2026-08-17 08:00 WIB\n  place: Lapangan desa",
        also=("acara",),
        default=None,
    )
