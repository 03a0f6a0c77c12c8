"""Fetching of the old site's files, within bounds of number, size and time."""

from __future__ import annotations

from typing import Final

from kim_plugins.exchange.fetching import Fetcher, Limits
from kim_plugins.exchange.guarding import BadStatus, Guard, NotFetched
from kim_plugins.exchange.imports.web import urlsplit

_PICTURE_LIMITS: Final = Limits(seconds=30, bytes=20 << 20)
_MOST_FETCHED: Final = 20_000
_MOST_BYTES: Final = 4 << 30
_GIVES_UP: Final = 5
"""Failures one after the other until a host is asked no more."""


class FileFetcher:
    """Fetches files; a host that fails _GIVES_UP times in a row is asked no more."""

    def __init__(self, guard: Guard) -> None:
        self._fetcher = Fetcher(guard)
        self._count = self._bytes = 0
        self._failures: dict[str, int] = {}

    def fetch(self, url: str) -> bytes | str:
        """The bytes of an address, or the reason why they couldn't be fetched."""
        host = urlsplit(url).hostname or ""
        if self._failures.get(host, 0) >= _GIVES_UP:
            return f"{host} tidak menjawab"
        if self._count >= _MOST_FETCHED or self._bytes >= _MOST_BYTES:
            return "sudah terlalu banyak yang diambil sekaligus"
        self._count += 1
        try:
            _, data = self._fetcher.fetch(url, _PICTURE_LIMITS)
        except BadStatus as error:  # the host answers; it is this file that it lacks
            return str(error)
        except NotFetched as error:
            self._failures[host] = self._failures.get(host, 0) + 1
            return str(error)
        self._failures[host] = 0
        self._bytes += len(data)
        return data
