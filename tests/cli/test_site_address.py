"""A site without an address of its own isn't published: its links would lead nowhere."""

from __future__ import annotations

import re
import sys
import zipfile

import pytest

from kim_plugins.catalogue.options import is_public
from tests.sites.folder import Site

ADDRESS = "site_url: https://kabar.example/desa/"


@pytest.mark.parametrize(
    "line, said",
    [
        ("", "site_url di mkdocs.yml belum diisi"),
        ("site_url:", "site_url di mkdocs.yml belum diisi"),
        ("site_url: ''", "site_url di mkdocs.yml belum diisi"),
        ("site_url: http://localhost/", "'http://localhost/' hanya berlaku di komputer ini"),
        ("site_url: http://127.0.0.1:8000/", "'http://127.0.0.1:8000/' hanya berlaku"),
        ("site_url: javascript://desa.example/%0aalert(1)", "bukan alamat situs"),
        ("site_url: http://[::1]/desa/", "'http://[::1]/desa/' hanya berlaku"),
    ],
)
def test_build_refuses_and_says_which_line_to_write(site: Site, line: str, said: str) -> None:
    """Nothing is made, and what was published stays."""
    site.write("site/index.html", "yang lama")
    site.edit("mkdocs.yml", ADDRESS, line)
    before = site.published(".")
    ran = site.build()
    assert (ran.code, ran.out, site.published(".")) == (2, "", before)
    assert said in ran.err
    assert "misalnya: site_url: https://" in ran.err


@pytest.mark.parametrize(
    "command, code",
    [
        (("kim_plugins.cli", "print", "content/berita/2026/panen.md"), 2),
        (("kim_plugins.cli", "digest"), 2),
        (("mkdocs", "build"), 1),
    ],
)
def test_whatever_names_the_address_refuses_as_well(
    site: Site, command: tuple[str, ...], code: int
) -> None:
    site.edit("mkdocs.yml", ADDRESS, "")
    ran = site.run(sys.executable, "-m", *command)
    assert (ran.code, (site.folder / "site").exists()) == (code, False)
    assert "site_url di mkdocs.yml belum diisi" in ran.err


def test_check_and_the_copy_for_a_disk_need_no_address(site: Site) -> None:
    site.edit("mkdocs.yml", ADDRESS, "")
    assert site.kim("check").code == 0
    assert site.build("--offline", "situs.zip").code == 0
    with zipfile.ZipFile(site.folder / "situs.zip") as copy:
        assert "localhost" not in copy.read("baca-saya.txt").decode()


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://desa.id/", True),
        ("http://192.168.1.10/", True),  # a village hall's own network
        ("http://warmasif.lan/", True),
        ("http://localhost./", False),
        ("http://kim.localhost:8000/", False),
        ("http://127.3.2.1/", False),
        ("http://0.0.0.0/", False),
        ("http://[::]/", False),
        ("file:///var/www/", False),
        ("javascript://desa.id/%0aalert(1)", False),
        ("ftp://desa.id/", False),
    ],
)
def test_an_address_is_public_unless_it_means_the_readers_own_device(
    url: str, expected: bool
) -> None:
    assert is_public(url) is expected


@pytest.mark.parametrize("option", ["license_url", "hub"])
def test_an_option_that_is_an_address_is_one_of_the_web(site: Site, option: str) -> None:
    """It stands in the footer of each page, or in each feed."""
    before = 'license_url: "https://creativecommons.org/licenses/by/4.0/deed.id"'
    site.edit("mkdocs.yml", before, f'{option}: "javascript://a.example/%0aalert(1)"')
    ran = site.build()
    assert ran.code == 2
    assert option in ran.err
    assert "bukan alamat lengkap" in ran.err


def test_every_published_link_begins_at_the_address(site: Site) -> None:
    site.build()
    for path in (site.folder / "site").rglob("*.*"):
        if path.suffix in {".html", ".xml", ".json", ".txt", ".opml", ".ics"}:
            assert not re.search(r"https?://localhost", path.read_text(encoding="utf-8")), path
