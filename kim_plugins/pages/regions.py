"""The pages of places, on every level of region codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from kim_plugins.catalogue import Catalogue, Region, query, region_address
from kim_plugins.catalogue.addresses import REGIONS
from kim_plugins.pages.paging import Listing, listing_targets
from kim_plugins.pages.spec import PageSpec, Target


def _index(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The list of all groups' places, nested by level."""
    yield PageSpec(
        REGIONS,
        "regions.html",
        "Wilayah",
        "Kelompok dan tulisan menurut provinsi, kabupaten atau kota, kecamatan, dan desa.",
        REGIONS,
        modified=catalogue.last_change,
        values={
            "below": regions_below(catalogue),
            "sizes": _sizes(catalogue, catalogue.regions.values()),
        },
    )


def region_targets(catalogue: Catalogue) -> Iterator[Target]:
    """The list of places, and of each its groups, bulletins and neighbouring levels."""
    yield Target(REGIONS, partial(_index, catalogue))
    for code in catalogue.regions:
        entries, make = catalogue.listings.by_region[code], partial(_of_region, catalogue, code)
        yield from listing_targets(region_address(code), entries, make)


def _of_region(catalogue: Catalogue, code: str, number: int | None) -> Listing:
    region, *above = region_and_above(catalogue, code)
    own: dict[str, object] = {}
    if number is None:
        below = regions_below(catalogue).get(code, ())
        groups = catalogue.groups_by_region[code]
        own = {"below": below, "sizes": _sizes(catalogue, below), "groups": groups}
    return Listing(
        region_address(code),
        region.name,
        f"Kelompok informasi masyarakat dan tulisannya di {region.name}.",
        catalogue.listings.by_region[code],
        REGIONS,
        {"region": region, "above": above[::-1]},
        own,
        "region.html",
    )


@query()
def regions_below(catalogue: Catalogue) -> Mapping[str | None, Sequence[Region]]:
    """The places directly below each place, by its code; provinces lie below none."""
    found: dict[str | None, list[Region]] = defaultdict(list)
    for region in catalogue.regions.values():
        found[region.parent].append(region)
    return dict(found)


def _sizes(catalogue: Catalogue, regions: Iterable[Region]) -> dict[str, tuple[int, int]]:
    """The numbers of groups and bulletins of places, by code."""
    groups, bulletins = catalogue.groups_by_region, catalogue.listings.by_region
    return {one.code: (len(groups[one.code]), len(bulletins[one.code])) for one in regions}


@query()
def region_and_above(catalogue: Catalogue, code: str) -> tuple[Region, ...]:
    """A place and those above it, the largest last."""
    found = [catalogue.regions[code]]
    while parent := found[-1].parent:
        found.append(catalogue.regions[parent])
    return tuple(found)
