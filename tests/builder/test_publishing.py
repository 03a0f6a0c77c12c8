"""Publishing is atomic: whatever fails, the published site is whole, old or new."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kim_plugins.builder import publishing
from kim_plugins.builder.files import content_of
from kim_plugins.builder.publishing import Publication
from tests.builder.publications import (
    beside,
    close_stores,
    fill,
    publish,
    read,
)


@pytest.fixture(autouse=True)
def stores() -> Iterator[None]:
    """Let go of all that were opened."""
    yield
    close_stores()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "umum" / "site"


def test_first_site_is_published(site: Path) -> None:
    """Where nothing was published yet, the parents are made too."""
    publish(site, "satu")

    assert (site / "berita" / "index.html").read_text() == "satu"
    assert beside(site) == []


@pytest.mark.parametrize("can_exchange", [True, False])
def test_new_site_replaces_old_one(
    site: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    """In one exchange or in two renames: nothing old stays, nothing is left beside it."""
    publish(site, "satu")
    (site / "lama.html").write_text("hilang")
    if not can_exchange:
        monkeypatch.setattr(publishing, "exchange", lambda *_: False)

    publish(site, "dua")

    assert (site / "index.html").read_text() == "dua"
    assert not (site / "lama.html").exists()
    assert beside(site) == []


def test_hidden_files_of_the_site_move_along(site: Path) -> None:
    """MkDocs leaves `.git` and `.nojekyll` in site_dir; so does the swap."""
    publish(site, "satu")
    (site / ".nojekyll").write_text("")
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref")

    publish(site, "dua")

    assert (site / ".git" / "HEAD").read_text() == "ref"
    assert (site / ".nojekyll").exists()


def test_discarded_build_leaves_the_site(site: Path) -> None:
    publish(site, "satu")
    publication = Publication(site)
    fill(publication.open(), "gagal")
    list(publication.outputs.finish())

    publication.discard()

    assert (site / "index.html").read_text() == "satu"
    assert beside(site) == []


def test_left_over_of_a_killed_build_is_cleared(site: Path) -> None:
    """A staging folder whose process is gone goes with the next build; a living one stays."""
    publish(site, "satu")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for owner in (dead.pid, os.getppid()):
        site.with_name(f".site.kim-{owner}").mkdir()
        site.with_name(f".site.kim-{owner}-mkdocs").mkdir()

    publish(site, "dua")

    assert beside(site) == [f".site.kim-{os.getppid()}", f".site.kim-{os.getppid()}-mkdocs"]


def test_swap_that_was_cut_off_is_mended(site: Path) -> None:
    """Between two renames the old site is only set aside; the next build puts it back first."""
    publish(site, "satu")
    site.rename(site.with_name(".site.kim-old"))

    publication = Publication(site)
    publication.open()
    publication.discard()

    assert (site / "index.html").read_text() == "satu"


def test_site_that_is_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "jauh").mkdir()
    publish(tmp_path / "jauh" / "site", "satu")
    link = tmp_path / "site"
    link.symlink_to(tmp_path / "jauh" / "site", target_is_directory=True)

    publish(link, "dua")

    assert link.is_symlink()
    assert (tmp_path / "jauh" / "site" / "index.html").read_text() == "dua"


def test_published_folder_can_be_read_by_a_web_server(site: Path) -> None:
    """A private staging folder would become a private site."""
    old = os.umask(0o022)
    try:
        publish(site, "satu")
    finally:
        os.umask(old)

    assert site.stat().st_mode & 0o777 == 0o755


def test_what_was_there_before_us_is_replaced_as_a_whole(site: Path, tmp_path: Path) -> None:
    (site / "lama").mkdir(parents=True)
    (site / "lama" / "index.html").write_text("dari program lain")

    assert publish(site, "satu", tmp_path / "keadaan") == ["/lama/"]
    assert read(site) == {"index.html": "satu", "berita/index.html": "satu"}


def test_content_leaves_out_hidden_files_and_links_to_elsewhere(tmp_path: Path) -> None:
    """A link in the content folder can't publish what lies outside it (contract C8)."""
    content = tmp_path / "content"
    (content / "berita").mkdir(parents=True)
    (content / ".git").mkdir()
    (content / ".git" / "rahasia.md").write_text("x")
    (content / "berita" / "a.md").write_text("x")
    (content / "b.PNG").write_text("x")
    (tmp_path / "luar.md").write_text("x")
    (content / "bocor.md").symlink_to(tmp_path / "luar.md")

    found = content_of(content)

    assert list(found.documents) == ["berita/a.md"]
    assert list(found.media) == ["b.PNG"]
    assert found.read("berita/a.md") == b"x"


@pytest.mark.parametrize("seconds", [60, -1])
def test_what_is_thrown_away_in_haste_is_cleared_away_later(site: Path, seconds: int) -> None:
    """A command that is told to end doesn't remove for long; the next build does the rest."""
    publication = Publication(site)
    fill(publication.open(), "baru")
    list(publication.outputs.finish())
    publication.discard(seconds)
    assert bool(beside(site)) == (seconds < 0)

    publish(site, "sesudahnya")
    assert beside(site) == []
