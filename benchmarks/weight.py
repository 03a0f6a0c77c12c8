"""What a reader's telephone fetches (contract C7), measured in Chromium.

    python3 benchmarks/weight.py [SITE]        SITE is a built site; default: site/

Compressed bytes as they come over the network, headers included, without pictures and sound: of a
first visit to the home page, and of each page that is opened next from the same cache. Exits with
1 when a first visit is above 80 KB or a next page above 12 KB. CHROMIUM names the browser, if it
isn't called `chromium`.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import tools

tools.bring(__name__)
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

FIRST_VISIT: Final = 80 * 1024
NEXT_PAGE: Final = 12 * 1024
_COMPRESSED: Final = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
_NOT_COUNTED: Final = ("Image", "Media")


class _Compressing(SimpleHTTPRequestHandler):
    """Serves as common hosts do: text compressed, assets kept by the browser."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in _COMPRESSED:
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        forever = self.path.startswith(("/assets/kim/", "/media/"))
        self.send_header("Cache-Control", f"max-age={31_536_000 if forever else 300}")
        super().end_headers()


@dataclass(frozen=True, slots=True)
class Weights:
    """Compressed bytes of a first visit, and of each page that is opened after it, by address."""

    first: int
    following: dict[str, int]


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site, while it is served with compression."""
    handler = partial(_Compressing, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def weigh(browser: Browser, site: Path, addresses: Sequence[str]) -> Weights:
    """Open the home page with an empty cache, then the other pages."""
    counted: dict[str, str] = {}
    moved: dict[str, int] = {}

    def note(event: dict[str, Any]) -> None:
        counted[event["requestId"]] = event["type"]

    def add(event: dict[str, Any]) -> None:
        if counted.get(event["requestId"]) not in _NOT_COUNTED:
            moved[event["requestId"]] = int(event["encodedDataLength"])

    # A worker's fetches would be counted as none; what it asks for comes after the page.
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.on("Network.responseReceived", note)
    network.on("Network.loadingFinished", add)
    network.send("Network.enable")

    def visit(url: str) -> int:
        moved.clear()
        page.goto(url, wait_until="networkidle")
        return sum(moved.values())

    with served(site) as address:
        first = visit(address + "/")
        following = {one: visit(address + one) for one in addresses}
        context.close()
    return Weights(first, following)


def main(arguments: Sequence[str]) -> int:
    """Print the weights of a site; every page that is listed in its sitemap."""
    site = Path(arguments[0] if arguments else "site")
    if not (site / "index.html").is_file():
        sys.stderr.write(f"{site} is no built site; build one first\n")
        return 2
    pages = sorted(f"/{path.parent.relative_to(site)}/" for path in site.rglob("*/index.html"))
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        weights = weigh(browser, site, pages)
        browser.close()
    heaviest = sorted(weights.following.items(), key=lambda pair: -pair[1])
    sizes = sorted(weights.following.values())
    print(f"first visit   {weights.first / 1024:6.1f} KB   (at most {FIRST_VISIT // 1024})")
    print(f"next page     {sizes[len(sizes) // 2] / 1024:6.1f} KB   the middle one of {len(sizes)}")
    for address, size in heaviest[:5]:
        print(f"              {size / 1024:6.1f} KB   {address}")
    print(f"              (at most {NEXT_PAGE // 1024})")
    return int(weights.first > FIRST_VISIT or heaviest[0][1] > NEXT_PAGE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
