"""Servers on this machine that behave as badly as a test wants."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

Reply = bytes | Callable[["Asked", socket.socket], None]
"""What a server says: all of an answer, or something that says it."""


class Asked:
    """A request as it came."""

    def __init__(self, text: str) -> None:
        first, *rest = text.split("\r\n")
        self.path = first.split(" ")[1] if first.count(" ") > 1 else ""
        pairs = (line.partition(": ") for line in rest if line)
        self.headers = {name.lower(): value for name, _, value in pairs}


class Server:
    """A running server; `asked` are the requests that came, `replies` what is said to each path."""

    def __init__(self, replies: Mapping[str, Reply]) -> None:
        self.replies = dict(replies)
        self.asked: list[Asked] = []
        self.port = 0

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def handle(self, connection: socket.socket) -> None:
        text = b""
        while b"\r\n\r\n" not in text:
            part = connection.recv(65536)
            if not part:
                return
            text += part
        asked = Asked(text.split(b"\r\n\r\n")[0].decode("latin-1"))
        self.asked.append(asked)
        reply = self.replies.get(asked.path, answer(b"", "404 Not Found"))
        if callable(reply):
            reply(asked, connection)
        else:
            connection.sendall(reply)


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    named = {"Content-Length": str(len(body)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, Location=to)


class Versioned:
    """Sends a body with its validators, and 304 to who shows the newest `ETag`."""

    def __init__(self, body: bytes, etag: str = '"a"', **validators: str) -> None:
        self.body, self.etag, self.validators = body, etag, validators

    def __call__(self, asked: Asked, connection: socket.socket) -> None:
        is_known = asked.headers.get("if-none-match") == self.etag
        connection.sendall(
            answer(b"", "304 Not Modified")
            if is_known
            else answer(self.body, ETag=self.etag, **self.validators)
        )


@contextmanager
def serving(replies: Mapping[str, Reply], tls: Any = None) -> Iterator[Server]:  # noqa: ANN401 - an SSLContext
    told = Server(replies)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                connection = self.request
                if tls:
                    connection = tls.wrap_socket(connection, server_side=True)
                told.handle(connection)
                connection.close()
            except OSError:  # whoever asked has had enough
                pass

    class Listener(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 128

    with Listener(("127.0.0.1", 0), Handler) as listener:
        told.port = listener.server_address[1]
        thread = threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield told
        finally:
            listener.shutdown()
