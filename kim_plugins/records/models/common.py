"""The fields that every file, and every bulletin, may have (contract C3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from kim_plugins.records.fields.dates import Moment
from kim_plugins.records.fields.formats import (
    Address,
    ContentPath,
    Guid,
    Identifier,
    Language,
    Slug,
)
from kim_plugins.records.fields.lists import AsList, AsListOrName, AsListOrOne, AsNames
from kim_plugins.records.fields.numbers import Flag
from kim_plugins.records.fields.times import When
from kim_plugins.records.fields.values import Line, field
from kim_plugins.records.models.base import Model, Rule
from kim_plugins.records.models.order import before_it, is_before, never_published
from kim_plugins.records.models.parts import Audio, Correction, Image, Privacy, Source, Withdrawal
from kim_plugins.records.models.vocabulary import Activity, Priority, Verification
from kim_plugins.records.problems import Fault, Severity, quote

__all__ = [
    "Audio",
    "Bulletin",
    "ContentPath",
    "Correction",
    "Image",
    "Page",
    "Privacy",
    "Source",
    "Withdrawal",
]


class Page(Model):
    """What every file has; ordinary pages have nothing else."""

    title: Line = field(
        "Judul",
        "Judul yang dibaca orang.",
        "Panen raya di Tirtosari",
        also=("judul",),
        max_length=120,
    )
    description: Line | None = field(
        "Ringkasan",
        "Satu atau dua kalimat untuk daftar, mesin pencari dan radio.",
        "Warga memanen 40 hektare padi.",
        also=("ringkasan", "deskripsi"),
        default=None,
        max_length=200,
    )
    draft: Flag = field(
        "Konsep", "Ya: belum terbit.", "true", also=("konsep", "draf"), default=False
    )
    lang: Language | None = field(
        "Bahasa", "Kode bahasa isi bila bukan Indonesia.", "jv", also=("bahasa",), default=None
    )
    id: Identifier | None = field(
        "Pengenal tetap",
        "Pengenal yang tidak berubah walau berkas pindah.",
        "berita/2026/panen",
        default=None,
    )
    redirect_from: Annotated[tuple[Address, ...], AsListOrOne] = field(
        "Alamat lama", "Alamat lama yang dialihkan ke sini.", "[/berita/2025/panen/]", default=list
    )
    privacy: Annotated[tuple[Privacy, ...], AsList] = field(
        "Izin data pribadi",
        "Data pribadi yang memang boleh terbit.",
        "\n  - allow: telepon\n    reason: nomor layanan umum",
        also=("privasi",),
        default=list,
    )

    def rules(self) -> Iterator[Rule]:
        """What must hold in any file."""
        yield from repeated("redirect_from", self.redirect_from)


class Bulletin(Page):
    """What news, lessons and decisions have in common."""

    description: Line = field(
        "Ringkasan",
        "Satu atau dua kalimat untuk daftar, mesin pencari dan radio.",
        "Warga memanen 40 hektare padi.",
        also=("ringkasan", "deskripsi"),
        max_length=200,
    )
    date: When = field(
        "Tanggal", "Tanggal terbit, boleh dengan jam.", "2026-02-28", also=("tanggal", "tgl")
    )
    group: Annotated[tuple[Slug, ...], AsListOrOne] = field(
        "Kelompok",
        "Nama pendek KIM: nama berkasnya di folder kelompok.",
        "tirta-mandiri",
        also=("kelompok", "kim"),
        default=list,
    )
    priority: Priority = field(
        "Kepentingan",
        "biasa, penting (tampil di atas selama seminggu) atau darurat (tampil di setiap halaman "
        "sampai batas `expires`).",
        "penting",
        also=("kepentingan", "prioritas"),
        default=Priority.ORDINARY,
    )
    tags: Annotated[tuple[Line, ...], AsListOrOne] = field(
        "Topik",
        "Topik untuk dikelompokkan.",
        "[pertanian, irigasi]",
        also=("topik", "tag"),
        default=list,
        placeholder="",
        max_length=20,
    )
    authors: Annotated[tuple[Line, ...], AsNames] = field(
        "Penulis",
        "Nama penulis; kalau kosong, nama kelompok.",
        "[Redaksi]",
        also=("penulis", "author"),
        default=list,
        placeholder="",
    )
    updated: When | None = field(
        "Diperbarui",
        "Kapan isinya terakhir berubah.",
        "2026-03-01",
        also=("diperbarui",),
        default=None,
    )
    image: Image | None = field(
        "Gambar",
        "Gambar utama.",
        "\n  src: ../../media/panen.png\n  alt: Petani memotong padi",
        also=("gambar", "foto"),
        default=None,
    )
    audio: Audio | None = field(
        "Suara",
        "Rekaman suara.",
        "\n  src: ../../media/suara/kabar.mp3",
        also=("suara",),
        default=None,
    )
    embargo: When | None = field(
        "Embargo", "Jangan terbit sebelum waktu ini.", "2026-03-01 08:00 WIB", default=None
    )
    expires: When | None = field(
        "Kedaluwarsa",
        "Tidak lagi di daftar setelah waktu ini.",
        "2026-04-01",
        also=("kedaluwarsa", "kadaluwarsa"),
        default=None,
    )
    sources: Annotated[tuple[Source, ...], AsListOrName] = field(
        "Sumber",
        "Dari mana kabar ini.",
        "\n  - title: Ketua Gapoktan\n    kind: langsung",
        also=("sumber",),
        default=list,
    )
    activity: Activity | None = field(
        "Aktivitas",
        "Salah satu dari lima aktivitas pokok KIM.",
        "diseminasi",
        also=("aktivitas", "kegiatan"),
        default=None,
    )
    guid: Guid | None = field(
        "Pengenal langganan",
        "Pengenalnya di umpan situs lama, agar pelanggan tidak menerimanya sekali lagi; "
        "diisi oleh kim import.",
        '"https://desa.example/?p=12"',
        default=None,
        placeholder="",
    )
    verification: Verification | None = field(
        "Verifikasi",
        "Sudah diperiksa atau belum.",
        "terverifikasi",
        also=("verifikasi",),
        default=None,
    )
    corrections: Annotated[tuple[Correction, ...], AsList] = field(
        "Ralat dan koreksi",
        "Yang dibetulkan setelah terbit.",
        "\n  - kind: ralat\n    date: 2026-03-05\n    after: 14 hektare",
        also=("koreksi", "ralat"),
        default=list,
    )
    withdrawn: Withdrawal | None = field(
        "Dicabut",
        "Kapan dan mengapa dicabut.",
        "\n  date: 2026-03-05\n  reason: data-pribadi",
        also=("dicabut",),
        default=None,
    )

    @cached_property
    def publication(self) -> Moment:
        """When it becomes public: the later of date and embargo."""
        return max(self.date, self.embargo, key=lambda when: when.at) if self.embargo else self.date

    def rules(self) -> Iterator[Rule]:
        """What must hold between the dates of any bulletin."""
        yield from super().rules()
        if self.date is None:
            return
        if self.priority is Priority.URGENT and self.expires is None:
            yield "priority", _endless_warning(self.publication)
        if self.expires and self.expires.end <= self.publication.at:
            yield "expires", before_it("kedaluwarsa", self.expires, "terbit", self.publication)
        if self.updated and is_before(self.updated, self.date):
            yield "updated", before_it("pembaruan", self.updated, "tanggal", self.date)
        for number, correction in enumerate(self.corrections or ()):
            if correction.date and is_before(correction.date, self.publication):
                way_out = "betulkan saja isinya dan hapus butir ini"
                fault = self._too_early("pembetulan", correction.date, way_out)
                yield f"corrections[{number}].date", fault
        gone = self.withdrawn and self.withdrawn.date
        if gone and is_before(gone, self.publication):
            way_out = "hapus withdrawn dan tulis draft: true"
            yield "withdrawn.date", self._too_early("pencabutan", gone, way_out)
        yield from repeated("group", self.group)
        yield from repeated("tags", self.tags)

    def _too_early(self, what: str, moment: Moment, way_out: str) -> Fault:
        if self.publication is self.date:
            return before_it(what, moment, "tanggal", self.date)
        return never_published(what, moment, self.publication, way_out)


def _endless_warning(publication: Moment) -> Fault:
    return Fault(
        "K212",
        "peringatan darurat belum punya batas waktu, padahal ia tampil di setiap halaman",
        f"tambahkan sampai kapan ia berlaku, misalnya: expires: {publication.day.isoformat()}",
    )


def repeated(name: str, values: tuple[str, ...] | None) -> Iterator[Rule]:
    """A warning for each value of a list that stands there twice."""
    seen: set[str] = set()
    for number, value in enumerate(values or ()):
        if value.casefold() in seen:
            fault = Fault(
                "K115", f"{quote(value)} ditulis dua kali", "hapus salah satunya", Severity.WARNING
            )
            yield f"{name}[{number}]", fault
        seen.add(value.casefold())
