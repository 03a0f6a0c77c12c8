"""What `kim/broadcast` publishes: scripts, sheets, the programme of the day and the chat digest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.broadcast import (
    DIGEST,
    BroadcastOptions,
    MonthSheet,
    Programme,
    Voice,
    aired,
    digest,
    made_from,
    month_sheets,
    own_lexicon,
    programme_text,
)
from kim_plugins.catalogue import BulletinEntry, Catalogue
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
from kim_plugins.engine.publish import fingerprints_of, outputs_of
from kim_plugins.pages import PAPER_POLICY, Chapter, MenuItem, PageSpec, Planned

if TYPE_CHECKING:
    from kim_plugins.broadcast.render import PaperRenderer

Sheets = Mapping[str, object]
"""What a page's template gets of what there is for paper."""

_SHEETS: Final[Mapping[str, str]] = {"Naskah siaran": SCRIPT, "Lembar dinding": SHEET}


def offer_paper(config: MkDocsConfig) -> None:
    """Offer what leaves the web by itself."""
    catalogue, options = catalogue_of(config), options_of(config)
    outputs, fingerprints = outputs_of(config), fingerprints_of(config)
    # As with the pages: the preview puts a script into each.
    policy = "" if catalogue.options.preview else PAPER_POLICY

    @cache
    def paper() -> PaperRenderer:
        # Few builds draw a sheet, and what it takes takes its time to come.
        from kim_plugins.broadcast.render import PaperRenderer  # noqa: PLC0415

        return PaperRenderer(catalogue, options, policy=policy)

    def drawn(name: str, entry: BulletinEntry) -> bytes:
        text: str = getattr(paper(), name)(entry)
        return text.encode()

    def month(sheet: MonthSheet) -> bytes:
        return paper().month(sheet).encode()

    for entry in aired(catalogue, options):
        shown = fingerprints.of(made_from(catalogue, entry))
        for place, name in ((SCRIPT, "script"), (SCRIPT_TEXT, "script_text"), (SHEET, "sheet")):
            # Three files of one bulletin never meet under one address, so they share its digest.
            outputs.offer(f"{entry.address}{place}", shown, partial(drawn, name, entry))
    for sheet in month_sheets(catalogue):
        shown = fingerprints.of((sheet.group, sheet.month.start, [d.entry for d in sheet.dates]))
        outputs.offer(sheet.address, shown, partial(month, sheet))
    programme = Programme(catalogue, options)
    read = [made_from(catalogue, entry) for entry in programme.entries]
    outputs.offer(
        PROGRAMME_TEXT,
        fingerprints.of((read, catalogue.today)),
        lambda: programme_text(programme).encode(),
    )
    outputs.write(DIGEST, digest(catalogue).encode())


def options_of(config: MkDocsConfig) -> BroadcastOptions:
    """What mkdocs.yml says about broadcasting; the defaults without the plugin."""
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
        Voice(lexicon, ClockStyle(own.radio_clock)),
    )


def with_sheets(config: MkDocsConfig, catalogue: Catalogue) -> Mapping[str, Sheets]:
    """The pages that lead to something for paper today, by address: what they show of it."""
    if NAME not in config.plugins:
        return {}
    found: dict[str, Sheets] = {
        entry.address: {"sheets": _SHEETS} for entry in aired(catalogue, options_of(config))
    }
    months: dict[str, list[MenuItem]] = defaultdict(list)
    for sheet in month_sheets(catalogue):
        months[sheet.group.address].append(MenuItem(sheet.address, sheet.name))
    groups = [(group, months[group.address]) for group in catalogue.groups]
    all_months = [(group.record.title, own) for group, own in groups if own]
    found |= {address: {"month_sheets": own} for address, own in months.items() if own}
    return found | {AGENDA: {"month_sheets": all_months}} if all_months else found


def with_broadcast(
    config: MkDocsConfig,
    catalogue: Catalogue,
    chapters: Iterable[Chapter],
    sheets: Mapping[str, Sheets],
) -> Iterator[Chapter]:
    """The pages, with links to the `sheets` of some of them, and today's programme."""
    for chapter in chapters:
        if own := sheets.get(chapter.name):
            plan, shown = partial(_with_sheets, chapter, own), (*chapter.shown, own)
            yield chapter._replace(plan=plan, shown=shown)
        else:
            yield chapter
    if NAME not in config.plugins:
        return
    options = options_of(config)
    programme = Programme(catalogue, options)
    read = [made_from(catalogue, entry) for entry in programme.entries]
    yield Chapter(BROADCAST, partial(_programme, programme), (read,))


def _with_sheets(chapter: Chapter, own: Sheets) -> Iterator[Planned]:
    for one in chapter.plan():
        if isinstance(one, PageSpec):
            shown = (*one.shown, own) if one.shown else ()
            yield replace(one, values={**one.values, **own}, shown=shown)
        else:
            yield one


def _programme(programme: Programme) -> Iterator[PageSpec]:
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
