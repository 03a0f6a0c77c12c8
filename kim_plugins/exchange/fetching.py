"""Fetching from the internet within bounds: the only way in which foreign hosts are requested.

Built on `http.client` and not on urllib3, requests or httpx, because their connection pools hide
what is needed here: a connection to an IP address that was judged before (see guarding.py), and one
deadline for the whole request. Their timeouts are for each read, so that a server which sends a
byte every ten seconds holds them for ever, and they decompress an answer before they count it. A
redirect is judged like the first address, and never leads from https to http. No cookies, no
passwords, and no proxy, which would resolve names by itself.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import BinaryIO, Final, NamedTuple
from urllib.parse import urldefrag, urljoin

from kim_plugins.exchange.guarding import PORTS, BadStatus, Endpoint, Guard, NotFetched
from kim_plugins.exchange.network import reason_of
from kim_plugins.records.problems import quote

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_CHUNK: Final = 1 << 16
_GZIP: Final = 31
"""zlib's window size for a gzip member."""
_CONNECT: Final = 10.0
"""Seconds for one of several IP addresses to accept a connection."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a request: seconds in all, bytes after decompression, redirects."""

    seconds: float = 30
    bytes: int = 20 << 20
    redirects: int = 5


class Validators(NamedTuple):
    """The validators of an answer for the next request (RFC 9110, section 8.8)."""

    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


_NONE: Final = Validators()


class Answer(NamedTuple):
    """An answer: its address after redirects, its media type, its length in bytes.

    `unchanged` says that nothing came, as the validators still fit.
    """

    url: str
    type: str = ""
    length: int = 0
    validators: Validators = _NONE
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches addresses that a guard allows; `tls` verifies certificates."""

    guard: Guard
    agent: str = "kim_plugins"
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def fetch(
        self, url: str, limits: Limits, *, validators: Validators = _NONE, accept: str = "*/*"
    ) -> tuple[Answer, bytes]:
        """The same as `fetch_into`, in memory."""
        data = io.BytesIO()
        return self.fetch_into(
            data, url, limits, validators=validators, accept=accept
        ), data.getvalue()

    def fetch_into(
        self,
        file: BinaryIO,
        url: str,
        limits: Limits,
        *,
        validators: Validators = _NONE,
        accept: str = "*/*",
    ) -> Answer:
        """Write what an address holds into a file.

        `validators` are those of what is here already. Raises `NotFetched`.
        """
        deadline = time.monotonic() + limits.seconds
        sent = {"User-Agent": self.agent, "Accept": accept, "Accept-Encoding": "gzip"}
        asked = url = urldefrag(url).url
        for _ in range(limits.redirects + 1):
            try:
                endpoint = self.guard.judge(url, deadline)
            except NotFetched as error:
                if url == asked:
                    raise
                raise NotFetched(f"dialihkan: {error}") from None
            with _response(
                endpoint, self.tls, {**sent, **validators.headers}, limits, deadline
            ) as answer:
                if answer.status not in _REDIRECTS:
                    return _write_body(answer, file, url, limits)
                target = answer.headers.get("Location", "")
            before, url = url, _redirected(url, target)
            if before.startswith("https:") and url.startswith("http:"):
                raise NotFetched(f"dialihkan dari https ke {quote(url)} yang tidak terlindung")
        raise NotFetched(f"dialihkan lebih dari {limits.redirects} kali")


def _redirected(url: str, target: str) -> str:
    # A header is Latin-1 to http.client; servers write UTF-8.
    written = target.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        return urldefrag(urljoin(url, written)).url
    except ValueError:
        raise NotFetched(f"dialihkan ke {quote(written)}, yang bukan alamat") from None


class _Connection(http.client.HTTPConnection):
    """A connection to a judged IP address, under the name of its host."""

    def __init__(self, endpoint: Endpoint, tls: ssl.SSLContext, deadline: float) -> None:
        super().__init__(endpoint.host, endpoint.port)
        self._endpoint, self._tls, self._deadline = endpoint, tls, deadline
        self._wire: socket.socket | None = None
        # http.client names the port in `Host` unless it is the usual one of this class.
        self.default_port = PORTS[endpoint.scheme]

    def connect(self) -> None:
        """Connect to the first IP address that accepts."""
        for number, ip in enumerate(self._endpoint.addresses, 1):
            left = max(0.1, self._deadline - time.monotonic())
            try:
                address = (ip, self._endpoint.port)
                self.sock = socket.create_connection(address, min(left, _CONNECT))
                break
            except OSError:
                if number == len(self._endpoint.addresses) or time.monotonic() >= self._deadline:
                    raise
        self.sock.settimeout(max(0.1, self._deadline - time.monotonic()))
        self._wire = self.sock
        if self._endpoint.scheme == "https":
            self.sock = self._tls.wrap_socket(
                self.sock, server_hostname=self._endpoint.host, do_handshake_on_connect=False
            )
            self._wire = self.sock
            self.sock.do_handshake()

    def abort(self) -> None:
        """Abort whatever the other thread waits for."""
        # Not the method of ssl's own class, which forgets what the other thread is using.
        if self._wire:
            with suppress(OSError):
                socket.socket.shutdown(self._wire, socket.SHUT_RDWR)


@contextmanager
def _response(
    endpoint: Endpoint,
    tls: ssl.SSLContext,
    headers: dict[str, str],
    limits: Limits,
    deadline: float,
) -> Iterator[http.client.HTTPResponse]:
    """Send a request and yield the answer; errors until it is read become NotFetched."""
    connection = _Connection(endpoint, tls, deadline)
    # Bounds of sockets are for one read; a server that sends a byte now and then keeps to them.
    alarm = threading.Timer(max(0.0, deadline - time.monotonic()), connection.abort)
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("GET", endpoint.path, headers={**headers, "Connection": "close"})
        with connection.getresponse() as answer:
            yield answer
        _check_deadline(deadline, limits)
    except NotFetched:  # what was cut off looks damaged
        _check_deadline(deadline, limits)
        raise
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        _check_deadline(deadline, limits)
        if isinstance(error, zlib.error):
            raise NotFetched("jawabannya rusak (gzip)") from None
        if isinstance(error, ssl.SSLCertVerificationError):
            raise NotFetched(f"sertifikatnya tidak sah ({error.verify_message})") from None
        raise NotFetched(reason_of(error, limits.seconds)) from None
    finally:
        alarm.cancel()
        connection.close()


def _check_deadline(deadline: float, limits: Limits) -> None:
    if time.monotonic() >= deadline:
        raise NotFetched(f"tidak selesai menjawab dalam {limits.seconds:g} detik")


def _write_body(
    answer: http.client.HTTPResponse, file: BinaryIO, url: str, limits: Limits
) -> Answer:
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Answer(url, unchanged=True)
    if answer.status != HTTPStatus.OK:
        raise BadStatus(f"dijawab dengan kode {answer.status}")
    length = 0
    for part in _unpacked(answer):
        length += len(part)
        if length > limits.bytes:
            raise NotFetched(f"lebih besar dari {_size(limits.bytes)}")
        file.write(part)
    if answer.length:  # what was announced and didn't come
        raise NotFetched("sambungannya terputus di tengah jalan")
    validators = Validators(*(answer.headers.get(name, "") for name in ("ETag", "Last-Modified")))
    return Answer(url, answer.headers.get_content_type(), length, validators)


def _size(count: int) -> str:
    return f"{count >> 20} MB" if count >= 1 << 20 else f"{count} bita"


def _unpacked(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    """The decompressed chunks of an answer, of bounded size."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        while part := answer.read(_CHUNK):
            yield part
        return
    if packing not in ("gzip", "x-gzip"):
        raise NotFetched(f"jawabannya dikemas dengan cara lain ({quote(packing)})")
    member = zlib.decompressobj(_GZIP)
    while part := answer.read(_CHUNK):
        yield member.decompress(part, _CHUNK)
        while member.unconsumed_tail:
            yield member.decompress(member.unconsumed_tail, _CHUNK)
        if member.eof:
            return
    raise NotFetched("jawabannya terpotong (gzip)")
