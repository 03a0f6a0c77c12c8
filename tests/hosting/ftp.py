"""A server of FTP (RFC 959, RFC 2428): as much of one as an upload talks to."""

from __future__ import annotations

import socket
import socketserver
from pathlib import Path


class FtpServer(socketserver.ThreadingTCPServer):
    """Serves a folder to one user; `breaks_after` files the line is cut."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.folder = folder
        self.stored: list[str] = []
        self.deleted: list[str] = []
        self.breaks_after: int | None = None

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Session(socketserver.StreamRequestHandler):
    server: FtpServer
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self._say("220 siap")
        self._data: socket.socket | None = None
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            answer = getattr(self, f"_{verb.lower()}", None)
            if answer is None:
                self._say("502 tidak dikenal")
            elif answer(rest) is False:
                return

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _user(self, _: str) -> None:
        self._say("331 kata sandi?")

    def _pass(self, rest: str) -> None:
        self._say("230 masuk" if rest == "rahasia" else "530 salah")

    def _type(self, _: str) -> None:
        self._say("200 ya")

    def _pasv(self, _: str) -> None:
        self._data = socket.create_server(("127.0.0.1", 0))
        high, low = divmod(self._data.getsockname()[1], 256)
        self._say(f"227 (127,0,0,1,{high},{low})")

    def _file(self, rest: str) -> Path:
        file = (self.server.folder / rest.lstrip("/")).resolve()
        assert file.is_relative_to(self.server.folder.resolve()), rest
        return file

    def _stor(self, rest: str) -> bool | None:
        assert self._data
        server = self.server
        if server.breaks_after is not None and len(server.stored) >= server.breaks_after:
            self._data.close()
            self.connection.close()
            return False
        self._say("150 mulai")
        with self._data, self._data.accept()[0] as line:
            data = b"".join(iter(lambda: line.recv(1 << 16), b""))
        try:
            self._file(rest).write_bytes(data)
        except OSError:
            self._say("553 tidak boleh")
            return None
        server.stored.append(rest)
        self._say("226 selesai")
        return None

    def _mkd(self, rest: str) -> None:
        try:
            self._file(rest).mkdir()
        except OSError:
            self._say("550 sudah ada")
        else:
            self._say(f'257 "{rest}"')

    def _dele(self, rest: str) -> None:
        self._file(rest).unlink()
        self.server.deleted.append(rest)
        self._say("250 dihapus")

    def _quit(self, _: str) -> bool:
        self._say("221 sampai jumpa")
        return False
