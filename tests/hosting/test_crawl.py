"""A site at the root, below /desa/ and from a ZIP on cPanel's layout: everything is found."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.hosting.crawler import PUBLIC, Crawl
from tests.sites.shared import served


def all_is_found(server: str, public: str, folder: Path) -> None:
    has_editor = (folder / "admin").exists()
    crawl = Crawl(server, public).run(*(["admin/"] if has_editor else []))
    assert crawl.broken == []
    assert crawl.lost_fragments == []
    pages = {path for path in folder.rglob("index.html") if "/s/" not in path.as_posix()}
    found = [address for address in crawl.answers if address.endswith("/")]
    assert len(found) > 0.8 * len(pages), "the crawler stopped somewhere"
    tops = {address.removeprefix(public).partition("/")[0] for address in found}
    assert tops >= {"tulis", "usul", "siaran", "langganan", "wilayah"}
    assert {"admin", "sumber"} <= tops or not has_editor


def public_of(folder: Path) -> str:
    """The address that a published site gives as its own."""
    found = re.search(rb"Sitemap: (\S+/)sitemap", (folder / "robots.txt").read_bytes())
    assert found
    return found[1].decode()


def test_at_the_root(at_root: Path) -> None:
    with served(at_root) as server:
        all_is_found(f"{server}/", PUBLIC, at_root)


def test_below_a_village_s_site(sample_folder: Path, tmp_path: Path) -> None:
    """As a part of a site that has its own page at the root."""
    (tmp_path / "index.html").write_text('<a href="/desa/">Kabar KIM</a>')
    shutil.copytree(sample_folder, tmp_path / "desa")
    with served(tmp_path) as server:
        public = public_of(sample_folder)
        assert public.endswith("/desa/")
        all_is_found(f"{server}/desa/", public, sample_folder)


class Apache(SimpleHTTPRequestHandler):
    """What of .htaccess a reader notices: the page for what is missing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        rules = Path(self.directory, ".htaccess").read_text("utf-8")
        page = re.search(r"^ErrorDocument 404 /(.*)$", rules, re.MULTILINE)
        assert page
        body = Path(self.directory, page[1]).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def apache(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Apache, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_from_a_zip_on_the_layout_of_cpanel(at_root: Path, tmp_path: Path) -> None:
    """The folder is packed as a file manager packs it, uploaded, and unpacked in public_html."""
    packed = tmp_path / "situs.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(at_root.rglob("*")):
            archive.write(path, path.relative_to(at_root))
    home = tmp_path / "public_html"
    home.mkdir()
    (home / "cgi-bin").mkdir()
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(home)
    with apache(home) as server:
        all_is_found(server, PUBLIC, at_root)
        crawl = Crawl(server, PUBLIC)
        code, _, data = crawl._get(f"{PUBLIC}tidak/ada/")
        assert code == 404
        assert data == (home / "404.html").read_bytes()


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    """The crawler can fail."""
    (tmp_path / "robots.txt").write_text(f"Sitemap: {PUBLIC}sitemap.xml")
    (tmp_path / "index.html").write_text(
        '<a href="nihil/">x</a><img src="x.png"><a href="#y">y</a>'
    )
    with served(tmp_path) as server:
        crawl = Crawl(f"{server}/", PUBLIC).run()
    assert len(crawl.broken) == 3
    assert crawl.lost_fragments == [f"{PUBLIC} → {PUBLIC}#y"]
