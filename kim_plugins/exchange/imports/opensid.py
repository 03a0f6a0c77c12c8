"""OpenSID: the articles in a dump of its database.

Source: OpenSID's schema (`artikel`, `kategori`, `user`, `config`, `agenda`) and its helper
`buat_slug`, by which an article's address is `/artikel/<year>/<month>/<day>/<slug>` without leading
zeros, and its guid in the feed that address. A static page has the category 999 or the `tipe`
"statis".
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from kim_plugins.exchange.imports.items import Body, Item, NotImported, Picture, State, plain_title
from kim_plugins.exchange.imports.sql_rows import rows
from kim_plugins.exchange.imports.streams import Text
from kim_plugins.exchange.imports.web import urlsplit
from kim_plugins.records.fields.dates import Moment, format_moment
from kim_plugins.records.portable import plain_name
from kim_plugins.records.problems import quote

_TABLES: Final = ("artikel", "kategori", "user", "config", "agenda")
_PICTURES: Final = "desa/upload/artikel/"
_DOCUMENTS: Final = "/desa/upload/dokumen/"
_STATIC: Final = "999"
_AGENDA: Final = "1000"
_WIDGET: Final = "1003"
_NO_BULLETINS: Final = {"statis", "keuangan"}
_FROM_ROOT: Final = re.compile(r"""(\b(?:src|href)\s*=\s*["'])(?:\.\./)+(?=\w)""", re.IGNORECASE)
"""OpenSID's editor counts addresses from its own page, however deep that lies."""
_MORE_PICTURES: Final = ("gambar1", "gambar2", "gambar3")


@dataclass(slots=True)
class OpenSid:
    """A dump; `zone` is that of the site, `site` its address where the dump doesn't tell."""

    text: Text
    zone: tzinfo
    site: str = ""
    program: str = "OpenSID"
    _categories: dict[str, str] = field(default_factory=dict)
    _people: dict[str, str] = field(default_factory=dict)
    _meetings: dict[str, str] = field(default_factory=dict)
    _sites: dict[str, str] = field(default_factory=dict)
    _reads: int = 0
    _done: bool = False
    _widgets: int = 0
    _seen: int = 0

    def items(self) -> Iterator[Item]:
        """The articles; categories and writers may stand behind them."""
        if not self._done:
            self._learn()
        self._seen = self._widgets = self._reads = 0
        for row in rows(self.text, ("artikel",)):
            value = {key: one or "" for key, one in row.values.items()}
            if not {"judul", "isi", "tgl_upload"} <= value.keys():
                raise NotImported(
                    f"tabel artikel di {quote(self.text.name)} bukan milik OpenSID: kolom judul, "
                    "isi dan tgl_upload tidak ada"
                )
            self._seen += 1
            if value.get("id_kategori") == _WIDGET or value.get("tipe") == "widget":
                self._widgets += 1
                continue
            yield self._item(value)
        if not self._seen:
            raise NotImported(f"di {quote(self.text.name)} tidak ada tabel artikel yang berisi")

    def _learn(self) -> None:
        for table, row in rows(self.text, _TABLES[1:]):
            if table == "kategori":
                self._categories[row.get("id") or ""] = (row.get("kategori") or "").strip()
            elif table == "user":
                self._people[row.get("id") or ""] = (row.get("nama") or "").strip()
            elif table == "agenda":
                self._meetings[row.get("id_artikel") or ""] = _meeting(row, self.zone)
            elif found := (row.get("website") or "").strip():
                whole = found if "//" in found else f"https://{found}"
                self._sites[row.get("id") or ""] = f"{whole.rstrip('/')}/"
        self.site = self.site or next(iter(self._sites.values()), "")
        self.site = self.site and f"{self.site.rstrip('/')}/"
        self._done = True

    def _item(self, value: Mapping[str, str]) -> Item:
        number, category = value.get("id", ""), value.get("id_kategori", "")
        is_page = category == _STATIC or value.get("tipe") in _NO_BULLETINS
        date = _moment(value["tgl_upload"], self.zone)
        slug = value.get("slug") or plain_name(value["judul"])
        path = f"first/artikel/{number}"  # before there were slugs (2019)
        if date and value.get("slug"):
            path = f"artikel/{date.year}/{date.month}/{date.day}/{slug}"
        self._reads += value.get("hit", "0") not in ("", "0")
        # One database may hold the villages of a regency.
        site = self._sites.get(value.get("config_id", ""), self.site)
        topic = "Agenda" if category == _AGENDA else self._categories.get(category, "")
        return Item(
            key=f"opensid-{number}",
            guid=f"{site}{path}" if site else "",
            url=f"{site}{path}" if site else f"/{path}",
            title=plain_title(value["judul"]),
            body=_body(value, self._meetings.get(number, "")),
            date=date,
            # OpenSID writes 2 for what isn't shown; older versions wrote 0.
            state=State.PUBLISHED if value.get("enabled", "1") == "1" else State.DRAFT,
            is_page=is_page,
            slug=slug,
            authors=tuple(filter(None, (self._people.get(value.get("id_user", "")),))),
            topics=tuple(filter(None, (topic,))),
            picture=_picture(value.get("gambar", "")),
            more_urls=tuple(_other_paths(number, path)),
        )

    def body(self, item: Item) -> Body:
        """The body's HTML with further pictures and the document."""
        return Body(item.body)

    def picture(self, item: Item) -> Picture | None:
        """The first picture of the article."""
        return item.picture

    def hosts(self) -> Collection[str]:
        """The host of the site."""
        sites = (self.site, *self._sites.values())
        return {urlsplit(url).hostname or "" for url in sites} - {""}

    def notes(self) -> Sequence[str]:
        """Sentences on rows that are no article, and on what the dump doesn't tell."""
        found = [f"{self._widgets} widget tidak diambil"] if self._widgets else []
        if self._reads:
            found.append(f"jumlah pembaca {self._reads} tulisan tidak diambil")
        if not self.site:
            found.append(
                "alamat situs lama tidak ada di basis data; sebut dengan --url supaya pelanggan "
                "tidak menerima semuanya sekali lagi"
            )
        return [*found, *self.text.notes()]


def _other_paths(number: str, path: str) -> Iterator[str]:
    """Addresses that led to an article too: before 2019, and where the server rewrites nothing."""
    yield f"/index.php/{path}"
    for old in (f"/first/artikel/{number}", f"/index.php/first/artikel/{number}"):
        if not old.endswith(path):
            yield old


def _meeting(row: Mapping[str, str | None], zone: tzinfo) -> str:
    """When and where an event is, which OpenSID keeps beside its article."""
    at = _moment(row.get("tgl_agenda") or "", zone)
    told = (
        ("Waktu", format_moment(Moment(at, has_time=True), weekday=True) if at else ""),
        ("Tempat", row.get("lokasi_kegiatan") or ""),
        ("Koordinator", row.get("koordinator_kegiatan") or ""),
    )
    lines = (f"<p>{name}: {html.escape(text.strip())}</p>" for name, text in told if text.strip())
    return "".join(lines)


def _body(value: Mapping[str, str], meeting: str) -> str:
    text = _FROM_ROOT.sub(r"\1/", value["isi"])
    if "<" not in text and "&lt;" in text:  # some versions keep it escaped
        text = html.unescape(text)
    more = [_picture(value.get(name, "")) for name in _MORE_PICTURES]
    shown = (f'<p><img src="{html.escape(one.src)}" alt=""></p>' for one in more if one)
    name = value.get("dokumen", "").strip()
    title = html.escape(value.get("link_dokumen", "").strip() or "Dokumen lampiran")
    link = f'<p><a href="{html.escape(_DOCUMENTS + name)}">{title}</a></p>' if name else ""
    return f"{text}{meeting}{''.join(shown)}{link}"


def _picture(name: str) -> Picture | None:
    """A picture by its name; a moment alone is what OpenSID notes where none was sent."""
    name = name.strip()
    return Picture(f"/{_PICTURES}sedang_{name}") if "." in name else None


def _moment(written: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.strptime(written[:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
    except ValueError:
        return None
