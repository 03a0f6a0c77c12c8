"""Pages for a copy on a disk: links to files instead of folders, without feeds.

The copy for a USB stick is made from the published files: links of finished pages are rewritten, so
that the copy holds whatever any package publishes. It is packed after the site is written and
before it is swapped in; if it can't be written, the site stays as it was.
"""

from __future__ import annotations

import posixpath
import re
from datetime import date
from html import escape, unescape
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from kim_plugins.catalogue.addresses import ADMIN, FEEDS
from kim_plugins.catalogue.options import is_public
from kim_plugins.pages.policy import policy_for_files
from kim_plugins.pages.pwa import MANIFEST, WITHDRAWN, WORKER
from kim_plugins.records import format_day

_ADDRESS: Final = re.compile(
    r'(<[a-z]+(?:\s+[\w-]+(?:="[^"]*")?)*?\s(?:href|src|action)="'
    r'|http-equiv="refresh" content="\d+; url=)([^"]*)(?=")'
)
_MANIFEST: Final = re.compile(r'<link rel="manifest"[^>]*>\n?')
_CONTENT: Final = re.compile(r'<div id="isi"[^>]*>')
_PWA_FILES: Final = tuple(address[1:] for address in (MANIFEST, WORKER, WITHDRAWN))
_POLICY: Final = re.compile(r'(http-equiv="Content-Security-Policy" content=")([^"]*)(?=")')
_FOR_SERVERS: Final = (
    "404.html",
    "_headers",
    ".htaccess",
    "robots.txt",
    "build.json",
    *_PWA_FILES,
)
_FEEDS: Final = tuple(feed.file for feed in FEEDS)
_FEED_SUFFIXES: Final = (".xml", ".opml", ".m3u")


def is_online_only(path: str) -> bool:
    """Whether a file is for servers or subscribers and is left out of the copy."""
    file = PurePosixPath(path)
    if path.startswith(ADMIN[1:]):
        return True
    return file.name in (*_FOR_SERVERS, *_FEEDS) or file.suffix in _FEED_SUFFIXES


def offline_page(html: str, path: str, url: str, day: date) -> str:
    """The page at `path` (`berita/index.html`) with links that work under `file://`.

    It says that it is a copy and of which day. Links to feeds lead to the site itself at `url`, as
    feeds in a copy never change.
    """

    def opened(match: re.Match[str]) -> str:
        return match[1] + _offline(match[2], posixpath.dirname(path), url)

    def allowed(match: re.Match[str]) -> str:
        return match[1] + policy_for_files(unescape(match[2]))

    opening = _ADDRESS.sub(opened, _POLICY.sub(allowed, _MANIFEST.sub("", html)))
    return _CONTENT.sub(lambda tag: tag[0] + _notice(url, day), opening, count=1)


def _notice(url: str, day: date) -> str:
    newer = f' Yang terbaru: <a href="{escape(url)}">{escape(url)}</a>' if is_public(url) else ""
    return (
        f'<p class="kim-notice kim-kept">Salinan luring, dibuat '
        f'<time datetime="{day}">{format_day(day)}</time>.{newer}</p>'
    )


def _offline(address: str, folder: str, url: str) -> str:
    scheme, host, path, query, fragment = urlsplit(address)
    if scheme or host or not path:
        return address
    target = posixpath.normpath(posixpath.join(folder, path))
    if is_online_only(target):
        return url + target
    if path.endswith(("/", ".")):
        path = path.rstrip("/") + "/index.html"
    return urlunsplit(("", "", path, query, fragment))
