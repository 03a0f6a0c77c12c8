"""Who a group is: its decree, its place, its officers and its members."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final

from kim_plugins.records.fields.dates import format_day
from kim_plugins.records.fields.formats import Email, Phone, RegionCode, Url
from kim_plugins.records.fields.lists import AsList
from kim_plugins.records.fields.numbers import Count
from kim_plugins.records.fields.times import Day
from kim_plugins.records.fields.values import Line, field
from kim_plugins.records.models.base import Model, Rule
from kim_plugins.records.models.vocabulary import Element
from kim_plugins.records.problems import Fault

# The founding description of KIM: a group has 3 to 30 members.
FEWEST_MEMBERS: Final = 3
MOST_MEMBERS: Final = 30


class Decree(Model):
    """The decree (SK) that set the group up."""

    number: Line = field("Nomor SK", "Nomor surat keputusan.", "141/17/2023", also=("nomor",))
    date: Day = field(
        "Tanggal SK",
        "Tanggal surat keputusan.",
        "2023-05-02",
        also=("tanggal",),
        placeholder="2099-05-02",
    )
    issuer: Line = field(
        "Penerbit SK", "Siapa yang menetapkan.", "Kepala Desa Tirtosari", also=("penerbit",)
    )


class Span(Model):
    """The term of office."""

    start: Day = field("Mulai", "Awal masa bakti.", "2023-05-02", also=("mulai",))
    end: Day = field("Berakhir", "Akhir masa bakti.", "2028-05-01", also=("akhir", "berakhir"))

    def rules(self) -> Iterator[Rule]:
        """A term ends after it starts."""
        if self.start and self.end and self.end <= self.start:
            yield (
                "end",
                Fault(
                    "K210",
                    f"masa bakti berakhir {format_day(self.end)}, "
                    f"tidak setelah mulai {format_day(self.start)}",
                    "tulis tanggal akhir yang lebih kemudian, "
                    f"misalnya: end: {self.start.year + 5}-12-31",
                ),
            )


class Registration(Model):
    """The group's registration with the regency's Diskominfo."""

    diskominfo: Line | None = field(
        "Nomor Diskominfo", "Nomor pendaftaran di Diskominfo.", "KIM-033/2023", default=None
    )
    kim_id: Line | None = field("Nomor KIM", "Nomor induk KIM.", "3309122004-01", default=None)


class Region(Model):
    """Where the group is, by Kemendagri's code and by name."""

    code: RegionCode = field(
        "Kode wilayah",
        "Kode Kemendagri PP.KK.CC.DDDD.",
        "33.09.12.2004",
        also=("kode",),
        placeholder="99.99.99.2999",
    )
    village: Line = field(
        "Desa/kelurahan", "Nama desa atau kelurahan.", "Desa Tirtosari", also=("desa", "kelurahan")
    )
    district: Line = field("Kecamatan", "Nama kecamatan.", "Kecamatan Sawit", also=("kecamatan",))
    regency: Line = field(
        "Kabupaten/kota",
        "Nama kabupaten atau kota.",
        "Kabupaten Boyolali",
        also=("kabupaten", "kota"),
    )
    province: Line = field("Provinsi", "Nama provinsi.", "Jawa Tengah", also=("provinsi",))


_WAYS: Final = {"phone", "whatsapp", "email", "url"}
"""A channel is read and can't be answered, so it is no way to reach anybody."""


class Contact(Model):
    """How to reach the group; at least one way."""

    person: Line | None = field(
        "Narahubung",
        "Siapa yang dihubungi.",
        "Sekretaris KIM",
        also=("narahubung", "nama"),
        default=None,
    )
    phone: Phone | None = field(
        "Telepon", "Nomor telepon.", "(0276) 300123", also=("telepon",), default=None
    )
    whatsapp: Phone | None = field(
        "WhatsApp",
        "Nomor WhatsApp.",
        '"081200001234"',
        also=("wa",),
        default=None,
        placeholder='"081200000000"',
    )
    whatsapp_channel: Url | None = field(
        "Saluran WhatsApp",
        "Alamat saluran WhatsApp kelompok.",
        "https://whatsapp.com/channel/0029VaContoh",
        also=("saluran-whatsapp", "saluran"),
        default=None,
    )
    email: Email | None = field(
        "Surel", "Alamat surel.", "kim@tirtosari.example.id", also=("surel",), default=None
    )
    url: Url | None = field(
        "Situs",
        "Alamat situs atau media sosial.",
        "https://tirtosari.example.id/",
        also=("situs",),
        default=None,
    )

    def rules(self) -> Iterator[Rule]:
        """Somebody must be able to reach the group."""
        if not self.model_fields_set & _WAYS:
            yield (
                "",
                Fault(
                    "K211",
                    "belum ada cara menghubungi kelompok ini",
                    "tulis salah satu dari phone, whatsapp, email, url; "
                    'misalnya: whatsapp: "081200001234"',
                ),
            )


class Section(Model):
    """A section of the group."""

    name: Line = field("Nama seksi", "Nama seksi.", "Seksi Pemberitaan", also=("nama",))
    head: Line | None = field(
        "Ketua seksi", "Siapa yang memimpin.", "Sri Wahyuni", also=("ketua",), default=None
    )


class Officers(Model):
    """Who leads the group."""

    chair: Line = field("Ketua", "Ketua kelompok.", "Sutarjo", also=("ketua",))
    secretary: Line | None = field(
        "Sekretaris", "Sekretaris kelompok.", "Sri Wahyuni", also=("sekretaris",), default=None
    )
    treasurer: Line | None = field(
        "Bendahara", "Bendahara kelompok.", "Marsudi", also=("bendahara",), default=None
    )
    sections: Annotated[tuple[Section, ...], AsList] = field(
        "Seksi",
        "Seksi-seksi.",
        "\n    - name: Seksi Pemberitaan\n      head: Sri Wahyuni",
        also=("seksi",),
        default=list,
    )


class Headcount(Model):
    """Men and women of one element."""

    men: Count = field("Laki-laki", "Jumlah laki-laki.", "4", also=("laki-laki", "pria"), default=0)
    women: Count = field(
        "Perempuan", "Jumlah perempuan.", "3", also=("perempuan", "wanita"), default=0
    )

    @property
    def total(self) -> int:
        """Both together."""
        return (self.men or 0) + (self.women or 0)


def _element(element: Element) -> Headcount:
    count: Headcount = field(
        element.label,
        f"Anggota dari unsur {element.label.lower()}.",
        "{men: 4, women: 3}",
        key=element.value,
        default=Headcount,
    )
    return count


class Members(Model):
    """The composition of the group; each member counts once."""

    adults: Headcount = _element(Element.ADULTS)
    youths: Headcount = _element(Element.YOUTHS)
    students: Headcount = _element(Element.STUDENTS)
    traders: Headcount = _element(Element.TRADERS)
    farmers: Headcount = _element(Element.FARMERS)
    fishers: Headcount = _element(Element.FISHERS)

    def by_element(self) -> tuple[tuple[Element, Headcount], ...]:
        """Every element with its numbers, in the order of the founding description."""
        counts = (self.adults, self.youths, self.students, self.traders, self.farmers, self.fishers)
        return tuple(zip(Element, counts, strict=True))

    @property
    def men(self) -> int:
        """All men."""
        return sum(count.men for _, count in self.by_element())

    @property
    def women(self) -> int:
        """All women."""
        return sum(count.women for _, count in self.by_element())

    @property
    def total(self) -> int:
        """All members."""
        return self.men + self.women

    def rules(self) -> Iterator[Rule]:
        """3 to 30 members (founding description of KIM)."""
        counts = [count for _, count in self.by_element()]
        if any(count is None or count.men is None or count.women is None for count in counts):
            return
        if not FEWEST_MEMBERS <= self.total <= MOST_MEMBERS:
            yield (
                "",
                Fault(
                    "K208",
                    f"jumlah anggota {self.total} orang, padahal KIM beranggotakan "
                    f"{FEWEST_MEMBERS} sampai {MOST_MEMBERS} orang",
                    "hitung tiap anggota sekali saja, misalnya: petani: {men: 6, women: 4}",
                ),
            )
