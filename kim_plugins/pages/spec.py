"""Specifications of pages and files, complete before anything is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from kim_plugins.catalogue import BulletinEntry, Entry, last_change, short_address
from kim_plugins.records import Bulletin, Kind, Page

KIND_DESCRIPTIONS: Final = {
    Kind.NEWS: "Kabar dari desa dan kelurahan, ditulis oleh warganya sendiri.",
    Kind.LESSON: "Bahan belajar memeriksa kabar dan memakai internet dengan aman.",
    Kind.DECISION: "Ringkasan musyawarah: masalahnya, keputusannya, dan siapa mengerjakan apa.",
}


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page: its address, the template of its content, and the values for it.

    `listing` is the address whose feeds the page offers, and `listing_name` its title where that
    isn't the page's; `section` is the address of the menu entry that it belongs to. `modified` is
    for the sitemap, None where it is unknown. A page that isn't `indexed` is left out of the
    sitemap and marked noindex. `values` are all that the template may show of the catalogue.
    """

    address: str
    template: str
    title: str
    description: str
    section: str
    modified: datetime | None = None
    indexed: bool = True
    listing: str = "/"
    listing_name: str = ""
    lang: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the menu; a `main` one is also a tab on wide screens.

    `children` are those of a section, which leads to the first of them; an entry that is `below`
    stands in the footer alone. An address may lead to another site.
    """

    address: str
    label: str
    main: bool = False
    children: tuple[MenuItem, ...] = ()
    below: bool = False


@dataclass(frozen=True, slots=True)
class FileSpec:
    """A file that is no page, such as a spreadsheet; `make` returns its bytes."""

    address: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class OldAddress:
    """A redirect to `page` from another address: of `entry`, its short or a former one.

    Without an entry it redirects to a page that the site makes by itself; `rel` is the HTML link
    type of that. Messengers read the metadata of the redirect itself, so it repeats those of
    `page`.
    """

    address: str
    entry: Entry[Page] | None
    page: PageSpec
    has_moved: bool
    rel: str | None = None


Planned = PageSpec | OldAddress | FileSpec


class Target(NamedTuple):
    """What is made together: a page with its redirects, or several pages.

    `plan` asks the catalogue for everything that it uses, so that the trace of the target is
    complete; no answer to an earlier question may be passed in. `newest` is when the newest
    bulletin of a full page of a listing was published, in POSIX seconds.
    """

    name: str
    plan: Callable[[], Iterable[Planned]]
    newest: float = 0.0


def addresses_leading_to(entry: Entry[Page]) -> Iterator[str]:
    """Every address that redirects to an entry: short and former ones."""
    if isinstance(entry.record, Bulletin):
        yield short_address(entry.identifier)
    yield from dict.fromkeys(entry.record.redirect_from)


def old_addresses(entry: Entry[Page], page: PageSpec) -> Iterator[OldAddress]:
    """Every redirect to an entry whose page is `page`."""
    for old in addresses_leading_to(entry):
        yield OldAddress(old, entry, page, has_moved=old in entry.record.redirect_from)


def newest_change(entries: Sequence[BulletinEntry]) -> datetime | None:
    """When one of some entries last changed, for the sitemap."""
    return max((last_change(entry) for entry in entries), default=None)
