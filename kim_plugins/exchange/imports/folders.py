"""A folder of Markdown that another generator reads: Hugo, Jekyll, Hexo or Pelican.

What their front matter means is read as `kim check` reads it (`records/foreign`); addresses and
guids follow each program's own rules (permalinks.py), as far as its settings say them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import unquote

from kim_plugins.exchange.imports.front_matter import decoded, fenced
from kim_plugins.exchange.imports.generators import generator_of
from kim_plugins.exchange.imports.items import Body, Item, NotImported, Picture, State
from kim_plugins.exchange.imports.permalinks import (
    DATED,
    OF_IMPORTERS,
    Permalinks,
    aliases,
    stem_of,
)
from kim_plugins.exchange.imports.tags import without_tags
from kim_plugins.exchange.imports.web import urlsplit
from kim_plugins.records.models.news import News
from kim_plugins.records.portable import plain_name
from kim_plugins.records.problems import quote
from kim_plugins.records.reader import is_key, read_partially
from kim_plugins.records.reading.document import read_leniently
from kim_plugins.records.reading.located import Fields, Text

_ENDINGS: Final = (".md", ".markdown", ".mkd", ".mdown")
_HTML: Final = (".html", ".htm")
"""What Jekyll and Hugo take as texts, too, where their texts are and front matter is above them."""
_OF_TEXTS: Final = {"_posts", "_drafts", "content"}
_HEADING: Final = re.compile(r"\s*#\s+(.+)\n*")
_PASSED: Final = {
    *("node_modules", "themes", "layouts", "_layouts", "_includes", "archetypes", "_site"),
    *("public", "output", "vendor", "venv", "resources"),
}
"""Folders of programs."""
_ABOUT_FOLDERS: Final = ("readme.md", "license.md", "changelog.md")
_OF_POSTS: Final = {"_posts", "posts", "post", "blog", "berita", "articles"}
_STATIC: Final = ("static", "assets", "source", "content", "content/images", "images")
"""Where programs keep what is published as it is."""
_TOLD: Final = ("K102", "K126", "K107")
"""Codes of what is lost of front matter: keys that nobody knows, or that say more than ours can."""


class _Read(NamedTuple):
    """A file as `kim check` would read it, with all its keys, and what can't be kept of them."""

    record: News | None
    body: str
    fields: Fields
    lost: list[str]


@dataclass
class Folder:
    """Files by their paths below a folder; `site` is the old address where no setting tells it."""

    name: str
    paths: Sequence[str]
    read: Callable[[str], bytes]
    zone: tzinfo
    site: str = ""
    program: str = ""
    _places: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Tell whose folder it is."""
        found = generator_of(self.paths, self.read)
        self.program, self._root = found.program, found.root
        self.site = self.site or found.site
        self.site = self.site and f"{self.site.rstrip('/')}/"
        self._permalinks = Permalinks(self.program, found.settings, self.site)

    def items(self) -> Iterator[Item]:
        """The files that are written for readers, by their paths."""
        wanted = [path for path in sorted(self.paths) if self._is_text(path)]
        if not wanted:
            raise NotImported(f"di folder {quote(self.name)} tidak ada berkas Markdown (.md)")
        for path in wanted:
            item = self._item(path)
            for name in _names_of(path):
                self._places[name] = item.url
            yield item

    def _is_text(self, path: str) -> bool:
        return is_text(path) and (not path.lower().endswith(_HTML) or self.read(path)[:3] == b"---")

    def _item(self, path: str) -> Item:
        dated = DATED.match(stem_of(path))
        record, body, fields, lost = self._read(path, dated)
        title = (record and record.title) or ""
        if not title and (heading := _HEADING.match(body)):
            title, body = heading[1].strip("# \n"), body[heading.end() :]
        moment = record.date.at if record and record.date else _day(dated, self.zone)
        folders = set(path.split("/")[:-1])
        is_draft = bool(record and record.draft) or "_drafts" in folders
        is_page = moment is None and not is_draft and not folders & _OF_POSTS
        url, guid = self._permalinks.of(path, fields, moment, is_page=is_page)
        inside = _inside(fields)
        return Item(
            key=path,
            guid=guid,
            url=url,
            title=title,
            body=body,
            date=moment,
            state=State.DRAFT if is_draft else State.PUBLISHED,
            is_page=is_page,
            slug=dated[4] if dated else stem_of(path),
            authors=tuple((record and record.authors) or filter(None, (inside.get("name"),))),
            topics=self._topics(record, fields),
            summary=(record and record.description) or inside.get("description", ""),
            updated=record.updated.at if record and record.updated else None,
            picture=_picture(record, inside),
            lost=tuple(lost),
            place=path,
            more_urls=tuple(aliases(fields)),
        )

    def _topics(self, record: News | None, fields: Fields) -> tuple[str, ...]:
        values = [fields.get(key) for key in ("categories", "tags")]
        if self.program == "Jekyll" and any(isinstance(one, Text) for one in values):
            # A text is a list by its blanks there.
            texts = (str(one) for one in values if isinstance(one, Text))
            return tuple(word for text in texts for word in text.replace(",", " ").split())
        return tuple((record and record.tags) or ())

    def _read(self, path: str, dated: re.Match[str] | None) -> _Read:
        text = fenced(decoded(self.read(path)))
        # A file's own program may do without a date, ours not.
        day = f"{dated[1]}/{dated[1]}-{dated[2]}-{dated[3]}-" if dated else "2000/"
        name = f"berita/{day}{plain_name(stem_of(path)) or 'tulisan'}.md"
        looked = read_partially(name, text.encode(), self.zone)
        found = [one for one in looked.problems if one.code in _TOLD]
        lost = [one.message for one in found if one.field not in OF_IMPORTERS]
        document = read_leniently(name, text.encode(), is_key).document
        if looked.file is None or document is None:
            return _Read(None, text, Fields(), ["keterangan di atas berkas tidak terbaca"])
        record = looked.file.record if isinstance(looked.file.record, News) else None
        return _Read(record, looked.file.body, document.fields, lost)

    def body(self, item: Item) -> Body:
        """The body's Markdown, without tags that only its program understands."""
        made = Body(item.body, is_markdown=not item.place.lower().endswith(_HTML))
        without_tags(made, lambda target: self._url_of(item, target))
        return made

    def _url_of(self, item: Item, target: str) -> str | None:
        """The old address of a file that another names from where it lies, or by its name."""
        beside = posixpath.join(posixpath.dirname(item.place), target)
        names = (posixpath.normpath(name.lstrip("/")) for name in (beside, target))
        return next((self._places[name] for name in names if name in self._places), None)

    def picture(self, item: Item) -> Picture | None:
        """The picture that the front matter names."""
        return item.picture

    def hosts(self) -> Collection[str]:
        """The host of the site."""
        return {urlsplit(self.site).hostname or ""} - {""}

    def file(self, item: Item, src: str) -> bytes | None:
        """A file of the folder as an item names it: beside it, or where the program keeps such."""
        path = unquote(urlsplit(src).path)
        # Hexo keeps the files of a text in a folder that is called as the text.
        near = (posixpath.dirname(item.place), posixpath.splitext(item.place)[0])
        beside = (posixpath.normpath(posixpath.join(folder, path)) for folder in near)
        bare = path.lstrip("/")
        for place in (*beside, bare, *(f"{folder}/{bare}" for folder in _STATIC)):
            for wanted in (place, posixpath.join(self._root, place)):
                if wanted in self._known:
                    return self.read(wanted)
        return None

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.paths)

    def notes(self) -> Sequence[str]:
        """A sentence where subscribers would see everything again."""
        if self.site:
            return []
        lacking = "alamat situs lama tidak diketahui; sebut dengan --url supaya pelanggan"
        return [f"{lacking} tidak menerima semuanya sekali lagi"]


def is_text(path: str) -> bool:
    """Whether a file may be written for readers, by its path."""
    *folders, base = PurePosixPath(path.lower()).parts
    is_html = base.endswith(_HTML) and not _OF_TEXTS.isdisjoint(folders)
    if not (is_html or base.endswith(_ENDINGS)) or base in _ABOUT_FOLDERS:
        return False
    is_hidden = any(part.startswith(".") or part in _PASSED for part in folders)
    return not is_hidden and not base.startswith("_index.")


def _names_of(path: str) -> Iterator[str]:
    """How a file may be named in a reference: from any folder above it on, with and without end."""
    whole = [path, posixpath.splitext(path)[0], path.removesuffix("/index.md")]
    for name in whole:
        parts = name.split("/")
        yield from ("/".join(parts[start:]) for start in range(len(parts)))


def _inside(fields: Fields) -> dict[str, str]:
    """What stands in groups that themes and plugins have: `meta`, `author`, `cover`."""
    groups = [one for one in fields.values() if isinstance(one, Fields)]
    return {
        key: str(one) for group in groups for key, one in group.items() if isinstance(one, Text)
    }


def _picture(record: News | None, inside: Mapping[str, str]) -> Picture | None:
    image = record and record.image
    if image and image.src:
        return Picture(str(image.src), str(image.alt or ""), str(image.caption or ""))
    return Picture(inside["image"]) if inside.get("image") else None


def _day(dated: re.Match[str] | None, zone: tzinfo) -> datetime | None:
    try:
        return datetime(*map(int, dated.groups()[:3]), tzinfo=zone) if dated else None  # type: ignore[misc,arg-type]
    except ValueError:
        return None
