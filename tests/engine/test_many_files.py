"""What a build of many files does in a copy of the process while it reads them."""

from __future__ import annotations

import subprocess
import sys
from contextlib import chdir

import pytest

from kim_plugins.cli import main
from tests.sites.folder import NOW, Site

# A test's process has threads, beside which nothing is copied: so each build is a program.
PROGRAM = """
import sys

import psutil

from kim_plugins.builder.publishing import Publication
from kim_plugins.cli import main
from kim_plugins.engine import catalogue

catalogue._MANY = 1
opened = Publication.open

def note(self, **options):
    known.append(options["sound"] is not None)
    return opened(self, **options)

Publication.open, known = note, []
code = main(["build", "--quiet", "--workers", "2", "--now", sys.argv[1]])
print(code, known, len(psutil.Process().children()))
"""


def build(site: Site) -> str:
    """The exit code, whether the standby was known to be sound, and how many processes are left."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, NOW],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.splitlines()[-1]


def edit(site: Site, words: str) -> None:
    news = site.folder / "content/berita/2026/sumur.md"
    news.write_text(news.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")


@pytest.mark.parametrize("harm", ["nothing", "a file", "a folder"])
def test_the_standby_is_looked_through_meanwhile(site: Site, harm: str) -> None:
    """The site has the bytes of a clean build, whoever changed the standby."""
    for words in ("Satu.", "Dua."):
        edit(site, words)
        assert build(site) == "0 [False] 0"
    (standby,) = site.folder.glob(".kim/terbit/*")
    if harm == "a file":
        (standby / "berita/index.html").unlink()
        (standby / "berita/index.html").write_text("rusak", encoding="utf-8")
    if harm == "a folder":
        (standby / "berita/rusak").mkdir()
    edit(site, "Tiga.")

    assert build(site) == f"0 [{harm == 'nothing'}] 0"

    published = site.published()
    with chdir(site.folder):
        assert main(["build", "--quiet", "--clean", "--now", NOW]) == 0
    assert site.published() == published


def test_content_that_is_wrong_leaves_no_process(site: Site) -> None:
    assert build(site) == "0 [False] 0"
    edit(site, "![rusak](tidak-ada.png)")
    assert build(site) == "1 [] 0"
