"""Labels of vocabularies on pages, and formatting of dates and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import cache
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from kim_plugins.catalogue import BulletinEntry, GroupEntry, Level
from kim_plugins.records import (
    MONTHS,
    Clock,
    Moment,
    Page,
    format_clock,
    format_day,
    format_moment,
    format_zone,
)
from kim_plugins.records.fields.telephones import call_address
from kim_plugins.records.models.meeting import Meeting
from kim_plugins.records.models.organisation import Decree
from kim_plugins.records.models.parts import Correction
from kim_plugins.records.models.vocabulary import Activity, CorrectionKind, PartnerKind

_MEGABYTE: Final = 1_000_000

# Sources: Permenkominfo 08/2010 and the founding description of KIM.
ACTIVITY_SENTENCES: Final = {
    Activity.ACCESS: "Anggota KIM mencari kabar dan pengetahuan yang dibutuhkan warga, "
    "langsung dari tempat kejadian atau lewat orang, media, dan internet.",
    Activity.DISCUSSION: "Kabar yang didapat dibicarakan bersama: "
    "bertukar pikiran, menimbang masalah, dan mencari jalan keluarnya.",
    Activity.IMPLEMENTATION: "Nama resminya implementasi. KIM menjalin hubungan tetap dengan "
    "kelompok lain, lembaga, dan dinas, lalu bersama-sama menerapkan apa yang sudah diketahui.",
    Activity.DISSEMINATION: "Nama resminya diseminasi informasi. Kabar yang sudah diolah "
    "disebarkan ke sekitar: "
    "lewat situs ini, radio, papan pengumuman, dan obrolan.",
    Activity.ASPIRATION: "Keluhan dan harapan warga ditampung, disampaikan kepada pemerintah, "
    "lalu dikawal sampai ada jawabannya.",
}
PARTNER_SENTENCES: Final = {
    PartnerKind.GOVERNMENT: "Memfasilitasi kelompok menurut keadaan dan kebutuhan daerahnya.",
    PartnerKind.PRIVATE: "Bermitra usaha, membantu modal, melatih orang, dan memasarkan hasil.",
    PartnerKind.MASS_MEDIA: "Membuat dan menyiarkan isi yang cocok dengan kebutuhan warga.",
    PartnerKind.CIVIL_SOCIETY: "Mendampingi warga dan membawa pembaruan.",
}
LEVEL_TITLES: Final = {
    Level.PROVINCE: "Provinsi",
    Level.REGENCY: "Kabupaten dan kota",
    Level.DISTRICT: "Kecamatan",
    Level.VILLAGE: "Desa dan kelurahan",
}


def by_month(entries: Sequence[BulletinEntry]) -> list[tuple[str, list[BulletinEntry]]]:
    """Entries under the names of their months of publication, in their order."""
    months = groupby(entries, key=lambda entry: _month(entry.record.publication.day))
    return [(month, list(members)) for month, members in months]


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def by_correction(corrections: Sequence[Correction]) -> list[tuple[str, list[Correction]]]:
    """Corrections and replies under their headings, the latest first."""
    latest = sorted(corrections, key=lambda one: one.date, reverse=True)
    replies = [one for one in latest if one.kind is CorrectionKind.RIGHT_OF_REPLY]
    others = [one for one in latest if one.kind is not CorrectionKind.RIGHT_OF_REPLY]
    found = [("Yang sudah dibetulkan", others), (CorrectionKind.RIGHT_OF_REPLY.label, replies)]
    return [(heading, some) for heading, some in found if some]


def regency_of(group: GroupEntry) -> str:
    """`Kabupaten Sragen, Jawa Tengah`: the heading of a group on boards."""
    return f"{group.record.region.regency}, {group.record.region.province}"


def waiting_time(days: int) -> str:
    """A waiting time in words that stay the same for a week or a month.

    Empty in the first week: a page says nothing new each day.
    """
    for size, unit, one in (
        (365, "tahun", "setahun"),
        (30, "bulan", "sebulan"),
        (7, "minggu", "seminggu"),
    ):
        if days >= size:
            count = days // size
            return f"{one if count == 1 else f'{format_number(count)} {unit}'} lebih"
    return ""


def language_attributes(record: Page) -> Markup:
    """The `lang` and `dir` attributes of an element with an editor's own text."""
    return _attributes(record.lang)


@cache
def _attributes(lang: str | None) -> Markup:
    return Markup('{} dir="auto"').format(Markup(' lang="{}"').format(lang) if lang else "")


def iso_format(value: Moment | datetime | date) -> str:
    """A date or time for a `datetime` attribute."""
    if isinstance(value, Moment):
        return value.at.isoformat() if value.has_time else value.day.isoformat()
    return value.isoformat()


def format_any_date(value: Moment | Clock | date | int | str) -> str:
    """Any date or time of a record in words."""
    if isinstance(value, Moment):
        return format_moment(value)
    if isinstance(value, Clock):
        return f"pukul {format_clock(value)}"
    return format_day(value) if isinstance(value, date) else str(value)


def meeting_hours(meeting: Meeting, zone: tzinfo) -> str:
    """`pukul 19.30 sampai 21.45 WIB`; `zone` applies where the editor named none."""
    if not meeting.start:
        return ""
    own = format_zone(datetime.combine(meeting.date, meeting.start.at, zone))
    start = meeting.start.zone or own
    if not meeting.end:
        return f"pukul {meeting.start.at:%H.%M} {start}"
    end = meeting.end.zone or start
    shown = "" if start == end else f" {start}"
    return f"pukul {meeting.start.at:%H.%M}{shown} sampai {meeting.end.at:%H.%M} {end}"


def decree_number(decree: Decree) -> str:
    """`SK 141/17/2023`; the prefix isn't repeated."""
    return decree.number if decree.number.upper().startswith("SK") else f"SK {decree.number}"


def in_sentence(label: str) -> str:
    """A label inside a sentence; names and abbreviations keep their capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def format_number(value: int) -> str:
    """`12.500`, in Indonesian notation."""
    return f"{value:,}".replace(",", ".")


def contact_link(contact: str) -> Markup:
    """A contact for orders: a telephone number as a link, any other text as it is."""
    is_number = all(character.isdigit() or character in " +()-." for character in contact)
    if is_number and sum(map(str.isdigit, contact)) >= 8:  # noqa: PLR2004 - the shortest numbers with their area
        return Markup('<a href="{}">{}</a>').format(call_address(contact), contact)
    return escape(contact)


def format_duration(seconds: float | None) -> str:
    """A playing time: `2 menit 5 detik`."""
    minutes, rest = divmod(max(1, round(seconds or 0)), 60)
    parts = [f"{minutes} menit" if minutes else "", f"{rest} detik" if rest else ""]
    return " ".join(part for part in parts if part)


def format_size(length: int) -> str:
    """A number of bytes: `1,4 MB`, `312 KB`."""
    if length >= _MEGABYTE:
        return f"{length / _MEGABYTE:.1f} MB".replace(".", ",")
    return f"{max(1, round(length / 1000))} KB"
