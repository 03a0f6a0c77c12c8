"""What `kim/pages` publishes: pages in the theme's frame, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from kim_plugins.builder.chapters import ChapterCache, Kept
from kim_plugins.builder.media import PictureCache, publish_media
from kim_plugins.builder.outputs import Make, Outputs, place_of
from kim_plugins.catalogue import EVERYTHING
from kim_plugins.catalogue.addresses import BROADCAST
from kim_plugins.catalogue.fingerprints import Fingerprints
from kim_plugins.engine.catalogue import cache_file, plugin_of
from kim_plugins.engine.frame import Frame
from kim_plugins.engine.look.editing import Actions
from kim_plugins.engine.look.look import Look
from kim_plugins.engine.look.problems import placed
from kim_plugins.engine.pages import NAME
from kim_plugins.engine.paper import with_broadcast, with_sheets
from kim_plugins.engine.publish import fingerprints_of, outputs_of
from kim_plugins.engine.theme import worker_script
from kim_plugins.pages import (
    BUILD_NOTE,
    POLICY,
    SHARE_PICTURE,
    Chapter,
    Dated,
    FileSpec,
    OldAddress,
    PageRenderer,
    PageSpec,
    Planned,
    Repository,
    build_note,
    chapters,
    dated,
    desk_chapters,
    faulty_pages,
    header_files,
    missing_page,
    pocket_files,
    robots,
    share_picture,
    sitemaps,
)

log = get_plugin_logger("kim/pages")


def offer_pages(
    config: MkDocsConfig, files: Files, nav: Navigation, environment: jinja2.Environment
) -> None:
    """Offer the pages, their old addresses, the sitemap, pictures and sound."""
    plugin, outputs = plugin_of(config), outputs_of(config)
    catalogue, preview = plugin.catalogue, plugin.preview
    look = Look(config)
    frame = Frame(config, files, nav, environment, look, preview=preview)
    problems, policy = (plugin.problems, "") if preview else ((), POLICY)
    actions = Actions(config, environment, look)
    renderer = PageRenderer(
        catalogue, frame.shell, problems, policy, environment.bytecode_cache, actions
    )
    fingerprints = fingerprints_of(config)
    sheets = with_sheets(config, catalogue)
    desk = _repository(config) if config.plugins[NAME].config.writing else None

    def find(wanted: Container[str]) -> Iterator[Chapter]:
        yield from with_broadcast(config, catalogue, chapters(catalogue, wanted), sheets)
        if desk is not None:
            yield from desk_chapters(catalogue, desk, wanted)

    pages = _Pages(renderer, fingerprints, outputs)
    if preview:
        faulty = Chapter("?", partial(faulty_pages, catalogue), ())
        dates = pages.offer_now([*find(EVERYTHING), faulty])
    else:
        file, made_with = cache_file(config).with_suffix(".bab"), fingerprints.made_with
        seen = catalogue.sight.beside(renderer.frame_key, sorted(sheets.items()))
        cache = ChapterCache(file, outputs, made_with, seen)
        dates = pages.offer(find, cache)
    # A missing page may have been asked for at any depth: its links start at the host's root.
    root = urlsplit(catalogue.options.url).path
    outputs.write("404.html", renderer.render(missing_page(), base=root).encode())
    key = fingerprints.of("\n".join(map(" ".join, dates)))
    for address, make in sitemaps(dates, catalogue.options):
        outputs.offer(address, key, make)
    outputs.write("robots.txt", robots(catalogue.options))
    outputs.write(BUILD_NOTE, build_note(catalogue, f"kim_plugins {version('kim_plugins')}"))
    for address, data in (*frame.assets(), *header_files(catalogue.options).items()):
        outputs.write(address, data)
    if not preview:  # nothing may stand between an editor and what was just written
        for address, data in pocket_files(catalogue, worker_script(), look.face):
            outputs.write(address, data)
    for address, make in look.icon_files().items():
        outputs.offer(address, fingerprints.of((address, look.face.key)), make)
    key = fingerprints.of((SHARE_PICTURE, look.face.key))
    outputs.offer(SHARE_PICTURE, key, partial(share_picture, look.face))
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


class _Pages:
    """Offers chapters, planning only those of which something has changed."""

    def __init__(
        self, renderer: PageRenderer, fingerprints: Fingerprints, outputs: Outputs
    ) -> None:
        self._renderer, self._fingerprints, self._outputs = renderer, fingerprints, outputs

    def offer(
        self, find: Callable[[Container[str]], Iterable[Chapter]], cache: ChapterCache
    ) -> list[Dated]:
        """Offer what is published; `find` gives the chapters whose names are wanted."""

        def again(name: str, place: str) -> bytes:
            chapter = next(one for one in find({name}) if one.name == name)
            return self._again(chapter, place)

        frame, of_parts = self._renderer.frame_key, self._fingerprints.of_parts
        # Scripts go by the clock.
        for chapter in find(cache.keep_unchanged(again, always=(BROADCAST,))):
            key = of_parts((frame, *chapter.shown))
            if not cache.keep(chapter.name, key, partial(self._again, chapter)):
                cache.note(chapter.name, self._plan(chapter, key))
        cache.save()
        return cache.dates

    def offer_now(self, chapters: Iterable[Chapter]) -> list[Dated]:
        """Offer a preview: it makes what is looked at, whatever has changed."""
        planned = [one for chapter in chapters for one in chapter.plan()]
        for one in planned:
            self._outputs.offer(one.address, "", self._maker(one))
        return _dates(planned)

    def _plan(self, chapter: Chapter, key: str) -> Kept:
        planned = list(chapter.plan())
        files: dict[str, str] = {}
        for one in planned:
            # What makes a chapter by itself is made from what the chapter shows.
            own = key if len(planned) == 1 else self._key(one)
            files[place_of(one.address)] = own
            self._outputs.offer(one.address, own, self._maker(one))
        return Kept(key, files, _dates(planned), self._fingerprints.marks(chapter.shown))

    def _again(self, chapter: Chapter, place: str) -> bytes:
        make = next(self._maker(one) for one in chapter.plan() if place_of(one.address) == place)
        return make()

    def _key(self, planned: Planned) -> str:
        if isinstance(planned, PageSpec):
            return self._renderer.key(planned, self._fingerprints)
        if isinstance(planned, OldAddress):
            page = planned.page
            told = (page.address, page.title, page.description)
            return self._fingerprints.of_parts(
                (planned.entry, planned.address, planned.has_moved, *told)
            )
        return self._fingerprints.of(planned.made_from)

    def _maker(self, planned: Planned) -> Make:
        if isinstance(planned, FileSpec):
            return planned.make
        return partial(_encoded, self._renderer, planned)


def _encoded(renderer: PageRenderer, planned: PageSpec | OldAddress) -> bytes:
    if isinstance(planned, OldAddress):
        return renderer.redirect(planned).encode()
    return renderer.render(planned).encode()


def _dates(planned: Iterable[Planned]) -> list[Dated]:
    return list(dated(one for one in planned if isinstance(one, PageSpec)))
