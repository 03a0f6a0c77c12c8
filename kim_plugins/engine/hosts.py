"""Restricts the preview to requests from this machine, against DNS rebinding.

A page of a foreign site whose name leads to this machine (DNS rebinding) could read drafts.

The preview is for one machine. MkDocs' server answers whoever reaches it, by any name; a page of a
foreign site whose name is led to 127.0.0.1 could read drafts. `engine/hosts.py` stands before it,
in `mkdocs serve` too: 421 for a foreign `Host`, 404 for what is no address of a site. `kim serve`
gives MkDocs a folder of its own (0700, `builder/private.py`) with a lock in it, so that the next
preview knows which folders nobody needs any more.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from kim_plugins.builder.outputs import place_of
from kim_plugins.records.problems import visible

App = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""A WSGI application."""

_HERE: Final = ("localhost", "127.0.0.1", "::1")
_MISDIRECTED: Final = (
    "421 Misdirected Request",
    "Pratinjau ini hanya untuk komputer ini; buka lewat http://127.0.0.1 dengan pintu (port)-nya.",
)
_NOT_FOUND: Final = ("404 Not Found", "Halaman tidak ditemukan.")
_LONGEST: Final = 2_000
"""Characters of a path; none of ours has half as many."""


def restrict_hosts(app: App, host: str) -> App:
    """A WSGI application that answers only requests that name this machine, or `host`.

    Addresses that no file can have are nowhere.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI
        asked = environ.get("HTTP_HOST")
        if asked is not None and not _is_allowed(asked, host):
            return _plain(_MISDIRECTED, start_response)
        if not _is_address(environ.get("PATH_INFO", "")):
            return _plain(_NOT_FOUND, start_response)
        return app(environ, start_response)

    return answer


def _is_address(path: str) -> bool:
    """Whether a path, as WSGI decodes it, may be one of a site."""
    try:
        text = path.encode("latin-1").decode()
        place_of(text)
    except ValueError:  # no text in UTF-8, or it leads out of the site
        return False
    return len(path) <= _LONGEST and visible(text) == text


def _is_allowed(asked: str, host: str) -> bool:
    try:
        name = urlsplit(f"//{asked}").hostname
    except ValueError:
        return False
    if name is None:
        return False
    if name in (*_HERE, host.strip("[]").lower()):
        return True
    # Whoever opens the preview to a whole network is asked by number; no name is led astray so.
    return _is_number(host, unspecified=True) and _is_number(name)


def _is_number(host: str, *, unspecified: bool = False) -> bool:
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return address.is_unspecified or not unspecified


def _plain(answer: tuple[str, str], start_response: Any) -> list[bytes]:  # noqa: ANN401 - WSGI
    status, sentence = answer
    body = f"{sentence}\n".encode()
    start_response(
        status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    )
    return [body]
