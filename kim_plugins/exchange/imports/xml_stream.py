"""XML of any size, an element at a time: no entity is resolved, nothing is fetched or kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final, Protocol, cast

from lxml import etree

from kim_plugins.exchange.imports.items import Broken, NotImported
from kim_plugins.exchange.imports.streams import Text
from kim_plugins.records.problems import quote


class Element(Protocol):
    """What of lxml's elements is used here."""

    tag: str
    text: str | None

    def get(self, name: str) -> str | None: ...  # noqa: D102 - as in lxml
    def find(self, path: str) -> Element | None: ...  # noqa: D102
    def iterfind(self, path: str) -> Iterator[Element]: ...  # noqa: D102


_OPTIONS: Final[dict[str, Any]] = {
    "encoding": "utf-8",  # as Text gives it, whatever is declared
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
}


def elements(text: Text, wanted: Collection[str], inside: str) -> Iterator[tuple[str, Element]]:
    """Each element of some names that stands directly in another, with its name; then forgotten.

    Names are without their namespaces. Raises `Broken` behind the last whole one, and `NotImported`
    where entities are declared.
    """
    with text.reading() as stream:
        try:
            root = None
            for event, element in etree.iterparse(stream, events=("start", "end"), **_OPTIONS):
                if event == "start":
                    if root is None:
                        root = element
                        _refuse_entities(text, element)
                    continue
                parent = element.getparent()
                if parent is None or _name(parent) != inside:
                    continue
                name = _name(element)
                if name not in wanted:
                    continue
                yield name, cast(Element, element)
                # A parent would hold all that was read of it until the end.
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise Broken(
                f"{quote(text.name)} terputus atau rusak di baris {error.lineno or 0}; "
                "unduh lagi ekspornya"
            ) from None


def text_of(element: Element, name: str) -> str:
    """The text of a part by its name in any namespace; empty where there is none."""
    found = element.find(f"{{*}}{name}")
    return (found.text or "") if found is not None else ""


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _refuse_entities(text: Text, root: Any) -> None:  # noqa: ANN401 - lxml's stubs know no DTD here
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise NotImported(
            f"{quote(text.name)} menyatakan entitas XML, yang tidak ada di ekspor mana pun dan "
            "dapat dipakai untuk merusak; berkas ini ditolak"
        )
