"""Bulletins by activity and region, and the places themselves."""

from __future__ import annotations

from kim_plugins.catalogue import Level, Region, regions_of, short_address
from kim_plugins.catalogue.addresses import report_address
from kim_plugins.records.models.vocabulary import Activity
from tests.catalogue.sites import group, news, site

CATALOGUE = site(
    {
        "kelompok/tirta.md": group(title="KIM Tirta"),
        "kelompok/melati.md": group(title="KIM Melati").replace("33.09.12.2004", "33.09.13.1001"),
        "kelompok/sepi.md": group(title="KIM Sepi").replace("33.09.12.2004", "35.01.01.2001"),
        "berita/2026/a.md": news("group: tirta\nactivity: diskusi\n", date="2026-03-02"),
        "berita/2026/b.md": news("group: [tirta, melati]\n", date="2026-03-01"),
    },
    only=False,
)[0]


def test_a_group_lies_in_a_place_on_each_level() -> None:
    assert regions_of(CATALOGUE.group("tirta")) == (
        Region("33", "Jateng"),
        Region("33.09", "Boyolali"),
        Region("33.09.12", "Sawit"),
        Region("33.09.12.2004", "Desa"),
    )
    assert [region.level for region in regions_of(CATALOGUE.group("tirta"))] == list(Level)
    assert [CATALOGUE.regions[code].parent for code in ("33", "33.09.12")] == [None, "33.09"]


def test_a_bulletin_of_two_groups_stands_once_in_what_they_share() -> None:
    found = CATALOGUE.listings.by_region
    assert [entry.path for entry in found["33.09"]] == ["berita/2026/a.md", "berita/2026/b.md"]
    assert [entry.path for entry in found["33.09.13"]] == ["berita/2026/b.md"]
    assert "35" not in found
    assert "35" in CATALOGUE.regions
    assert [entry.record.title for entry in CATALOGUE.groups_by_region["33"]] == [
        "KIM Melati",
        "KIM Tirta",
    ]


def test_bulletins_are_listed_by_their_activity() -> None:
    assert list(CATALOGUE.listings.by_activity) == [Activity.DISCUSSION]


def test_a_short_address_is_as_permanent_as_the_identifier() -> None:
    assert short_address("berita/2026/panen-raya") == "/s/t6rsf4te/"
    addresses = {short_address(str(number)) for number in range(10_000)}
    assert len(addresses) == 10_000


def test_a_report_has_an_address_of_its_own_for_each_group() -> None:
    assert report_address(2026) == "/laporan/2026/"
    assert report_address(2026, "tirta") == "/kelompok/tirta/laporan/2026/"
