"""A media-literacy lesson: what is learnt, in which steps, and a claim that was checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from kim_plugins.records.fields.formats import Url
from kim_plugins.records.fields.lists import MOST_ITEMS, AsList, AsListOrOne, AsSentences
from kim_plugins.records.fields.numbers import Count, Minutes
from kim_plugins.records.fields.times import When
from kim_plugins.records.fields.values import Line, Prose, field
from kim_plugins.records.models.base import Model, Rule
from kim_plugins.records.models.common import Bulletin, repeated
from kim_plugins.records.models.vocabulary import (
    ClaimType,
    Competency,
    Element,
    Level,
    Pillar,
    Verdict,
)
from kim_plugins.records.problems import Fault


class Question(Model):
    """One question of a quiz."""

    question: Line = field(
        "Pertanyaan", "Yang ditanyakan.", "Apa ciri hoaks?", also=("pertanyaan", "soal")
    )
    choices: Annotated[tuple[Line, ...], AsList] = field(
        "Pilihan",
        "Dua sampai enam jawaban.",
        "[Ada sumbernya, Memancing emosi]",
        also=("pilihan",),
        min_length=2,
        max_length=6,
        numbered=True,
    )
    answer: Count = field(
        "Jawaban", "Nomor pilihan yang benar, mulai dari 1.", "2", also=("jawaban", "kunci")
    )
    explanation: Line | None = field(
        "Penjelasan",
        "Mengapa itu jawabannya.",
        "Hoaks memancing emosi.",
        also=("penjelasan",),
        default=None,
    )

    def rules(self) -> Iterator[Rule]:
        """The answer is one of the choices."""
        if self.choices and self.answer is not None and not 1 <= self.answer <= len(self.choices):
            yield (
                "answer",
                Fault(
                    "K209",
                    f"jawaban nomor {self.answer} tidak ada; pilihannya hanya {len(self.choices)}",
                    f"tulis nomor antara 1 dan {len(self.choices)}",
                ),
            )


class Reference(Model):
    """Evidence for a verdict."""

    title: Line = field(
        "Judul rujukan", "Nama rujukan.", "Keterangan resmi BMKG", also=("judul", "nama")
    )
    url: Url = field(
        "Alamat",
        "Alamat rujukan.",
        "https://www.bmkg.go.id/",
        also=("alamat",),
        placeholder="https://example.org/contoh",
    )


class Claim(Model):
    """A claim that goes round, and what checking it found."""

    text: Prose = field(
        "Isi klaim",
        "Klaim seperti yang beredar.",
        "Pupuk subsidi dihapus mulai besok!",
        also=("isi", "klaim"),
    )
    source: Line | None = field(
        "Beredar di",
        "Di mana klaim beredar.",
        "pesan berantai WhatsApp",
        also=("sumber",),
        default=None,
    )
    date: When | None = field(
        "Tanggal beredar", "Kapan klaim beredar.", "2026-02-01", also=("tanggal",), default=None
    )
    verdict: Verdict = field(
        "Hasil periksa", "Benar, salah atau belum terbukti.", "salah", also=("putusan", "hasil")
    )
    type: ClaimType | None = field(
        "Jenis hoaks", "Satu dari tujuh jenis.", "konten-palsu", also=("jenis",), default=None
    )
    references: Annotated[tuple[Reference, ...], AsList] = field(
        "Rujukan",
        "Bukti yang dapat dibuka orang.",
        "\n    - title: Keterangan resmi\n      url: https://www.bmkg.go.id/",
        also=("rujukan",),
        min_length=1,
        max_length=MOST_ITEMS,
    )


class Lesson(Bulletin):
    """A media-literacy lesson."""

    level: Level = field("Tingkat", "Dasar, menengah atau lanjutan.", "dasar", also=("tingkat",))
    audience: Annotated[tuple[Element, ...], AsListOrOne] = field(
        "Sasaran", "Untuk siapa.", "[remaja, petani]", also=("sasaran",), default=list
    )
    duration: Minutes | None = field(
        "Lama", "Lama belajar dalam menit.", "45", also=("lama", "durasi"), default=None
    )
    pillars: Annotated[tuple[Pillar, ...], AsListOrOne] = field(
        "Pilar", "Pilar literasi digital.", "[cakap, aman]", also=("pilar",), default=list
    )
    competencies: Annotated[tuple[Competency, ...], AsListOrOne] = field(
        "Kompetensi",
        "Kompetensi menurut Japelidi.",
        "[analisis, verifikasi]",
        also=("kompetensi",),
        default=list,
    )
    objectives: Annotated[tuple[Line, ...], AsSentences] = field(
        "Tujuan",
        "Yang bisa dilakukan setelah belajar.",
        "[Mengenali ciri hoaks]",
        also=("tujuan",),
        min_length=1,
        max_length=MOST_ITEMS,
    )
    steps: Annotated[tuple[Line, ...], AsSentences] = field(
        "Langkah", "Langkah belajar.", "[Baca pesannya bersama]", also=("langkah",), default=list
    )
    quiz: Annotated[tuple[Question, ...], AsList] = field(
        "Kuis",
        "Pertanyaan untuk memeriksa diri.",
        "\n  - question: Apa ciri hoaks?"
        "\n    choices: [Ada sumbernya, Memancing emosi]\n    answer: 2",
        also=("kuis",),
        default=list,
    )
    claim: Claim | None = field(
        "Klaim",
        "Klaim yang diperiksa.",
        "\n  text: Pupuk subsidi dihapus!\n  verdict: salah\n  references:"
        "\n    - title: Keterangan resmi\n      url: https://www.example.id/",
        also=("klaim",),
        default=None,
    )

    def rules(self) -> Iterator[Rule]:
        """What holds for every bulletin, and lists without repetition."""
        yield from super().rules()
        for name in ("audience", "pillars", "competencies"):
            yield from repeated(name, getattr(self, name))
