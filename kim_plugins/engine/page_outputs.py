"""What `kim/pages` publishes: pages in the theme's frame, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.metadata import version
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from kim_plugins import pages
from kim_plugins.builder.making import File, Target
from kim_plugins.builder.media import Pictures, publish_media
from kim_plugins.builder.outputs import Make
from kim_plugins.catalogue import Catalogue
from kim_plugins.engine.catalogue import catalogue_of, plugin_of
from kim_plugins.engine.event_pages import EventPages
from kim_plugins.engine.look.editing import repository_of
from kim_plugins.engine.look.look import Look
from kim_plugins.engine.look.problems import placed
from kim_plugins.engine.names import PAGES
from kim_plugins.engine.page_rendering import PageRendering
from kim_plugins.engine.print_outputs import with_broadcast
from kim_plugins.engine.publish import making_of, outputs_of
from kim_plugins.engine.rendered_pages import RenderPage
from kim_plugins.engine.theme import has_own_missing_page, worker_script
from kim_plugins.pages import (
    BUILD_NOTE,
    SHARE_PICTURE,
    FileSpec,
    PageRenderer,
    PageSpec,
    Planned,
    addresses_leading_to,
    build_note,
    dated,
    desk_targets,
    faulty_pages,
    header_files,
    missing_page,
    pwa_files,
    robots,
    share_picture,
    sitemaps,
)

log = get_plugin_logger("kim/pages")


def offer_pages(config: MkDocsConfig, rendering: PageRendering, events: EventPages | None) -> None:
    """Offer the pages, their old addresses, pictures and sound.

    `events` has the pages that others have a hand in.
    """
    plugin, outputs = plugin_of(config), outputs_of(config)
    catalogue, preview = plugin.catalogue, plugin.preview
    look, renderer = rendering.look, rendering.renderer
    desk = repository_of(config) if config.plugins[PAGES].config.writing else None
    render = RenderPage(config, rendering, events)

    def planned() -> Iterator[pages.Target]:
        yield from with_broadcast(config, catalogue, pages.targets(catalogue))
        if desk is not None:
            yield from desk_targets(catalogue, desk)

    def find() -> Iterator[Target]:
        """Find one after the other: the preview stops at what it is asked for."""
        made = {}
        for page in faulty_pages(catalogue) if preview else ():
            made[page.address] = Target(page.address, partial(_files_of, render, renderer, [page]))
            yield made[page.address]
        for target in planned():
            make = partial(_files, render, renderer, target)
            made[target.name] = Target(target.name, make, target.newest)
            yield made[target.name]
        if preview:
            yield from _old_addresses(catalogue, made)

    # The menu notes itself; whatever else the theme draws around pages is the same for all.
    making_of(config).add(find, rendering.key)
    if events and not events.is_lazy and not preview:
        making_of(config).given |= render.by_others(planned())
    _offer_files(config, rendering, render)
    _offer_pictures(config, look)
    for problem in placed(config, look.remarks)[0]:
        log.warning(problem.as_text())
    publish_media(catalogue, plugin.content.read, outputs, Pictures(plugin.store))


def _offer_files(config: MkDocsConfig, rendering: PageRendering, render: RenderPage) -> None:
    """Offer what belongs to the pages and is the same for all of them."""
    plugin, outputs = plugin_of(config), outputs_of(config)
    catalogue = plugin.catalogue
    if not has_own_missing_page(config):
        # It may have been asked for at any depth: its links start at the host's root.
        root = urlsplit(catalogue.options.url).path
        missing = rendering.renderer.render(missing_page(), base=root)
        outputs.write("404.html", render.as_template("404.html", missing, root))
    outputs.write("robots.txt", robots(catalogue.options))
    outputs.write(BUILD_NOTE, build_note(catalogue, f"kim_plugins {version('kim_plugins')}"))
    admin: Mapping[str, bytes] = {}
    admin_policy = ""
    if config.plugins[PAGES].config.admin:
        from kim_plugins.engine.admin import published  # noqa: PLC0415 - few sites have it

        admin, admin_policy = published(config, plugin.content)
    headers = header_files(catalogue.options, admin_policy)
    for address, data in (*rendering.frame.assets(), *headers.items(), *admin.items()):
        outputs.write(address, data)
    if not plugin.preview:  # nothing may stand between an editor and what was just written
        for address, data in pwa_files(catalogue, worker_script(), rendering.look.branding):
            outputs.write(address, data)


def _offer_pictures(config: MkDocsConfig, look: Look) -> None:
    pictures: dict[str, Make] = {**look.icon_files()}
    pictures[SHARE_PICTURE] = partial(share_picture, look.branding)
    for address, make in pictures.items():
        key = making_of(config).key(address, look.branding.key)
        outputs_of(config).offer(address, key, make)


def offer_sitemaps(config: MkDocsConfig) -> None:
    """Offer what tells search engines of the pages that were made."""
    making, outputs = making_of(config), outputs_of(config)
    key = making.key(*map(" ".join, sorted(making.dates)))
    for address, make in sitemaps(making.dates, catalogue_of(config).options):
        outputs.offer(address, key, make)


def _old_addresses(catalogue: Catalogue, made: Mapping[str, Target]) -> Iterator[Target]:
    """Pages by what leads on to them, as the preview is asked for it."""
    for entry in catalogue.entries.values():
        if target := made.get(entry.address):
            old_addresses = addresses_leading_to(entry)
            yield from (target._replace(name=old) for old in old_addresses if old not in made)


def _files(render: RenderPage, renderer: PageRenderer, target: pages.Target) -> Iterator[File]:
    return _files_of(render, renderer, target.plan())


def _files_of(
    render: RenderPage, renderer: PageRenderer, planned: Iterable[Planned]
) -> Iterator[File]:
    for one in planned:
        if isinstance(one, FileSpec):
            yield File(one.address, one.make())
        elif isinstance(one, PageSpec):
            data, shared = render(one)
            if data:
                yield File(one.address, data, next(dated([one]), None), shared)
        else:
            yield File(one.address, renderer.redirect(one).encode())
