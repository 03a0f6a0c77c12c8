"""A published page as it opens from a disk: `file://` shows no folder's index and no feed."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from kim_plugins.pages.policy import policy_for_files

_ADDRESS: Final = re.compile(
    r'(<[a-z]+(?:\s+[\w-]+(?:="[^"]*")?)*?\s(?:href|src|action)="'
    r'|http-equiv="refresh" content="\d+; url=)([^"]*)(?=")'
)
_POLICY: Final = re.compile(r'(http-equiv="Content-Security-Policy" content=")([^"]*)(?=")')
_FOR_SERVERS: Final = ("404.html", "_headers", ".htaccess", "robots.txt", "build.json")
_FEEDS: Final = ("feed.json",)
_FEED_SUFFIXES: Final = (".xml", ".opml", ".m3u")


def is_online_only(path: str) -> bool:
    """Whether a file of the site is for servers and subscribers, and so is not in the copy."""
    file = PurePosixPath(path)
    return file.name in (*_FOR_SERVERS, *_FEEDS) or file.suffix in _FEED_SUFFIXES


def offline_page(html: str, path: str, url: str) -> str:
    """The page at `path` (`berita/index.html`) with links that open from a disk.

    A link to a feed leads to the site itself at `url`, as only there it changes.
    """

    def opened(match: re.Match[str]) -> str:
        return match[1] + _offline(match[2], posixpath.dirname(path), url)

    def allowed(match: re.Match[str]) -> str:
        return match[1] + policy_for_files(unescape(match[2]))

    return _ADDRESS.sub(opened, _POLICY.sub(allowed, html))


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
