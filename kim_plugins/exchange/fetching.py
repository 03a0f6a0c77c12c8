"""Something from the internet, within bounds: the only way in which this program asks strangers.

`http.client` of the standard library, which urllib3, requests and httpx stand on or do again: what
is needed here, a connection to an address that was judged before (see guarding.py) and one end of
time over everything, is what those hide behind their pools; their own bounds are for each read, so
that a byte every ten seconds holds them for ever, and they unpack an answer before they count it.
A redirect is judged as the first address was, and never leads from https to http. No cookies, no
passwords, no proxy: through one, somebody else would choose the machine.
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

from kim_plugins.exchange.guarding import PORTS, Guard, NotFetched, Place
from kim_plugins.exchange.network import reason_of
from kim_plugins.records.problems import quote

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_AT_ONCE: Final = 1 << 16
_GZIP: Final = 31
"""What zlib calls a gzip member."""
_CONNECT: Final = 10.0
"""Seconds for one machine of several to take the call."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: seconds for everything together, bytes after unpacking, redirects."""

    seconds: float = 30
    bytes: int = 20 << 20
    redirects: int = 5


class Marks(NamedTuple):
    """What a server gave to be asked with next time (RFC 9110, section 13): ETag, Last-Modified."""

    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The conditions of a request."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


_NONE: Final = Marks()


class Answer(NamedTuple):
    """What came: from where in the end, of what type (`text/html`), how many bytes.

    `unchanged` says that nothing came, as the marks still fit.
    """

    url: str
    type: str = ""
    length: int = 0
    marks: Marks = _NONE
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches what a guard lets through; `tls` is how certificates are proven."""

    guard: Guard
    agent: str = "kim_plugins"
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def bytes_of(
        self, url: str, limits: Limits, *, marks: Marks = _NONE, accept: str = "*/*"
    ) -> tuple[Answer, bytes]:
        """The same as `into`, in memory."""
        data = io.BytesIO()
        return self.into(data, url, limits, marks=marks, accept=accept), data.getvalue()

    def into(
        self,
        file: BinaryIO,
        url: str,
        limits: Limits,
        *,
        marks: Marks = _NONE,
        accept: str = "*/*",
    ) -> Answer:
        """Write what an address holds into a file.

        `marks` are those of what is here already. Raises `NotFetched`.
        """
        until = time.monotonic() + limits.seconds
        sent = {"User-Agent": self.agent, "Accept": accept, "Accept-Encoding": "gzip"}
        asked = url = urldefrag(url).url
        for _ in range(limits.redirects + 1):
            try:
                place = self.guard.look(url, until)
            except NotFetched as error:
                if url == asked:
                    raise
                raise NotFetched(f"dialihkan: {error}") from None
            with _asked(place, self.tls, {**sent, **marks.headers}, limits, until) as answer:
                if answer.status not in _REDIRECTS:
                    return _taken(answer, file, url, limits)
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
    """A connection to a machine that was judged, under the name of its host."""

    def __init__(self, place: Place, tls: ssl.SSLContext, until: float) -> None:
        super().__init__(place.host, place.port)
        self._place, self._tls, self._until = place, tls, until
        self._wire: socket.socket | None = None
        # http.client names the port in `Host` unless it is the usual one of this class.
        self.default_port = PORTS[place.scheme]

    def connect(self) -> None:
        """Take the first machine that answers."""
        for number, machine in enumerate(self._place.machines, 1):
            left = max(0.1, self._until - time.monotonic())
            try:
                address = (machine, self._place.port)
                self.sock = socket.create_connection(address, min(left, _CONNECT))
                break
            except OSError:
                if number == len(self._place.machines) or time.monotonic() >= self._until:
                    raise
        self.sock.settimeout(max(0.1, self._until - time.monotonic()))
        self._wire = self.sock
        if self._place.scheme == "https":
            self.sock = self._tls.wrap_socket(
                self.sock, server_hostname=self._place.host, do_handshake_on_connect=False
            )
            self._wire = self.sock
            self.sock.do_handshake()

    def cut(self) -> None:
        """End whatever is waited for, from another thread."""
        # Not the method of ssl's own class, which forgets what the other thread is using.
        if self._wire:
            with suppress(OSError):
                socket.socket.shutdown(self._wire, socket.SHUT_RDWR)


@contextmanager
def _asked(
    place: Place, tls: ssl.SSLContext, headers: dict[str, str], limits: Limits, until: float
) -> Iterator[http.client.HTTPResponse]:
    """Ask, and give the answer; whatever goes wrong until it is read becomes a sentence."""
    connection = _Connection(place, tls, until)
    # Bounds of sockets are for one read; a server that sends a byte now and then keeps to them.
    alarm = threading.Timer(max(0.0, until - time.monotonic()), connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("GET", place.path, headers={**headers, "Connection": "close"})
        with connection.getresponse() as answer:
            yield answer
        _hold_to(until, limits)
    except NotFetched:  # what was cut off looks damaged
        _hold_to(until, limits)
        raise
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        _hold_to(until, limits)
        if isinstance(error, zlib.error):
            raise NotFetched("jawabannya rusak (gzip)") from None
        if isinstance(error, ssl.SSLCertVerificationError):
            raise NotFetched(f"sertifikatnya tidak sah ({error.verify_message})") from None
        raise NotFetched(reason_of(error, limits.seconds)) from None
    finally:
        alarm.cancel()
        connection.close()


def _hold_to(until: float, limits: Limits) -> None:
    if time.monotonic() >= until:
        raise NotFetched(f"tidak selesai menjawab dalam {limits.seconds:g} detik")


def _taken(answer: http.client.HTTPResponse, file: BinaryIO, url: str, limits: Limits) -> Answer:
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Answer(url, unchanged=True)
    if answer.status != HTTPStatus.OK:
        raise NotFetched(f"dijawab dengan kode {answer.status}")
    length = 0
    for part in _unpacked(answer):
        length += len(part)
        if length > limits.bytes:
            raise NotFetched(f"lebih besar dari {_size(limits.bytes)}")
        file.write(part)
    if answer.length:  # what was announced and didn't come
        raise NotFetched("sambungannya terputus di tengah jalan")
    marks = Marks(*(answer.headers.get(name, "") for name in ("ETag", "Last-Modified")))
    return Answer(url, answer.headers.get_content_type(), length, marks)


def _size(count: int) -> str:
    return f"{count >> 20} MB" if count >= 1 << 20 else f"{count} bita"


def _unpacked(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    """The parts of an answer, none of them much larger than a part on its way."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        while part := answer.read(_AT_ONCE):
            yield part
        return
    if packing not in ("gzip", "x-gzip"):
        raise NotFetched(f"jawabannya dikemas dengan cara lain ({quote(packing)})")
    member = zlib.decompressobj(_GZIP)
    while part := answer.read(_AT_ONCE):
        yield member.decompress(part, _AT_ONCE)
        while member.unconsumed_tail:
            yield member.decompress(member.unconsumed_tail, _AT_ONCE)
        if member.eof:
            return
    raise NotFetched("jawabannya terpotong (gzip)")
