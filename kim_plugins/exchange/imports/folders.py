"""A folder of Markdown that another generator reads: Hugo, Jekyll or Pelican.

What their front matter means is read as `kim check` reads it (`records/foreign`). Addresses and
guids follow each program's own rules, as far as its settings say them: Hugo's `permalinks`,
Jekyll's `permalink`, Pelican's `ARTICLE_URL`.
"""

from __future__ import annotations

import ast
import posixpath
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import PurePosixPath
from typing import Any, Final

from kim_plugins.catalogue.bodies.foreign import replacement
from kim_plugins.exchange.imports.code import outside_code
from kim_plugins.exchange.imports.items import Body, Item, NotImported, Picture, State
from kim_plugins.exchange.imports.web import urljoin, urlsplit
from kim_plugins.records.describing.skeleton import plain_name
from kim_plugins.records.fields.dates import Moment
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.foreign.other_fences import other_fence
from kim_plugins.records.models.news import News
from kim_plugins.records.problems import quote
from kim_plugins.records.reader import is_key, read_partially
from kim_plugins.records.reading.document import read_leniently
from kim_plugins.records.reading.located import Fields, Text

ENDINGS: Final = (".md", ".markdown", ".mkd", ".mdown")
_SETTINGS: Final = {
    **dict.fromkeys(("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"), "Hugo"),
    **dict.fromkeys(("config.toml", "config.yaml", "config.yml"), "Hugo"),
    "_config.yml": "Jekyll",
    "pelicanconf.py": "Pelican",
}
_DATED: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})-(.+)")
_PELICAN: Final = re.compile(r"(?:[A-Za-z][\w-]*:[ \t]*.*\n(?:[ \t]+\S.*\n)*)+(?:\n|\Z)")
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
            found = _SETTINGS.get(posixpath.basename(path))
            if found:
                self.program, self._root = found, posixpath.dirname(path)
                self._settings = _settings(path, self.read(path))
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
        text = _decoded(self.read(path))
        dated = _DATED.match(_stem(path))
        record, body, lost, fields = self._read(path, text, dated)
        title = (record.title if record else None) or ""
        if not title and (heading := _HEADING.match(body)):
            title, body = heading[1].strip("# \n"), body[heading.end() :]
        date = record.date if record else None
        moment = date.at if date else _day(dated, self.zone)
        is_draft = bool(record and record.draft) or "_drafts" in path.split("/")
        is_page = moment is None and not is_draft and not self._is_post(path)
        named = {key: str(one) for key, one in fields.items() if isinstance(one, Text)}
        inside = _inside(fields)
        parts = {**_parts(path, moment), **_named(fields)}
        url, guid = self._address(parts, named, moment, is_page=is_page)
        return Item(
            key=path,
            guid=guid,
            url=url,
            title=title,
            body=body,
            date=moment,
            state=State.DRAFT if is_draft else State.PUBLISHED,
            is_page=is_page,
            slug=dated[4] if dated else _stem(path),
            authors=tuple((record and record.authors) or filter(None, (inside.get("name"),))),
            topics=self._topics(record, named),
            summary=(record.description if record else None) or inside.get("description", ""),
            updated=_at(record.updated) if record else None,
            picture=_picture(record, inside),
            lost=tuple(lost),
            place=path,
            more_urls=tuple(_aliases(fields)),
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
        text = _fenced(text)
        # A file's own program may do without a date, ours not.
        name = f"berita/{_day_of(dated)}{plain_name(_stem(path)) or 'tulisan'}.md"
        looked = read_partially(name, text.encode(), self.zone)
        lost = [one.message for one in looked.problems if one.code in _TOLD]
        if looked.file is None:
            return None, text, ["keterangan di atas berkas tidak terbaca"], Fields()
        record = looked.file.record
        document = read_leniently(name, text.encode(), is_key).document
        fields = document.fields if document else Fields()
        return record if isinstance(record, News) else None, looked.file.body, lost, fields

    def _address(
        self,
        parts: dict[str, str],
        named: Mapping[str, str],
        moment: datetime | None,
        *,
        is_page: bool,
    ) -> tuple[str, str]:
        """The old address of a file, and its guid in the program's own feeds."""
        told = named.get("permalink") or named.get("url") or named.get("save_as") or ""
        told = f"/{told.lstrip('/')}" if told and "://" not in told and ":" not in told else ""
        if self.program == "Jekyll":
            style = str(self._settings.get("permalink") or "date")
            form = "/:path/" if is_page else _JEKYLL.get(style, style)
            url = told or _filled(form, parts)
            whole = self._whole(url)
            # jekyll-feed names an entry by the address without its ending.
            return whole, re.sub(r"(?:\.html|/)$", "", whole) if self.site else ""
        if self.program == "Pelican":
            name = "PAGE_URL" if is_page else "ARTICLE_URL"
            form = str(
                self._settings.get(name) or ("pages/{slug}.html" if is_page else "{slug}.html")
            )
            url = told or "/" + _formatted(form, parts, moment)
            whole = self._whole(url)
            if not self.site or moment is None:
                return whole, ""
            host = urlsplit(self.site).hostname
            return whole, f"tag:{host},{moment:%Y-%m-%d}:{urlsplit(whole).path}"
        form = "/:sections/:slug/"
        permalinks = self._settings.get("permalinks")
        if isinstance(permalinks, Mapping):
            forms = (
                permalinks.get("page")
                if isinstance(permalinks.get("page"), Mapping)
                else permalinks
            )
            form = str(forms.get(parts["section"], form)) if isinstance(forms, Mapping) else form
        # Hugo writes addresses in small letters, with hyphens for blanks.
        whole = self._whole(told or _filled(form, parts).lower().replace(" ", "-"))
        return whole, whole if self.site and self.program == "Hugo" else ""

    def _whole(self, url: str) -> str:
        url = re.sub(r"/{2,}", "/", url)
        return urljoin(self.site, url.lstrip("/")) if self.site else url

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
                    or _bare(path).endswith(wanted)
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
_JEKYLL: Final = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}


def _settings(path: str, data: bytes) -> dict[str, Any]:
    text = _decoded(data)
    try:
        if path.endswith(".toml"):
            return tomllib.loads(text)
        if path.endswith(".py"):
            return dict(_assigned(text))
        import yaml  # noqa: PLC0415 - few folders need it

        found = yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, SyntaxError, ValueError):
        return {}
    except Exception as error:
        if type(error).__module__.startswith("yaml"):
            return {}
        raise
    return dict(found) if isinstance(found, Mapping) else {}


def _assigned(text: str) -> Iterator[tuple[str, object]]:
    """The plain values that a Python file gives to names; it is never run."""
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                yield statement.targets[0].id, ast.literal_eval(statement.value)
            except ValueError:
                continue


def _decoded(data: bytes) -> str:
    for coding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(coding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _fenced(text: str) -> str:
    """A file with its front matter between our fences."""
    if re.match(r"---[ \t]*\n", text):
        return text
    stripped = text.lstrip("\n")
    if stripped.startswith(("+++", "{")):
        found = other_fence(stripped, is_key)
        return found[1] if found and found[1] else f"---\n---\n{text}"
    match = _PELICAN.match(stripped)
    if match and re.search(r"(?im)^(?:title|date|slug):", match[0]):
        lines = re.sub(r"\n[ \t]+(?=\S)", " ", match[0]).strip().split("\n")
        pairs = (line.partition(":") for line in lines)
        head = "\n".join(f"{key.lower()}: {as_scalar(value.strip())}" for key, _, value in pairs)
        return f"---\n{head}\n---\n{stripped[match.end() :]}"
    return f"---\n---\n{text}"


def _stem(path: str) -> str:
    """The name of a file; of a bundle, that of its folder."""
    pure = PurePosixPath(path)
    return pure.parent.name if pure.stem.lower() == "index" and pure.parent.name else pure.stem


def _bare(path: str) -> str:
    return posixpath.splitext(path)[0]


def _named(fields: Fields) -> dict[str, str]:
    """What front matter says of its address: a slug, and Jekyll's categories."""
    found: dict[str, str] = {}
    slug = fields.get("slug")
    if isinstance(slug, Text) and slug.strip("/ "):
        found["slug"] = slug.strip("/ ")
    value = fields.get("categories", fields.get("category"))
    if isinstance(value, Text) and "categories" in fields:
        found["categories"] = "/".join(value.lower().split())
    elif isinstance(value, Text):
        found["categories"] = value.lower()
    elif isinstance(value, list):
        names = (str(one).lower() for one in value if isinstance(one, Text))
        found["categories"] = "/".join(dict.fromkeys(names))
    return found


def _inside(fields: Fields) -> dict[str, str]:
    """What stands in groups that themes and plugins have: `meta`, `author`, `cover`."""
    groups = [one for one in fields.values() if isinstance(one, Fields)]
    return {
        key: str(one) for group in groups for key, one in group.items() if isinstance(one, Text)
    }


def _picture(record: News | None, inside: Mapping[str, str]) -> Picture | None:
    if record and record.image:
        image = record.image
        return Picture(str(image.src), str(image.alt or ""), str(image.caption or ""))
    return Picture(inside["image"]) if inside.get("image") else None


def _aliases(fields: Fields) -> Iterator[str]:
    """Addresses that led to a file before: Hugo's `aliases`, `redirect_from` of Jekyll's plugin."""
    for key in ("aliases", "redirect_from"):
        value = fields.get(key)
        texts = [value] if isinstance(value, Text) else value if isinstance(value, list) else []
        yield from (str(one) for one in texts if isinstance(one, Text) and one.startswith("/"))


def _day(dated: re.Match[str] | None, zone: tzinfo) -> datetime | None:
    try:
        return datetime(*map(int, dated.groups()[:3]), tzinfo=zone) if dated else None  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def _day_of(dated: re.Match[str] | None) -> str:
    return f"{dated[1]}/{dated[1]}-{dated[2]}-{dated[3]}-" if dated else "2000/"


def _at(moment: Moment | None) -> datetime | None:
    return moment.at if moment else None


def _parts(path: str, moment: datetime | None) -> dict[str, str]:
    folders = [
        part
        for part in PurePosixPath(path).parts[:-1]
        if part not in ("content", "_posts", "_drafts")
    ]
    if PurePosixPath(path).stem.lower() == "index" and folders:
        folders.pop()
    dated = _DATED.match(_stem(path))
    day = (f"{moment:%Y}", f"{moment:%m}", f"{moment:%d}") if moment else ("", "", "")
    return {
        **dict(zip(("year", "month", "day"), day, strict=True)),
        "y_day": f"{moment:%j}" if moment else "",
        "slug": dated[4] if dated else _stem(path),
        "filename": _stem(path),
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
        "categories": "/".join(folders),
        "path": _bare(path),
    }


def _filled(form: str, parts: Mapping[str, str]) -> str:
    """An address by a pattern of Hugo or Jekyll."""
    values = {
        **parts,
        "title": parts["slug"],
        "contentbasename": parts["slug"],
        "i_month": parts["month"].lstrip("0"),
        "i_day": parts["day"].lstrip("0"),
        "output_ext": ".html",
        "short_year": parts["year"][2:],
    }
    return "/" + re.sub(r":(\w+)", lambda found: values.get(found[1], ""), form).lstrip("/")


def _formatted(form: str, parts: Mapping[str, str], moment: datetime | None) -> str:
    """An address by a pattern of Pelican."""

    def value(found: re.Match[str]) -> str:
        if found[1] == "date":
            return moment.strftime(found[2] or "%Y-%m-%d") if moment else ""
        return parts.get(found[1], "")

    return re.sub(r"\{(\w+)(?::([^}]*))?\}", value, form)


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
