"""The menu of a site."""

from __future__ import annotations

from kim_plugins.catalogue import BULLETIN_KINDS, Catalogue, query
from kim_plugins.catalogue.addresses import (
    ACCESS_POINTS,
    AGENDA,
    ARCHIVE,
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
    SOURCES,
    SUBSCRIPTIONS,
    TOPICS,
)
from kim_plugins.catalogue.collected import SourceKind
from kim_plugins.pages.spec import MenuItem


@query()
def menu(catalogue: Catalogue) -> tuple[MenuItem, ...]:
    """The site's menu: the most wanted sections first, editors' own pages last.

    The first ones fit into one line of a wide screen; the others are in the panel and the footer.
    """
    own = (
        MenuItem(entry.address, entry.record.title)
        for entry in catalogue.pages
        if entry.address.count("/") == 2 and entry.address != "/"  # noqa: PLR2004 - `/tentang/` is top, `/a/b/` is not
    )
    main = (
        MenuItem("/", "Beranda", main=True),
        *(MenuItem(LISTINGS[kind], KIND_TITLES[kind], main=True) for kind in BULLETIN_KINDS),
        MenuItem(FOLLOW_UP, "Tindak lanjut", main=True),
        MenuItem(AGENDA, "Agenda", main=True),
        MenuItem(GROUPS, "Kelompok", main=True),
        MenuItem(TOPICS, "Topik", main=True),
        MenuItem(FEEDBACK, "Sampaikan", main=True),
        MenuItem(SUBSCRIPTIONS, "Ikuti kabar", main=True),
    )
    kinds = {source.kind for source in catalogue.known_sources}
    hub = (
        *([MenuItem(PARTNER_NEWS, "Kabar mitra")] if SourceKind.FEED in kinds else ()),
        *([MenuItem(SOURCES, "Sumber")] if kinds else ()),
    )
    others = (
        MenuItem(ACCESS_POINTS, "Tempat internet"),
        MenuItem(ENTERPRISES, "Usaha warga"),
        MenuItem(PARTNERS, "Mitra"),
        MenuItem(REGIONS, "Wilayah"),
        MenuItem(REPORTS, "Laporan"),
        MenuItem(ARCHIVE, "Arsip"),
        MenuItem(SCREEN, "Layar balai"),
        MenuItem(PWA, "Baca tanpa jaringan"),
    )
    return (*main, *others, *hub, *own)
