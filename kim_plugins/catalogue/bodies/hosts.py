"""Known hosts of video, posts and maps: their names and the addresses of their pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import SplitResult, parse_qs, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from kim_plugins.records.patterns import deferred

_TRACKING: Final = deferred(
    r"utm_\w+|si|feature|fbclid|igsh|igshid|_r|_t|mibextid|g_st|is_from_webapp"
)
_HEX_OF_PLACE: Final = deferred(r"!1s0x[0-9a-f]+(?::|%3A)0x([0-9a-f]{1,16})", re.IGNORECASE)
_CENTRE: Final = deferred(r"!2d(-?\d+(?:\.\d+)?)!3d(-?\d+(?:\.\d+)?)")


class Place(NamedTuple):
    """Where a link leads: what is there, the name of the host, and the address to open."""

    what: str
    name: str
    address: str

    @property
    def label(self) -> str:
        """A title where nobody gave one: `Video di YouTube`."""
        return f"{self.what} di {self.name}"


def place_of(address: str) -> Place | None:
    """The place that an address of a known host leads to; None for any other."""
    parts = _split(address)
    if parts is None:
        return None
    host = re.sub(r"^(?:www|m|mobile|web|mbasic|id-id|music)\.", "", parts.hostname or "")
    read = _HOSTS.get(host)
    if read is None and _GOOGLE.fullmatch(host) and re.match(r"/maps(?:/|$)", parts.path):
        read = _map
    return read(parts) if read and (parts.path.strip("/") or parts.query) else None


def page_address(address: str) -> str | None:
    """The address of the page behind an embedding; None if it is no page of the web."""
    if place := place_of(address):
        return place.address
    parts = _split(address)
    return urlunsplit(parts) if parts and parts.hostname else None


def host_of(address: str) -> str:
    """The host of an address as people read it, without `www.`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def _plain(parts: SplitResult, path: str | None = None) -> str:
    """An address without tracking parameters."""
    kept = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(pair[0])
    ]
    return urlunsplit(
        ("https", parts.netloc, parts.path if path is None else path, urlencode(kept), "")
    )


def _youtube(parts: SplitResult) -> Place:
    query = parse_qs(parts.query)
    found = re.match(r"/(?:embed|v|shorts|live)/([\w-]+)", parts.path)
    short = (
        re.match(r"/([\w-]+)", parts.path) if (parts.hostname or "").endswith("youtu.be") else None
    )
    name = found[1] if found else short[1] if short else query.get("v", [""])[0]
    listed = query.get("list", [""])[0]
    start = (query.get("t") or query.get("start") or [""])[0]
    if listed and name in ("", "videoseries"):
        address = f"https://www.youtube.com/playlist?list={quote(listed)}"
        return Place("Kumpulan video", "YouTube", address)
    if not name:
        return Place("Saluran", "YouTube", _plain(parts))
    wanted = {"v": name, **({"list": listed} if listed else {}), **({"t": start} if start else {})}
    return Place("Video", "YouTube", f"https://www.youtube.com/watch?{urlencode(wanted)}")


def _vimeo(parts: SplitResult) -> Place:
    found = re.match(r"/(?:video/)?(\d+)(?:/(\w+))?", parts.path)
    if not found:
        return Place("Video", "Vimeo", _plain(parts))
    secret = found[2] or parse_qs(parts.query).get("h", [""])[0]
    tail = f"/{quote(secret)}" if secret else ""
    return Place("Video", "Vimeo", f"https://vimeo.com/{found[1]}{tail}")


def _facebook(parts: SplitResult) -> Place:
    within = parse_qs(parts.query).get("href", [""])[0]
    if parts.path.startswith("/plugins/") and (inner := _split(within)):
        parts = inner
    is_video = re.search(r"//fb\.watch|/(?:videos?|watch|reel|share/[rv])\b", parts.geturl())
    return Place("Video" if is_video else "Unggahan", "Facebook", _plain(parts))


def _instagram(parts: SplitResult) -> Place:
    path = re.sub(r"/embed(?:/.*)?$", "/", parts.path)
    what = "Video" if re.search(r"/(?:reels?|tv)/", path) else "Unggahan"
    return Place(what, "Instagram", _plain(parts, path))


def _tiktok(parts: SplitResult) -> Place:
    found = re.match(r"/(?:embed(?:/v\d)?|player/v\d)/(\d+)", parts.path)
    if found:
        # Whose video it is, TikTok finds by its number.
        return Place("Video", "TikTok", f"https://www.tiktok.com/@_/video/{found[1]}")
    is_account = "/@" in parts.path and "/video/" not in parts.path
    return Place("Akun" if is_account else "Video", "TikTok", _plain(parts))


def _map(parts: SplitResult) -> Place:
    query = parse_qs(parts.query)
    return Place("Peta", "Google Maps", _map_address(parts, query))


def _map_address(parts: SplitResult, query: dict[str, list[str]]) -> str:
    drawn = query.get("pb", [""])[0]
    if place := _HEX_OF_PLACE.search(drawn):
        return f"https://www.google.com/maps?cid={int(place[1], 16)}"
    if centre := _CENTRE.search(drawn):
        return f"https://www.google.com/maps/search/?api=1&query={centre[2]},{centre[1]}"
    if parts.path.startswith("/maps/d/"):
        return f"https://www.google.com/maps/d/viewer?mid={quote(query.get('mid', [''])[0])}"
    is_embedding = parts.path.startswith("/maps/embed") or "embed" in query.get("output", [])
    if is_embedding and (sought := (query.get("q") or query.get("ll") or [""])[0]):
        return f"https://www.google.com/maps/search/?api=1&query={quote(sought)}"
    return _plain(parts)


_GOOGLE: Final = deferred(r"(?:maps\.)?google\.(?:com|co\.id)")
_HOSTS: Final[dict[str, Callable[[SplitResult], Place | None]]] = {
    **dict.fromkeys(("youtube.com", "youtu.be", "youtube-nocookie.com"), _youtube),
    **dict.fromkeys(("vimeo.com", "player.vimeo.com"), _vimeo),
    **dict.fromkeys(("facebook.com", "fb.com", "fb.watch"), _facebook),
    **dict.fromkeys(("instagram.com", "instagr.am"), _instagram),
    **dict.fromkeys(("tiktok.com", "vm.tiktok.com", "vt.tiktok.com"), _tiktok),
    **dict.fromkeys(("maps.google.com", "maps.google.co.id", "maps.app.goo.gl"), _map),
    "goo.gl": lambda parts: _map(parts) if parts.path.startswith("/maps/") else None,
}
