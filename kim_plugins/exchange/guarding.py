"""Which addresses may be asked: those of the public internet, and hosts that mkdocs.yml names.

Feeds and redirects of others name the addresses that this machine then requests. Inside an office,
a data centre or a workflow it can reach hosts that are closed to the public (routers, databases,
the metadata service of a cloud). So every name is resolved and judged before anything is requested,
and the connection goes to the very IP address that was judged: a name that resolves differently a
moment later (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Final, NamedTuple
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.problems import quote

PORTS: Final = {"http": 80, "https": 443}
_UNICAST: Final = IPv6Network("2000::/3")
"""The global unicast addresses of IPv6, the only ones that were ever assigned."""
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv4 as networks without IPv4 address it (NAT64, RFC 6052)."""
_WRAPPED: Final = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
"""IPv4 within IPv6 by obsolete mechanisms (Teredo, RFC 4380; 6to4, RFC 3056)."""
_IN_A_PATH: Final = "/%:=&?~#+!$,;'@()*[]"

Resolve = Callable[..., Sequence[tuple[Any, ...]]]
"""As `socket.getaddrinfo`."""


class NotFetched(Exception):  # noqa: N818 - a sentence for the user
    """Raised where an address couldn't be fetched; the message says why, in a few words."""


class BadStatus(NotFetched):
    """Raised where a host answered with another status than 200."""


class PrivateHost(NotFetched):
    """A host of a closed network; `host` is what `allowed_hosts` would name."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{quote(host)} ada di jaringan tertutup ({address}), bukan di internet")
        self.host = host


class Endpoint(NamedTuple):
    """The parts of an address on the web, and the IP addresses of its host."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address as it was judged, in plain form."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges addresses; `allowed` are hosts that may be anywhere, in small letters."""

    allowed: frozenset[str] = frozenset()
    resolve: Resolve = field(default=socket.getaddrinfo, repr=False)

    def judge(self, url: str, deadline: float) -> Endpoint:
        """Resolve an address. Raises `NotFetched` where it may not be requested.

        `deadline` is the end of waiting for a name, in seconds of `time.monotonic`.
        """
        if fault := fault_of(url):
            raise NotFetched(fault)
        parts = urlsplit(url)
        host = _written(parts.hostname or "")
        port = parts.port or PORTS[parts.scheme]
        addresses = self._addresses(host, port, deadline)
        if host not in self.allowed:
            inside = next((one for one in addresses if not is_public_address(one)), None)
            if inside:
                raise PrivateHost(host, inside)
        path = percent(parts.path or "/", _IN_A_PATH)
        query = f"?{percent(parts.query, _IN_A_PATH)}" if parts.query else ""
        return Endpoint(parts.scheme, host, port, path + query, addresses)

    def _addresses(self, host: str, port: int, deadline: float) -> tuple[str, ...]:
        """The IP addresses of a host; the resolver has no timeout, so its thread is abandoned."""
        found: list[str] = []
        faults: list[OSError] = []

        def ask() -> None:
            try:
                answers = self.resolve(host, port, type=socket.SOCK_STREAM)
                found.extend(dict.fromkeys(str(one[4][0]) for one in answers))
            except OSError as error:
                faults.append(error)
            except UnicodeError:  # a part of the name is too long
                faults.append(socket.gaierror())

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(max(0.0, deadline - time.monotonic()))
        if not found:
            raise NotFetched(
                f"nama {quote(host)} tidak ditemukan di internet"
                if faults
                else f"nama {quote(host)} tidak kunjung ditemukan"
            )
        return tuple(found)


def fault_of(url: str) -> str | None:
    """Why a text is no address that anything is fetched from, if it isn't."""
    shown = quote(url)
    if HIDDEN.search(url) or any(sign.isspace() for sign in url) or "\\" in url:
        return f"{shown} memuat spasi atau tanda yang tidak terlihat"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        named = _written(host or "")
    except ValueError:
        return f"{shown} bukan alamat yang utuh"
    if parts.scheme not in PORTS:
        return f"{shown} bukan alamat http atau https"
    if not host or not named or port == 0:
        return f"{shown} bukan alamat yang utuh"
    if "@" in parts.netloc:
        return f"{shown} memuat nama pengguna atau kata sandi"
    return None


def host_of(url: str) -> str:
    """The host in an address that has no fault, as `Guard.allowed` names it."""
    return _written(urlsplit(url).hostname or "")


def _written(host: str) -> str:
    """A host as it is asked for: in small letters and ASCII, without the dot of the root."""
    plain = host.rstrip(".")
    return plain.lower() if plain.isascii() else plain.encode("idna").decode().lower()


def is_public_address(number: str) -> bool:
    """Whether an IP address is one of the public internet."""
    try:
        address = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if inner := address.ipv4_mapped:
            return _is_public(inner)
        if address in _TRANSLATED:
            return _is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _UNICAST or any(address in one for one in _WRAPPED):
            return False
    return _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)
