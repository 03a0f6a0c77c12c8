"""Page specs → HTML: one template environment, one shell per depth and section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from html import escape
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from kim_plugins.catalogue import BulletinEntry, Catalogue, Entry, topic_address
from kim_plugins.catalogue.bodies import target_of
from kim_plugins.pages.plan import menu
from kim_plugins.pages.shell import Shell, base_of, relative
from kim_plugins.pages.spec import KIND_TITLES, MenuItem, PageSpec
from kim_plugins.records import (
    Clock,
    Moment,
    Page,
    Problem,
    format_clock,
    format_day,
    format_moment,
)
from kim_plugins.records.vocabulary import Activity, Status, Verification

WORDS_PER_MINUTE: Final = 180
"""Silent reading; slower than the 200-250 of practised adults, as many readers are not."""

_TABLE: Final = {
    "<table": (
        '<div class="kim-scroll" tabindex="0" role="group" aria-label="Tabel">'
        '<table class="kim-table"'
    ),
    "</table>": "</table></div>",
    "<th></th>": "<td></td>",
}
"""A wide table scrolls inside a box of its own, which the keyboard reaches too; a heading that
says nothing is none."""

DrawShell = Callable[[str, str, tuple[MenuItem, ...]], Shell]
"""Depth's base, section and menu → the theme's frame."""


class PageRenderer:
    """Renders the pages of one catalogue inside the frames that `draw` gives.

    `problems` stand on top of every page; a preview shows them, a published site has none.
    """

    def __init__(
        self, catalogue: Catalogue, draw: DrawShell, problems: Sequence[Problem] = ()
    ) -> None:
        self._catalogue = catalogue
        self._problems = problems
        self._draw = draw
        self._menu = menu(catalogue)
        self._shells: dict[tuple[str, str], Shell] = {}

    def render(self, spec: PageSpec, base: str | None = None) -> str:
        """The whole page as HTML; its links start at `base`, the page's own way to the root."""
        base = base_of(spec.address) if base is None else base
        template = self._environment.get_template(spec.template)
        content = template.render(
            **spec.values,
            page=spec,
            base=base,
            url=partial(relative, base=base),
            body=partial(self._body, base=base),
            picture=partial(self._picture, base=base),
            sound=partial(self._sound, base=base),
        )
        content = self._banner(spec) + content
        shell = self._shell(base, spec.section)
        return shell.fill(
            {"title": self._title(spec), "head": self._head(spec, base), "content": content}
        )

    def _banner(self, spec: PageSpec) -> str:
        """Every error of the site, and the warnings of the page's own file."""
        entry = spec.values.get("entry")
        own = f"/{entry.path}" if entry else "?"
        shown = [found for found in self._problems if found.is_error or found.path.endswith(own)]
        template = self._environment.get_template("problems.html")
        return template.render(problems=shown) if shown else ""

    def _shell(self, base: str, section: str) -> Shell:
        if (base, section) not in self._shells:
            self._shells[base, section] = self._draw(base, section, self._menu)
        return self._shells[base, section]

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("kim_plugins.pages"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(
            day=format_day,
            moment=format_moment,
            clock=format_clock,
            iso=_iso,
            when=_when,
            dial=_dial,
            minutes=self._minutes,
            kind_title=KIND_TITLES.__getitem__,
        )
        environment.globals.update(
            catalogue=self._catalogue,
            site=self._catalogue.options,
            today=self._catalogue.now.astimezone(self._catalogue.options.zone).date(),
            topic_address=topic_address,
            Activity=Activity,
            Status=Status,
            Verification=Verification,
        )
        return environment

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Each old address with a page that leads to the new one, without a server's help."""
        template = self._environment.get_template("redirect.html")
        for entry in self._catalogue.entries.values():
            if entry.has_page:
                for old in entry.record.redirect_from:
                    yield (
                        old,
                        template.render(entry=entry, url=partial(relative, base=base_of(old))),
                    )

    def _title(self, spec: PageSpec) -> str:
        name = self._catalogue.options.name
        return escape(spec.title if spec.title == name else f"{spec.title} · {name}")

    def _head(self, spec: PageSpec, base: str) -> str:
        feeds = [("/", self._catalogue.options.name)]
        if spec.listing != "/":
            feeds.append((spec.listing, spec.title))
        template = self._environment.get_template("head.html")
        return template.render(page=spec, feeds=feeds, url=partial(relative, base=base))

    # -- what templates ask for ------------------------------------------------------------

    def _body(self, entry: Entry[Page], base: str) -> Markup:
        body = self._catalogue.body_html(entry, base)
        for element, framed in _TABLE.items():
            body = body.replace(element, framed)
        return Markup(body)  # noqa: S704 - sanitised by nh3

    def _minutes(self, entry: Entry[Page]) -> int:
        return max(1, round(self._catalogue.bodies[entry.path].words / WORDS_PER_MINUTE))

    def _picture(self, entry: BulletinEntry, base: str) -> dict[str, Any] | None:
        """What an img element needs for a bulletin's picture."""
        return self._own_media(entry, "image", base)

    def _sound(self, entry: BulletinEntry, base: str) -> dict[str, Any] | None:
        """What an audio element needs for a bulletin's sound."""
        return self._own_media(entry, "audio", base)

    def _own_media(self, entry: BulletinEntry, name: str, base: str) -> dict[str, Any] | None:
        part = getattr(entry.record, name)
        if part is None:
            return None
        media = self._catalogue.media[target_of(entry.path, part.src) or ""]
        return {"src": relative(media.address, base), "media": media, "part": part}


def _iso(value: Moment | datetime | date) -> str:
    if isinstance(value, Moment):
        return value.at.isoformat() if value.has_time else value.day.isoformat()
    return value.isoformat()


def _when(value: Moment | Clock | date | int | str) -> str:
    """Any date or time of a record, as it is read."""
    if isinstance(value, Moment):
        return format_moment(value)
    if isinstance(value, Clock):
        return f"pukul {format_clock(value)}"
    return format_day(value) if isinstance(value, date) else str(value)


def _dial(number: str) -> str:
    """A telephone number as it is dialled from anywhere: 0812… is 62812…."""
    digits = "".join(character for character in number if character.isdigit())
    return "62" + digits[1:] if digits.startswith("0") else digits
