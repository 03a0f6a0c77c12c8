"""A Bot API and a mail server on this machine."""

from __future__ import annotations

import json
import socketserver
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "123456:abcdefghij-KLMNOPQRST_uv"  # noqa: S105 - of nobody


class BotApi(ThreadingHTTPServer):
    """Answers with the next of `answers` (a code and a body), and notes what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _BotHandler)
        self.answers: list[tuple[int, Any]] = []
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.is_silent = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _BotHandler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, BotApi)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.asked.append((self.path, json.loads(body)))
        if server.is_silent:
            return
        code, answer = server.answers.pop(0) if server.answers else (200, {"ok": True})
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(code)
        if code in (301, 302, 307):
            self.send_header("Location", f"{server.url}/lain")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class MailServer(socketserver.ThreadingTCPServer):
    """As much of SMTP as a letter needs; `says` gives other answers, by the beginning of a line."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _MailHandler)
        self.mails: list[tuple[list[str], EmailMessage, bytes]] = []
        self.says: dict[str, str] = {}
        self.heard: list[str] = []


class _MailHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, MailServer)
        receivers: list[str] = []
        self._say(server.says.get("", "220 siap"))
        while line := self.rfile.readline().decode().strip():
            command, _, rest = line.partition(" ")
            line = f"{command.upper()} {rest}".strip()
            server.heard.append(line)
            said = server.says.items()
            own = next((answer for one, answer in said if one and line.startswith(one)), "")
            if own == "hang up":
                return
            if own:
                self._say(own)
            elif line.startswith("EHLO"):
                self._say("250-siap\r\n250 AUTH PLAIN LOGIN")
            elif line.startswith("AUTH"):
                self._say("235 masuk")
            elif line == "DATA":
                self._say("354 teruskan")
                data = self._data()
                parsed = message_from_bytes(data, policy=policy.default)
                assert isinstance(parsed, EmailMessage)
                server.mails.append((receivers, parsed, data))
                receivers = []
                self._say("250 diterima")
            elif line == "QUIT":
                self._say("221 selesai")
                return
            else:
                if line.startswith("RCPT"):
                    receivers.append(line.partition("<")[2].partition(">")[0])
                self._say("250 baik")

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
