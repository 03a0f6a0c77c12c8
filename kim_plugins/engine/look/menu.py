"""The menu of `nav` in mkdocs.yml."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from logging import WARNING
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from kim_plugins.catalogue import Catalogue
from kim_plugins.engine.look.remarks import Remark
from kim_plugins.engine.look.site_files import is_elsewhere
from kim_plugins.pages import MenuItem
from kim_plugins.records import Kind
from kim_plugins.records.problems import quote


def nav_remarks(config: MkDocsConfig, catalogue: Catalogue) -> Iterator[Remark]:
    """Remarks on targets of `nav` that don't exist or aren't published.

    And on what else `validation.nav` asks to be warned of.
    """
    published = {path for path, entry in catalogue.entries.items() if entry.has_page}
    levels, named = config.validation.nav, [*targets(config.nav)]
    if levels.omitted_files >= WARNING and named:
        yield from _omitted(config, catalogue, published.difference(named))
    for target in named:
        if target.startswith("/") and levels.absolute_links == WARNING:
            said = f"{quote(target)} di nav berawal garis miring, dan validation meminta peringatan"
            yield Remark("K529", ("nav", target), said, f"tulis {target.strip('/')}/")
        if levels.not_found < WARNING or is_elsewhere(target):
            continue
        if target in published or _address(target) in catalogue.addresses:
            continue
        if target in catalogue.entries:
            said = f"{quote(target)} belum terbit, jadi tidak ada di menu"
            yield Remark("K529", ("nav", target), said, "hapus barisnya, atau terbitkan dulu")
            continue
        known = [*published, *(address.strip("/") + "/" for address in catalogue.addresses)]
        near = get_close_matches(target, known, 1)
        hint = f"maksudnya {near[0]}?" if near else "tulis misalnya: - Tentang kami: tentang.md"
        yield Remark(
            "K529", ("nav", target), f"{quote(target)} di nav tidak ada di situs ini", hint
        )


def _omitted(
    config: MkDocsConfig, catalogue: Catalogue, published: Iterable[str]
) -> Iterator[Remark]:
    """Remarks on ordinary pages that no menu names."""
    for path in sorted(published):
        is_meant = config.not_in_nav is not None and config.not_in_nav.match_file(path)
        if catalogue.entries[path].kind is Kind.PAGE and not is_meant:
            said = f"{quote(path)} tidak ada di nav, dan validation meminta peringatan"
            hint = f"tulis misalnya: - Nama: {path}, atau sebut di not_in_nav"
            yield Remark("K529", ("nav",), said, hint)


def targets(nav: Any) -> Iterator[str]:  # noqa: ANN401 - lists, pairs and texts
    """The files and addresses in `nav`."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, (list, dict)):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from targets(item)


def _address(target: str) -> str:
    """An address of the site as it is written in nav: `berita/`, `/berita`, `agenda`."""
    path = posixpath.normpath(f"/{target.strip('/')}")
    return path if path == "/" or "." in posixpath.basename(path) else f"{path}/"


def menu_of(
    nav: Navigation, catalogue: Catalogue, usual: Sequence[MenuItem]
) -> tuple[MenuItem, ...]:
    """The menu of `nav`; pages that it doesn't name stay in the footer."""
    items = tuple(_items(nav.items, catalogue))
    named = {one.address for item in items for one in (item, *item.children)}
    others = (
        MenuItem(item.address, item.label, below=True)
        for item in usual
        if item.address not in named
    )
    return (*items, *others)


def _items(items: Sequence[StructureItem], catalogue: Catalogue) -> Iterator[MenuItem]:
    titles: Mapping[str, str] = {
        entry.address: entry.record.title for entry in catalogue.entries.values()
    }
    for item in items:
        if isinstance(item, Section):
            children = tuple(_flat(_items(item.children, catalogue)))
            if children:
                # As Material's tabs do, a section leads to its first page.
                yield MenuItem(children[0].address, item.title, main=True, children=children)
        elif isinstance(item, Page):
            address = f"/{item.file.url}".replace("/./", "/")
            yield MenuItem(address, item.title or titles.get(address, address), main=True)
        elif isinstance(item, Link):
            address = item.url if is_elsewhere(item.url) else _address(item.url)
            if is_elsewhere(item.url) or address in catalogue.addresses:
                yield MenuItem(address, item.title or titles.get(address, address), main=True)


def _flat(items: Iterator[MenuItem]) -> Iterator[MenuItem]:
    for item in items:
        yield from item.children or (item,)
