"""Addresses of everything that a site publishes (contract C4)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from markdown.extensions.toc import slugify

from kim_plugins.records import Bulletin, Kind, kind_of
from kim_plugins.records.collected import path_at_home
from kim_plugins.records.models.vocabulary import Activity
from kim_plugins.records.portable import is_reserved

_CROCKFORD: Final = "0123456789abcdefghjkmnpqrstvwxyz"

_FOLDER_YEAR: Final = re.compile(r"(?:berita|keputusan)/(\d{4})/")
_LONGEST_TOPIC: Final = 200
"""Letters of a topic in its address; file systems take 255 bytes for a name."""
_PLAIN_PATH: Final = re.compile(
    r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+(?!index\.md)[a-z0-9]+(?:-[a-z0-9]+)*\.md"
)
"""A path of which nothing has to be changed, as nearly all are."""

_SHAPES: Final = {
    Kind.NEWS: (re.compile(r"berita/(\d{4})/([^/]+)\.md"), "berita/2026/panen-raya.md"),
    Kind.DECISION: (re.compile(r"keputusan/(\d{4})/([^/]+)\.md"), "keputusan/2026/jadwal-air.md"),
    Kind.LESSON: (re.compile(r"literasi/([^/]+)\.md"), "literasi/mengenali-hoaks.md"),
    # A group's file is its id, which bulletins must be able to write.
    Kind.GROUP: (
        re.compile(r"kelompok/([a-z0-9]+(?:-[a-z0-9]+)*)\.md"),
        "kelompok/tirta-mandiri.md",
    ),
}


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """A text as part of an address: `Air bersih` → `air-bersih`."""
    return slugify(text, "-") or "tanpa-nama"


@lru_cache(maxsize=1 << 16)
def topic_slug(tag: str) -> str:
    """A topic as part of an address: `Air bersih` → `air-bersih`.

    What has no Latin letter or figure, and what Windows keeps to itself, has a name of its own; of
    what is longer than a name may be, the beginning.
    """
    name = slugify(tag, "-")
    if name and len(name) <= _LONGEST_TOPIC and not is_reserved(name):
        return name
    word = unicodedata.normalize("NFKC", tag).casefold().encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(word, digest_size=4).hexdigest()
    if len(name) > _LONGEST_TOPIC:
        return f"{name[:_LONGEST_TOPIC]}-{digest}"
    return f"topik-{name or digest}"


def expected_place(path: str) -> str | None:
    """An example path for a file that lies in the wrong place; None where it lies right."""
    shape = _SHAPES.get(kind_of(path))
    path = path_at_home(path)
    if shape is None and not path.endswith(".md"):
        return f"{path[:-3]}.md"
    return shape[1] if shape and not shape[0].fullmatch(path) else None


@lru_cache(maxsize=1 << 16)
def folder_year(path: str) -> int | None:
    """The year that the folder of a bulletin names."""
    match = _FOLDER_YEAR.match(path_at_home(path))
    return int(match[1]) if match else None


def address_of(path: str) -> str:
    """`berita/2026/Panen Raya.md` → `/berita/2026/panen-raya/`; `index.md` is its folder."""
    if _PLAIN_PATH.fullmatch(path):
        return f"/{path[:-3]}/"
    path = path_at_home(path)
    segments = path.removesuffix(".md").split("/")
    if segments[-1] == "index":
        segments.pop()
    return "/" + "".join(f"{slug(segment)}/" for segment in segments)


def group_name(path: str) -> str:
    """The id of a group: the name of its file."""
    return path_at_home(path).removeprefix("kelompok/").removesuffix(".md")


def identifier_of(path: str) -> str:
    """The identifier of a file that names none: its path below the content folder."""
    return path_at_home(path).removesuffix(".md")


def page_of(identifier: str) -> str:
    """The address of the page of a file with this identifier."""
    return f"/{identifier}/"


def identifier_in(written: str) -> str:
    """The identifier in an `id`, which may be preceded by its guid's year: `2026:literasi/cek`."""
    return written.rpartition(":")[2]


def guid_year(path: str, record: Bulletin) -> int:
    """The year in a bulletin's guid; it stays when the date is corrected.

    Its `id` may carry it; else it is that of the folder in its identifier, then in its path. Only
    what lies in no folder of a year, as lessons do, goes by its date.
    """
    # A file's name may hold a colon, and says nothing by it.
    explicit, _, identifier = record.id.rpartition(":") if record.id else ("", "", "")
    if explicit:
        return int(explicit)
    return folder_year(identifier) or folder_year(path) or record.date.year


def topic_address(tag: str) -> str:
    """Where a topic is listed."""
    return f"/topik/{topic_slug(tag)}/"


def region_address(code: str) -> str:
    """The page of a place, given by its region code of any level."""
    return f"{REGIONS}{code}/"


def region_codes(code: str) -> tuple[str, ...]:
    """The region codes of a village and all places above it, from its province down."""
    parts = code.split(".")
    return tuple(".".join(parts[: n + 1]) for n in range(len(parts)))


def activity_address(activity: Activity) -> str:
    """Where the bulletins of a core activity are listed."""
    return f"{ACTIVITIES}{activity}/"


def report_address(year: int, group: str | None = None) -> str:
    """The page of a yearly report: of the group with this id, or of all groups side by side."""
    return f"{GROUPS}{group}{REPORTS}{year}/" if group else f"{REPORTS}{year}/"


def follow_up_address(of: str) -> str:
    """The follow-up board of a group or a place, given by the address of its own page."""
    return f"{of}{FOLLOW_UP[1:]}"


def short_address(identifier: str) -> str:
    """The short address of a bulletin, for QR codes and chats; permanent like its identifier.

    40 bits in letters and digits that can't be mistaken for one another (Crockford's base 32):
    among 100,000 bulletins two share one with a chance of 0.5 %, which check_uniqueness reports.
    """
    return f"{SHORT}{encode_digest(short_digest(identifier))}/"


def encode_digest(digest: bytes) -> str:
    """Encode five bytes as eight letters and digits that can't be mistaken for one another."""
    number = int.from_bytes(digest, "big")
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))


def short_digest(identifier: str) -> bytes:
    """The digest that a bulletin's short address is made from."""
    return hashlib.blake2b(identifier.encode(), digest_size=5).digest()


def page_address(listing: str, number: int) -> str:
    """The address of page `number` of a listing, counted from the oldest, which is on page 1."""
    return f"{listing}halaman/{number}/"


def board_address(board: str, number: int) -> str:
    """The address of a page of a board; its first page is the board's own address."""
    return board if number == 1 else page_address(board, number)


LISTINGS: Final = {Kind.NEWS: "/berita/", Kind.LESSON: "/literasi/", Kind.DECISION: "/keputusan/"}
KIND_TITLES: Final = {
    Kind.NEWS: "Berita",
    Kind.LESSON: "Literasi",
    Kind.DECISION: "Hasil musyawarah",
}
"""What the listing of each kind is called, and what a subscriber's category is."""

GROUPS: Final = "/kelompok/"
TOPICS: Final = "/topik/"
REGIONS: Final = "/wilayah/"
ACTIVITIES: Final = "/aktivitas/"
REPORTS: Final = "/laporan/"
FOLLOW_UP: Final = "/tindak-lanjut/"
ACCESS_POINTS: Final = "/titik-akses/"
PARTNERS: Final = "/mitra/"
ENTERPRISES: Final = "/usaha/"
AGENDA: Final = "/agenda/"
CALENDAR_FILE: Final = "kalender.ics"
CALENDAR: Final = f"{AGENDA}{CALENDAR_FILE}"
EVENT_FILE: Final = "acara.ics"
"""The event of a bulletin by itself, below its address."""
FOLLOW_UP_GROUPS: Final = f"{FOLLOW_UP}kelompok/"
"""How far each group is, and the way to its board."""
REPORT_FILE: Final = "laporan.csv"
COSTS_FILE: Final = "biaya.csv"
ARCHIVE: Final = "/arsip/"
SUBSCRIPTIONS: Final = "/langganan/"
SOURCES: Final = "/sumber/"
"""The other sites that are shown here, and how each of them is."""
PARTNER_NEWS: Final = "/mitra/kabar/"
"""Headlines of others."""
DATA: Final = "/data/"
"""The catalogue as open data, and what there is to know about it."""
DATA_FILE: Final = f"{DATA}catalogue.ndjson"
DATA_SCHEMA: Final = f"{DATA}catalogue.schema.json"
DATA_CATALOGUE: Final = f"{DATA}dcat.jsonld"
"""All of it in one file, the JSON Schema of a line, and what portals of data read about it."""
SOURCES_LIST: Final = f"{SUBSCRIPTIONS}sumber.opml"
ADMIN: Final = "/admin/"
"""A program of others, where a site asks for it: no page of ours, and in no list of pages."""
SEARCH: Final = "/cari/"
FEEDBACK: Final = "/usul/"
"""What a villager has to say."""
SCREEN: Final = "/layar/"
"""For a television in the village hall."""
PWA: Final = "/luring/"
"""What a device keeps of the site, and how."""
BROADCAST: Final = "/siaran/"
PROGRAMME_TEXT: Final = f"{BROADCAST}naskah.txt"
"""Today's programme, and the same as plain text."""
SHORT: Final = "/s/"


class FeedFormat(NamedTuple):
    """A format in which listings have feeds: its file, the files of archives, names and type."""

    file: str
    archive: str
    name: str
    full_name: str
    mime: str


FEEDS: Final = (
    FeedFormat("feed.xml", "feed-%s.xml", "RSS", "RSS", "application/rss+xml"),
    FeedFormat("atom.xml", "atom-%s.xml", "Atom", "Atom", "application/atom+xml"),
    FeedFormat("feed.json", "json-%s.json", "JSON", "JSON Feed", "application/feed+json"),
)
"""The feeds of every listing, below its address (contract C5)."""
PODCAST: Final = "podcast.xml"
PODCAST_PICTURE: Final = "/assets/kim-siniar.png"
"""The picture of the site's podcast; podcast directories require one, and another for each."""
PODCAST_PICTURE_SIZE: Final = 1400
"""Pixels of its edge: 1400 to 3000, square and not transparent (Apple's requirements)."""
FEED_FILES: Final = frozenset({*(feed.file for feed in FEEDS), PODCAST})
"""The names of all files that are feeds."""
PLAYLIST: Final = "playlist.m3u"
TRANSCRIPT: Final = "transkrip.txt"
"""The words of a bulletin's sound, below its address."""
SCRIPT: Final = "naskah/"
SCRIPT_TEXT: Final = f"{SCRIPT}naskah.txt"
SHEET: Final = "cetak/"
"""A bulletin's radio script, the same as plain text, and its wall sheet, below its address."""
MONTH_SHEET: Final = "jadwal/"
NEXT_MONTH_SHEET: Final = f"{MONTH_SHEET}bulan-depan/"
"""What a group has this month and the next one, for the wall, below its address."""

HOME: Final = "/"
"""The home page, which every site has: `index.md` writes it, and no old address may be it."""
GENERATED: Final = frozenset(
    {
        *(ACTIVITIES, GROUPS, TOPICS, REGIONS, FOLLOW_UP, FOLLOW_UP_GROUPS, REPORTS),
        *(ACCESS_POINTS, PARTNERS, ENTERPRISES, AGENDA, CALENDAR, ARCHIVE),
        *(SUBSCRIPTIONS, BROADCAST, SEARCH, PWA, SCREEN, FEEDBACK, DATA),
    }
)
"""The addresses that every site generates, whatever its content."""


def year_address(kind: Kind, year: int) -> str:
    """Where the bulletins of a kind and year are listed."""
    return f"{LISTINGS[kind]}{year}/"
