"""What a page is made from, said in full before anything is rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from kim_plugins.catalogue import BulletinEntry, last_change
from kim_plugins.records import Kind

KIND_DESCRIPTIONS: Final = {
    Kind.NEWS: "Kabar dari desa dan kelurahan, ditulis oleh warganya sendiri.",
    Kind.LESSON: "Bahan belajar memeriksa kabar dan memakai internet dengan aman.",
    Kind.DECISION: "Ringkasan musyawarah: masalahnya, keputusannya, dan siapa mengerjakan apa.",
}


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its address, the template of its content, and everything that it is made from.

    `listing` is the address whose feeds the page offers; `section` the entry of the menu that it
    belongs to. `modified` is for the sitemap; None where nobody knows. What isn't `indexed` is not
    in it, and search engines are asked to stay away. `values` are all that the template may show of
    the catalogue; `made_from` says what they depend on, where they hold what makes more of it.
    """

    address: str
    template: str
    title: str
    description: str
    section: str
    modified: datetime | None = None
    indexed: bool = True
    listing: str = "/"
    lang: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    made_from: object = None


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the menu; a `main` one stands in the tabs of a wide screen too."""

    address: str
    label: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class FileSpec:
    """A file that is no page, such as a table or a calendar; `make` gives its bytes when asked.

    `made_from` is all of the catalogue that they depend on.
    """

    address: str
    make: Callable[[], bytes]
    made_from: object


def newest_change(entries: Sequence[BulletinEntry]) -> datetime | None:
    """When something of these last changed, for the sitemap."""
    return max((last_change(entry) for entry in entries), default=None)
