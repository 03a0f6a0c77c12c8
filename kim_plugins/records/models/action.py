"""Actions that a meeting decided on, and aspirations that it sent to a government."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from kim_plugins.records.fields.dates import format_day
from kim_plugins.records.fields.lists import AsList
from kim_plugins.records.fields.numbers import Rupiah
from kim_plugins.records.fields.times import Day
from kim_plugins.records.fields.values import Line, field
from kim_plugins.records.models.base import Model, Rule
from kim_plugins.records.models.vocabulary import Status
from kim_plugins.records.problems import Fault

_ENDED = (Status.DONE, Status.CANCELLED)


class Progress(Model):
    """One entry in the life of an action."""

    date: Day = field("Tanggal", "Kapan keadaannya begitu.", "2026-03-05", also=("tanggal",))
    status: Literal[Status.UNDER_WAY, Status.DONE, Status.CANCELLED] = field(
        "Keadaan", "berjalan, selesai atau batal.", "berjalan", also=("keadaan",)
    )
    note: Line | None = field(
        "Catatan", "Keterangan singkat.", "Sudah 200 meter", also=("catatan",), default=None
    )


class Action(Model):
    """Something that the meeting wants done."""

    task: Line = field(
        "Pekerjaan", "Apa yang dikerjakan.", "Membersihkan saluran", also=("tugas", "pekerjaan")
    )
    owner: Line = field(
        "Penanggung jawab",
        "Siapa yang mengerjakan.",
        "Kelompok Tani Sido Makmur",
        also=("penanggung-jawab", "pelaksana"),
    )
    due: Day | None = field(
        "Batas waktu", "Paling lambat.", "2026-03-31", also=("batas", "tenggat"), default=None
    )
    cost: Rupiah | None = field(
        "Biaya",
        "Berapa rupiah yang diperlukan.",
        "1500000",
        also=("biaya", "anggaran"),
        default=None,
    )
    funding: Line | None = field(
        "Sumber dana",
        "Dari mana biayanya.",
        "Dana desa",
        also=("dana", "sumber-dana"),
        default=None,
    )
    progress: Annotated[tuple[Progress, ...], AsList] = field(
        "Kemajuan",
        "Catatan kemajuan.",
        "\n      - date: 2026-03-05\n        status: berjalan",
        also=("kemajuan",),
        default=list,
    )

    @property
    def status(self) -> Status:
        """The status of the last progress entry; `belum` without one."""
        return self.progress[-1].status if self.progress else Status.NOT_STARTED

    @property
    def has_ended(self) -> bool:
        """Whether it is done or cancelled."""
        return self.status in _ENDED

    def is_overdue(self, today: date) -> bool:
        """Whether it is open after its due date."""
        return self.due is not None and not self.has_ended and self.due < today

    def rules(self) -> Iterator[Rule]:
        """Progress comes in order of date, and nothing follows an end."""
        previous: Progress | None = None
        for number, entry in enumerate(self.progress or ()):
            if entry.date is None or entry.status is None:
                continue
            if previous and entry.date < previous.date:
                yield f"progress[{number}].date", _out_of_order(entry, previous)
            if previous and previous.status in _ENDED:
                yield f"progress[{number}]", _after_the_end(previous)
            previous = entry


class Aspiration(Model):
    """What was asked of a government, and what it answered."""

    to: Line = field("Kepada", "Kepada siapa.", "Dinas PUPR Kabupaten", also=("kepada", "tujuan"))
    sent: Day = field(
        "Dikirim", "Kapan disampaikan.", "2026-03-01", also=("dikirim",), placeholder="2099-03-01"
    )
    channel: Line | None = field("Saluran", "Lewat apa.", "surat", also=("saluran",), default=None)
    ticket: Line | None = field(
        "Nomor laporan", "Nomor surat atau laporan.", "005/12/2026", also=("nomor",), default=None
    )
    responded: Day | None = field(
        "Dijawab", "Kapan dijawab.", "2026-03-20", also=("dijawab",), default=None
    )
    response: Line | None = field(
        "Jawaban", "Isi jawabannya.", "Akan disurvei bulan April.", also=("jawaban",), default=None
    )

    def rules(self) -> Iterator[Rule]:
        """An answer comes after the question."""
        if self.sent and self.responded and self.responded < self.sent:
            yield (
                "responded",
                Fault(
                    "K207",
                    f"dijawab {format_day(self.responded)}, "
                    f"sebelum dikirim {format_day(self.sent)}",
                    f"tulis tanggal jawaban yang benar, misalnya: {self.sent.isoformat()}",
                ),
            )


def _out_of_order(entry: Progress, previous: Progress) -> Fault:
    return Fault(
        "K203",
        f"kemajuan {format_day(entry.date)} ditulis setelah {format_day(previous.date)}",
        "urutkan dari yang paling lama ke yang paling baru",
    )


def _after_the_end(previous: Progress) -> Fault:
    return Fault(
        "K206",
        f"masih ada kemajuan setelah '{previous.status}' pada {format_day(previous.date)}",
        "ubah butir sebelumnya menjadi: status: berjalan; bila butir ini keliru, hapus",
    )
