"""`kim/broadcast`: writes radio scripts, wall sheets and the chat digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
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
    own_lexicon,
    spoken_length,
)
from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.addresses import BROADCAST
from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.files import Output
from kim_plugins.pages import PageSpec

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

    _on_demand: bool = False
    _drawing = Lock()
    _papers: Mapping[str, Callable[[], str]]

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """The preview draws on demand. MkDocs keeps a plugin with this hook over rebuilds."""
        self._on_demand = command == "serve"

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write them; each is drawn by itself."""
        catalogue, output = catalogue_of(config), Output(Path(config.site_dir))
        self._papers = dict(_papers(catalogue, options_of(config)))
        if not self._on_demand:
            for address, draw in self._papers.items():
                output.write(address, draw().encode())
        output.write(DIGEST, digest(catalogue).encode())

    def on_serve(self, server: LiveReloadServer, /, **_: object) -> LiveReloadServer:
        """In the preview nobody waits for sheets that are not looked at."""
        serve: Any = server.get_app()
        mounted = server.mount_path

        def draw_then_serve(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
            self._draw_on_demand("/" + environ["PATH_INFO"].removeprefix(mounted), server.root)
            return serve(environ, start_response)

        server.set_app(draw_then_serve)
        return server

    def _draw_on_demand(self, address: str, folder: str) -> None:
        draw = self._papers.get(address)
        name = f"{address}index.html" if address.endswith("/") else address
        with self._drawing:
            if draw and not Path(folder, name.lstrip("/")).exists():
                Output(Path(folder)).write(address, draw().encode())


def _papers(
    catalogue: Catalogue, options: BroadcastOptions
) -> Iterator[tuple[str, Callable[[], str]]]:
    """The address of every script and sheet, and what draws it."""
    paper = PaperRenderer(catalogue, options)
    for entry in aired(catalogue, options):
        yield f"{entry.address}{SCRIPT}", partial(paper.script, entry)
        yield f"{entry.address}{SCRIPT_TEXT}", partial(paper.script_text, entry)
        yield f"{entry.address}{SHEET}", partial(paper.sheet, entry)


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
    )
