"""Our pages as MkDocs files: for `nav`, and for plugins and hooks that handle page events."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from kim_plugins.builder.outputs import place_of
from kim_plugins.catalogue import Catalogue, Content
from kim_plugins.catalogue.templates import OURS
from kim_plugins.engine.look.menu import targets
from kim_plugins.records import Bulletin, Kind
from kim_plugins.records import Page as RecordPage
from kim_plugins.records.problems import quote
from kim_plugins.records.reading.document import read_document

PAGE_EVENTS: Final = (
    *("pre_page", "page_read_source", "page_markdown"),
    *("page_content", "page_context", "post_page"),
)
"""What MkDocs lets others hear of a page."""
_OWN: Final = "kim_plugins."

log = get_plugin_logger("kim/pages")
_PAGE_ONLY: Final = frozenset(["glightbox", "minify"])
"""Well-known plugins that look at nothing but the page."""
_BEYOND: Final = re.compile(r"\b(?:next_page|previous_page|build_date_utc|update_date|pages|nav)\b")
"""What a template can ask for that is more than its own page."""


def has_page_listeners(config: MkDocsConfig) -> bool:
    """Whether another plugin, a hook or a template handles page events."""
    return bool(listeners(config, "files", *PAGE_EVENTS)) or shows_pages(config)


def follows_traces(config: MkDocsConfig, page_only: Collection[str]) -> bool:
    """Whether what others do to a page depends on that page, the settings and their code alone.

    `page_only` are plugins and hooks of which the site says so. What is made of Markdown goes into
    feeds and search before any page is made, so whoever changes that is asked in each build.
    """
    texts = (path.read_text("utf-8", "replace") for _, path in templates_of(config))
    return (
        not listeners(config, "pre_page", "page_read_source", "page_markdown")
        and _PAGE_ONLY.union(page_only).issuperset(listeners(config, *PAGE_EVENTS))
        and not any(map(_BEYOND.search, texts))
    )


def has_nav_listeners(config: MkDocsConfig) -> bool:
    """Whether another plugin changes the menu."""
    return bool(listeners(config, "nav"))


def changes_markdown(config: MkDocsConfig) -> bool:
    """Whether another plugin or hook changes Markdown, such as `{{ nama }}`."""
    return bool(listeners(config, "page_markdown"))


def listeners(config: MkDocsConfig, *events: str) -> list[str]:
    """The plugins and hooks of others that hear one of these events, as mkdocs.yml names them."""
    origins = config.plugins._event_origins  # noqa: SLF001 - nobody else knows them
    found = (method for name in events for method in config.plugins.events[name])
    return [origins.get(method, "?") for method in found if _is_foreign(method)]


def refuse_result(given: object, event: str, wanted: str, config: MkDocsConfig) -> NoReturn:
    """Stop at what one of those who hear an event has given back; which of them, nobody knows."""
    names = ", ".join(dict.fromkeys(listeners(config, event)))
    raise PluginError(
        f"salah satu dari {names} memberi {type(given).__name__} di on_{event}, seharusnya "
        f"{wanted}; betulkan, atau hapus dari mkdocs.yml; situs yang sudah terbit tidak berubah"
    )


def _is_foreign(method: Any) -> bool:  # noqa: ANN401 - methods, functions and what wraps them
    owner = getattr(method, "__self__", None)
    module = type(owner).__module__ if isinstance(owner, BasePlugin) else method.__module__
    return not str(module).startswith(_OWN)


def shows_pages(config: MkDocsConfig) -> bool:
    """Whether a template of the site's own says something of the page that it stands around."""
    templates = (path for name, path in templates_of(config) if not name.startswith(f"{OURS}/"))
    return any("page." in path.read_text(encoding="utf-8", errors="replace") for path in templates)


def templates_of(config: MkDocsConfig) -> Iterator[tuple[str, Path]]:
    """The site's own templates by their names."""
    folder = config.theme.custom_dir
    for path in sorted(Path(folder).rglob("*.html")) if folder else ():
        yield path.relative_to(str(folder)).as_posix(), path


def generated_page(address: str, title: str, description: str, config: MkDocsConfig) -> Page:
    """A page of ours that has no file, as MkDocs knows pages that plugins have made."""
    file = File.generated(config, f"{address[1:]}index.md", content="")
    page = Page(title, file, config)
    page.meta = {"title": title, "description": description}
    page.markdown, page.content, page.toc = "", "", get_toc([])
    return page


def page_files(
    config: MkDocsConfig, catalogue: Catalogue, content: Content, *, everything: bool
) -> Iterator[File]:
    """The files of ordinary pages, and of bulletins and groups where those are asked for.

    Who listens gets what our reader found in a file, front matter as JSON: MkDocs' own would take
    `Catatan: rapat` for a setting, and publish a file whose front matter it can't read as it is.
    """
    named = set(targets(config.nav))
    for path, entry in catalogue.entries.items():
        is_ordinary = entry.kind is Kind.PAGE
        if not entry.has_page or entry.origin or not (is_ordinary or everything or path in named):
            continue
        in_nav = is_ordinary or path in named
        file = File(
            path,
            config.docs_dir,
            config.site_dir,
            use_directory_urls=True,
            dest_uri=place_of(entry.address),
            inclusion=InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV,
        )
        if everything:
            # Setting the text takes away where the file lies, which plugins ask for.
            place = file.abs_src_path
            file.content_string = _source(path, content.read(path), entry.record)
            file.abs_src_path = place
        yield file


def settings_files(config: MkDocsConfig) -> Iterator[File]:
    """Files such as `.nav.yml`, which plugins for the menu look for; they are never published."""
    folder = Path(config.docs_dir)
    for path in sorted(folder.rglob(".*")):
        if path.is_file():
            yield File(
                path.relative_to(folder).as_posix(),
                config.docs_dir,
                config.site_dir,
                use_directory_urls=True,
                inclusion=InclusionLevel.EXCLUDED,
            )


def _source(path: str, data: bytes, record: RecordPage) -> str:
    """A file's text in a form that MkDocs reads without ambiguity."""
    document, _ = read_document(path, data)
    if document is None:
        return ""
    fields = _plain(document.fields)
    if isinstance(record, Bulletin):
        fields["tags"] = list(record.tags)  # one alone may be written as a text
    return f"---\n{json.dumps(fields, ensure_ascii=True)}\n---\n{document.body}"


def _plain(value: Any) -> Any:  # noqa: ANN401 - located texts, lists and groups
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if value is None:
        return None
    scalar = yaml.safe_load(str(value)) if str(value) in ("true", "false") else None
    return scalar if scalar is not None else str(value)


def tell_removed(own: Iterable[File], files: Files, config: MkDocsConfig) -> None:
    """Name pages that another plugin took away; listings, feeds and search still know them."""
    for file in own:
        if files.get_file_from_path(file.src_uri) is not file:
            log.warning(
                "%s mengeluarkan %s dari daftar berkas, tetapi halamannya tetap terbit; supaya "
                "tidak terbit, tulis nama berkasnya di exclude_docs di mkdocs.yml",
                *(", ".join(dict.fromkeys(listeners(config, "files"))), quote(file.src_uri)),
            )
