"""The addresses that the site generates: files may link to them and may not claim them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from kim_plugins.catalogue.addresses import (
    GENERATED,
    GROUPS,
    LISTINGS,
    REPORT_FILE,
    REPORTS,
    activity_address,
    follow_up_address,
    group_name,
    region_address,
    region_codes,
    report_address,
)
from kim_plugins.catalogue.entries import Entry, State
from kim_plugins.catalogue.listings import listing_addresses
from kim_plugins.catalogue.years import active_years
from kim_plugins.records import Bulletin, Decision, Group, Page
from kim_plugins.records.models.vocabulary import Activity


def generated_addresses(entries: Iterable[Entry[Page]], this_year: int) -> frozenset[str]:
    """The addresses of generated pages, without the further pages of listings.

    A file may link to them, and may not take them. Of `entries` count those that have a page;
    `this_year` has a report even before anything happened in it.
    """
    published = tuple(entry for entry in entries if entry.has_page)
    found = {*LISTINGS.values(), *GENERATED, *map(activity_address, Activity)}
    found.update(_report_addresses(published, this_year))
    villages: dict[str, str] = {}
    working: set[tuple[str, ...]] = set()
    for entry in published:
        record = entry.record
        if isinstance(record, Group):
            found.update(map(region_address, region_codes(record.region.code)))
            villages[group_name(entry.path)] = record.region.code
        elif isinstance(record, Bulletin) and entry.state is State.PUBLISHED:
            found.update(listing_addresses(entry.kind, record))
            if isinstance(record, Decision) and (record.actions or record.aspiration):
                working.add(entry.groups)
    for group in set(chain.from_iterable(working)) & villages.keys():
        found.add(follow_up_address(f"{GROUPS}{group}/"))
        found.add(follow_up_address(region_address(villages[group])))
    return frozenset(found)


def _report_addresses(entries: Iterable[Entry[Page]], this_year: int) -> Iterator[str]:
    years: dict[str | None, set[int]] = defaultdict(set, {None: {this_year}})
    together: dict[tuple[str, ...], set[int]] = defaultdict(set)
    # What is planned for another year is reported when it comes.
    for entry in entries:
        record = entry.record
        if isinstance(record, Group):
            years[group_name(entry.path)].add(this_year)
        elif isinstance(record, Bulletin) and entry.shows_body:
            together[entry.groups].update(active_years(record))
    for groups, of_groups in together.items():
        for group in (None, *groups):
            years[group] |= of_groups
    for group, found in years.items():
        if group:
            yield f"{GROUPS}{group}{REPORTS}"
        for year in (year for year in found if year <= this_year):
            address = report_address(year, group)
            yield from (address, address + REPORT_FILE)
