"""`kim/catalogue`: reads, checks and gathers the content before anything is built."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from kim_plugins.builder.background import ForkedCall
from kim_plugins.builder.cache import Cache
from kim_plugins.builder.files import content_of, shown_folder
from kim_plugins.builder.inspecting import inspect_safely
from kim_plugins.builder.journal import Journal, journal_in
from kim_plugins.builder.made_with import made_with
from kim_plugins.builder.register import read_register, refuse_other_host
from kim_plugins.builder.state import CACHE, State
from kim_plugins.builder.store import Store
from kim_plugins.builder.workers import executor
from kim_plugins.catalogue import Catalogue, Content, SiteOptions, Workers, gather
from kim_plugins.catalogue.memory import Register
from kim_plugins.catalogue.options import is_public
from kim_plugins.engine import options
from kim_plugins.engine.look.plain import has_default_look
from kim_plugins.engine.site_settings import faults
from kim_plugins.records import Problem

NAME = "kim/catalogue"
LEAVE_OUT = "leave-out"
_LONG_FORM: Final = "Komunitas Informasi Masyarakat"
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


class CatalogueConfig(options.Options):
    """Options of `kim/catalogue` in mkdocs.yml."""

    timezone = options.Zone("Asia/Jakarta")
    """The zone of every time that names none."""
    on_invalid = options.OneOf("stop", LEAVE_OUT)
    """Whether one faulty file holds up the site, or is left out and named."""
    guid_host = options.Host("kim-desa-anda.example")
    """The authority in guids; set it once, so that they outlive a move of the site."""
    guid_host_was = options.Host("kim-desa-anda.example")
    """The authority that guids had: confirms that subscribers get everything once more."""
    long_form = options.Line(_LONG_FORM, _LONG_FORM)
    """What KIM stands for: *Kelompok* (2010) or *Komunitas* (2024)."""
    line_breaks = options.Flag(default=True)
    """Whether a line that ends in a body ends on the page; false for editors who wrap by hand."""
    attachments = options.Flag(default=False)
    """Whether linked documents of office programs are published, with kind and size."""
    license_name = options.Line("Creative Commons Atribusi 4.0")
    license_url = options.Link("https://creativecommons.org/licenses/by/4.0/deed.id")
    hub = options.Link("https://hub.example/")
    email = options.Email("redaksi@kim-desa-anda.example")
    """To whom podcast directories write, where a site has several groups."""


class CataloguePlugin(BasePlugin[CatalogueConfig]):
    """Holds the content and the catalogue of the current build for the other plugins.

    `now` is the clock of the build, None for the machine's; `clean` fills the cache anew; `preview`
    shows drafts and goes on without faulty files; `workers` and `executor` share out the work (see
    builder/workers.py); `needs_address` refuses a site that has no public address; `report` is told
    every problem before the build stops or goes on; `progress` is told how many files are read, of
    how many; `say` is told what was kept and can't be used, which costs time; `note`, what of the
    settings isn't done to the letter.
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
    _store: Store | None = None
    _shown_from: Store | None = None
    _state: State | None = None

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
        options = _options(config, self.config, preview=self.preview)
        self._let_go()
        self._state = State(state_folder(config), self.say, clean=self.clean)
        published = {} if self.preview else self._published(config, options)
        content = content_in(config)
        is_much = len(content.documents) >= _MANY and not self.preview
        copy = ForkedCall(content.read_keys, self.workers) if is_much else None
        file = self.state.folder / CACHE / f"{_content(config)}.sqlite"
        self._store = Store(file, made_with(options), self.say)
        cache = Cache(self._store)
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
        found = [problem.under(shown_folder(folder)) for problem in problems]
        self.problems = found if has_default_look(config) else self._with_settings(config, found)
        errors = [problem for problem in self.problems if problem.is_error]
        stops = errors and not options.leave_out_invalid
        if self.report:
            self.report(self.problems)
        elif not stops:
            _log(self.problems)
        if stops:
            raise InvalidContent(self.problems)
        return config

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
        if self._state:
            self._state.close()
            self._state = None

    def on_shutdown(self) -> None:
        """Let go of the store, from which bodies come until the last page is written."""
        for store in (self._store, self._shown_from):
            if store:
                store.close()
        self._store = self._shown_from = None
        if self._state:
            self._state.close()
            self._state = None

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


def address_fault(config: MkDocsConfig) -> str | None:
    """Say what is wrong where shared links, feeds and QR codes would lead to no site."""
    url = config.site_url
    if url and is_public(url):
        return None
    said = "belum diisi"
    if url:
        is_web = url.lower().startswith("http")
        said = f"'{url}' {'hanya berlaku di komputer ini' if is_web else 'bukan alamat situs'}"
    return (
        f"site_url di mkdocs.yml {said}, padahal tautan, umpan dan kode QR memakainya; "
        "tulis alamat situs Anda, misalnya: site_url: https://kim-desa-anda.example/"
    )


def register_file(config: MkDocsConfig, name: str) -> Path:
    """Where something about what was published is kept, beside the cache, which may be deleted."""
    return state_folder(config) / name / f"{_content(config)}.json"


def state_folder(config: MkDocsConfig) -> Path:
    """Where a project keeps what only its own builds need."""
    return Path(config.config_file_path or ".").resolve().parent / ".kim"


def journal_of(config: MkDocsConfig) -> Journal:
    """Through which the files of the content folder are changed."""
    return journal_in(state_folder(config), config.docs_dir)


def complete_changes(config: MkDocsConfig) -> str:
    """Complete a change of files that was cut off; return what to tell about it, if anything."""
    try:
        left = journal_of(config).complete()
    except OSError as error:
        raise PluginError(
            f"perubahan berkas yang terputus belum dapat diselesaikan: '{error.filename}' "
            f"({error.strerror}); betulkan itu, lalu ulangi"
        ) from None
    if left is None:
        return ""
    shown = ", ".join(f"{shown_folder(Path(config.docs_dir))}/{path}" for path in left)
    look = f"; periksa {shown}, yang sudah berubah lagi sejak itu" if left else ""
    return f"perubahan berkas yang tadi terputus sudah diselesaikan{look}"


def _without_signs_of_plugins(
    config: MkDocsConfig, problems: Sequence[Problem]
) -> Sequence[Problem]:
    """Leave out that `{{ nama }}` isn't shown, where a plugin puts something in its place."""
    from kim_plugins.engine.documents import changes_markdown  # noqa: PLC0415 - few sites have one

    if not changes_markdown(config):
        return problems
    return [one for one in problems if not (one.code == "K331" and one.message[1:2] == "{")]


def _content(config: MkDocsConfig) -> str:
    return hashlib.blake2b(os.fsencode(config.docs_dir), digest_size=8).hexdigest()


def _log(problems: Sequence[Problem]) -> None:
    for problem in problems:
        (log.error if problem.is_error else log.warning)(problem.as_text())


def _options(config: MkDocsConfig, own: CatalogueConfig, *, preview: bool) -> SiteOptions:
    url = config.site_url or "http://localhost/"
    return SiteOptions(
        name=config.site_name,
        url=url if url.endswith("/") else f"{url}/",
        description=config.site_description or config.site_name,
        zone=own.timezone,
        guid_host=own.guid_host,
        long_form=own.long_form,
        license_name=own.license_name or None,
        license_url=own.license_url or None,
        hub=own.hub or None,
        email=own.email or None,
        leave_out_invalid=preview or own.on_invalid == LEAVE_OUT,
        preview=preview,
        line_breaks=own.line_breaks,
        attachments=own.attachments,
        markdown_extensions=extensions_of(config),
        markdown_configs=extension_settings(config),
    )


def content_in(config: MkDocsConfig) -> Content:
    """The files of a site's content folder but for those that `exclude_docs` names."""
    content = content_of(Path(config.docs_dir))
    if config.exclude_docs is None:
        return content
    is_named = config.exclude_docs.match_file
    return replace(
        content,
        documents=[path for path in content.documents if not is_named(path)],
        media=[path for path in content.media if not is_named(path)],
        problems=[found for found in content.problems if not is_named(found.path)],
        hidden=[path for path in content.hidden if not is_named(path)],
    )


def extensions_of(config: MkDocsConfig) -> Sequence[str]:
    """The Markdown extensions that bodies are read with."""
    if has_default_look(config):
        return config.markdown_extensions
    from kim_plugins.engine.look.options import used_extensions  # noqa: PLC0415 - few sites have a look

    return used_extensions(config.markdown_extensions)


def extension_settings(config: MkDocsConfig) -> Mapping[str, Mapping[str, Any]]:
    """The settings of Markdown extensions; signs beside headings would be read aloud."""
    settings: dict[str, dict[str, Any]] = {k: dict(v or {}) for k, v in config.mdx_configs.items()}
    settings.get("toc", {}).pop("permalink", None)
    return settings


def catalogue_of(config: MkDocsConfig) -> Catalogue:
    """The catalogue that `kim/catalogue` gathered for this build."""
    return plugin_of(config).catalogue


def plugin_of(config: MkDocsConfig) -> CataloguePlugin:
    """The `kim/catalogue` of a configuration, or a sentence that it must be there."""
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, CataloguePlugin):
        raise PluginError(f"plugin '{NAME}' harus ada di mkdocs.yml, sebelum plugin kim yang lain")
    return plugin
