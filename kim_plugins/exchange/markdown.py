"""HTML of other programs as the Markdown of our bodies (`catalogue/bodies/dialect.py`).

markdownify walks the tree. Ours is what its output would lose in our dialect: signs in a text stay
signs, tables keep their pipes, their joined cells and what is in them, footnotes are footnotes, and
emphasis that Markdown can't write inside a word is left as an element.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from markdownify import MarkdownConverter

from kim_plugins.catalogue.bodies import windows_paths
from kim_plugins.catalogue.bodies.addresses import Address, addresses
from kim_plugins.exchange.html_tables import MOST_COLUMNS, grid_of, rows_of

_SIGNS: Final = re.compile(
    r"[`\[{]|(?<=\S)\*|\*(?=\S)|(?<![^\W_])[_~]|[_~](?![^\W_])|<(?=[\w/!?])|&(?=[#\w])"
    r"|\\(?=[!-/:-@\[-`{-~]|$)"
)
"""Signs that would mean something where they stand."""
_LINE_START: Final = re.compile(
    r"(\s*)(#(?=[#\s]|$)|>|=(?==)|[—–-](?=[—–-])|\+(?=\s)|!(?=!)|:(?=[:\s]))"
)
_DRIVE: Final = re.compile(r"[A-Za-z]:\\")
_PICTURE: Final = "\ufdd0"
"""Stands for the `!` of a picture until `!` before a link is told from it."""
_SPACE: Final = re.compile(r"[^\S\n]+")
_GAPS: Final = re.compile(r"\n(?:[^\S\n]*\n){2,}")
_BULLET: Final = re.compile(r"(?m)^\s*- ")
_NOTE: Final = re.compile(r"#?(?:footnote|endnote|fn|sdfootnote)[\w-]*")
_BLOCKS: Final = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote")
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins"),
        *("kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"),
        *("time", "tt", "u", "var"),
    }
)
_UNSEEN: Final = ("script", "style", "template", "head", "title", "noscript")
_LETTER: Final = re.compile(r"[^\W_]")


def markdown_of(html: str) -> str:
    """The text of a piece of HTML as a body; empty where nothing is seen of it."""
    soup = BeautifulSoup(html.replace(_PICTURE, ""), "lxml")
    for element in soup(list(_UNSEEN)):
        element.decompose()
    notes = _notes(soup)
    text = _converted(soup)
    lines = [line.rstrip() for line in f"{text}\n\n{notes}".split("\n")]
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _notes(soup: BeautifulSoup) -> str:
    """Take footnotes out of a tree; returns their texts as Markdown."""
    found: dict[str, str] = {}
    for link in soup.find_all("a", href=_NOTE):
        name = str(link["href"]).removeprefix("#")
        body = soup.find(id=name)
        if not isinstance(body, Tag) or body.find(id=link.get("id") or True) is link:
            continue
        if name not in found:
            found[name] = ""
        place = link.parent if link.parent and link.parent.name == "sup" else link
        place.replace_with(_Mark(f"[^{list(found).index(name) + 1}]"))
    for name in found:
        body = soup.find(id=name)
        if not isinstance(body, Tag):
            continue  # it stood inside another note
        for back in body.find_all("a", href=lambda href: bool(href) and href.startswith("#")):
            back.decompose()
        text = _converted(_alone(body))
        found[name] = " ".join(text.split())
        parent = body.parent
        body.decompose()
        if parent and parent.name in ("ol", "ul") and not parent.get_text(strip=True):
            parent.decompose()
    return "\n".join(f"[^{n}]: {text}" for n, text in enumerate(found.values(), 1))


def _converted(soup: BeautifulSoup) -> str:
    made = _Converter(has_paths=bool(_DRIVE.search(soup.get_text()))).convert_soup(soup)
    return str(made).replace("![", "&#33;[").replace(_PICTURE, "!")


def _alone(element: Tag) -> BeautifulSoup:
    soup = BeautifulSoup("", "html.parser")
    for child in list(element.contents):
        soup.append(child)
    return soup


class _Mark(NavigableString):
    """Markdown that stands in a tree already."""


class _Converter(MarkdownConverter):
    def __init__(self, *, has_paths: bool) -> None:
        """`has_paths` tells of paths of Windows, in which no backslash helps."""
        super().__init__(heading_style="ATX", bullets="-")
        self._has_paths = has_paths

    def _sign(self, sign: str) -> str:
        """A sign that means nothing but itself."""
        return f"&#{ord(sign)};" if self._has_paths else f"\\{sign}"

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        if isinstance(el, _Mark):
            return str(el)
        return str(super().process_text(el, parent_tags=parent_tags))  # type: ignore[misc]

    def escape(self, text: str, parent_tags: set[str]) -> str:
        found, place = [], 0
        for address in (*addresses(text), None):
            end = address.start if address else len(text)
            shown = self._address(address, is_in_link="a" in parent_tags)
            found += [_SIGNS.sub(self._escaped, text[place:end]), shown]
            place = address.end if address else end
        start = _LINE_START.match(found[0])
        if start and "_inline" not in parent_tags:
            found[0] = start[1] + self._sign(start[2]) + found[0][start.end() :]
        whole = "".join(found)
        return whole.replace("]", "&#93;") if "a" in parent_tags else whole

    def _address(self, address: Address | None, *, is_in_link: bool) -> str:
        if address is None:
            return ""
        # An entity behind it would belong to it.
        is_link = self._has_paths and not is_in_link
        return f"[{address.text}]({_target(address.target)})" if is_link else address.text

    def _escaped(self, match: re.Match[str]) -> str:
        # Behind `Catatan:` a backslash would begin a path.
        is_path = self._has_paths or windows_paths.is_within(match.string, match.start())
        return f"&#{ord(match[0])};" if is_path else f"\\{match[0]}"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _stressed(el, text, parent_tags, "**", "strong")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _stressed(el, text, parent_tags, "_", "em")

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _stressed(el, text, parent_tags, "~~", "del")

    convert_strong, convert_i = convert_b, convert_em
    convert_s = convert_strike = convert_del

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text if isinstance(el.next_element, _Mark) else _as_element(el, text, parent_tags)

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _as_element(el, text, parent_tags)

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return "<br>" if "_inline" in parent_tags or el.find_parent("li") else "\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href") or "").strip()
        before, inner, after = _chomped(text)
        if not inner or {"_noformat", "a"} & parent_tags or not _leads(href):
            return text
        if re.sub(r"\\(.)", r"\1", inner) == href:
            return f"{before}<{href}>{after}" if re.search(r"[\s_*()]", href) else text
        return f"{before}[{_SPACE.sub(' ', inner.replace(chr(10), ' '))}]({_target(href)}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        source, alt = str(el.get("src") or ""), " ".join(str(el.get("alt") or "").split())
        return f"{_PICTURE}[{self.escape(alt, set())}]({_target(source)})" if source else ""

    def convert_input(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        if el.get("type") != "checkbox":
            return ""
        return "☐" if el.get("checked") is None else "☑"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        text = text.strip()
        if not text:
            return ""
        sign = "-"
        if el.parent is not None and el.parent.name == "ol":
            start = str(el.parent.get("start") or "")
            place = sum(1 for _ in el.find_previous_siblings("li"))
            sign = f"{(int(start) if start.isdecimal() else 1) + place}."
        return f"{sign} " + text.replace("\n", "\n    ") + "\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """A table with columns as one; what only sets text in boxes as that text."""
        rows = rows_of(el)
        caption = el.find("caption")
        above = self._inside(caption) if isinstance(caption, Tag) else ""
        blocks = any(cell.element.find(list(_BLOCKS)) for row in rows for cell in row)
        grid = grid_of(rows)
        width = max(map(len, grid), default=0)
        if blocks or not 1 < width <= MOST_COLUMNS:
            inner = "\n\n".join(self._inside(cell.element) for row in rows for cell in row)
            return f"\n\n{above}\n\n{inner}\n\n"
        lines = []
        for row in grid:
            texts = [self._in_cell(cell) if cell else "" for cell in row]
            lines.append(f"| {' | '.join([*texts, *[''] * (width - len(texts))])} |")
        lines.insert(1, f"|{'---|' * width}")
        return f"\n\n{above}\n\n" + "\n".join(lines) + "\n\n"

    def _inside(self, element: Tag) -> str:
        inner = BeautifulSoup("", "html.parser")
        for child in element.contents:
            inner.append(_copied(child))
        return str(self.convert_soup(inner)).strip()

    def _in_cell(self, element: Tag) -> str:
        lines = _BULLET.sub("• ", self._inside(element))
        return re.sub(r"\s*\n\s*", "<br>", lines).replace("|", r"\|")


def _copied(child: PageElement) -> PageElement:
    return _Mark(str(child)) if isinstance(child, _Mark) else child.__copy__()


def _stressed(el: Tag, text: str, parent_tags: set[str], sign: str, name: str) -> str:
    """A text between signs, or in an element where signs would mean nothing."""
    before, inner, after = _chomped(text)
    if "_noformat" in parent_tags or not _LETTER.search(inner) or el.find_parent(el.name):
        return text
    is_plain = _stands_alone(el.previous_element, -1) and _stands_alone(_after(el), 0)
    if "\n" in inner or not is_plain or not (_bounds(inner[0]) and _bounds(inner[-1])):
        return f"{before}<{name}>{inner}</{name}>{after}"
    return f"{before}{sign}{inner}{sign}{after}"


def _bounds(sign: str) -> bool:
    """Whether emphasis may begin or end with it."""
    return bool(_LETTER.match(sign)) or sign in '"(“)”.!?%'


def _stands_alone(neighbour: PageElement | None, place: int) -> bool:
    """Whether what comes before or after an element is no part of its word."""
    if isinstance(neighbour, _Mark) or not isinstance(neighbour, NavigableString):
        return True
    return not neighbour or neighbour[place].isspace() or neighbour[place] in "(.,;:?"


def _after(el: Tag) -> PageElement | None:
    """What follows an element in its line."""
    last = el
    while last.next_sibling is None and last.parent is not None and last.parent.name in _INLINE:
        last = last.parent
    after = last.next_sibling
    return next(after.strings, None) if isinstance(after, Tag) and after.name in _INLINE else after


def _as_element(el: Tag, text: str, parent_tags: set[str]) -> str:
    if "_noformat" in parent_tags or not text.strip():
        return text
    return f"<{el.name}>{text}</{el.name}>"


def _chomped(text: str) -> tuple[str, str, str]:
    inner = text.strip()
    start = text.index(inner) if inner else len(text)
    return text[:start], inner, text[start + len(inner) :]


def _leads(href: str) -> bool:
    """Whether a link leads anywhere from here."""
    return (
        bool(href)
        and re.match(r"(?:https?|mailto|tel):|[^#:][^:]*$", href, re.IGNORECASE) is not None
    )


def _target(address: str) -> str:
    """An address between round brackets."""
    return quote(address, safe="/:?#[]@!$&'*+,;=%~-._")
