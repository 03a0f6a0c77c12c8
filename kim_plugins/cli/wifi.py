"""`kim serve --wifi`: the published site for telephones in the same network."""

from __future__ import annotations

import errno
import signal
import socket
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import click

from kim_plugins.builder.outputs import place_of
from kim_plugins.builder.stopping import Stopped
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.pages import POLICY

_EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - that is what the option is for
_SOMEWHERE: Final = ("192.0.2.1", 9)
"""An address of documentation (RFC 5737); no packet is sent to find the way to it."""
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "no-cache",
}
_TYPES: Final = {
    ".xml": "application/xml",
    ".webmanifest": "application/manifest+json",
    ".ics": "text/calendar",
    ".md": "text/markdown",
}


def serve_wifi(settings: Settings, port: int | None) -> int:
    """Serve the published site until Ctrl-C, without drafts and hidden files.

    Without `port` at that of `dev_addr`.
    """
    config, _ = settings.load(needs_address=False)
    port = port or config.dev_addr.port
    site = Path(config.site_dir)
    if not (site / "index.html").is_file():
        raise UsageProblem(f"belum ada situs di '{site}'; jalankan dulu: {program_name()} build")
    root = urlsplit(config.site_url or "").path.rstrip("/")
    try:
        server = server_of(site, root, port)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "sudah dipakai program lain" if taken else "tidak boleh dipakai"
        raise UsageProblem(f"pintu (port) {port} {reason}; coba --port {port + 1}") from None
    address = f"http://{_own_address()}:{server.server_port}{root}/"
    click.echo(
        f"Situs terbuka untuk semua yang tersambung ke Wi-Fi ini: {address}\n"
        "Hanya yang sudah terbit; konsep tidak ikut. Ctrl-C untuk menutup.",
        err=True,
    )
    _show_code(address)
    try:
        with server:
            server.serve_forever()
    except KeyboardInterrupt:
        pass
    except Stopped as stopped:
        if stopped.number != signal.SIGINT:
            raise
    click.echo("Ditutup.", err=True)
    return Exit.PUBLISHED


def server_of(site: Path, root: str, port: int) -> ThreadingHTTPServer:
    """A server of a published folder below a path; builds may swap the folder meanwhile."""
    handler = partial(_Published, directory=str(site), root=root)
    server = ThreadingHTTPServer((_EVERYWHERE, port), handler)
    server.daemon_threads = True
    return server


class _Published(SimpleHTTPRequestHandler):
    """Answers as the site's host would."""

    extensions_map: Final = {**SimpleHTTPRequestHandler.extensions_map, **_TYPES}  # type: ignore[misc]  # a constant
    timeout = 30

    def __init__(self, *arguments: Any, root: str, **options: Any) -> None:  # noqa: ANN401 - as the base class
        self._root = root
        super().__init__(*arguments, **options)

    def send_head(self) -> Any:  # noqa: ANN401 - as the base class
        path = urlsplit(self.path).path
        if self._root and path in ("/", self._root):
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"{self._root}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """The file of an address; a missing one for addresses outside or hidden."""
        plain = unquote(urlsplit(path).path)
        nowhere = f"{self.directory}/.tidak-ada"
        if not plain.startswith(f"{self._root}/"):
            return nowhere
        try:
            place = place_of(plain.removeprefix(self._root))
        except ValueError:
            return nowhere
        if any(part.startswith(".") or "\0" in part for part in place.split("/")):
            return nowhere
        file = Path(self.directory, place)
        return f"{file}/" if file.is_dir() else str(file)

    def list_directory(self, path: Any) -> None:  # noqa: ANN401, ARG002 - as the base class
        """Answer 404 for a folder without a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for missing addresses."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002, ANN401 - as the base class
        """Log nothing: nobody watches who reads what."""


def _own_address() -> str:
    """The address of this machine in its network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        try:
            trial.connect(_SOMEWHERE)
            return str(trial.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _show_code(address: str) -> None:
    """The address as a QR code, for the cameras in the hall."""
    import segno  # noqa: PLC0415 - only where it is shown

    if click.get_text_stream("stderr").isatty():
        segno.make(address, micro=False).terminal(click.get_text_stream("stderr"), compact=True)
