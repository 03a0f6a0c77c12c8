"""`kim/catalogue`: reads, checks and gathers the content before anything is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from kim_plugins.builder.background import ForkedCall
from kim_plugins.builder.cache import Cache
from kim_plugins.builder.copies import Copies
from kim_plugins.builder.files import shown_folder
from kim_plugins.builder.inspecting import inspect_safely
from kim_plugins.builder.made_with import made_with
from kim_plugins.builder.register import read_register, refuse_other_host
from kim_plugins.builder.state import CACHE, State
from kim_plugins.builder.store import Store
from kim_plugins.builder.workers import executor
from kim_plugins.catalogue import Catalogue, Content, SiteOptions, Workers, gather
from kim_plugins.catalogue.memory import Register
from kim_plugins.catalogue.partner_feeds import PREFIX
from kim_plugins.engine.look.plain import has_default_look
from kim_plugins.engine.project_files import (
    complete_changes,
    content_name,
    register_file,
    state_folder,
)
from kim_plugins.engine.site_config import CatalogueConfig, address_fault, content_in, site_options
from kim_plugins.engine.site_settings import faults
from kim_plugins.records import Problem
from kim_plugins.records.collected import source_of

NAME = "kim/catalogue"
PUBLISHED: Final = "pengenal"
"""The register of what was published, as `register_file` names it."""
_MANY: Final = 1000
"""Files that are read beside the cache rather than after it."""

log = get_plugin_logger(NAME)


class InvalidContent(PluginError):  # noqa: N818 - it names what is wrong, as mkdocs' own do
    """Content that can't be published; its message is the list of problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            "\n".join(["isi belum dapat diterbitkan", *(problem.as_text() for problem in problems)])
        )


class CataloguePlugin(BasePlugin[CatalogueConfig]):
    """Holds the content and the catalogue of the current build for the other plugins.

    `now` is the clock of the build, None for the machine's; `clean` fills the cache anew; `preview`
    shows drafts and goes on without faulty files; `workers` and `executor` share out the work (see
    builder/workers.py); `needs_address` refuses a site that has no public address; `report` is told
    every problem before the build stops or goes on; `progress` is told how many files are read, of
    how many; `say` is told what was kept and can't be used, which costs time; `note`, what of the
    settings isn't done to the letter; `meanwhile` begins what can be done while many files are
    read.
    """

    catalogue: Catalogue
    content: Content
    problems: Sequence[Problem] = ()
    now: datetime | None = None
    clean: bool = False
    preview: bool = False
    workers: int | None = None
    executor: str | None = None
    needs_address: bool = True
    report: Callable[[Sequence[Problem]], None] | None = None
    progress: Callable[[int, int], None] | None = None
    say: Callable[[str], None] = staticmethod(log.info)
    note: Callable[[str], None] = staticmethod(log.info)
    meanwhile: Callable[[MkDocsConfig], None] | None = None
    _store: Store | None = None
    _shown_from: Store | None = None
    _state: State | None = None
    _copies_in_use: BinaryIO | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """`serve` is the preview. MkDocs keeps a plugin with this hook over rebuilds."""
        self.preview = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """First of all hooks: content that is wrong stops the build before anything is touched."""
        self._look_at_settings(config)
        if told := complete_changes(config):
            log.info(told)
        folder = Path(config.docs_dir)
        now = self.now or datetime.now(self.config.timezone)
        options = site_options(config, self.config, preview=self.preview)
        self._let_go()
        self._state = State(state_folder(config), self.say, clean=self.clean)
        published = {} if self.preview else self._published(config, options)
        copies = Copies(state_folder(config))
        content = self._with_copies(content_in(config), copies)
        is_much = len(content.documents) >= _MANY and not self.preview
        copy = ForkedCall(content.read_keys, self.workers) if is_much else None
        file = self.state.folder / CACHE / f"{content_name(config)}.sqlite"
        self._store = Store(file, made_with(options), self.say)
        cache = Cache(self._store)
        if is_much and self.meanwhile:
            self.meanwhile(config)
        try:
            memory = cache.load()
            memory.published = published
            with executor(self.workers, self.executor) as pool:
                workers = Workers(pool, self.progress, inspect_safely)
                self.content = replace(content, keys=copy.result() if copy else None)
                self.catalogue, problems = gather(self.content, options, now, memory, workers)
        finally:
            if copy:
                copy.end()
        if not cache.save(memory):
            self.say(f"tembolok di {self.state.folder} tidak dapat disimpan; situs tetap dibuat")
        held_back = {problem for problem in problems if source_of(problem.path)}
        found = _placed(problems, shown_folder(folder), copies)
        self.problems = found if has_default_look(config) else self._with_settings(config, found)
        # What others write wrongly holds up nobody but them.
        own_errors = sum(problem.is_error for problem in problems) - len(held_back)
        stops = own_errors > 0 and not options.leave_out_invalid
        if self.report:
            self.report(self.problems)
        elif not stops:
            _log(self.problems)
        if stops:
            raise InvalidContent(self.problems)
        return config

    def _with_copies(self, content: Content, copies: Copies) -> Content:
        """The content, with what was collected of other sites."""
        if not self.config.sources and not copies.named(PREFIX):
            return content
        from kim_plugins.engine.collected import with_copies  # noqa: PLC0415 - few sites have sources

        self._copies_in_use = copies.in_use()
        return with_copies(content, self.config.sources, copies, self.config.timezone)

    def _look_at_settings(self, config: MkDocsConfig) -> None:
        """Refuse what no site can be made with, and leave out plugins that are named as unused."""
        for setting, sentence in faults(config):
            raise PluginError(f"mkdocs.yml, {': '.join(setting)}: {sentence}")
        fault = address_fault(config)
        if fault and self.needs_address and not self.preview:
            raise PluginError(fault)
        if not has_default_look(config):
            from kim_plugins.engine.look.applying import leave_out_plugins  # noqa: PLC0415 - few

            leave_out_plugins(config, self.on_config)

    def _with_settings(
        self, config: MkDocsConfig, problems: Sequence[Problem]
    ) -> Sequence[Problem]:
        """Problems, with warnings about what mkdocs.yml asks for; what is only noted is told."""
        from kim_plugins.engine.look.menu import nav_remarks  # noqa: PLC0415 - few sites have a look
        from kim_plugins.engine.look.problems import placed, settings_remarks  # noqa: PLC0415 - few

        remarks = [*settings_remarks(config), *nav_remarks(config, self.catalogue)]
        warnings, notes = placed(config, remarks)
        for note in notes:
            self.note(note)
        return sorted([*warnings, *_without_signs_of_plugins(config, problems)])

    def _let_go(self) -> None:
        """Close what the last build used, but for what the preview still shows pages from."""
        store, self._store = self._store, None
        if not self.preview and store:
            store.close()
        elif store:
            if self._shown_from:
                self._shown_from.close()
            self._shown_from = store
        self._end_reading()

    def on_shutdown(self) -> None:
        """Let go of the store, from which bodies come until the last page is written."""
        for store in (self._store, self._shown_from):
            if store:
                store.close()
        self._store = self._shown_from = None
        self._end_reading()

    def _end_reading(self) -> None:
        if self._state:
            self._state.close()
            self._state = None
        if self._copies_in_use:
            self._copies_in_use.close()
            self._copies_in_use = None

    @property
    def state(self) -> State:
        """Where this build keeps what only builds need."""
        assert self._state  # noqa: S101 - it is opened first of all
        return self._state

    @property
    def store(self) -> Store:
        """What builds keep for one another."""
        assert self._store  # noqa: S101 - it is opened before anything is read
        return self._store

    def _published(self, config: MkDocsConfig, options: SiteOptions) -> Register:
        file = register_file(config, PUBLISHED)
        found = read_register(file)
        if found.note and self.state.is_kept:
            self.say(found.note)
        refuse_other_host(found.register, options.host, self.config.guid_host_was)
        return found.register


def _placed(problems: Sequence[Problem], folder: str, copies: Copies) -> list[Problem]:
    """Problems at the files that they are about."""
    if not any(source_of(problem.path) for problem in problems):
        return [problem.under(folder) for problem in problems]
    from kim_plugins.engine.collected import placed  # noqa: PLC0415 - few sites have sources

    return [*placed(problems, folder, copies)]


def _without_signs_of_plugins(
    config: MkDocsConfig, problems: Sequence[Problem]
) -> Sequence[Problem]:
    """Leave out that `{{ nama }}` isn't shown, where a plugin puts something in its place."""
    from kim_plugins.engine.documents import changes_markdown  # noqa: PLC0415 - few sites have one

    if not changes_markdown(config):
        return problems
    return [one for one in problems if not (one.code == "K331" and one.message[1:2] == "{")]


def _log(problems: Sequence[Problem]) -> None:
    for problem in problems:
        (log.error if problem.is_error else log.warning)(problem.as_text())


def catalogue_of(config: MkDocsConfig) -> Catalogue:
    """The catalogue that `kim/catalogue` gathered for this build."""
    return plugin_of(config).catalogue


def plugin_of(config: MkDocsConfig) -> CataloguePlugin:
    """The `kim/catalogue` of a configuration, or a sentence that it must be there."""
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, CataloguePlugin):
        raise PluginError(f"plugin '{NAME}' harus ada di mkdocs.yml, sebelum plugin kim yang lain")
    return plugin
