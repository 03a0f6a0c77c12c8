"""The progressive web app: manifest, service worker, list of withdrawals (C14).

The service worker is `theme/assets/luring.js`; its settings are written into its first line, so
that no page names a version of it and an edit of the worker rewrites no page. Its rules:

- The network comes first, a kept page second, a withdrawn one never. Pages are requested with
  `no-cache`, because browsers guess a lifetime where none is given; navigation preload can't do
  that, so it isn't used.
- A kept page is shown without a network, where the host fails, and after NETWORK_TIMEOUT without an
  answer. It shows its day by the server's clock and, where the device's clock agrees, its age. A
  later answer replaces it.
- A page is kept whole or not at all: files named by their content under their own names, all others
  under a name that holds the page's, so that versions never mix.
- `luring.json` lists what is withdrawn. It is requested with each page; what it newly names is
  dropped with every page that mentions it. Where the list is gone, the worker unregisters itself; a
  preview, which has no manifest, unregisters every worker.
- A page without our policy (that of a hotspot) is shown and not kept.
- CACHE_LIMIT bounds everything; pictures are dropped first. The search page isn't kept, as an old
  script could meet a new index.
- Listings are fetched from the second visited page on, every six hours, and never in data-saving
  mode or on 2G.

Sources: Web Application Manifest and Service Workers (W3C).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from kim_plugins.catalogue import BULLETIN_KINDS, Catalogue, SiteOptions
from kim_plugins.catalogue.addresses import ADMIN, AGENDA, LISTINGS, PWA, SEARCH
from kim_plugins.catalogue.entries import State
from kim_plugins.pages.branding import Branding
from kim_plugins.pages.icons import MASKABLE, PLAIN
from kim_plugins.pages.spec import PageSpec

MANIFEST: Final = "/manifest.json"
WORKER: Final = "/luring.js"
WITHDRAWN: Final = "/luring.json"
"""At the root, as a worker rules what lies below it; no page says a version of any of them."""
CACHE_LIMIT: Final = 4_500_000
"""Bytes that the worker keeps on a device: 5 MB with what the browser adds."""
NETWORK_TIMEOUT: Final = 6
"""Seconds after which a kept page is shown while the network is still waited for.

On 2G, name lookup, connection and encryption take four or five round trips of 0.6 to 1 second
before the first byte comes.
"""
_SHORT_NAME: Final = 12
"""Letters that fit below an icon."""
_THEME: Final = "#7a3310"
_PAPER: Final = "#fbf5ea"


def pwa_page(_: Catalogue) -> Iterator[PageSpec]:
    """The page that explains offline reading, shown for pages that weren't kept."""
    yield PageSpec(
        PWA,
        "pwa.html",
        "Baca tanpa jaringan",
        "Yang pernah Anda buka di situs ini tersimpan di perangkat Anda.",
        PWA,
        indexed=False,
    )


def pwa_files(
    catalogue: Catalogue, worker: str, branding: Branding | None = None
) -> Iterator[tuple[str, bytes]]:
    """The app's files by address; `worker` is the service worker's script.

    `branding` has the site's colours, where they aren't ours.
    """
    colours = (branding.background, branding.paper) if branding else (_THEME, _PAPER)
    yield MANIFEST, _manifest(catalogue.options, *colours)
    yield WORKER, f"self.SITUS = {_json(_settings(catalogue.options))};\n{worker}".encode()
    yield WITHDRAWN, f"{_json(_withdrawn(catalogue))}\n".encode()


def _manifest(options: SiteOptions, theme: str, paper: str) -> bytes:
    icons = [
        {"src": address[1:], "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}
        for size, address in PLAIN.items()
    ]
    full = {"src": MASKABLE[1:], "sizes": "512x512", "type": "image/png", "purpose": "maskable"}
    shortcuts = (("Berita", "berita/"), ("Agenda", "agenda/"), ("Baca tanpa jaringan", PWA[1:]))
    manifest = {
        "name": options.name,
        "short_name": _short(options.name),
        "description": options.description,
        "lang": options.language,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": theme,
        "background_color": paper,
        "categories": ["news"],
        "icons": [*icons, full],
        "shortcuts": [{"name": name, "url": url} for name, url in shortcuts],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _short(name: str) -> str:
    """As many whole words as fit below an icon; at least the beginning of the first one."""
    short = ""
    for word in name.split():
        longer = f"{short} {word}".strip()
        if len(longer) > _SHORT_NAME:
            break
        short = longer
    return short or name[:_SHORT_NAME]


def _settings(options: SiteOptions) -> dict[str, object]:
    listings = ("/", *(LISTINGS[kind] for kind in BULLETIN_KINDS), AGENDA, PWA)
    zone = options.zone.key if isinstance(options.zone, ZoneInfo) else "UTC"
    return {
        "zona": zone,
        "daftar": [address[1:] for address in listings],
        "luring": PWA[1:],
        # Without a network they find nothing, and a new index may not be read by an old script.
        "tanpa": [SEARCH[1:], ADMIN[1:]],
        "dicabut": WITHDRAWN[1:],
        "batas": CACHE_LIMIT,
        "sabar": NETWORK_TIMEOUT,
    }


def _withdrawn(catalogue: Catalogue) -> list[str]:
    """The addresses of withdrawn bulletins, in order."""
    gone = (entry.address for entry in catalogue.bulletins if entry.state is State.WITHDRAWN)
    return sorted(address[1:] for address in gone)


def _json(value: object) -> str:
    # A line of a script may hold neither of the two line separators that JSON lets pass.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
