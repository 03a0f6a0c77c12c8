"""What a file may hold in groups of fields: pictures, sound, sources, corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kim_plugins.records.fields.formats import MediaPath, Url
from kim_plugins.records.fields.times import When
from kim_plugins.records.fields.values import Line, Prose, field
from kim_plugins.records.models.alternatives import is_meaningless, meaningless_text
from kim_plugins.records.models.base import Model, Rule
from kim_plugins.records.models.order import before_it, is_before
from kim_plugins.records.models.vocabulary import (
    CorrectionKind,
    PrivacyKind,
    SourceKind,
    WithdrawalReason,
)


class Privacy(Model):
    """What the privacy lint shall let pass, and why."""

    allow: PrivacyKind = field("Yang diizinkan", "Jenis temuan yang memang disengaja.", "telepon")
    reason: Line = field(
        "Alasan",
        "Mengapa data ini boleh terbit.",
        "nomor layanan umum",
        also=("alasan",),
        placeholder="",
    )


class Image(Model):
    """A picture with the words that stand in for it."""

    alone = "src"

    src: MediaPath = field(
        "Berkas", "Jalur gambar dari berkas ini.", "../../media/panen.png", also=("berkas",)
    )
    alt: Line = field(
        "Teks pengganti", "Apa yang terlihat, untuk yang tidak melihatnya.", "Petani memotong padi"
    )
    caption: Line | None = field(
        "Keterangan",
        "Keterangan di bawah gambar.",
        "Panen di blok barat",
        also=("keterangan",),
        default=None,
    )
    credit: Line | None = field(
        "Pembuat", "Siapa yang membuat gambar.", "KIM Tirta Mandiri", default=None
    )

    def rules(self) -> Iterator[Rule]:
        """The words say what is to be seen."""
        if self.alt and self.src and is_meaningless(self.alt, self.src):
            yield "alt", meaningless_text(self.alt, "tulis misalnya: alt: Petani memotong padi")


class Audio(Model):
    """A sound and what is said in it."""

    alone = "src"

    src: MediaPath = field(
        "Berkas", "Jalur suara dari berkas ini.", "../../media/suara/kabar.mp3", also=("berkas",)
    )
    title: Line | None = field(
        "Judul suara", "Judul rekaman.", "Kabar panen", also=("judul",), default=None
    )
    transcript: Prose | None = field(
        "Naskah",
        "Yang diucapkan di rekaman.",
        "Selamat pagi …",
        also=("naskah", "transkrip"),
        default=None,
    )


class Source(Model):
    """Where something was learnt."""

    alone = "title"

    @classmethod
    def in_fields(cls, text: str) -> dict[str, str]:
        """A name, or an address with its host for a name."""
        host = re.match(r"https?://(?:www\.)?([^/\s]+)\S*\Z", text)
        return {"title": host[1], "url": text} if host else super().in_fields(text)

    title: Line = field(
        "Nama sumber", "Siapa atau apa sumbernya.", "Ketua Gapoktan", also=("judul", "nama")
    )
    url: Url | None = field(
        "Alamat", "Alamat situs sumber.", "https://www.bmkg.go.id/", also=("alamat",), default=None
    )
    kind: SourceKind | None = field(
        "Jenis sumber",
        "Langsung dari tempat kejadian, atau dari cerita orang.",
        "langsung",
        also=("jenis",),
        default=None,
    )


class Correction(Model):
    """What was put right, when and how."""

    kind: CorrectionKind = field(
        "Jenis", "Ralat, koreksi atau hak jawab.", "ralat", also=("jenis",)
    )
    date: When = field(
        "Tanggal", "Kapan dibetulkan.", "2026-03-05", also=("tanggal",), placeholder="2099-03-05"
    )
    before: Line | None = field(
        "Semula", "Yang tertulis sebelumnya.", "40 hektare", also=("semula",), default=None
    )
    after: Line = field("Menjadi", "Yang benar.", "14 hektare", also=("menjadi",))
    by: Line | None = field(
        "Oleh",
        "Siapa yang meminta atau membetulkan.",
        "Ketua Gapoktan",
        also=("oleh",),
        default=None,
    )


class Withdrawal(Model):
    """When and why a bulletin was taken back."""

    date: When = field(
        "Tanggal", "Kapan dicabut.", "2026-03-05", also=("tanggal",), placeholder="2099-03-05"
    )
    reason: WithdrawalReason = field(
        "Alasan",
        "Alasan menurut Pedoman Pemberitaan Media Siber.",
        "data-pribadi",
        also=("alasan",),
    )
    note: Line | None = field(
        "Catatan", "Penjelasan singkat.", "Memuat nama anak.", also=("catatan",), default=None
    )
    restored: When | None = field(
        "Dipulihkan",
        "Kapan pencabutan ini dibatalkan, sehingga tulisannya terbit lagi.",
        "2026-03-07",
        also=("dipulihkan",),
        default=None,
    )

    def rules(self) -> Iterator[Rule]:
        """What was taken back comes back afterwards."""
        if self.date and self.restored and is_before(self.restored, self.date):
            yield "restored", before_it("pemulihan", self.restored, "pencabutan", self.date)
