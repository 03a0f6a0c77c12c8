"""A folder of Markdown that another generator reads: Hugo, Jekyll or Pelican.

What their front matter means is read as `kim check` reads it (`records/foreign`). Addresses and
guids follow each program's own rules, as far as its settings say them: Hugo's `permalinks`,
Jekyll's `permalink`, Pelican's `ARTICLE_URL`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import Any, Final

from kim_plugins.catalogue.bodies.foreign import replacement
from kim_plugins.exchange.imports.code import outside_code
from kim_plugins.exchange.imports.generator_files import (
    SETTINGS,
    address_fields,
    aliases,
    decoded,
    nested_fields,
    picture_of,
    settings_of,
    with_fences,
)
from kim_plugins.exchange.imports.items import Body, Item, NotImported, Picture, State
from kim_plugins.exchange.imports.permalinks import (
    DATED,
    Addresses,
    dated_prefix,
    day_of,
    instant_of,
    parts_of,
    stem,
    without_suffix,
)
from kim_plugins.exchange.imports.web import urlsplit
from kim_plugins.records.describing.skeleton import plain_name
from kim_plugins.records.models.news import News
from kim_plugins.records.problems import quote
from kim_plugins.records.reader import is_key, read_partially
from kim_plugins.records.reading.document import read_leniently
from kim_plugins.records.reading.located import Fields, Text

ENDINGS: Final = (".md", ".markdown", ".mkd", ".mdown")
_TAG: Final = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_REFERENCE: Final = re.compile(
    r"""\{\{[<%]\s*(?:rel)?ref\s+["']?(?P<hugo>[^"'\s>%]+)["']?[^>%]*[>%]\}\}"""
    r"|\{%-?\s*(?:post_url|link)\s+(?P<jekyll>\S+?)\s*-?%\}"
    r"|[{|](?:filename|static|attach|author|category|tag|index)[}|](?P<pelican>[^\s)\"'>]*)"
)
_HIGHLIGHT: Final = re.compile(
    r"\{(?:%-?\s*highlight\s+(?P<a>\w+).*?%|\{<\s*highlight\s+(?P<b>\w+).*?>\})\}?(?P<code>.*?)"
    r"\{(?:%-?\s*endhighlight\s*-?%|\{<\s*/highlight\s*>\})\}?",
    re.DOTALL,
)
_HEADING: Final = re.compile(r"\s*#\s+(.+)\n*")
_RAW: Final = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}|<!--\s*more\s*-->", re.IGNORECASE)
_ABSOLUTE: Final = re.compile(r"\{\{-?\s*\.?(?:site|Site)\.(?:base_?url|url|BaseURL)[^}]*\}\}")
_IMAGES: Final = re.compile(
    r"(!\[[^\]]*\]\()(?P<src>[^)\s]+)|(<img\b[^>]*?src=[\"'])(?P<tag>[^\"']+)"
)

Read = Callable[[str], bytes]


@dataclass(slots=True)
class Folder:
    """Files by their paths below a folder; `site` is the old address where no setting tells it."""

    name: str
    paths: Sequence[str]
    read: Read
    zone: tzinfo
    site: str = ""
    program: str = ""
    _settings: dict[str, Any] = field(default_factory=dict)
    _places: dict[str, str] = field(default_factory=dict)
    _root: str = ""

    def __post_init__(self) -> None:
        """Tell whose folder it is, by its settings or its folders."""
        for path in sorted(self.paths, key=lambda path: (path.count("/"), path)):
            found = SETTINGS.get(posixpath.basename(path))
            if found:
                self.program, self._root = found, posixpath.dirname(path)
                self._settings = settings_of(path, self.read(path))
                break
        folders = {part for path in self.paths for part in path.split("/")[:-1]}
        if not self.program:
            self.program = "Jekyll" if "_posts" in folders or "_drafts" in folders else "Markdown"
        told = self._settings
        base = told.get("baseURL") or told.get("baseurl") or told.get("SITEURL") or ""
        if self.program == "Jekyll":
            base = f"{told.get('url') or ''}{told.get('baseurl') or ''}"
        if not self.site and str(base).startswith("http"):
            self.site = str(base)
        self.site = self.site and f"{self.site.rstrip('/')}/"

    def items(self) -> Iterator[Item]:
        """The files that are written for readers, by their paths."""
        wanted = [path for path in sorted(self.paths) if self._is_text(path)]
        if not wanted:
            raise NotImported(f"di folder {quote(self.name)} tidak ada berkas Markdown (.md)")
        for path in wanted:
            if item := self._item(path):
                self._places[path] = item.url
                yield item

    def _is_text(self, path: str) -> bool:
        parts = PurePosixPath(path).parts
        base = parts[-1].lower()
        if not base.endswith(ENDINGS) or base in ("readme.md", "license.md", "changelog.md"):
            return False
        hidden = any(part.startswith(".") or part in _PASSED for part in parts[:-1])
        return not hidden and not base.startswith("_index.")

    def _item(self, path: str) -> Item | None:
        text = decoded(self.read(path))
        dated = DATED.match(stem(path))
        record, body, lost, fields = self._read(path, text, dated)
        title = (record.title if record else None) or ""
        if not title and (heading := _HEADING.match(body)):
            title, body = heading[1].strip("# \n"), body[heading.end() :]
        date = record.date if record else None
        moment = date.at if date else day_of(dated, self.zone)
        is_draft = bool(record and record.draft) or "_drafts" in path.split("/")
        is_page = moment is None and not is_draft and not self._is_post(path)
        named = {key: str(one) for key, one in fields.items() if isinstance(one, Text)}
        inside = nested_fields(fields)
        parts = {**parts_of(path, moment), **address_fields(fields)}
        addresses = Addresses(self.program, self.site, self._settings)
        url, guid = addresses.of(parts, named, moment, is_page=is_page)
        return Item(
            key=path,
            guid=guid,
            url=url,
            title=title,
            body=body,
            date=moment,
            state=State.DRAFT if is_draft else State.PUBLISHED,
            is_page=is_page,
            slug=dated[4] if dated else stem(path),
            authors=tuple((record and record.authors) or filter(None, (inside.get("name"),))),
            topics=self._topics(record, named),
            summary=(record.description if record else None) or inside.get("description", ""),
            updated=instant_of(record.updated) if record else None,
            picture=picture_of(record, inside),
            lost=tuple(lost),
            place=path,
            more_urls=tuple(aliases(fields)),
        )

    def _topics(self, record: News | None, named: Mapping[str, str]) -> tuple[str, ...]:
        if self.program == "Jekyll":  # a text is a list by its blanks there
            texts = [named.get(key, "").replace(",", " ").split() for key in ("categories", "tags")]
            if any(texts):
                return tuple(texts[0] + texts[1])
        return tuple(record.tags or ()) if record else ()

    def _is_post(self, path: str) -> bool:
        parts = path.split("/")
        return any(
            part in ("_posts", "posts", "post", "blog", "berita", "articles") for part in parts
        )

    def _read(
        self, path: str, text: str, dated: re.Match[str] | None
    ) -> tuple[News | None, str, list[str], Fields]:
        """The record that `kim check` would read, what it says of keys that go, and all keys."""
        text = with_fences(text)
        # A file's own program may do without a date, ours not.
        name = f"berita/{dated_prefix(dated)}{plain_name(stem(path)) or 'tulisan'}.md"
        looked = read_partially(name, text.encode(), self.zone)
        lost = [one.message for one in looked.problems if one.code in _TOLD]
        if looked.file is None:
            return None, text, ["keterangan di atas berkas tidak terbaca"], Fields()
        record = looked.file.record
        document = read_leniently(name, text.encode(), is_key).document
        fields = document.fields if document else Fields()
        return record if isinstance(record, News) else None, looked.file.body, lost, fields

    def body(self, item: Item) -> Body:
        """Its Markdown, without what only its program understands."""
        made = Body(item.body, is_markdown=True)
        text = _HIGHLIGHT.sub(
            lambda found: f"```{found['a'] or found['b']}\n{found['code'].strip(chr(10))}\n```",
            made.text,
        )
        text = _RAW.sub("", _ABSOLUTE.sub("", text))

        def plain(part: str) -> str:
            part = _REFERENCE.sub(lambda found: self._referred(item, found, made), part)
            return _TAG.sub(lambda found: _instead(found[0], made), part)

        made.text = outside_code(text, plain)
        return made

    def _referred(self, item: Item, found: re.Match[str], made: Body) -> str:
        """Where a reference of the program leads: the old address of a file, or a file."""
        target = found["hugo"] or found["jekyll"] or found["pelican"] or ""
        names = (target, posixpath.join(posixpath.dirname(item.place), target), target.lstrip("/"))
        for name in names:
            wanted = posixpath.normpath(name)
            for path, url in self._places.items():
                stem = path.removesuffix("/index.md")
                if (
                    path.endswith(wanted)
                    or stem.endswith(f"/{wanted}")
                    or without_suffix(path).endswith(wanted)
                ):
                    return url
        if found["pelican"] is not None:
            return target
        made.lost.append(f"rujukan {quote(found[0])}")
        return target

    def picture(self, item: Item) -> Picture | None:
        """The one that its front matter names."""
        return item.picture

    def hosts(self) -> Collection[str]:
        """That of the site."""
        return {urlsplit(self.site).hostname or ""} - {""}

    def file(self, item: Item, src: str) -> bytes | None:
        """A file of the folder as an item names it: beside it, or where the program keeps such."""
        known = self._known()
        path = urlsplit(src).path
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(item.place), path))
        bare = path.lstrip("/")
        for place in (beside, bare, *(f"{folder}/{bare}" for folder in _STATIC)):
            for wanted in (place, posixpath.join(self._root, place)):
                if wanted in known:
                    return self.read(wanted)
        return None

    def _known(self) -> Collection[str]:
        return self._files

    @property
    def _files(self) -> frozenset[str]:
        return frozenset(self.paths)

    def notes(self) -> Sequence[str]:
        """That subscribers would see everything again."""
        if self.site:
            return []
        lacking = "alamat situs lama tidak diketahui; sebut dengan --url supaya pelanggan"
        return [f"{lacking} tidak menerima semuanya sekali lagi"]


_PASSED: Final = {
    *(
        "node_modules",
        "themes",
        "layouts",
        "_layouts",
        "_includes",
        "archetypes",
        "_site",
        "public",
    ),
    *("output", "vendor", "venv", "resources"),
}
_STATIC: Final = ("static", "assets", "content", "content/images", "images")
_TOLD: Final = ("K102", "K126", "K107")


def _instead(written: str, made: Body) -> str:
    """What a tag of the program says to a reader; gone and told where it says nothing."""
    found = replacement(written)
    if found:
        return found
    if found is None:
        words = re.findall(r"\"([^\"]+)\"", written)
        made.lost.append(f"tanda {' '.join(written.split())}")
        return " ".join(words)
    return ""
