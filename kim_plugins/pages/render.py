"""Page specs → HTML: one template environment, one shell per depth and section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from html import escape
from typing import Any, Final, NamedTuple

from jinja2 import BytecodeCache, Environment
from markupsafe import Markup

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Clock,
    Entry,
    Media,
    Memo,
    activity_address,
    first_occurrence,
    group_id,
    occurrence_time,
    query,
    region_address,
    short_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import (
    BROADCAST,
    CALENDAR_FILE,
    EVENT_FILE,
    GROUPS,
    KIND_TITLES,
    PODCAST,
)
from kim_plugins.catalogue.bodies import target_of
from kim_plugins.catalogue.costs import cost_by_funding
from kim_plugins.catalogue.media.pictures import (
    animated_file,
    element,
    fallback_file,
    is_long,
    share_file,
    variants,
)
from kim_plugins.catalogue.templates import templates
from kim_plugins.pages import words
from kim_plugins.pages.feedback import message_text
from kim_plugins.pages.menu import menu
from kim_plugins.pages.sharing import json_ld, open_graph
from kim_plugins.pages.shell import FOLLOW, Shell, base_of, relative
from kim_plugins.pages.spec import MenuItem, OldAddress, PageSpec
from kim_plugins.pages.tables import with_tables
from kim_plugins.records import Moment, Page, Problem, format_day, format_moment, format_rupiah
from kim_plugins.records.fields.telephones import call_address, dialled
from kim_plugins.records.models.action import Action
from kim_plugins.records.models.vocabulary import (
    Activity,
    CorrectionKind,
    Priority,
    Status,
    Verification,
)

WORDS_PER_MINUTE: Final = 180
"""Silent reading; slower than the 200-250 of practised adults, as many readers are not."""

CHANNELS: Final = 3
"""Channels of WhatsApp named at the foot of every page; of more of them, the way to their list."""
_MOST_CARDS: Final = 40_000
"""All of a large site's; those of a whole province don't stand in memory together."""
_BASE: Final = "\ue004"
"""Stands for a page's way to the root in what is drawn once for many pages."""


def _no_actions(path: str) -> str:  # noqa: ARG001 - as actions have it
    return ""


DrawShell = Callable[[str, str, tuple[MenuItem, ...]], Shell]
"""Depth's base, section and menu → the theme's frame."""


class PageRenderer:
    """Renders the pages of one catalogue inside the frames that `draw` gives.

    `problems` stand on top of every page; a preview shows them, a published site has none.
    `policy` is the Content-Security-Policy of pages that have no frame. `bytecode` keeps compiled
    templates. `actions` gives what stands below the page of a file, by its path; `own_menu` is the
    site's own.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what pages are made with
        self,
        catalogue: Catalogue,
        draw: DrawShell,
        problems: Sequence[Problem] = (),
        policy: str = "",
        bytecode: BytecodeCache | None = None,
        actions: Callable[[str], str] = _no_actions,
        own_menu: tuple[MenuItem, ...] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._bytecode = bytecode
        self._actions = actions
        self._policy = policy
        self._problems = problems
        self._draw = draw
        self._own_menu = own_menu
        self._given: dict[str, str] = {}
        self._shells: dict[tuple[str, str], Shell] = {}
        self._follows: dict[str, str] = {}
        self._cards = Memo()

    def render(self, spec: PageSpec, base: str | None = None) -> str:
        """The whole page as HTML; its links start at `base`, the page's own way to the root."""
        base = base_of(spec.address) if base is None else base
        return self._shell(base, spec.section).fill(self._parts(spec, base))

    def parts(self, spec: PageSpec, path: str, html: str) -> Mapping[str, str]:
        """What fills the frame of a page whose body has become `html`; `path` is its file."""
        self._given[path] = html
        try:
            return self._parts(spec, base_of(spec.address))
        finally:
            del self._given[path]

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
            picture=partial(self._picture, base=base),
            sound=partial(self._sound, base=base),
        )
        content = self._warnings(spec, base) + self._banner(spec) + content.replace(_BASE, base)
        if file := file_of(spec):
            content += self._actions(file)
        head, follow = self._head(spec, base), self._follow(base)
        return {"title": self._title(spec), "head": head, "content": content, FOLLOW: follow}

    def _banner(self, spec: PageSpec) -> str:
        """Every error of the site, and the warnings of the page's own file."""
        entry = spec.values.get("entry")
        own = f"/{entry.path}" if entry else "?"
        shown = [found for found in self._problems if found.is_error or found.path.endswith(own)]
        template = self._environment.get_template("problems.html")
        return template.render(problems=shown) if shown else ""

    def _warnings(self, spec: PageSpec, base: str) -> str:
        """Every urgent warning but the page's own."""
        urgent = [e for e in headlines(self._catalogue) if e.address != spec.address]
        if not urgent:
            return ""
        template = self._environment.get_template("urgent.html")
        return template.render(entries=urgent, url=partial(relative, base=base))

    def _follow(self, base: str) -> str:
        """The ways in which what is new comes by itself: WhatsApp, e-mail, feeds."""
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
            self._shells[base, section] = self._draw(base, section, items)
        return self._shells[base, section]

    @cached_property
    def _environment(self) -> Environment:
        environment = templates("kim_plugins.pages", self._bytecode)
        options, catalogue = self._catalogue.options, self._catalogue
        listed = catalogue.listings.by_topic
        environment.tests["listed"] = lambda topic: topic.slug in listed
        environment.tests["overdue"] = lambda action: _is_overdue(catalogue, action)
        environment.filters.update(
            day=format_day,
            moment=format_moment,
            iso=words.iso_format,
            when=words.format_any_date,
            hours=partial(words.meeting_hours, zone=options.zone),
            occurrence_time=occurrence_time,
            occurrence=first_occurrence,
            dialled=dialled,
            call_address=call_address,
            group_id=group_id,
            reachable=words.contact_link,
            language_attributes=words.language_attributes,
            inline=words.in_sentence,
            number=words.format_number,
            rupiah=format_rupiah,
            decree_number=words.decree_number,
            by_funding=cost_by_funding,
            by_correction=words.by_correction,
            short=lambda entry: short_address(entry.identifier),
            minutes=self._minutes,
            by_month=words.by_month,
            waited=lambda day: waiting_since(catalogue, str(day)),
            groups=self._catalogue.groups_of,
            topics=self._catalogue.topics_of,
            duration=words.format_duration,
            size=words.format_size,
            kind_title=KIND_TITLES.__getitem__,
        )
        environment.globals.update(
            site=options,
            topic_address=topic_address,
            message=lambda group, title, url: message_text(group_id(group), title, url),
            policy=self._policy,
            region_address=region_address,
            activity_address=activity_address,
            level_titles=words.LEVEL_TITLES,
            event_file=EVENT_FILE,
            calendar_file=CALENDAR_FILE,
            kept_card=self._card,
            Activity=Activity,
            CorrectionKind=CorrectionKind,
            Priority=Priority,
            Status=Status,
            Verification=Verification,
        )
        return environment

    def redirect(self, old: OldAddress) -> str:
        """A page that leads on from an old or short address, without a server's help."""
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
        """The podcast of the site or of the group whose own page this is, where it has a sound."""
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
        given = self._given.get(entry.path)
        html = self._catalogue.body_html(entry, base) if given is None else given
        return Markup(with_tables(html))  # noqa: S704 - sanitised by nh3

    def _card(self, entry: BulletinEntry, *how: Any) -> Markup:  # noqa: ANN401 - as the macro has it
        """The card of a bulletin: drawn once, as it stands in a dozen listings."""
        if len(self._cards) >= _MOST_CARDS:
            self._cards.clear()
        make = partial(self._draw_card, entry, *how)
        return self._cards.get_or_make((entry.path, *how), make)

    def _draw_card(self, entry: BulletinEntry, *how: Any) -> Markup:  # noqa: ANN401 - as above
        macros: Any = self._environment.get_template("macros.html").module
        url, picture = partial(relative, base=_BASE), partial(self._picture, base=_BASE)
        card: Markup = macros.card(entry, url, picture, *how)
        return card

    def _minutes(self, entry: Entry[Page]) -> int:
        return max(1, round(self._catalogue.files[entry.path].words / WORDS_PER_MINUTE))

    def _picture(self, entry: BulletinEntry, base: str) -> dict[str, Any] | None:
        """A bulletin's picture: its `part` of the record, and `img` to show it.

        `img(sizes, alt, first=False, eager=False)`: how wide it stands, as HTML has it; the
        alternative text; whether it is what a page is about; and whether it is seen at once.
        """
        found = self._own_media(entry, "image", base)
        if found is not None:
            found["img"] = partial(_img, found["media"], base)
        return found

    def _sound(self, entry: BulletinEntry, base: str) -> dict[str, Any] | None:
        """What an audio element needs for a bulletin's sound."""
        return self._own_media(entry, "audio", base)

    def _own_media(self, entry: BulletinEntry, name: str, base: str) -> dict[str, Any] | None:
        part = getattr(entry.record, name)
        if part is None:
            return None
        media = self._catalogue.medium(target_of(entry.path, part.src) or "")
        return {"src": relative(media.address, base), "media": media, "part": part}


class Headline(NamedTuple):
    """What an urgent warning says on every page; it stands until `expires`."""

    address: str
    title: str
    lang: str | None
    expires: Moment | None


@query(Clock.ALWAYS)  # titles are words, and whoever edits one of these texts changes no page
def headlines(catalogue: Catalogue) -> tuple[Headline, ...]:
    """The urgent warnings of the site, the newest first."""
    return tuple(
        Headline(entry.address, entry.record.title, entry.record.lang, entry.record.expires)
        for entry in catalogue.urgent
    )


@query()
def channels(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The groups that have a channel of WhatsApp, each with its address."""
    contacts = ((g.record.title, g.record.contact) for g in catalogue.groups)
    return tuple((title, c.whatsapp_channel) for title, c in contacts if c.whatsapp_channel)


@query(Clock.DAILY)
def is_past(catalogue: Catalogue, day: str) -> bool:
    """Whether a day is over: it says the same every day but one."""
    return day < str(catalogue.today)


@query(Clock.DAILY)
def waiting_since(catalogue: Catalogue, day: str) -> str:
    """How long somebody has waited since a day, in words that seldom change."""
    return words.waiting_time((catalogue.today - date.fromisoformat(day)).days)


def _is_overdue(catalogue: Catalogue, action: Action) -> bool:
    return bool(action.due) and not action.has_ended and is_past(catalogue, str(action.due))


def file_of(spec: PageSpec) -> str | None:
    """The file whose page it is, if it is one's."""
    shown = (spec.values.get(name) for name in ("entry", "group", "own"))
    return next((one.path for one in shown if one and one.address == spec.address), None)


def _img(  # noqa: PLR0913 - as HTML has it
    media: Media, base: str, sizes: str, alt: str, *, first: bool = False, eager: bool = False
) -> Markup:
    """A picture, which moves only where it is what a reader sees first."""
    motion = animated_file(media) if first else None
    is_awaited = eager or (first and not motion)
    when = 'fetchpriority="high"' if is_awaited else 'loading="lazy"'
    attributes = f'alt="{escape(alt)}" {when} decoding="async"'
    if not first and media.is_raster and is_long(media) and (small := share_file(media)):
        return Markup(element(attributes, base, small, (), sizes))  # noqa: S704 - escaped
    found = element(attributes, base, fallback_file(media), variants(media), sizes, motion=motion)
    return Markup(found)  # noqa: S704 - as above
