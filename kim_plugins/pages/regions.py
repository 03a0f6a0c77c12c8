"""The pages of places, by the levels of their codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial

from kim_plugins.catalogue import Catalogue, Region, region_address
from kim_plugins.catalogue.addresses import REGIONS
from kim_plugins.pages.paging import Listing, is_wanted
from kim_plugins.pages.spec import Chapter, PageSpec


def _index(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The places of all groups, the small ones below the large ones."""
    yield PageSpec(
        REGIONS,
        "regions.html",
        "Wilayah",
        "Kelompok dan tulisan menurut provinsi, kabupaten atau kota, kecamatan, dan desa.",
        REGIONS,
        modified=catalogue.last_change,
        values={"below": _below(catalogue), "sizes": _sizes(catalogue, catalogue.regions.values())},
    )


def region_chapters(catalogue: Catalogue, wanted: Container[str]) -> Iterator[Chapter]:
    """All places; of each its groups and bulletins, and what lies above and below it."""
    places = _below(catalogue)
    if REGIONS in wanted:
        sizes = [(code, len(entries)) for code, entries in catalogue.listings.by_region.items()]
        shown = (catalogue.groups, sorted(sizes), catalogue.last_change)
        yield Chapter(REGIONS, partial(_index, catalogue), shown)
    for code, region in catalogue.regions.items():
        entries = catalogue.listings.by_region.get(code, ())
        if not is_wanted(region_address(code), entries, wanted):
            continue
        groups, below = catalogue.groups_by_region[code], places.get(code, ())
        around = {"region": region, "above": _above(catalogue, region)}
        inside = {"below": below, "sizes": _sizes(catalogue, below)}
        yield from Listing(
            region_address(code),
            region.name,
            f"Kelompok informasi masyarakat dan tulisannya di {region.name}.",
            entries,
            REGIONS,
            around,
            {**inside, "groups": groups},
            (around,),
            (groups, inside),
            "region.html",
        ).chapters(wanted)


def _below(catalogue: Catalogue) -> Mapping[str | None, Sequence[Region]]:
    found: dict[str | None, list[Region]] = defaultdict(list)
    for region in catalogue.regions.values():
        found[region.parent].append(region)
    return dict(found)


def _sizes(catalogue: Catalogue, regions: Iterable[Region]) -> dict[str, tuple[int, int]]:
    """How many groups and bulletins some places have, by code."""
    bulletins = catalogue.listings.by_region
    return {
        region.code: (
            len(catalogue.groups_by_region[region.code]),
            len(bulletins.get(region.code, ())),
        )
        for region in regions
    }


def _above(catalogue: Catalogue, region: Region) -> list[Region]:
    """The places that a place belongs to, the largest first."""
    found: list[Region] = []
    while region.parent:
        region = catalogue.regions[region.parent]
        found.insert(0, region)
    return found
