"""A KIM: who forms it, where, with what decree, technology, partners and enterprises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kim_plugins.records.fields.dates import format_day
from kim_plugins.records.fields.lists import AsList, AsListOrOne, AsSentences
from kim_plugins.records.fields.numbers import WordsPerMinute
from kim_plugins.records.fields.times import DayOrYear
from kim_plugins.records.fields.values import Line, Prose, field
from kim_plugins.records.models.base import Rule
from kim_plugins.records.models.common import Page
from kim_plugins.records.models.organisation import (
    Contact,
    Decree,
    Members,
    Officers,
    Region,
    Registration,
    Span,
)
from kim_plugins.records.models.resources import Enterprise, Ict, Partner
from kim_plugins.records.models.vocabulary import Activity, GroupStatus
from kim_plugins.records.problems import Fault, Severity


class Group(Page):
    """A village information group."""

    established: DayOrYear = field(
        "Berdiri", "Tanggal atau tahun berdiri.", "2019-04-12", also=("berdiri",)
    )
    status: GroupStatus = field(
        "Keadaan", "Aktif atau tidak aktif.", "aktif", default=GroupStatus.ACTIVE
    )
    decree: Decree | None = field(
        "Surat keputusan",
        "SK pembentukan.",
        "\n  number: 141/17/2023\n  date: 2023-05-02\n  issuer: Kepala Desa",
        also=("sk",),
        default=None,
    )
    term: Span | None = field(
        "Masa bakti",
        "Masa bakti pengurus.",
        "{start: 2023-05-02, end: 2028-05-01}",
        also=("masa-bakti",),
        placeholder="{start: 2098-05-02, end: 2099-05-01}",
        default=None,
    )
    registration: Registration | None = field(
        "Pendaftaran",
        "Pendaftaran di Diskominfo.",
        "\n  diskominfo: KIM-033/2023",
        also=("pendaftaran",),
        default=None,
    )
    region: Region = field(
        "Wilayah",
        "Letak kelompok.",
        "\n  code: 33.09.12.2004\n  village: Desa Tirtosari\n  district: Kecamatan Sawit"
        "\n  regency: Kabupaten Boyolali\n  province: Jawa Tengah",
        also=("wilayah",),
    )
    secretariat: Line | None = field(
        "Sekretariat",
        "Alamat sekretariat.",
        "Balai Desa Tirtosari",
        also=("sekretariat",),
        default=None,
    )
    contact: Contact = field(
        "Kontak", "Cara menghubungi.", '\n  whatsapp: "081200001234"', also=("kontak",)
    )
    officers: Officers = field(
        "Pengurus", "Pengurus kelompok.", "\n  chair: Sutarjo", also=("pengurus",)
    )
    members: Members = field(
        "Anggota",
        "Jumlah anggota menurut unsur.",
        "\n  petani: {men: 6, women: 4}",
        also=("anggota",),
        placeholder="\n  petani: {men: 29, women: 1}",
    )
    activities: Annotated[tuple[Activity, ...], AsListOrOne] = field(
        "Aktivitas",
        "Aktivitas pokok yang dijalankan.",
        "[diskusi, diseminasi]",
        also=("aktivitas",),
        default=list,
    )
    ict: Ict = field(
        "Teknologi",
        "Perangkat dan fasilitas.",
        "\n  patterns: [mandiri]",
        also=("tik", "teknologi"),
    )
    partners: Annotated[tuple[Partner, ...], AsList] = field(
        "Mitra",
        "Mitra kelompok.",
        "\n  - name: Radio Suara Desa\n    kind: media-massa\n    role: penyiaran",
        also=("mitra",),
        default=list,
    )
    enterprises: Annotated[tuple[Enterprise, ...], AsList] = field(
        "Usaha",
        "Usaha kelompok atau warga.",
        "\n  - name: Keripik Bu Tini\n    product: keripik singkong",
        also=("usaha",),
        default=list,
    )
    vision: Prose | None = field(
        "Visi", "Visi kelompok.", "Warga yang melek informasi.", also=("visi",), default=None
    )
    missions: Annotated[tuple[Line, ...], AsSentences] = field(
        "Misi", "Misi kelompok.", "[Melatih warga menulis]", also=("misi",), default=list
    )
    radio_wpm: WordsPerMinute | None = field(
        "Kecepatan baca", "Kata per menit penyiar.", "130", default=None
    )

    @property
    def established_day(self) -> date:
        """The first day on which the group can have existed."""
        return (
            date(self.established, 1, 1) if isinstance(self.established, int) else self.established
        )

    def rules(self) -> Iterator[Rule]:
        """A decree doesn't come before the group that it sets up (a warning, C3)."""
        yield from super().rules()
        if (
            self.decree
            and self.decree.date
            and self.established
            and self.decree.date < self.established_day
        ):
            yield (
                "decree.date",
                Fault(
                    "K310",
                    f"SK {format_day(self.decree.date)} lebih awal daripada "
                    f"berdirinya kelompok, {format_day(self.established_day)}",
                    "betulkan decree.date, atau tulis misalnya: "
                    f"established: {self.decree.date.isoformat()}",
                    Severity.WARNING,
                ),
            )
