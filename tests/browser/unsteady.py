"""A site below a folder of its host, on a network that comes and goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

FOLDER = "/desa/"


@dataclass
class Network:
    """What stands between a reader and the site in folder `site`; `asked` are the paths asked for.

    `wait` are the seconds before an answer to a page, `status` what is answered to every page,
    `instead` what a hotspot answers to everything.
    """

    site: Path
    address: str = ""
    is_down: bool = False
    wait: float = 0
    status: int = 200
    instead: bytes = b""
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "") -> str:
        return f"{self.address}{FOLDER}{path}"


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, network: Network, *rest: object) -> None:
        self._network = network
        super().__init__(*rest, directory=str(network.site))  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """Say nothing."""

    def do_GET(self) -> None:
        network = self._network
        if network.is_down:
            self.close_connection = True
            return
        path = self.path.partition("?")[0]
        network.asked.append(path)
        if network.instead:
            self._answer(200, network.instead)
        elif path.endswith("/"):
            time.sleep(network.wait)
            if network.status != 200:
                self._answer(network.status, b"<h1>Galat</h1>")
                return
            super().do_GET()
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(FOLDER) if path.startswith(FOLDER) else "tidak-ada"
        return super().translate_path(f"/{inside}")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def network(site: Path) -> Iterator[Network]:
    """The network to a site, while it is served."""
    found = Network(site)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, found)) as server:
        server.daemon_threads = True
        found.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()
