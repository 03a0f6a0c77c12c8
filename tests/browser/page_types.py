"""Which pages of a site to look at, so that everything that pages are made of is seen.

A new kind of page brings new elements, classes or addresses, and so is looked at by itself.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from pathlib import Path

# Scripts and wall sheets are pages without the site's frame: all that they may hold is looked at.
SHEETS = (
    "/siaran/",
    "/berita/2026/wayang-bersih-desa/naskah/",
    "/berita/2026/kabar-laut-18-november/cetak/",
    "/berita/2026/air-sumur-keruh-gang-dahlia/cetak/",
    "/literasi/memeriksa-foto-lama/cetak/",
    "/literasi/memeriksa-foto-lama/naskah/",
)
_ELEMENT = re.compile(r'<(\w+)(?: class="([^"]*)")?')
_REDIRECT = 'http-equiv="refresh"'


def pages_of(folder: Path) -> dict[str, str]:
    """The HTML of every page by its address; old addresses, which only lead on, are left out."""
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        if _REDIRECT not in html:
            address = "/" + file.relative_to(folder).as_posix().removesuffix("index.html")
            pages[address] = html
    return pages


def page_types(folder: Path) -> list[str]:
    """Addresses of few pages that together hold all that occurs on any."""
    features = {address: _features(address, html) for address, html in pages_of(folder).items()}
    missing = set().union(*features.values())
    chosen = []
    while missing:
        best = max(features, key=lambda address: (len(features[address] & missing), address))
        chosen.append(best)
        missing -= features[best]
    return sorted(chosen)


def _features(address: str, html: str) -> AbstractSet[tuple[str, str]]:
    # A script or a sheet has no frame around its content.
    content = html.partition('id="isi"')[2] or html.partition("<body")[2]
    first, depth = address.split("/")[1], str(address.count("/"))
    elements = {
        (element, name)
        for element, names in _ELEMENT.findall(content)
        for name in (names.split() or [""])
    }
    return elements | {(f"/{first}/", depth)}
