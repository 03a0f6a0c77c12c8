"""Readers of an old site's feeds over its move: nothing twice, and old addresses lead on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest

from kim_plugins.cli import main
from tests.cli.test_import import CASES, run
from tests.sites.folder import NOW, Site

RSS = "<rss version='2.0'><channel><title>KIM Contoh</title>{}</channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>KIM Contoh</title>{}</feed>"
ITEM = "<item><title>{}</title><link>{}</link><guid isPermaLink='false'>{}</guid></item>"
ENTRY = "<entry><title>{}</title><link href='{}'/><id>{}</id></entry>"
BLOG = "tag:blogger.com,1999:blog-1111222233334444555.post-"
BLOGGER = (
    ("Jadwal posyandu Agustus", "/2023/08/jadwal-posyandu.html", f"{BLOG}4111111111111111"),
    ("Kerja bakti & lomba", "/2023/09/kerja-bakti.html", f"{BLOG}5000000000000000002"),
)
OLD = {
    "/feed/": (
        RSS,
        ITEM,
        "https://kim.desa.example",
        (
            ("Panen raya", "/2024/05/panen-raya/", "https://kim.desa.example/?p=101"),
            ("Rapat pengairan", "/2024/06/rapat/", "https://kim.desa.example/?p=102"),
        ),
    ),
    "/feeds/posts/default": (ATOM, ENTRY, "https://kimcontoh.blogspot.example", BLOGGER),
    "/rss.xml": (RSS, ITEM, "https://kimcontoh.blogspot.example", BLOGGER),
    "/atom.xml": (
        ATOM,
        ENTRY,
        "https://kim-jekyll.example",
        (("Panen", "/2023/09/01/panen/", "https://kim-jekyll.example/2023/09/01/panen"),),
    ),
    "/index.php/feed": (
        RSS,
        ITEM,
        "https://desa-contoh.example",
        (
            (
                "Panen raya di Krajan",
                "/index.php/artikel/2024/5/12/panen-raya-di-krajan",
                "https://desa-contoh.example/artikel/2024/5/12/panen-raya-di-krajan",
            ),
        ),
    ),
}
"""What each program's feed said at its address, by its own rules: form, entry, host, entries."""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that four old ones moved into, as it is published."""
    site = Site.copied(tmp_path_factory.mktemp("pindah") / "situs")
    for folder in ("berita", "literasi", "keputusan"):
        shutil.rmtree(site.folder / "content" / folder)
    (site.folder / "content/tentang.md").unlink()
    site.write("content/index.md", "---\ntitle: Depan\n---\n\nSelamat datang.\n")
    for export in ("wordpress/ekspor.xml", "blogger/ekspor.xml", "opensid/ekspor.sql"):
        assert run(site, CASES / export, "--publish") == 0
    assert run(site, CASES / "jekyll" / "situs", "--publish") == 0
    shutil.rmtree(site.folder / "impor")
    settings = (site.folder / "mkdocs.yml").read_text("utf-8")
    site.write(
        "mkdocs.yml", re.sub(r"(?m)^site_url:.*", "site_url: https://desa.example/", settings)
    )
    config = str(site.folder / "mkdocs.yml")
    assert main(["build", "--quiet", "--now", NOW, "--config", config]) == 0
    return site.folder / "site"


def served(site: Path, address: str) -> Path:
    """The file that a host with `_redirects` gives for an address."""
    rules = (line.split() for line in (site / "_redirects").read_text().splitlines())
    file = site / address.lstrip("/")
    target = {old: new for old, new, _ in rules}.get(address, "") if not file.is_file() else ""
    file = site / target.lstrip("/") if target else file
    return file / "index.html" if file.is_dir() else file


@pytest.mark.parametrize("address", OLD)
def test_a_subscriber_sees_nothing_twice(moved: Path, address: str) -> None:
    form, entry, host, entries = OLD[address]
    text = form.format(
        "".join(entry.format(t.replace("&", "&amp;"), host + u, g) for t, u, g in entries)
    )
    seen = {one.id for one in feedparser.parse(text).entries}
    assert len(seen) == len(entries)
    now = feedparser.parse(served(moved, address).read_bytes()).entries
    assert seen <= {one.id for one in now}
    titles = {title for title, _, _ in entries}
    assert not [one.title for one in now if one.id not in seen and one.title in titles]


@pytest.mark.parametrize("address", OLD)
def test_an_old_address_leads_to_the_new_page(moved: Path, address: str) -> None:
    for title, url, _ in OLD[address][3]:
        page = served(moved, url).read_text("utf-8")
        leads = urljoin(f"{url}/", page.partition("url=")[2].partition('"')[0])
        text = served(moved, leads).read_text("utf-8")
        assert title.split(" &")[0] in text
