"""Finds what the sanitiser takes away, by parsing HTML as a browser does."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from kim_plugins.catalogue.bodies.body import Link, LinkKind

SCHEMES: Final = {"http", "https", "mailto", "tel"}
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ACTIVE: Final = re.compile(r"on[a-z]+|style")


class DroppedFinder(HTMLParser):
    """Collects elements and attributes of HTML that aren't allowed."""

    def __init__(self, allowed: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._allowed = allowed
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.foreign: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element and its attributes, values without their quotes."""
        if tag not in self._allowed:
            # With it goes whatever it leads to.
            self.elements.add(f"<{tag}")
            return
        for name, value in attrs:
            if _ACTIVE.fullmatch(name):
                self.attributes.add(f"{name}=")
            if name in ("href", "src", "cite") and value and _is_strange(value):
                if name == "src":
                    self.foreign.append(Link(LinkKind.FOREIGN_MEDIA, value, value))
                else:
                    self.addresses.append(value)


def _is_strange(address: str) -> bool:
    # Browsers overlook blanks in a scheme.
    scheme = _SCHEME.match("".join(address.split()))
    return scheme is not None and scheme[1].lower() not in SCHEMES
