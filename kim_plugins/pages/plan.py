"""Which pages a site has, and what each is made from (contract C4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kim_plugins.catalogue import BULLETIN_KINDS, Catalogue, Entry
from kim_plugins.catalogue.addresses import GROUPS, LISTINGS, SUBSCRIPTIONS, TOPICS, address_of
from kim_plugins.pages.bulletins import bulletin_page
from kim_plugins.pages.listings import archive_page, group_pages, kind_listings, topic_pages
from kim_plugins.pages.spec import KIND_TITLES, MenuItem, PageSpec, newest_change
from kim_plugins.records import Page

HOME_COUNT: Final = 5


def menu(catalogue: Catalogue) -> tuple[MenuItem, ...]:
    """The site's menu: the home page, the listings, the editors' own top pages, the feeds."""
    own = (
        MenuItem(entry.address, entry.record.title)
        for entry in catalogue.pages
        if entry.address.count("/") == 2 and entry.address != "/"  # noqa: PLR2004 - `/tentang/` is top, `/a/b/` is not
    )
    return (
        MenuItem("/", "Beranda"),
        *(MenuItem(LISTINGS[kind], KIND_TITLES[kind]) for kind in BULLETIN_KINDS),
        MenuItem(GROUPS, "Kelompok"),
        MenuItem(TOPICS, "Topik"),
        MenuItem(SUBSCRIPTIONS, "Langganan"),
        *own,
    )


def plan(catalogue: Catalogue) -> Iterator[PageSpec]:
    """Every page of the site, in the order of the menu."""
    yield _home(catalogue)
    for kind in BULLETIN_KINDS:
        yield from kind_listings(catalogue, kind)
    for entry in catalogue.bulletins:
        yield bulletin_page(catalogue, entry)
    yield from group_pages(catalogue)
    yield from topic_pages(catalogue)
    yield archive_page(catalogue)
    yield _subscriptions(catalogue)
    for page in catalogue.pages:
        if page.address != "/":
            yield _ordinary(catalogue, page)


def _home(catalogue: Catalogue) -> PageSpec:
    options = catalogue.options
    own = next((page for page in catalogue.pages if page.address == "/"), None)
    return PageSpec(
        "/",
        "home.html",
        own.record.title if own else options.name,
        (own.record.description if own else None) or options.description,
        "/",
        modified=newest_change(catalogue.listed),
        values={
            "own": own,
            "newest": {
                kind: catalogue.listings.by_kind.get(kind, ())[:HOME_COUNT]
                for kind in BULLETIN_KINDS
            },
        },
    )


def _subscriptions(catalogue: Catalogue) -> PageSpec:
    return PageSpec(
        SUBSCRIPTIONS,
        "subscriptions.html",
        "Langganan",
        "Ikuti kabar kami gratis: untuk warga, radio dan redaksi.",
        SUBSCRIPTIONS,
        modified=newest_change(catalogue.listed),
        values={
            "kinds": [MenuItem(LISTINGS[kind], KIND_TITLES[kind]) for kind in BULLETIN_KINDS],
        },
    )


def _ordinary(catalogue: Catalogue, page: Entry[Page]) -> PageSpec:
    record = page.record
    return PageSpec(
        page.address,
        "page.html",
        record.title,
        record.description or catalogue.options.description,
        f"/{page.address.split('/')[1]}/",
        modified=newest_change(catalogue.listed),
        lang=record.lang,
        values={"entry": page},
    )


def faulty_pages(catalogue: Catalogue) -> Iterator[PageSpec]:
    """A page in place of each file that can't be shown, for the editor's preview."""
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
    """What is shown where nothing is."""
    return PageSpec(
        "/404.html",
        "missing.html",
        "Halaman tidak ditemukan",
        "Alamat ini tidak ada di situs ini.",
        "",
        indexed=False,
    )
