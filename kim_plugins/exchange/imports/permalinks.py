"""Addresses of static generators: the parts of a path, and patterns that are filled with them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import PurePosixPath
from typing import Any, Final

from kim_plugins.exchange.imports.web import urljoin, urlsplit
from kim_plugins.records.fields.dates import Moment

DATED: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})-(.+)")
JEKYLL: Final = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}


def stem(path: str) -> str:
    """The name of a file without suffix; of a bundle, that of its folder."""
    pure = PurePosixPath(path)
    return pure.parent.name if pure.stem.lower() == "index" and pure.parent.name else pure.stem


def without_suffix(path: str) -> str:
    """A path without the suffix of its file."""
    return posixpath.splitext(path)[0]


def day_of(dated: re.Match[str] | None, zone: tzinfo) -> datetime | None:
    """The day at the beginning of a file's name; None where it is none."""
    try:
        return datetime(*map(int, dated.groups()[:3]), tzinfo=zone) if dated else None  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def dated_prefix(dated: re.Match[str] | None) -> str:
    """The beginning of a name that holds the same day, below the folder of its year."""
    return f"{dated[1]}/{dated[1]}-{dated[2]}-{dated[3]}-" if dated else "2000/"


def instant_of(moment: Moment | None) -> datetime | None:
    """The instant of a moment; None without one."""
    return moment.at if moment else None


def parts_of(path: str, moment: datetime | None) -> dict[str, str]:
    """The parts of a file's path and day, by their names in patterns."""
    folders = [
        part
        for part in PurePosixPath(path).parts[:-1]
        if part not in ("content", "_posts", "_drafts")
    ]
    if PurePosixPath(path).stem.lower() == "index" and folders:
        folders.pop()
    dated = DATED.match(stem(path))
    day = (f"{moment:%Y}", f"{moment:%m}", f"{moment:%d}") if moment else ("", "", "")
    return {
        **dict(zip(("year", "month", "day"), day, strict=True)),
        "y_day": f"{moment:%j}" if moment else "",
        "slug": dated[4] if dated else stem(path),
        "filename": stem(path),
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
        "categories": "/".join(folders),
        "path": without_suffix(path),
    }


def fill_pattern(form: str, parts: Mapping[str, str]) -> str:
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


def format_pattern(form: str, parts: Mapping[str, str], moment: datetime | None) -> str:
    """An address by a pattern of Pelican."""

    def value(found: re.Match[str]) -> str:
        if found[1] == "date":
            return moment.strftime(found[2] or "%Y-%m-%d") if moment else ""
        return parts.get(found[1], "")

    return re.sub(r"\{(\w+)(?::([^}]*))?\}", value, form)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses that a program gives files; `site` ends with a slash, empty where unknown."""

    program: str
    site: str
    settings: Mapping[str, Any]

    def of(
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
            style = str(self.settings.get("permalink") or "date")
            form = "/:path/" if is_page else JEKYLL.get(style, style)
            url = told or fill_pattern(form, parts)
            whole = self._whole(url)
            # jekyll-feed names an entry by the address without its ending.
            return whole, re.sub(r"(?:\.html|/)$", "", whole) if self.site else ""
        if self.program == "Pelican":
            name = "PAGE_URL" if is_page else "ARTICLE_URL"
            form = str(
                self.settings.get(name) or ("pages/{slug}.html" if is_page else "{slug}.html")
            )
            url = told or "/" + format_pattern(form, parts, moment)
            whole = self._whole(url)
            if not self.site or moment is None:
                return whole, ""
            host = urlsplit(self.site).hostname
            return whole, f"tag:{host},{moment:%Y-%m-%d}:{urlsplit(whole).path}"
        form = "/:sections/:slug/"
        permalinks = self.settings.get("permalinks")
        if isinstance(permalinks, Mapping):
            forms = (
                permalinks.get("page")
                if isinstance(permalinks.get("page"), Mapping)
                else permalinks
            )
            form = str(forms.get(parts["section"], form)) if isinstance(forms, Mapping) else form
        # Hugo writes addresses in small letters, with hyphens for blanks.
        whole = self._whole(told or fill_pattern(form, parts).lower().replace(" ", "-"))
        return whole, whole if self.site and self.program == "Hugo" else ""

    def _whole(self, url: str) -> str:
        url = re.sub(r"/{2,}", "/", url)
        return urljoin(self.site, url.lstrip("/")) if self.site else url
