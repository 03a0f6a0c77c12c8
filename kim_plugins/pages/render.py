"""Renders page specs to HTML: a template inside the theme's frame, one for a depth and section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import Any, Final

from jinja2 import BytecodeCache, Environment
from markupsafe import Markup

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Entry,
    Memo,
)
from kim_plugins.catalogue.addresses import (
    BROADCAST,
    GROUPS,
    PODCAST,
)
from kim_plugins.pages.environment import page_environment
from kim_plugins.pages.menu import menu
from kim_plugins.pages.notices import channels, headlines
from kim_plugins.pages.page_media import picture, sound
from kim_plugins.pages.sharing import json_ld, open_graph
from kim_plugins.pages.shell import FOLLOW, Shell, base_of, relative
from kim_plugins.pages.spec import MenuItem, OldAddress, PageSpec
from kim_plugins.pages.tables import with_tables
from kim_plugins.records import Page, Problem
from kim_plugins.records.collected import source_of

CHANNELS: Final = 3
"""WhatsApp channels named at the foot of every page; if there are more, a link to their list."""
_MOST_CARDS: Final = 40_000
"""Cards kept in memory: all of a large site, not of a whole province."""
_BASE: Final = "\ue004"
"""Placeholder for a page's relative path to the root in what is rendered once for many pages."""
_LEVEL: Final = "\ue006"
"""Placeholder for the level of a card's heading."""


def _no_actions(path: str) -> str:  # noqa: ARG001 - as actions have it
    return ""


RenderShell = Callable[[str, str, tuple[MenuItem, ...]], Shell]
"""Depth's base, section and menu → the theme's frame."""


class PageRenderer:
    """Renders the pages of one catalogue inside the frames that `frame` returns.

    `problems` stand on top of every page; a preview shows them, a published site has none.
    `policy` is the Content-Security-Policy of pages that have no frame. `bytecode` keeps compiled
    templates. `actions` gives what stands below the page of a file, by its path; `own_menu` is the
    site's own, and `own_templates` the folder of its templates.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what pages are made with
        self,
        catalogue: Catalogue,
        frame: RenderShell,
        problems: Sequence[Problem] = (),
        policy: str = "",
        bytecode: BytecodeCache | None = None,
        actions: Callable[[str], str] = _no_actions,
        own_menu: tuple[MenuItem, ...] | None = None,
        own_templates: Path | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._bytecode = bytecode
        self._actions = actions
        self._policy = policy
        self._problems = problems
        self._frame = frame
        self._own_menu = own_menu
        self._own_templates = own_templates
        self._replaced_bodies: dict[str, str] = {}
        self._shells: dict[tuple[str, str], Shell] = {}
        self._follows: dict[str, str] = {}
        self._cards = Memo()

    def render(self, spec: PageSpec, base: str | None = None) -> str:
        """The whole page as HTML; links start at `base`, by default its path to the root."""
        base = base_of(spec.address) if base is None else base
        return self._shell(base, spec.section).fill(self._parts(spec, base))

    def parts(self, spec: PageSpec, path: str = "", html: str = "") -> Mapping[str, str]:
        """What fills the frame of a page; `html` replaces the body of the file at `path`."""
        self._replaced_bodies[path] = html
        try:
            return self._parts(spec, base_of(spec.address))
        finally:
            del self._replaced_bodies[path]

    @property
    def menu(self) -> tuple[MenuItem, ...]:
        """The site's menu."""
        return menu(self._catalogue) if self._own_menu is None else self._own_menu

    def _parts(self, spec: PageSpec, base: str) -> dict[str, str]:
        template = self._environment.get_template(spec.template)
        content = template.render(
            **spec.values,
            page=spec,
            base=base,
            url=partial(relative, base=base),
            body=partial(self._body, base=base),
            picture=partial(picture, self._catalogue, base=base),
            sound=partial(sound, self._catalogue, base=base),
        )
        content = self._urgent(spec, base) + self._problem_list(spec) + content.replace(_BASE, base)
        if (file := file_of(spec)) and not source_of(file):
            content += self._actions(file)
        head, follow = self._head(spec, base), self._follow(base)
        return {"title": self._title(spec), "head": head, "content": content, FOLLOW: follow}

    def _problem_list(self, spec: PageSpec) -> str:
        """The errors of the site and the warnings of the page's own file, in a preview."""
        entry = spec.values.get("entry")
        own = f"/{entry.path}" if entry else "?"
        shown = [found for found in self._problems if found.is_error or found.path.endswith(own)]
        template = self._environment.get_template("problems.html")
        return template.render(problems=shown) if shown else ""

    def _urgent(self, spec: PageSpec, base: str) -> str:
        """The urgent warnings, except the page's own."""
        urgent = [e for e in headlines(self._catalogue) if e.address != spec.address]
        if not urgent:
            return ""
        template = self._environment.get_template("urgent.html")
        return template.render(entries=urgent, url=partial(relative, base=base))

    def _follow(self, base: str) -> str:
        """The ways to follow the site: WhatsApp, e-mail, feeds."""
        found = channels(self._catalogue)
        if base not in self._follows:
            template = self._environment.get_template("follow.html")
            self._follows[base] = template.render(
                channels=found, most=CHANNELS, url=partial(relative, base=base)
            )
        return self._follows[base]

    def _shell(self, base: str, section: str) -> Shell:
        items = self.menu
        if (base, section) not in self._shells:
            self._shells[base, section] = self._frame(base, section, items)
        return self._shells[base, section]

    @cached_property
    def _environment(self) -> Environment:
        environment = page_environment(self._catalogue, self._bytecode, self._own_templates)
        environment.globals.update(policy=self._policy, kept_card=self._card)
        return environment

    def redirect(self, old: OldAddress) -> str:
        """A page that redirects from an old or short address without a server's help."""
        return self._environment.get_template("redirect.html").render(
            page=old.page,
            title=Markup(self._title(old.page)),  # noqa: S704 - escaped
            moved=old.has_moved,
            url=partial(relative, base=base_of(old.address)),
            properties=open_graph(self._catalogue, old.page),
            rel=old.rel,
        )

    def _title(self, spec: PageSpec) -> str:
        name = self._catalogue.options.name
        return escape(spec.title if spec.title == name else f"{spec.title} · {name}")

    def _head(self, spec: PageSpec, base: str) -> str:
        feeds = [("/", self._catalogue.options.name)]
        if spec.listing != "/":
            feeds.append((spec.listing, spec.listing_name or spec.title))
        template = self._environment.get_template("head.html")
        return template.render(
            page=spec,
            feeds=feeds,
            podcast=self._podcast(spec),
            url=partial(relative, base=base),
            properties=open_graph(self._catalogue, spec),
            json_ld=json_ld(self._catalogue, spec),
        )

    def _podcast(self, spec: PageSpec) -> MenuItem | None:
        """The podcast of the site, or of the group whose own page this is, if it has sound."""
        sounds = self._catalogue.sounds
        if spec.address == "/":
            return (
                MenuItem(f"{BROADCAST}{PODCAST}", self._catalogue.options.name)
                if sounds.all
                else None
            )
        if spec.address != spec.listing or not spec.listing.startswith(GROUPS):
            return None
        is_sounding = spec.listing.removeprefix(GROUPS).strip("/") in sounds.by_group
        return MenuItem(f"{spec.listing}{PODCAST}", spec.title) if is_sounding else None

    # -- what templates ask for ------------------------------------------------------------

    def _body(self, entry: Entry[Page], base: str) -> Markup:
        html = self._replaced_bodies.get(entry.path)
        if html is None:
            html = self._catalogue.body_html(entry, base)
        return Markup(with_tables(html))  # noqa: S704 - sanitised by nh3

    def _card(self, entry: BulletinEntry, level: int, *how: bool) -> Markup:
        """The card of a bulletin, rendered once for all listings."""
        if len(self._cards) >= _MOST_CARDS:
            self._cards.clear()
        make = partial(self._render_card, entry, *how)
        card = self._cards.get_or_make((entry.path, *how), make)
        return Markup(card.replace(_LEVEL, str(level)))  # noqa: S704 - a template's

    def _render_card(self, entry: BulletinEntry, *how: bool) -> str:
        macros: Any = self._environment.get_template("macros.html").module
        url, shown = partial(relative, base=_BASE), partial(picture, self._catalogue, base=_BASE)
        return str(macros.card(entry, url, shown, _LEVEL, *how))


def file_of(spec: PageSpec) -> str | None:
    """The content file that a page shows, if it is the page of one."""
    shown = (spec.values.get(name) for name in ("entry", "group", "own"))
    return next((one.path for one in shown if one and one.address == spec.address), None)
