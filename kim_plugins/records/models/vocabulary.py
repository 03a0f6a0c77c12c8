"""The words that a field may hold, each with the label that a reader sees.

Sources: Permenkominfo 08/2010 (activities, elements, patterns, partners), Peraturan Dewan Pers
1/2012 (corrections, reasons for withdrawal), the four pillars of Indonesia's digital literacy,
Japelidi's ten competencies, and the seven types of mis- and disinformation that MAFINDO uses.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self


class Term(StrEnum):
    """A word of a controlled vocabulary."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Keep the label beside the value."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term


class Activity(Term):
    """The five core activities of a KIM."""

    ACCESS = "akses-informasi", "Akses informasi"
    DISCUSSION = "diskusi", "Diskusi"
    IMPLEMENTATION = "implementasi", "Kerja bersama"
    DISSEMINATION = "diseminasi", "Menyebarkan kabar"
    ASPIRATION = "aspirasi", "Aspirasi"


class Priority(Term):
    """How soon a reader has to know; an urgent warning stands on every page until it expires."""

    ORDINARY = "biasa", "Biasa"
    IMPORTANT = "penting", "Penting"
    URGENT = "darurat", "Peringatan darurat"


class SourceKind(Term):
    """Whether the group has it from where it happened, or from somebody who tells it."""

    DIRECT = "langsung", "Sumber langsung"
    INDIRECT = "tidak-langsung", "Sumber tidak langsung"


class Verification(Term):
    """Whether the group has checked the news."""

    VERIFIED = "terverifikasi", "Sudah dipastikan"
    UNVERIFIED = "perlu-verifikasi", "Belum dipastikan"


UNVERIFIED_NOTICE: Final = (
    "Berita ini masih memerlukan verifikasi lebih lanjut yang diupayakan dalam waktu secepatnya."
)
"""What unverified news says wherever it is read or heard (Peraturan Dewan Pers 1/2012, 2.b.4)."""


class CorrectionKind(Term):
    """The three ways of putting a publication right."""

    ERRATUM = "ralat", "Ralat"
    CORRECTION = "koreksi", "Koreksi"
    RIGHT_OF_REPLY = "hak-jawab", "Hak jawab"


class WithdrawalReason(Term):
    """The only reasons for which something published may be withdrawn."""

    ETHNIC_RELIGIOUS = "sara", "Menyinggung suku, agama, ras atau antargolongan (SARA)"
    DECENCY = "kesusilaan", "Melanggar kesusilaan"
    CHILD = "masa-depan-anak", "Menyangkut masa depan anak"
    TRAUMA = "trauma-korban", "Menambah trauma korban"
    PRESS_COUNCIL = "pertimbangan-dewan-pers", "Pertimbangan Dewan Pers"
    PERSONAL_DATA = "data-pribadi", "Memuat data pribadi"
    BY_MISTAKE = "salah-terbit", "Salah terbit"
    DUPLICATE = "ganda", "Sudah terbit sebelumnya"


class Repeat(Term):
    """How often an event comes back."""

    WEEKLY = "mingguan", "Setiap minggu"
    MONTHLY = "bulanan", "Setiap bulan"


class Method(Term):
    """How a meeting decided."""

    CONSENSUS = "mufakat", "Mufakat"
    VOTE = "pemungutan-suara", "Pemungutan suara"


class Status(Term):
    """Where an action stands; `belum` is never written, it is the absence of progress."""

    NOT_STARTED = "belum", "Belum dikerjakan"
    UNDER_WAY = "berjalan", "Sedang dikerjakan"
    DONE = "selesai", "Selesai"
    CANCELLED = "batal", "Batal"


class Level(Term):
    """How hard a lesson is."""

    BASIC = "dasar", "Dasar"
    INTERMEDIATE = "menengah", "Menengah"
    ADVANCED = "lanjutan", "Lanjutan"


class Element(Term):
    """Whom a KIM is formed from."""

    ADULTS = "orang-dewasa", "Orang dewasa"
    YOUTHS = "remaja", "Remaja"
    STUDENTS = "pelajar-mahasiswa", "Pelajar dan mahasiswa"
    TRADERS = "pedagang", "Pedagang"
    FARMERS = "petani", "Petani"
    FISHERS = "nelayan", "Nelayan"


class Pillar(Term):
    """The four pillars of digital literacy."""

    SKILLS = "cakap", "Cakap digital"
    SAFETY = "aman", "Aman digital"
    CULTURE = "budaya", "Budaya digital"
    ETHICS = "etika", "Etika digital"


class Competency(Term):
    """The ten competencies of Japelidi."""

    ACCESS = "akses", "Mengakses"
    SELECTION = "seleksi", "Menyeleksi"
    UNDERSTANDING = "pemahaman", "Memahami"
    ANALYSIS = "analisis", "Menganalisis"
    VERIFICATION = "verifikasi", "Memverifikasi"
    EVALUATION = "evaluasi", "Mengevaluasi"
    DISTRIBUTION = "distribusi", "Menyebarkan"
    PRODUCTION = "produksi", "Memproduksi"
    PARTICIPATION = "partisipasi", "Berpartisipasi"
    COLLABORATION = "kolaborasi", "Berkolaborasi"


class Verdict(Term):
    """What checking a claim found."""

    TRUE = "benar", "Benar"
    FALSE = "salah", "Salah"
    UNPROVEN = "belum-terbukti", "Belum terbukti"


class ClaimType(Term):
    """The seven types of mis- and disinformation."""

    SATIRE = "satire-parodi", "Satire atau parodi"
    MISLEADING = "konten-menyesatkan", "Konten menyesatkan"
    IMPOSTER = "konten-tiruan", "Konten tiruan"
    FABRICATED = "konten-palsu", "Konten palsu"
    FALSE_CONNECTION = "koneksi-salah", "Koneksi yang salah"
    FALSE_CONTEXT = "konteks-salah", "Konteks yang salah"
    MANIPULATED = "konten-dimanipulasi", "Konten yang dimanipulasi"


class GroupStatus(Term):
    """Whether a group works at present."""

    ACTIVE = "aktif", "Aktif"
    INACTIVE = "tidak-aktif", "Tidak aktif"


class Pattern(Term):
    """The two ways in which a KIM comes to its technology."""

    OWN = "mandiri", "Perangkat milik sendiri"
    SHARED = "fasilitas-bersama", "Fasilitas bersama"


class FacilityKind(Term):
    """What a place of access offers."""

    COMPUTER = "komputer", "Komputer"
    INTERNET = "internet", "Internet"
    PUBLIC_WIFI = "wifi-publik", "Wi-Fi publik"
    WARMASIF = "warmasif", "WARMASIF (Warung Masyarakat Informasi)"
    CAP = "cap", "CAP (Community Access Point)"
    PEPP = "pe-pp", "Pe-PP (Partnership for e-Prosperity for the Poor)"
    WARNET = "warnet", "Warnet"
    OTHER = "lainnya", "Lainnya"


class PartnerKind(Term):
    """The four kinds of partner."""

    GOVERNMENT = "pemerintah", "Pemerintah"
    PRIVATE = "swasta", "Swasta"
    MASS_MEDIA = "media-massa", "Media massa"
    CIVIL_SOCIETY = "lembaga-masyarakat", "Lembaga masyarakat"


class PartnerRole(Term):
    """What a partner does for a KIM."""

    FACILITATION = "fasilitasi", "Fasilitasi"
    BUSINESS = "kemitraan-usaha", "Kemitraan usaha"
    CAPITAL = "dukungan-modal", "Dukungan modal"
    SKILLS = "pengembangan-sdm", "Pengembangan SDM"
    MARKETING = "pemasaran", "Pemasaran"
    CONTENT = "produksi-isi", "Produksi isi"
    BROADCAST = "penyiaran", "Penyiaran"
    RENEWAL = "agen-pembaru", "Agen pembaru"
    MENTORING = "pendampingan", "Pendampingan"


ROLES_BY_KIND = {
    PartnerKind.GOVERNMENT: (PartnerRole.FACILITATION,),
    PartnerKind.PRIVATE: (
        PartnerRole.BUSINESS,
        PartnerRole.CAPITAL,
        PartnerRole.SKILLS,
        PartnerRole.MARKETING,
    ),
    PartnerKind.MASS_MEDIA: (PartnerRole.CONTENT, PartnerRole.BROADCAST),
    PartnerKind.CIVIL_SOCIETY: (PartnerRole.RENEWAL, PartnerRole.MENTORING),
}


class PrivacyKind(Term):
    """What the privacy lint looks for, and what an editor may allow with a reason."""

    NIK = "nik", "NIK atau nomor KK"
    CARD = "kartu", "Nomor kartu bank"
    PHONE = "telepon", "Nomor telepon"
    NAME = "nama", "Nama korban atau anak"
