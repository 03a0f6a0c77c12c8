"""The addresses and guids that Hugo, Jekyll, Hexo and Pelican give to a file, by their own rules.

Sources: the manuals of each on permalinks; jekyll-feed names an entry by its address without the
ending, Hugo's and Hexo's feeds by its address, Pelican's by a tag: URI of its day.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final

from kim_plugins.exchange.imports.web import urljoin, urlsplit
from kim_plugins.records.reading.located import Fields, Text

DATED: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})-(.+)")
"""How Jekyll wants posts to be called."""
_JEKYLL: Final = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}


@dataclass(frozen=True, slots=True)
class Permalinks:
    """Gives addresses at a site; where that isn't known, they begin at the root."""

    program: str
    settings: Mapping[str, Any]
    site: str

    def of(
        self, path: str, fields: Fields, moment: datetime | None, *, is_page: bool
    ) -> tuple[str, str]:
        """The old address of a file, and its guid in the program's own feeds (or nothing)."""
        parts = {**_parts(path, moment), **_named(fields)}
        told = _told(fields)
        if self.program == "Jekyll":
            style = str(self.settings.get("permalink") or "date")
            form = "/:path/" if is_page else _JEKYLL.get(style, style)
            whole = self._whole(told or _filled(form, parts))
            return whole, re.sub(r"(?:\.html|/)$", "", whole) if self.site else ""
        if self.program == "Pelican":
            name, usual = ("PAGE_URL", "pages/{slug}.html") if is_page else _PELICAN
            form = str(self.settings.get(name) or usual)
            whole = self._whole(told or "/" + _formatted(form, parts, moment))
            if not self.site or moment is None:
                return whole, ""
            host = urlsplit(self.site).hostname
            return whole, f"tag:{host},{moment:%Y-%m-%d}:{urlsplit(whole).path}"
        if self.program == "Hexo":
            form = "/:path/" if is_page else str(self.settings.get("permalink") or _HEXO)
            whole = self._whole(told or _filled(form, parts).replace("/index/", "/"))
            return whole, whole if self.site else ""
        # Hugo writes addresses in small letters, with hyphens for blanks.
        form = self._hugo(parts["section"])
        whole = self._whole(told or _filled(form, parts).lower().replace(" ", "-"))
        return whole, whole if self.site and self.program == "Hugo" else ""

    def _hugo(self, section: str) -> str:
        forms = self.settings.get("permalinks")
        if isinstance(forms, Mapping) and isinstance(forms.get("page"), Mapping):
            forms = forms["page"]
        usual = "/:sections/:slug/"
        return str(forms.get(section, usual)) if isinstance(forms, Mapping) else usual

    def _whole(self, url: str) -> str:
        url = re.sub(r"/{2,}", "/", url)
        return urljoin(self.site, url.lstrip("/")) if self.site else url


_HEXO: Final = ":year/:month/:day/:title/"
_PELICAN: Final = ("ARTICLE_URL", "{slug}.html")


EARLIER: Final = ("blogger_orig_url", "wordpress_url", "original_url")
"""Keys in which importers note where a text was before."""
OF_IMPORTERS: Final = (*EARLIER, "blogger_id", "wordpress_id")


def aliases(fields: Fields) -> Iterator[str]:
    """Addresses that led to a file before: Hugo's `aliases`, `redirect_from` of Jekyll's plugin."""
    yield from (str(fields[key]) for key in EARLIER if isinstance(fields.get(key), Text))
    for key in ("aliases", "redirect_from"):
        value = fields.get(key)
        texts = [value] if isinstance(value, Text) else value if isinstance(value, list) else []
        yield from (str(one) for one in texts if isinstance(one, Text) and one.startswith("/"))


def stem_of(path: str) -> str:
    """The name of a file; of a bundle, that of its folder."""
    pure = PurePosixPath(path)
    return pure.parent.name if pure.stem.lower() == "index" and pure.parent.name else pure.stem


def _told(fields: Fields) -> str:
    """An address that front matter gives as a whole."""
    told = next((fields[key] for key in ("permalink", "url", "save_as") if key in fields), "")
    is_address = isinstance(told, Text) and bool(told) and ":" not in told
    return f"/{str(told).lstrip('/')}" if is_address else ""


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


def _parts(path: str, moment: datetime | None) -> dict[str, str]:
    folders = [
        part
        for part in PurePosixPath(path).parts[:-1]
        if part not in ("content", "source", "_posts", "_drafts")
    ]
    if PurePosixPath(path).stem.lower() == "index" and folders:
        folders.pop()
    dated = DATED.match(stem_of(path))
    day = (f"{moment:%Y}", f"{moment:%m}", f"{moment:%d}") if moment else ("", "", "")
    return {
        **dict(zip(("year", "month", "day"), day, strict=True)),
        "y_day": f"{moment:%j}" if moment else "",
        "slug": dated[4] if dated else stem_of(path),
        "filename": stem_of(path),
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
        "categories": "/".join(folders),
        "path": posixpath.splitext(path)[0].removeprefix("source/"),
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
