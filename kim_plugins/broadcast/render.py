"""Scripts and sheets as pages of their own, without the site's frame, made for printing.

Scripts and sheets have no frame. They are made for paper and for a telephone in the studio: one
small stylesheet, no script, the same templates for the site and for `kim print`. Today's programme
is a page of the site: `kim/broadcast` prepares it, and `engine/print_outputs.py` hands its spec to
the pages, so the siblings stay strangers.
"""

from __future__ import annotations

from functools import cached_property

from jinja2 import Environment
from markupsafe import Markup

from kim_plugins.broadcast.direction import direction
from kim_plugins.broadcast.months import MonthSheet, hours, weekday
from kim_plugins.broadcast.options import BroadcastOptions
from kim_plugins.broadcast.script import PassageKind, Script, script_of
from kim_plugins.broadcast.script_text import HOW_TO_READ, contact_lines, script_text
from kim_plugins.broadcast.sheet import qr_code, sheet_of
from kim_plugins.catalogue import BulletinEntry, Catalogue
from kim_plugins.catalogue.addresses import KIND_TITLES, SCRIPT_TEXT, SHEET
from kim_plugins.catalogue.templates import templates
from kim_plugins.records import format_moment


class PrintRenderer:
    """Renders the scripts and sheets of one catalogue.

    `style` is the stylesheet itself, for a file that stands alone; without it a page of the site
    links to the site's. `policy` is the Content-Security-Policy of such a page.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        options: BroadcastOptions,
        *,
        style: str = "",
        policy: str = "",
    ) -> None:
        self._catalogue = catalogue
        self._options = options
        self._style, self._policy = style, policy
        self._last: Script | None = None

    def script(self, entry: BulletinEntry) -> str:
        """The script as HTML."""
        return self._render("naskah.html", entry, script=self._script(entry), kinds=PassageKind)

    def script_text(self, entry: BulletinEntry) -> str:
        """The script as plain text."""
        return script_text(self._catalogue, self._script(entry))

    def sheet(self, entry: BulletinEntry) -> str:
        """The wall sheet as HTML."""
        sheet = sheet_of(self._catalogue, entry, self._base(entry))
        return self._render("cetak.html", entry, sheet=sheet)

    def month(self, sheet: MonthSheet) -> str:
        """A group's events of a month as HTML."""
        base = "../" * (sheet.address.count("/") - 1)
        return self._environment.get_template("jadwal.html").render(
            sheet=sheet,
            entry=sheet.group,
            record=sheet.group.record,
            groups=(sheet.group,),
            code=qr_code(self._catalogue.options.absolute(sheet.group.address)),
            base=base,
            back=f"{base}{sheet.group.address.removeprefix('/')}",
        )

    def _script(self, entry: BulletinEntry) -> Script:
        # Its two forms are asked for one after the other; all scripts at once would fill memory.
        if self._last is None or self._last.entry is not entry:
            self._last = script_of(self._catalogue, entry, self._options)
        return self._last

    def _base(self, entry: BulletinEntry) -> str:
        if self._style:
            return self._catalogue.options.url
        return "../" * entry.address.count("/")

    def _render(self, name: str, entry: BulletinEntry, **values: object) -> str:
        base = self._base(entry)
        return self._environment.get_template(name).render(
            **values,
            entry=entry,
            record=entry.record,
            groups=self._catalogue.groups_of(entry),
            base=base,
            back=f"{base}{entry.address.removeprefix('/')}",
        )

    @cached_property
    def _environment(self) -> Environment:
        environment = templates("kim_plugins.broadcast")
        environment.filters.update(
            moment=format_moment,
            dir=_direction,
            contact=contact_lines,
            hours=hours,
            weekday=weekday,
            kind=KIND_TITLES.__getitem__,
        )
        environment.globals.update(
            site=self._catalogue.options,
            # A style element holds anything but its own end, and ours holds no markup at all.
            style=Markup(self._style),  # noqa: S704 - our own stylesheet
            policy=self._policy,
            how_to_read=HOW_TO_READ,
            text_address=SCRIPT_TEXT,
            sheet_address=SHEET,
        )
        return environment


def _direction(text: str) -> Markup:
    """The `dir` attribute of an element whose text runs from right to left; otherwise empty."""
    return Markup(' dir="rtl"') if direction(text.strip()) == "rtl" else Markup("")
