"""The targets of `kim/broadcast`: scripts, sheets, today's programme and the chat digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins import pages
from kim_plugins.broadcast import (
    DIGEST,
    BroadcastOptions,
    Programme,
    SpeechRules,
    aired,
    digest,
    is_aired,
    month_links,
    month_sheet,
    month_sheets,
    own_lexicon,
    programme_text,
)
from kim_plugins.builder.making import File, Find, Target
from kim_plugins.catalogue import BULLETIN_KINDS, BulletinEntry, Catalogue, Entry, GroupEntry
from kim_plugins.catalogue.addresses import (
    AGENDA,
    BROADCAST,
    PROGRAMME_TEXT,
    SCRIPT,
    SCRIPT_TEXT,
    SHEET,
)
from kim_plugins.catalogue.options import ClockStyle
from kim_plugins.engine.broadcast_options import NAME, BroadcastConfig
from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.pages import PAPER_POLICY, MenuItem, PageSpec, Planned

if TYPE_CHECKING:
    from kim_plugins.broadcast.render import PrintRenderer

_SHEETS: Final[Mapping[str, str]] = {"Naskah siaran": SCRIPT, "Lembar dinding": SHEET}


def print_targets(config: MkDocsConfig) -> Find:
    """A function that finds these targets by name."""
    catalogue = catalogue_of(config)
    # As with the pages: the preview puts a script into each.
    found = _PrintTargets(
        catalogue, options_of(config), "" if catalogue.options.preview else PAPER_POLICY
    )
    return found.find


class _PrintTargets:
    """The targets for printing and broadcasting."""

    def __init__(self, catalogue: Catalogue, options: BroadcastOptions, policy: str) -> None:
        self._catalogue, self._options, self._policy = catalogue, options, policy

    def find(self) -> Iterator[Target]:
        """All scripts and sheets, the programme and the digest."""
        for entry in aired(self._catalogue, self._options.sheets_days):
            yield Target(f"{entry.address}{SCRIPT}", partial(self._script, entry))
            yield Target(f"{entry.address}{SHEET}", partial(self._sheet, entry))
        for sheet in month_sheets(self._catalogue):
            yield Target(sheet.address, partial(self._month, sheet.address))
        yield Target(PROGRAMME_TEXT, self._programme)
        yield Target(DIGEST, lambda: [File(DIGEST, digest(self._catalogue).encode())])

    @cached_property
    def _renderer(self) -> PrintRenderer:
        # Few builds draw a sheet, and what it takes takes its time to come.
        from kim_plugins.broadcast.render import PrintRenderer  # noqa: PLC0415

        return PrintRenderer(self._catalogue, self._options, policy=self._policy)

    def _script(self, entry: BulletinEntry) -> Iterator[File]:
        yield File(f"{entry.address}{SCRIPT}", self._renderer.script(entry).encode())
        yield File(f"{entry.address}{SCRIPT_TEXT}", self._renderer.script_text(entry).encode())

    def _sheet(self, entry: BulletinEntry) -> Iterator[File]:
        yield File(f"{entry.address}{SHEET}", self._renderer.sheet(entry).encode())

    def _month(self, address: str) -> Iterator[File]:
        sheet = month_sheet(self._catalogue, address)
        yield File(address, self._renderer.month(sheet).encode())

    def _programme(self) -> Iterator[File]:
        text = programme_text(Programme(self._catalogue, self._options))
        yield File(PROGRAMME_TEXT, text.encode())


def options_of(config: MkDocsConfig) -> BroadcastOptions:
    """The options of broadcasting in mkdocs.yml; defaults without the plugin."""
    plugin = config.plugins.get(NAME)
    own = plugin.config if plugin else None
    if not isinstance(own, BroadcastConfig):
        return BroadcastOptions()
    lexicon = own_lexicon().extended(
        own.lexicon.as_word, own.lexicon.spelt, own.lexicon.in_full, own.lexicon.always
    )
    return BroadcastOptions(
        own.sheets_days,
        own.radio_wpm,
        own.programme_items,
        SpeechRules(lexicon, ClockStyle(own.radio_clock)),
    )


def with_broadcast(
    config: MkDocsConfig,
    catalogue: Catalogue,
    targets: Iterable[pages.Target],
) -> Iterator[pages.Target]:
    """The pages with links to existing scripts and sheets, and today's programme."""
    if NAME not in config.plugins:
        yield from targets
        return
    options = options_of(config)
    for target in targets:
        yield target._replace(plan=partial(_with_sheets, catalogue, options, target))
    yield pages.Target(BROADCAST, partial(_programme, catalogue, options))


def _with_sheets(
    catalogue: Catalogue, options: BroadcastOptions, target: pages.Target
) -> Iterator[Planned]:
    for one in target.plan():
        if isinstance(one, PageSpec) and (own := _sheets_of(catalogue, options, one)):
            yield replace(one, values={**one.values, **own})
        else:
            yield one


def _sheets_of(
    catalogue: Catalogue, options: BroadcastOptions, page: PageSpec
) -> Mapping[str, object]:
    """The links to scripts and sheets for a page's template."""
    entry, group = page.values.get("entry"), page.values.get("group")
    if isinstance(entry, Entry) and entry.kind in BULLETIN_KINDS:
        return {"sheets": _SHEETS} if is_aired(catalogue, entry, options.sheets_days) else {}
    if isinstance(group, Entry) and page.address == group.address:
        own = _months_of(catalogue, group)
        return {"month_sheets": own} if own else {}
    if page.address.startswith(AGENDA):
        groups = [(group, _months_of(catalogue, group)) for group in catalogue.groups]
        every = [(group.record.title, own) for group, own in groups if own]
        return {"month_sheets": every} if every else {}
    return {}


def _months_of(catalogue: Catalogue, group: GroupEntry) -> list[MenuItem]:
    return [MenuItem(address, name) for address, name in month_links(catalogue, group.address)]


def _programme(catalogue: Catalogue, options: BroadcastOptions) -> Iterator[PageSpec]:
    programme = Programme(catalogue, options)
    yield PageSpec(
        BROADCAST,
        "siaran.html",
        "Siaran hari ini",
        "Naskah siap baca untuk radio komunitas, dengan perkiraan lamanya.",
        BROADCAST,
        modified=programme.modified,
        values={
            "programme": programme,
            "text_address": PROGRAMME_TEXT,
            "sheets": _SHEETS,
            "digest_address": DIGEST,
        },
    )
