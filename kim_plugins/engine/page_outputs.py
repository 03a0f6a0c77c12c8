"""What `kim/pages` publishes: pages in the theme's frame, and what belongs to them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property, partial
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from kim_plugins import pages
from kim_plugins.builder.making import File, Target
from kim_plugins.builder.media import PictureCache, publish_media
from kim_plugins.builder.outputs import Make
from kim_plugins.catalogue import Catalogue
from kim_plugins.engine.catalogue import cache_file, catalogue_of, plugin_of
from kim_plugins.engine.frame import Frame
from kim_plugins.engine.look.editing import Actions
from kim_plugins.engine.look.look import Look
from kim_plugins.engine.look.menu import menu_of
from kim_plugins.engine.look.problems import placed
from kim_plugins.engine.names import PAGES
from kim_plugins.engine.print_outputs import with_broadcast
from kim_plugins.engine.publish import making_of, outputs_of
from kim_plugins.engine.theme import worker_script
from kim_plugins.pages import (
    BUILD_NOTE,
    POLICY,
    SHARE_PICTURE,
    FileSpec,
    PageRenderer,
    PageSpec,
    Planned,
    Repository,
    addresses_leading_to,
    build_note,
    dated,
    desk_targets,
    faulty_pages,
    file_of,
    header_files,
    missing_page,
    pwa_files,
    robots,
    share_picture,
    sitemaps,
)

log = get_plugin_logger("kim/pages")


class PageRendering:
    """What the pages of one build are drawn with."""

    def __init__(
        self, config: MkDocsConfig, files: Files, nav: Navigation, environment: jinja2.Environment
    ) -> None:
        plugin = plugin_of(config)
        self._catalogue, preview = plugin.catalogue, plugin.preview
        self.look = Look(config)
        self.frame = Frame(config, files, nav, environment, self.look, preview=preview)
        problems, policy = (plugin.problems, "") if preview else ((), POLICY)
        usual = pages.menu(self._catalogue)
        own_menu = menu_of(nav, self._catalogue, usual) if config.nav else None
        self.renderer = PageRenderer(
            *(self._catalogue, self.frame.shell, problems, policy, environment.bytecode_cache),
            actions=Actions(config, environment, self.look),
            own_menu=own_menu,
        )
        self.key = self.frame.shell("", "/", ()).key + (repr(own_menu) if own_menu else "")

    @cached_property
    def specs(self) -> Mapping[str, PageSpec]:
        """The page of each file, by the file's path."""
        planned = (one for target in pages.targets(self._catalogue) for one in target.plan())
        found = (one for one in planned if isinstance(one, PageSpec))
        return {path: spec for spec in found if (path := file_of(spec))}


def offer_pages(config: MkDocsConfig, drawing: PageRendering, made: Mapping[str, bytes]) -> None:
    """Offer the pages, their old addresses, pictures and sound.

    `made` are pages that others have had a hand in, by address.
    """
    plugin, outputs = plugin_of(config), outputs_of(config)
    catalogue, preview = plugin.catalogue, plugin.preview
    look, frame, renderer = drawing.look, drawing.frame, drawing.renderer
    desk = _repository(config) if config.plugins[PAGES].config.writing else None

    def find(wanted: Container[str]) -> Iterator[Target]:
        found = with_broadcast(config, catalogue, pages.targets(catalogue, wanted), wanted)
        forms = desk_targets(catalogue, desk, wanted) if desk is not None else ()
        for target in chain(found, forms):
            yield Target(target.name, partial(_files, renderer, target, made))
        if preview:
            yield from _only_previewed(catalogue, renderer, wanted)

    # The menu notes itself; whatever else the theme draws around pages is the same for all.
    # What others do to pages depends on what nobody knows, so a change of theirs makes all anew.
    by_others = blake2b(b"\0".join(made.values())).hexdigest() if made else ""
    making_of(config).add(find, drawing.key + by_others)
    # A missing page may have been asked for at any depth: its links start at the host's root.
    root = urlsplit(catalogue.options.url).path
    outputs.write("404.html", renderer.render(missing_page(), base=root).encode())
    outputs.write("robots.txt", robots(catalogue.options))
    outputs.write(BUILD_NOTE, build_note(catalogue, f"kim_plugins {version('kim_plugins')}"))
    for address, data in (*frame.assets(), *header_files(catalogue.options).items()):
        outputs.write(address, data)
    if not preview:  # nothing may stand between an editor and what was just written
        for address, data in pwa_files(catalogue, worker_script(), look.face):
            outputs.write(address, data)
    _offer_pictures(config, look)
    for problem in placed(config, look.remarks)[0]:
        log.warning(problem.as_text())
    drawn = PictureCache(cache_file(config).with_suffix(".gambar"), plugin.say)
    publish_media(catalogue, plugin.content.read, outputs, drawn)


def _repository(config: MkDocsConfig) -> Repository:
    """Where the content is kept, for a file that is begun at the code host."""
    folder = Path(config.config_file_path or ".").absolute().parent
    docs = Path(config.docs_dir)
    content = docs.relative_to(folder).as_posix() if docs.is_relative_to(folder) else docs.name
    # MkDocs fills in a branch and a folder of its own where the site names none.
    edit_uri = config.edit_uri or ""
    return Repository(config.repo_url or "", edit_uri if content in edit_uri else "", content)


def _offer_pictures(config: MkDocsConfig, look: Look) -> None:
    pictures: dict[str, Make] = {**look.icon_files()}
    pictures[SHARE_PICTURE] = partial(share_picture, look.face)
    for address, make in pictures.items():
        key = making_of(config).key(address, look.face.key)
        outputs_of(config).offer(address, key, make)


def offer_sitemaps(config: MkDocsConfig) -> None:
    """Offer what tells search engines of the pages that were made."""
    making, outputs = making_of(config), outputs_of(config)
    key = making.key(*map(" ".join, sorted(making.dates)))
    for address, make in sitemaps(making.dates, catalogue_of(config).options):
        outputs.offer(address, key, make)


def _only_previewed(
    catalogue: Catalogue, renderer: PageRenderer, wanted: Container[str]
) -> Iterator[Target]:
    """Pages in place of faulty files; and pages by what leads on to them, as one asks for it."""
    for page in faulty_pages(catalogue):
        if page.address in wanted:
            yield Target(page.address, partial(_files_of, renderer, [page], {}))
    for entry in catalogue.entries.values():
        if any(old in wanted for old in addresses_leading_to(entry)):
            for target in pages.targets(catalogue, {entry.address}):
                yield Target(target.name, partial(_files, renderer, target, {}))


def _files(
    renderer: PageRenderer, target: pages.Target, made: Mapping[str, bytes]
) -> Iterator[File]:
    return _files_of(renderer, target.plan(), made)


def _files_of(
    renderer: PageRenderer, planned: Iterable[Planned], made: Mapping[str, bytes]
) -> Iterator[File]:
    for one in planned:
        if isinstance(one, FileSpec):
            yield File(one.address, one.make())
        elif isinstance(one, PageSpec):
            date = next(dated([one]), None)
            data = made.get(one.address) or renderer.render(one).encode()
            yield File(one.address, data, date)
        else:
            yield File(one.address, renderer.redirect(one).encode())
