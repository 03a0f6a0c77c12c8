"""Pages in a frame of their own, without the theme."""

from __future__ import annotations

import re
from html import unescape

from kim_plugins.catalogue import Catalogue
from kim_plugins.pages import MenuItem, OldAddress, PageRenderer, PageSpec, Shell, planned, slot


def draw(base: str, section: str, items: tuple[MenuItem, ...]) -> Shell:
    """A frame with nothing of its own."""
    return Shell.of(f"<title>{slot('title')}</title>{slot('head')}<main>{slot('content')}</main>")


def page(catalogue: Catalogue, address: str) -> str:
    """The HTML at an address."""
    spec = next(spec for spec in planned(catalogue, PageSpec) if spec.address == address)
    return PageRenderer(catalogue, draw).render(spec)


def pages(catalogue: Catalogue) -> dict[str, str]:
    """The HTML of every page by its address."""
    renderer = PageRenderer(catalogue, draw)
    return {spec.address: renderer.render(spec) for spec in planned(catalogue, PageSpec)}


def redirects(catalogue: Catalogue) -> dict[str, str]:
    """The HTML at every address that leads on."""
    renderer = PageRenderer(catalogue, draw)
    return {old.address: renderer.redirect(old) for old in planned(catalogue, OldAddress)}


def text_of(html: str) -> str:
    """What is read of a page's content, with single blanks."""
    main = html.partition("<main>")[2]
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))
    return re.sub(r" ([,.:;])", r"\1", text)
