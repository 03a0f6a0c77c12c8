"""The pages of a site: the table of addresses with the functions that plan them (contract C4)."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import takewhile
from typing import Final, TypeVar

from kim_plugins.catalogue import (
    BULLETIN_KINDS,
    BulletinEntry,
    Catalogue,
    Clock,
    Entry,
    Topic,
    group_id,
    query,
    region_address,
)
from kim_plugins.catalogue.addresses import (
    ACCESS_POINTS,
    ACTIVITIES,
    AGENDA,
    ARCHIVE,
    DATA,
    ENTERPRISES,
    FEEDBACK,
    FOLLOW_UP,
    GROUPS,
    KIND_TITLES,
    LISTINGS,
    PARTNER_NEWS,
    PARTNERS,
    PWA,
    REGIONS,
    REPORTS,
    SCREEN,
    SEARCH,
    SOURCES,
    SUBSCRIPTIONS,
    TOPICS,
    address_of,
)
from kim_plugins.catalogue.collected import Headline
from kim_plugins.pages.boards import access_points, agenda, enterprises, partners, public_access
from kim_plugins.pages.bulletins import bulletin_target
from kim_plugins.pages.feedback import feedback_page
from kim_plugins.pages.follow_up import follow_up_targets
from kim_plugins.pages.groups import group_targets
from kim_plugins.pages.listings import (
    activity_targets,
    archive_targets,
    kind_targets,
    topic_targets,
)
from kim_plugins.pages.open_data import data_page, data_targets
from kim_plugins.pages.pwa import pwa_page
from kim_plugins.pages.regions import region_targets
from kim_plugins.pages.reports import past_reports, this_report
from kim_plugins.pages.screen import screen
from kim_plugins.pages.sources import partner_news, sources_page
from kim_plugins.pages.spec import (
    MenuItem,
    PageSpec,
    Planned,
    Target,
    old_addresses,
)
from kim_plugins.records import Kind, Page
from kim_plugins.records.models.vocabulary import Priority

P = TypeVar("P", bound=Planned)

HOME_COUNT: Final = {Kind.NEWS: 4, Kind.LESSON: 3, Kind.DECISION: 3}
HOME_EVENTS: Final = 3
HOME_ACCESS: Final = 4
FRESH: Final = timedelta(days=7)
"""How long what is important stands before what is newer."""
HOME_HEADLINES: Final = 3
HOME_TOPICS: Final = 10
HOME_GROUPS: Final = 6


@query(Clock.DAILY)
def home_bulletins(catalogue: Catalogue, kind: str) -> tuple[BulletinEntry, ...]:
    """The bulletins of a kind on the home page."""
    entries = catalogue.listings.by_kind[kind].entries
    return _foremost(entries, catalogue.today, HOME_COUNT[Kind(kind)])


def _foremost(
    entries: Sequence[BulletinEntry], today: date, count: int
) -> tuple[BulletinEntry, ...]:
    """The newest few; recent urgent and important ones come first."""
    fresh = takewhile(lambda e: today - e.record.publication.day <= FRESH, entries)
    first = [entry for entry in fresh if entry.record.priority is not Priority.ORDINARY]
    others = (e for e in entries[: count + len(first)] if e not in first)
    return (*first, *others)[:count]


def _home(catalogue: Catalogue) -> Iterator[Planned]:
    """The home page, with the greeting of `index.md` if there is one."""
    own = next((page for page in catalogue.pages if page.address == "/"), None)
    options = catalogue.options
    page = PageSpec(
        "/",
        "home.html",
        own.record.title if own else options.name,
        (own.record.description if own else None) or options.description,
        "/",
        modified=catalogue.last_change,
        values={
            "own": own,
            "listings": LISTINGS,
            "newest": {kind: home_bulletins(catalogue, kind.value) for kind in BULLETIN_KINDS},
            "follow_up": catalogue.follow_up,
            "agenda": catalogue.agenda[:HOME_EVENTS],
            "access": public_access(catalogue)[:HOME_ACCESS],
            "topics": busiest_topics(catalogue),
            "groups": catalogue.groups[:HOME_GROUPS],
            "partner_news": newest_partner_news(catalogue),
            "is_empty": not catalogue.listings.all,
        },
    )
    yield page
    if own:
        yield from old_addresses(own, page)


@query()
def newest_partner_news(catalogue: Catalogue) -> tuple[Headline, ...]:
    """The newest few headlines of others."""
    return catalogue.partner_news[:HOME_HEADLINES]


@query()
def busiest_topics(catalogue: Catalogue) -> tuple[Topic, ...]:
    """The topics with the most bulletins, by label."""
    by_topic = catalogue.listings.by_topic
    busiest = heapq.nlargest(HOME_TOPICS, catalogue.topics, key=lambda t: len(by_topic[t.slug]))
    return tuple(sorted(busiest, key=lambda topic: (topic.label.casefold(), topic.slug)))


def _search(_: Catalogue) -> Iterator[PageSpec]:
    yield PageSpec(
        SEARCH,
        "cari.html",
        "Cari",
        "Cari di semua tulisan, kelompok dan halaman situs ini.",
        SEARCH,
        indexed=False,
    )


def _subscriptions(catalogue: Catalogue) -> Iterator[PageSpec]:
    regions = catalogue.region_names.items()
    sounds = catalogue.sounds.by_group
    values = {
        "kinds": [MenuItem(LISTINGS[kind], KIND_TITLES[kind]) for kind in BULLETIN_KINDS],
        "groups": catalogue.groups,
        "channels": tuple(g for g in catalogue.groups if g.record.contact.whatsapp_channel),
        "sounding": tuple(group for group in catalogue.groups if group_id(group) in sounds),
        "has_sound": bool(sounds),
        "regions": [MenuItem(region_address(code), name) for code, name in regions],
        "topics": catalogue.topics,
    }
    yield PageSpec(
        SUBSCRIPTIONS,
        "subscriptions.html",
        "Langganan",
        "Ikuti kabar kami gratis: untuk warga, radio dan redaksi.",
        SUBSCRIPTIONS,
        modified=catalogue.last_change,
        values=values,
    )


def _ordinary(catalogue: Catalogue, page: Entry[Page]) -> Iterator[Planned]:
    record = page.record
    spec = PageSpec(
        page.address,
        "page.html",
        record.title,
        record.description or catalogue.options.description,
        f"/{page.address.split('/')[1]}/",
        lang=record.lang,
        values={"entry": page},
    )
    yield spec
    yield from old_addresses(page, spec)


def faulty_pages(catalogue: Catalogue) -> Iterator[PageSpec]:
    """A page in place of each faulty file, for the preview."""
    taken = {entry.address for entry in catalogue.entries.values()} | {"/"}
    for path in sorted(catalogue.left_out):
        address = address_of(path)
        if address not in taken:
            taken.add(address)
            title, summary = "Tulisan ini masih salah", f"Berkas {path} belum dapat ditampilkan."
            yield PageSpec(
                address, "faulty.html", title, summary, "", indexed=False, values={"path": path}
            )


def missing_page() -> PageSpec:
    """The page for missing addresses (404)."""
    return PageSpec(
        "/404.html",
        "missing.html",
        "Halaman tidak ditemukan",
        "Alamat ini tidak ada di situs ini.",
        "",
        indexed=False,
        values={"kinds": [MenuItem(LISTINGS[kind], KIND_TITLES[kind]) for kind in BULLETIN_KINDS]},
    )


def _own_pages(catalogue: Catalogue) -> Iterator[Target]:
    for page in catalogue.pages:
        if page.address != "/":
            yield Target(page.address, partial(_ordinary, catalogue, page))


def _kinds(catalogue: Catalogue) -> Iterator[Target]:
    for kind in BULLETIN_KINDS:
        yield from kind_targets(catalogue, kind)


def _bulletins(catalogue: Catalogue) -> Iterator[Target]:
    return (bulletin_target(catalogue, entry) for entry in catalogue.bulletins)


PAGES: Final[Mapping[str, Callable[[Catalogue], Iterable[Planned]]]] = {
    "/": _home,
    SUBSCRIPTIONS: _subscriptions,
    REPORTS: this_report,
    SCREEN: screen,
    FEEDBACK: feedback_page,
    SEARCH: _search,
    PWA: pwa_page,
    AGENDA: agenda,
    ACCESS_POINTS: access_points,
    PARTNERS: partners,
    ENTERPRISES: enterprises,
    SOURCES: sources_page,
    PARTNER_NEWS: partner_news,
    DATA: data_page,
}
"""The addresses of which there is one, and what plans each."""

LISTINGS_OF: Final[Mapping[str, Callable[[Catalogue], Iterator[Target]]]] = {
    "/<halaman>/": _own_pages,
    "/<jenis>/": _kinds,
    "/<jenis>/<tulisan>/": _bulletins,
    GROUPS: group_targets,
    TOPICS: topic_targets,
    REGIONS: region_targets,
    ACTIVITIES: activity_targets,
    ARCHIVE: archive_targets,
    FOLLOW_UP: follow_up_targets,
    REPORTS: past_reports,
    DATA: data_targets,
}
"""The addresses of which there are as many as the content has, and what names the targets below."""


def targets(catalogue: Catalogue) -> Iterator[Target]:
    """Every page, redirect, table and calendar of a site, as targets."""
    for address, plan in PAGES.items():
        yield Target(address, partial(plan, catalogue))
    for below in LISTINGS_OF.values():
        yield from below(catalogue)


def planned(catalogue: Catalogue, kind: type[P]) -> Iterator[P]:
    """Everything of one type that targets plan."""
    for target in targets(catalogue):
        yield from (one for one in target.plan() if isinstance(one, kind))
