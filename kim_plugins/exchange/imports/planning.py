"""The plan of an import: the path of each item before any is written, as links lead ahead."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from kim_plugins.catalogue.addresses import address_of
from kim_plugins.catalogue.reserved_addresses import LONGEST, reserved_for
from kim_plugins.exchange.imports.items import Broken, Item, Source, State
from kim_plugins.exchange.imports.web import urlsplit
from kim_plugins.exchange.moments import in_every_zone
from kim_plugins.records import Kind
from kim_plugins.records.describing.skeleton import clean_title, file_name, path_of
from kim_plugins.records.portable import is_reserved, plain_name

_OURS: Final = frozenset(
    {
        *("berita", "literasi", "keputusan", "kelompok", "laporan", "topik", "wilayah"),
        *("arsip", "tindak-lanjut", "agenda", "titik-akses", "mitra", "usaha", "langganan", "cari"),
        *("usul", "layar", "luring", "siaran", "s", "tulis", "sumber", "data", "halaman", "assets"),
        *("media", "search", "sitemap", "aktivitas"),
    }
)
"""The first parts of addresses that the site makes itself, or may one day."""
IMPORTED_BEFORE: Final = "sudah pernah diambil"
"""The reason why an item is passed over that the report doesn't repeat."""
_LONGEST: Final = 60
_TAGS: Final = re.compile(r"<[^>]*>|\[[^\]]*\]")
_COUNTS: Final = re.compile(
    r"(?:utm_\w+|m|spref|share|fbclid|gclid|amp|showcomment|replytocom)=", re.IGNORECASE
)
_ENDING: Final = re.compile(r"\.(?:html?|php|aspx?)$")


@dataclass(frozen=True, slots=True)
class ImportRules:
    """What an import was told: for which group, from which moment on, what may be published.

    `partial` takes what is whole of a source that ends in the middle.
    """

    group: str
    since: datetime | None = None
    publish: bool = False
    partial: bool = False


@dataclass(slots=True)
class Plan:
    """The places of items by their keys, and of pages of the old site by their addresses.

    `new` are the keys of those that are still to be taken; `passed` counts the others by reason;
    `addresses` are all that are in use, `claims` the keys of items by their old addresses.
    """

    places: dict[str, str] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)
    addresses: set[str] = field(default_factory=set)
    claims: dict[str, str] = field(default_factory=dict)
    total: int = 0


@dataclass(frozen=True, slots=True)
class Existing:
    """What the site holds already: paths by guid and by key of the source; addresses."""

    guids: Mapping[str, str]
    keys: Mapping[str, str]
    addresses: Collection[str]


def distinct_items(source: Source, *, partial: bool) -> Iterator[Item]:
    """The items of a source without repetitions, each with a key and a guid of its own."""
    seen: dict[str, set[bytes]] = {}
    keys: dict[str, str] = {}
    for found in _whole(source) if partial else source.items():
        date, updated = in_every_zone(found.date), in_every_zone(found.updated)
        is_whole = (date, updated) == (found.date, found.updated)
        item = found if is_whole else replace(found, date=date, updated=updated)
        digest = hashlib.blake2b(f"{item.title}\0{item.body}".encode(), digest_size=8).digest()
        others = seen.setdefault(item.key, set())
        if digest in others:
            continue
        others.add(digest)
        if len(others) == 1 and keys.setdefault(item.guid or item.key, item.key) == item.key:
            yield item
            continue
        lost = (*item.lost, "pengenalnya di umpan, karena sama dengan punya tulisan lain")
        key = item.key if len(others) == 1 else f"{item.key} ({len(others)})"
        yield replace(item, key=key, guid="", lost=lost)


def _whole(source: Source) -> Iterator[Item]:
    """What is whole of a source."""
    with suppress(Broken):
        yield from source.items()


def planned(source: Source, before: Existing, rules: ImportRules, now: datetime) -> Plan:
    """Give each item its place. Raises `NotImported` where the source can't be read to its end."""
    plan = Plan(addresses=set(before.addresses))
    for item in distinct_items(source, partial=rules.partial):
        plan.total += 1
        known = before.guids.get(item.guid) if item.guid else None
        known = known or before.keys.get(item.key) or before.keys.get(clean_title(item.key))
        if known:
            plan.passed[IMPORTED_BEFORE] += 1
            _note(plan, item, known)
        elif why := _passed(item, rules):
            plan.passed[why] += 1
        else:
            path = _place(item, moment_of(item, now), plan.addresses)
            plan.addresses.add(address_of(path))
            for url in (item.url, *item.more_urls):
                plan.claims.setdefault(_old_address(url), item.key)
            plan.new.add(item.key)
            _note(plan, item, path)
    return plan


def moment_of(item: Item, now: datetime) -> datetime:
    """When an item was published, in the zone of the site; `now` for one without a date."""
    return (item.date or now).astimezone(now.tzinfo)


def _passed(item: Item, rules: ImportRules) -> str:
    """Why an item isn't wanted, if it isn't."""
    if item.state is State.BINNED:
        return "di tempat sampah"
    if not item.title.strip() and not item.body.strip():
        return "tanpa judul dan tanpa isi"
    if item.is_page and not item.body.strip() and item.picture is None:
        return "halaman tanpa isi (daftar atau pencarian milik tema)"
    if rules.since and (item.date is None or item.date < rules.since):
        return f"sebelum {rules.since:%Y-%m-%d}"
    return ""


def _note(plan: Plan, item: Item, path: str) -> None:
    plan.places[item.key] = path
    for url in (item.url, item.guid, item.place, *item.more_urls):
        if url and (name := plain_address(url)):
            plan.pages.setdefault(name, path)


def plain_address(url: str) -> str:
    """An address in the form in which links are compared: without host, suffix and last slash.

    Of a query what names a page is kept, what only counts visitors isn't.
    """
    parts = urlsplit(url)
    path = _ENDING.sub("", unquote(parts.path).rstrip("/")).lower()
    query = "&".join(one for one in parts.query.split("&") if one and not _COUNTS.match(one))
    return f"{path}?{query}" if query else path


def _place(item: Item, moment: datetime, taken: Collection[str]) -> str:
    wanted = _page(item) if item.is_page else _bulletin(item, moment)
    number = 1
    path = wanted
    while address_of(path) in taken or _belongs_to_site(path, is_page=item.is_page):
        number += 1
        path = f"{wanted.removesuffix('.md')}-{number}.md"
    return path


def _bulletin(item: Item, moment: datetime) -> str:
    name = plain_name(unquote(item.slug))[:_LONGEST].strip("-")
    if not name or name.isdigit() or is_reserved(name):
        words = item.title or " ".join(_TAGS.sub(" ", item.body[:2000]).split()[:8])
        name = file_name(Kind.NEWS, words, moment)
    return path_of(Kind.NEWS, name, moment)


def _page(item: Item) -> str:
    """A page keeps its address where that is free."""
    path = "" if urlsplit(item.url).query else _ENDING.sub("", unquote(urlsplit(item.url).path))
    parts = [plain_name(part)[:_LONGEST].strip("-") for part in path.strip("/").split("/")]
    if not all(parts) or parts[0] in ("index", "artikel", "first"):
        name = plain_name(unquote(item.slug)) or plain_name(item.title) or "halaman-lama"
        parts = [name[:_LONGEST].strip("-")]
    if parts[0] in _OURS or is_reserved(parts[-1]) or parts[-1] == "index":
        parts = ["profil", *parts]
    return "/".join(parts) + ".md"


def _belongs_to_site(path: str, *, is_page: bool) -> bool:
    return is_page and (path.partition("/")[0] in _OURS or bool(reserved_for(address_of(path))))


def _old_address(url: str) -> str:
    """The old address of an item as `redirect_from` takes it; empty where it can't lead here.

    Addresses that the site makes by itself are never redirected.
    """
    parts = urlsplit(url)
    path = f"/{unquote(parts.path).strip('/')}/"
    if parts.scheme not in ("", "http", "https") or parts.query:
        return ""
    if not re.fullmatch(r"/(?:[a-z0-9][a-z0-9._~-]*/)+", path) or reserved_for(path):
        return ""
    first, _, rest = path.strip("/").partition("/")
    if first in _OURS and not (first == "berita" and re.search(r"[a-z]", rest)):
        return ""
    return path if "./" not in path and len(path) < LONGEST else ""


def redirects_of(item: Item, plan: Plan) -> tuple[list[str], list[str]]:
    """The old addresses that shall lead to an item, and those that can't.

    An address that is in use, or that another item claims, isn't redirected.
    """
    kept: dict[str, None] = {}
    dead = []
    own = address_of(plan.places[item.key])
    for url in filter(None, (item.url, *item.more_urls)):
        old = _old_address(url)
        if old == own:
            continue
        if old and old not in plan.addresses and plan.claims.get(old) == item.key:
            kept[old] = None
        else:
            dead.append(url)
    return list(kept), dead
