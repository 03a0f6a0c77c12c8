"""The screen of a village hall: news, agenda and open work in large type, in turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import segno
from markupsafe import Markup

from kim_plugins.catalogue import BulletinEntry, Catalogue, query, short_address
from kim_plugins.catalogue.addresses import SCREEN
from kim_plugins.catalogue.options import is_public
from kim_plugins.pages.spec import PageSpec
from kim_plugins.records.models.vocabulary import Priority

_NEWS: Final = 6
_LINES: Final = 4
"""Lines of the agenda and of the open work: what fits when it is read from five metres."""


def screen(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The page of the screen; it shows what is overdue, and the date of its newest news."""
    board, news = catalogue.follow_up, on_screen(catalogue)
    changed = catalogue.last_change
    yield PageSpec(
        SCREEN,
        "screen.html",
        "Layar balai",
        "Kabar, agenda, dan pekerjaan yang belum selesai, bergantian di layar lebar.",
        SCREEN,
        indexed=False,
        values={
            "news": [(entry, _code(catalogue, entry)) for entry in news],
            "agenda": catalogue.agenda[:_LINES],
            "late": board.overdue[:_LINES],
            "open": board.open[: max(0, _LINES - len(board.overdue))],
            "sums": (len(board.overdue), len(board.open)),
            "newest": changed.astimezone(catalogue.options.zone).date() if changed else None,
        },
    )


@query()
def on_screen(catalogue: Catalogue) -> tuple[BulletinEntry, ...]:
    """The bulletins on the screen: urgent warnings, then the newest."""
    urgent = catalogue.urgent
    others = (e for e in catalogue.listed if e.record.priority is not Priority.URGENT)
    return (*urgent, *(entry for entry, _ in zip(others, range(_NEWS), strict=False)))[:_NEWS]


def _code(catalogue: Catalogue, entry: BulletinEntry) -> Markup | None:
    """A QR code of the short address; None on a preview, which no telephone can reach."""
    url = catalogue.options.absolute(short_address(entry.identifier))
    if not is_public(url):
        return None
    code = segno.make_qr(url, error="m", mask=4)
    drawn = code.svg_inline(omitsize=True, svgclass="kim-slide__code", lineclass=None, light="#fff")
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" '))  # noqa: S704 - drawn by segno
