"""What a group works with: technology, partners and enterprises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from kim_plugins.records.fields.formats import Url
from kim_plugins.records.fields.lists import AsList, AsListOrOne
from kim_plugins.records.fields.numbers import Flag
from kim_plugins.records.fields.times import DayOrYear
from kim_plugins.records.fields.values import Line, field
from kim_plugins.records.models.base import Model, Rule
from kim_plugins.records.models.vocabulary import (
    ROLES_BY_KIND,
    FacilityKind,
    PartnerKind,
    PartnerRole,
    Pattern,
)
from kim_plugins.records.problems import Fault


class Facility(Model):
    """A place or thing that gives access to information."""

    kind: FacilityKind = field("Jenis", "Jenis fasilitas.", "warmasif", also=("jenis",))
    name: Line = field("Nama", "Nama fasilitas.", "WARMASIF Tirtosari", also=("nama",))
    address: Line | None = field(
        "Alamat", "Di mana.", "Jalan Balai Desa 1", also=("alamat",), default=None
    )
    hours: Line | None = field(
        "Jam buka", "Kapan buka.", "Senin-Jumat 08.00-15.00", also=("jam",), default=None
    )
    public: Flag = field(
        "Untuk umum", "Ya: siapa saja boleh memakai.", "true", also=("umum",), default=False
    )


class Ict(Model):
    """How the group comes to its technology."""

    patterns: Annotated[tuple[Pattern, ...], AsListOrOne] = field(
        "Pola",
        "Pola pertama (mandiri), kedua (fasilitas bersama), atau keduanya.",
        "[mandiri]",
        also=("pola",),
        min_length=1,
        max_length=2,
    )
    facilities: Annotated[tuple[Facility, ...], AsList] = field(
        "Fasilitas",
        "Tempat dan alat.",
        "\n    - kind: warmasif\n      name: WARMASIF Tirtosari",
        also=("fasilitas",),
        default=list,
    )


class Partner(Model):
    """Who works with the group, and as what."""

    name: Line = field("Nama mitra", "Nama mitra.", "Radio Suara Desa", also=("nama",))
    kind: PartnerKind = field(
        "Jenis mitra",
        "Pemerintah, swasta, media massa atau lembaga masyarakat.",
        "media-massa",
        also=("jenis",),
    )
    role: PartnerRole = field("Peran", "Apa perannya.", "penyiaran", also=("peran",))
    since: DayOrYear | None = field("Sejak", "Sejak kapan.", "2024", also=("sejak",), default=None)
    url: Url | None = field(
        "Situs", "Alamat situs mitra.", "https://radio.example.id/", also=("situs",), default=None
    )
    feed: Url | None = field(
        "Umpan",
        "Alamat umpan (RSS) mitra.",
        "https://radio.example.id/feed.xml",
        also=("umpan",),
        default=None,
    )

    def rules(self) -> Iterator[Rule]:
        """A role belongs to its kind of partner."""
        if self.kind and self.role and self.role not in ROLES_BY_KIND[self.kind]:
            roles = ", ".join(ROLES_BY_KIND[self.kind])
            yield (
                "role",
                Fault(
                    "K107",
                    f"peran '{self.role}' bukan peran mitra '{self.kind}'",
                    f"pilih salah satu: {roles}",
                ),
            )


class Enterprise(Model):
    """A small business of the group or its members."""

    name: Line = field("Nama usaha", "Nama usaha.", "Keripik Bu Tini", also=("nama",))
    product: Line = field("Produk", "Apa yang dijual.", "keripik singkong", also=("produk",))
    contact: Line | None = field(
        "Kontak", "Cara memesan.", '"081200001234"', also=("kontak",), default=None
    )
