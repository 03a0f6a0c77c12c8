"""Writes a drawing anew from allowed parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from kim_plugins.catalogue.media.vectors import allowed
from kim_plugins.catalogue.media.vectors.embedded import Pictures
from kim_plugins.catalogue.media.vectors.losses import Loss, Losses, LossKind
from kim_plugins.catalogue.media.vectors.parsing import SvgError, parsed_svg
from kim_plugins.catalogue.media.vectors.references import draws_too_much
from kim_plugins.catalogue.media.vectors.styles import Styles

MOST_ELEMENTS: Final = 200_000
_HREF: Final = f"{{{allowed.XLINK}}}href"
_KEPT_OF_XML: Final = (f"{{{allowed.XML}}}space", f"{{{allowed.XML}}}lang")
_TARGET: Final = re.compile(r"""url\(\s*["']?#([^"')]+)|["']?#([^\s"'(),.:;<>\[\]{}|~+*=/\\]+)""")
_TELLING: Final = re.compile(r"[\[\\]")
"""Style sheets that may mean an element by what isn't looked for here."""
_SHOWN_TEXT: Final = 60


@dataclass(frozen=True, slots=True)
class CleanSvg:
    """A publishable drawing, its size in pixels if it gives one, and its losses."""

    data: bytes
    width: int | None
    height: int | None
    losses: tuple[Loss, ...]


def sanitised_svg(data: bytes) -> CleanSvg:
    """The drawing without anything that isn't allowed. Raises SvgError."""
    root = parsed_svg(data)
    writer = _Writer(root)
    new = writer.write()
    if draws_too_much(new):
        raise SvgError(
            "berisi bagian yang saling memanggil terlalu sering, sehingga telepon pembaca macet"
        )
    etree.cleanup_namespaces(new)
    return CleanSvg(etree.tostring(new, encoding="utf-8"), *_size(new), writer.losses)


class _Writer:
    """Copies the allowed parts of one tree into a new one."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        # Without a namespace browsers show nothing, which nobody can have meant.
        self._namespace = etree.QName(root).namespace
        self._losses = Losses()
        self._styles = Styles(self._losses)
        self._pictures = Pictures()
        self._sheets: list[str] = []
        self._substituted: dict[etree._Element, bool] = {}
        self._count = 0

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What was left out and would have been visible or active."""
        return self._losses.found

    def write(self) -> etree._Element:
        """Copy the tree and return the new root."""
        self._look_around()
        new = etree.Element(
            f"{{{allowed.SVG}}}svg",
            nsmap={None: allowed.SVG, "xlink": allowed.XLINK},  # type: ignore[dict-item]  # the stubs lag
        )
        self._fill(self._root, new, "svg")
        if self._pictures.has_moving:
            self._losses.add(LossKind.MOTION, "GIF")
        self._forget_names(new)
        return new

    def _look_around(self) -> None:
        """Parse style sheets that stand before the root."""
        for node in self._root.itersiblings(preceding=True):
            if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-stylesheet":  # noqa: SLF001 - lxml has no other name for it
                self._losses.lose_address(str(node.get("href") or node.text or "xml-stylesheet"))

    def _fill(self, old: etree._Element, new: etree._Element, name: str) -> None:
        for key, written in old.attrib.items():
            self._attribute(name, str(key), str(written), new)
        has_text = name in allowed.WITH_TEXT or (name == "a" and _is_text(new))
        if has_text:
            new.text = old.text
        last = None
        for child in old.iterchildren():
            made = self._child(child, new)
            if made is not None:
                last = made
                if name == "switch" and made.get("systemLanguage") is None:
                    break  # no browser shows what follows
            if has_text and child.tail:
                if last is None:
                    new.text = (new.text or "") + child.tail
                else:
                    last.tail = (last.tail or "") + child.tail

    def _child(self, old: etree._Element, parent: etree._Element) -> etree._Element | None:
        if not isinstance(old.tag, str):
            self._instruction(old)
            return None
        found = etree.QName(old)
        name = found.localname
        if found.namespace != self._namespace or name not in allowed.ELEMENTS:
            self._leave_out(old, found)
            return None
        if old.get("requiredExtensions"):
            return None  # no browser knows any
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise SvgError(f"berisi lebih dari {MOST_ELEMENTS} bagian")
        if name == "style":
            return self._sheet(old, parent)
        new = etree.SubElement(parent, f"{{{allowed.SVG}}}{name}")
        self._fill(old, new, name)
        return new

    def _instruction(self, node: etree._Element) -> None:
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-stylesheet":  # noqa: SLF001 - as above
            self._losses.lose_address(str(node.get("href") or "xml-stylesheet"))

    def _sheet(self, old: etree._Element, parent: etree._Element) -> etree._Element | None:
        if str(old.get("type", "text/css")).strip().lower() not in ("text/css", ""):
            return None
        kept = self._styles.sheet("".join(map(str, old.itertext())))
        if not kept:
            return None
        new = etree.SubElement(parent, f"{{{allowed.SVG}}}style")
        new.text = f"\n{kept}\n"
        self._sheets.append(kept)
        if (media := old.get("media")) and self._styles.value(media):
            new.set("media", media)
        return new

    def _attribute(self, element: str, key: str, written: str, new: etree._Element) -> None:
        found = etree.QName(key)
        name = found.localname
        if name == "href" and found.namespace in (None, allowed.XLINK):
            if new.get(_HREF) is None or found.namespace is None:
                self._reference(element, written.strip(), new)
        elif found.namespace is not None:
            if key in _KEPT_OF_XML:
                new.set(key, written)
        elif name.lower().startswith("on"):
            self._losses.add(LossKind.PROGRAM, name)
        elif name == "src":
            self._losses.lose_address(written)
        elif name in allowed.ATTRIBUTES or name in allowed.PROPERTIES:
            kept = self._value(name, written)
            if kept:
                new.set(name, kept)

    def _value(self, name: str, written: str) -> str | None:
        if name == "style":
            return self._styles.declarations(written)
        return self._styles.value(written)

    def _reference(self, element: str, written: str, new: etree._Element) -> None:
        if element == "a":
            plain = "".join(written.split())
            self._losses.add(LossKind.PROGRAM, plain)
        elif re.fullmatch(r"#\S+", written):
            if element != "image":
                new.set(_HREF, written)
        elif element in ("image", "feImage") and written.lower().startswith("data:"):
            kept = self._pictures.address(written)
            if kept:
                new.set(_HREF, kept)
            else:
                self._losses.lose_address(written)
        else:
            self._losses.lose_address(written)

    def _leave_out(self, old: etree._Element, found: etree.QName) -> None:
        """Add the loss of an element that isn't copied, if it is visible or active."""
        name = found.localname
        if name in allowed.MOVING and found.namespace == self._namespace:
            self._motion(old)
        elif name == "foreignObject" and not old.get("requiredExtensions"):
            self._foreign(old)
        elif (address := old.get("href") or old.get(_HREF)) and name not in allowed.PROGRAMS:
            if found.namespace == self._namespace and not address.strip().startswith("#"):
                self._losses.lose_address(str(address))
        elif name.startswith("flow") and (text := _text_of(old)):
            self._losses.add(LossKind.TEXT, text)  # of Inkscape; no browser knows it
        self._look_inside(old)

    def _look_inside(self, old: etree._Element) -> None:
        for node in old.iter(etree.Element):
            name = etree.QName(node).localname.lower()
            if name in allowed.PROGRAMS:
                self._losses.add(LossKind.PROGRAM, name)
            for key, written in node.attrib.items():
                plain = "".join(str(written).split())
                if etree.QName(key).localname.lower().startswith("on"):
                    self._losses.add(LossKind.PROGRAM, etree.QName(key).localname)
                elif plain.lower().startswith("javascript:"):
                    self._losses.add(LossKind.PROGRAM, plain)

    def _motion(self, old: etree._Element) -> None:
        changed = str(old.get("attributeName", "")).rpartition(":")[2]
        self._losses.add(LossKind.MOTION, etree.QName(old).localname)
        if changed.lower() in ("href", "src"):
            targets = [old.get("to"), old.get("from"), old.get("by"), *_listed(old.get("values"))]
            for target in targets:
                if target and not target.strip().startswith("#"):
                    self._losses.lose_address(str(target))

    def _foreign(self, old: etree._Element) -> None:
        text = _text_of(old)
        shown = [n for n in old.iter(f"{{{allowed.XHTML}}}img") if n.get("src")]
        if not text and not shown:
            return
        parent = old.getparent()
        if parent is not None and parent not in self._substituted:
            self._substituted[parent] = _has_substitute(parent)
        has_other = parent is not None and self._substituted[parent]
        kind = LossKind.TEXT_INSTEAD if has_other else LossKind.TEXT
        self._losses.add(kind, text or str(shown[0].get("src")))

    def _forget_names(self, new: etree._Element) -> None:
        """Drop identifiers and classes that nothing refers to; programs put layer names there."""
        sheets = "\n".join(self._sheets)
        if _TELLING.search(sheets):
            return
        meant = set(_meant(sheets))
        for node in new.iter(etree.Element):
            for key, written in node.attrib.items():
                if "#" in str(written) and key != "id":
                    meant.update(_meant(str(written)))
        for node in new.iter(etree.Element):
            if node.get("id") is not None and node.get("id") not in meant:
                del node.attrib["id"]
            if not sheets and node.get("class") is not None:
                del node.attrib["class"]


def _meant(written: str) -> Iterator[str]:
    for match in _TARGET.finditer(written):
        name = match[1] or match[2]
        yield name
        yield unquote(name)


def _listed(values: object) -> list[str]:
    return str(values).split(";") if values else []


def _is_text(new: etree._Element) -> bool:
    parent = new.getparent()
    return parent is not None and etree.QName(parent).localname in (*allowed.WITH_TEXT, "a")


def _text_of(old: etree._Element) -> str:
    text = " ".join("".join(map(str, old.itertext())).split())
    return text if len(text) <= _SHOWN_TEXT else f"{text[: _SHOWN_TEXT - 1]}…"


def _has_substitute(parent: etree._Element) -> bool:
    """Whether a switch has another branch that is shown instead."""
    return etree.QName(parent).localname == "switch" and any(
        isinstance(node.tag, str) and etree.QName(node).localname in allowed.ELEMENTS
        for node in parent
    )


def _size(root: etree._Element) -> tuple[int | None, int | None]:
    box = str(root.get("viewBox", "")).replace(",", " ").split()
    for width, height in ((root.get("width"), root.get("height")), box[2:4] or ("", "")):
        found = _pixels(width), _pixels(height)
        if all(found):
            return found
    return None, None


def _pixels(written: object) -> int | None:
    match = re.fullmatch(r"\s*(\d{1,5})(?:\.\d*)?(?:px)?\s*", str(written))
    return (int(match[1]) or None) if match else None
