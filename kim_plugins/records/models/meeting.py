"""The meeting behind a decision: who came, what was weighed, how it was counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from kim_plugins.records.fields.lists import AsListOrOne, AsNames, AsSentences
from kim_plugins.records.fields.numbers import Count
from kim_plugins.records.fields.times import Day, TimeOfDay
from kim_plugins.records.fields.values import Line, field
from kim_plugins.records.models.base import Model, Rule
from kim_plugins.records.problems import Fault


class Attendance(Model):
    """How many came; numbers only, never names."""

    men: Count = field(
        "Laki-laki", "Jumlah laki-laki.", "24", also=("laki-laki", "pria"), placeholder="999"
    )
    women: Count = field(
        "Perempuan", "Jumlah perempuan.", "19", also=("perempuan", "wanita"), placeholder="999"
    )

    @property
    def total(self) -> int:
        """Everybody who came."""
        return self.men + self.women


class Meeting(Model):
    """The meeting that decided."""

    date: Day = field("Tanggal rapat", "Kapan rapat diadakan.", "2026-02-20", also=("tanggal",))
    start: TimeOfDay | None = field("Mulai", "Jam mulai.", '"19.30"', also=("mulai",), default=None)
    end: TimeOfDay | None = field(
        "Selesai", "Jam selesai.", '"21.45"', also=("selesai",), default=None
    )
    place: Line = field("Tempat", "Di mana.", "Balai Desa Tirtosari", also=("tempat",))
    chair: Line = field(
        "Pemimpin rapat", "Siapa yang memimpin.", "Ketua BPD", also=("pemimpin", "ketua")
    )
    secretary: Line | None = field(
        "Notulis",
        "Siapa yang mencatat.",
        "Sekretaris KIM",
        also=("notulis", "sekretaris"),
        default=None,
    )
    agenda: Annotated[tuple[Line, ...], AsListOrOne] = field(
        "Acara rapat", "Yang dibahas.", "[Jadwal air]", also=("acara",), default=list
    )
    resource_persons: Annotated[tuple[Line, ...], AsNames] = field(
        "Narasumber",
        "Siapa yang memberi keterangan.",
        "[Penyuluh pertanian]",
        also=("narasumber",),
        default=list,
    )
    attendance: Attendance = field(
        "Kehadiran",
        "Jumlah yang hadir.",
        "\n    men: 24\n    women: 19",
        also=("kehadiran", "hadir"),
        placeholder="{men: 999, women: 999}",
    )

    def rules(self) -> Iterator[Rule]:
        """A meeting doesn't end before it starts."""
        if self.start and self.end and self.end.at <= self.start.at:
            yield (
                "end",
                Fault(
                    "K210",
                    f"rapat selesai pukul {self.end.at:%H.%M}, "
                    f"tidak setelah mulai pukul {self.start.at:%H.%M}",
                    "betulkan jamnya; rapat yang lewat tengah malam cukup ditulis jam mulainya",
                ),
            )


class Option(Model):
    """A way out that was weighed."""

    title: Line = field(
        "Usulan", "Pilihan yang dibahas.", "Giliran air per blok", also=("judul", "usulan")
    )
    pros: Annotated[tuple[Line, ...], AsSentences] = field(
        "Kelebihan", "Alasan mendukung.", "[Adil]", also=("kelebihan",), default=list
    )
    cons: Annotated[tuple[Line, ...], AsSentences] = field(
        "Kekurangan", "Alasan menolak.", "[Perlu penjaga]", also=("kekurangan",), default=list
    )


class Votes(Model):
    """The count of a vote."""

    for_: Count = field("Setuju", "Suara setuju.", "30", key="for", also=("setuju",))
    against: Count = field(
        "Tidak setuju", "Suara tidak setuju.", "8", also=("tidak-setuju", "menolak")
    )
    abstain: Count = field("Abstain", "Yang tidak memilih.", "2", default=0)
