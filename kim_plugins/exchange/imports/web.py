"""Splitting and joining of addresses in old texts, many of which are invalid."""

from __future__ import annotations

from urllib.parse import SplitResult
from urllib.parse import urljoin as join
from urllib.parse import urlsplit as split

_NOTHING = SplitResult("", "", "", "", "")


def urlsplit(url: str) -> SplitResult:
    """As that of the standard library, which raises where brackets or ports make no sense."""
    try:
        found = split(url)
        found.port  # noqa: B018 - it is read when it is asked for
    except ValueError:
        return _NOTHING
    return found


def urljoin(base: str, url: str) -> str:
    """As that of the standard library; empty where the two make no address."""
    try:
        return join(base, url)
    except ValueError:
        return ""


def is_same_site(host: str, other: str) -> bool:
    """Whether two hosts are one site: `www.` says nothing, Blogger answers in all countries."""
    return _named(host) == _named(other)


def _named(host: str) -> str:
    bare = host.lower().removeprefix("www.")
    blog, sign, _ = bare.partition(".blogspot.")
    return f"{blog}{sign}" if sign else bare
