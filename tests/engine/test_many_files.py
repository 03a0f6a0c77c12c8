"""What a build of many files does in copies of the process while it reads them."""

from __future__ import annotations

from contextlib import chdir

import psutil
import pytest

from kim_plugins.builder.publishing import Publication
from kim_plugins.cli import main
from tests.sites.folder import NOW, Site


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kim_plugins.engine.catalogue._MANY", 1)


def build(site: Site, *options: str) -> int:
    with chdir(site.folder):
        return main(["build", "--quiet", "--workers", "2", "--now", NOW, *options])


def edit(site: Site, words: str) -> None:
    news = site.folder / "content/berita/2026/sumur.md"
    news.write_text(news.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")


@pytest.mark.parametrize("harm", ["nothing", "a file", "a folder"])
def test_the_standby_is_looked_through_meanwhile(
    site: Site, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site has the bytes of a clean build, whoever changed the standby."""
    for words in ("Satu.", "Dua."):
        edit(site, words)
        assert build(site) == 0
    (standby,) = site.folder.glob(".kim/terbit/*")
    if harm == "a file":
        (standby / "berita/index.html").unlink()
        (standby / "berita/index.html").write_text("rusak", encoding="utf-8")
    if harm == "a folder":
        (standby / "berita/rusak").mkdir()
    told: list[object] = []
    opened = Publication.open

    def note(self: Publication, **options: object) -> object:
        told.append(options["sound"])
        return opened(self, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Publication, "open", note)
    edit(site, "Tiga.")
    assert build(site) == 0

    assert (told[0] is not None) == (harm == "nothing")
    published = site.published()
    assert build(site, "--clean") == 0
    assert site.published() == published


def test_content_that_is_wrong_leaves_no_process(site: Site) -> None:
    assert build(site) == 0
    before = psutil.Process().children()
    edit(site, "![rusak](tidak-ada.png)")
    assert build(site) == 1
    assert psutil.Process().children() == before
