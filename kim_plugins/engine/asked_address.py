"""An address as somebody asks for it: whole or short, with or without `/`, or a file's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from kim_plugins.builder.outputs import place_of
from kim_plugins.catalogue import Catalogue

_PAGE: Final = "index.html"


class OtherSite(ValueError):  # noqa: N818 - a sentence for the user, not a failure
    """An address of another site; the message names both."""


def places_asked(asked: str, catalogue: Catalogue, docs_dir: str, site_dir: str) -> list[str]:
    """The places below the site's folder that may be meant, the likeliest first.

    Understood are what a browser shows (with its host, `%20`, `?q=` and `#part`), an address
    without its last `/`, and a file of the site or of the content. Raises OtherSite.
    """
    found: dict[str, None] = {}
    for path in _paths(asked.strip(), catalogue, docs_dir, site_dir):
        for one in dict.fromkeys((path, unquote(path))):
            # What leaves the site is no place of it.
            try:
                place = place_of(f"/{one.lstrip('/')}")
            except ValueError:
                continue
            found[place] = None
            if not place.endswith(_PAGE):
                found[f"{place}/{_PAGE}"] = None
    return list(found)


def _paths(asked: str, catalogue: Catalogue, docs_dir: str, site_dir: str) -> Iterator[str]:
    parts, home = urlsplit(asked), urlsplit(catalogue.options.url)
    if parts.netloc and parts.netloc.casefold() != home.netloc.casefold():
        raise OtherSite(f"'{asked}' bukan alamat situs ini, yang ada di {catalogue.options.url}")
    path = parts.path if parts.netloc else asked.partition("?")[0].partition("#")[0]
    source = _below(path, docs_dir)
    for found in (catalogue.entries.get(source), catalogue.media.get(source.lstrip("/"))):
        if found:
            yield found.address
    below = home.path.rstrip("/") + "/"
    if path.startswith(below):
        yield path.removeprefix(below)
    yield path
    yield _below(path, site_dir)


def _below(path: str, folder: str) -> str:
    """A file as it is named in a folder, where the path names the folder, too."""
    whole, top = Path(path), Path(folder)
    for above in (top, Path(top.name)):
        if whole != above and whole.is_relative_to(above):
            return whole.relative_to(above).as_posix()
    return path
