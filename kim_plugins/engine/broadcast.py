"""`kim/broadcast`: writes radio scripts, wall sheets and the chat digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from kim_plugins.broadcast import (
    DIGEST,
    SCRIPT,
    SCRIPT_TEXT,
    SHEET,
    BroadcastOptions,
    ClockStyle,
    PaperRenderer,
    Programme,
    Voice,
    aired,
    digest,
    made_from,
    own_lexicon,
    spoken_length,
)
from kim_plugins.catalogue import BulletinEntry, Catalogue
from kim_plugins.catalogue.addresses import BROADCAST
from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.publish import fingerprints_of, outputs_of
from kim_plugins.pages import PAPER_POLICY, PageSpec

NAME = "kim/broadcast"


class LexiconConfig(base.Config):
    """The site's own abbreviations; they win over ours."""

    as_word = c.ListOfItems(c.Type(str), default=[])
    """Read as a word: `HIPPAM`."""
    spelt = c.ListOfItems(c.Type(str), default=[])
    """Read letter by letter: `UMKM`."""
    in_full = c.DictOfItems(c.Type(str), default={})
    """Said in full the first time, then in short."""
    always = c.DictOfItems(c.Type(str), default={})
    """Short on paper only: always said in full."""


class BroadcastConfig(base.Config):
    """Options of `kim/broadcast` in mkdocs.yml."""

    sheets_days = c.Type(int, default=90)
    """Scripts and sheets are made of bulletins of so many days."""
    radio_clock = c.Choice([str(style) for style in ClockStyle], default=str(ClockStyle.SPOKEN))
    """Whether 19.30 is `setengah delapan malam` or `sembilan belas tiga puluh`."""
    radio_wpm = c.Type(int, default=130)
    """Words that an announcer reads in a minute, where the group says nothing else."""
    programme_items = c.Type(int, default=8)
    """Bulletins in today's programme."""
    lexicon = c.SubConfig(LexiconConfig)


class BroadcastPlugin(BasePlugin[BroadcastConfig]):
    """A script, a sheet and a line of chat for each new bulletin."""

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write them; each is drawn by itself."""
        catalogue, options = catalogue_of(config), options_of(config)
        outputs, fingerprints = outputs_of(config), fingerprints_of(config)
        # As with the pages: the preview puts a script into each.
        policy = "" if catalogue.options.preview else PAPER_POLICY
        paper = PaperRenderer(catalogue, options, policy=policy)
        for entry in aired(catalogue, options):
            for place, draw in (
                (SCRIPT, paper.script),
                (SCRIPT_TEXT, paper.script_text),
                (SHEET, paper.sheet),
            ):
                outputs.offer(
                    f"{entry.address}{place}",
                    fingerprints.of(made_from(catalogue, entry), place),
                    partial(_encoded, draw, entry),
                )
        outputs.write(DIGEST, digest(catalogue).encode())


def _encoded(draw: Callable[[BulletinEntry], str], entry: BulletinEntry) -> bytes:
    return draw(entry).encode()


def options_of(config: MkDocsConfig) -> BroadcastOptions:
    """What mkdocs.yml says about broadcasting; the defaults without the plugin."""
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, BroadcastPlugin):
        return BroadcastOptions()
    own = plugin.config
    lexicon = own_lexicon().extended(
        own.lexicon.as_word, own.lexicon.spelt, own.lexicon.in_full, own.lexicon.always
    )
    return BroadcastOptions(
        own.sheets_days,
        own.radio_wpm,
        own.programme_items,
        Voice(lexicon, ClockStyle(own.radio_clock)),
    )


def with_broadcast(
    config: MkDocsConfig, catalogue: Catalogue, specs: Iterable[PageSpec]
) -> Iterator[PageSpec]:
    """The pages, with links to scripts and sheets where there are any, and today's programme."""
    if NAME not in config.plugins:
        yield from specs
        return
    options = options_of(config)
    addresses = {entry.address for entry in aired(catalogue, options)}
    sheets: Mapping[str, str] = {"Naskah siaran": SCRIPT, "Lembar dinding": SHEET}
    for spec in specs:
        has_sheets = spec.address in addresses
        yield replace(spec, values={**spec.values, "sheets": sheets}) if has_sheets else spec
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
            "length": spoken_length,
            "sheets": sheets,
            "digest_address": DIGEST,
        },
        made_from=[made_from(catalogue, entry) for entry in programme.entries],
    )
