"""Publishing is atomic: whatever fails, the published site is whole, old or new."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kim_plugins.engine import publishing
from kim_plugins.engine.files import Output, content_of
from kim_plugins.engine.publishing import Staging, lost_addresses


def fill(folder: Path, text: str) -> None:
    (folder / "berita").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text)
    (folder / "berita" / "index.html").write_text(text)


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "umum" / "site"


def publish(site: Path, text: str) -> None:
    staging = Staging(site)
    fill(staging.open(), text)
    staging.publish()


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
        monkeypatch.setattr(publishing, "_exchange", lambda *_: False)

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
    staging = Staging(site)
    fill(staging.open(), "gagal")

    staging.discard()

    assert (site / "index.html").read_text() == "satu"
    assert beside(site) == []


def test_left_over_of_a_killed_build_is_cleared(site: Path) -> None:
    """A staging folder whose process is gone goes with the next build; a living one stays."""
    publish(site, "satu")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for owner in (dead.pid, os.getppid()):
        site.with_name(f".site.kim-{owner}").mkdir()

    publish(site, "dua")

    assert beside(site) == [f".site.kim-{os.getppid()}"]


def test_swap_that_was_cut_off_is_mended(site: Path) -> None:
    """Between two renames the old site is only set aside; the next build puts it back first."""
    publish(site, "satu")
    site.rename(site.with_name(".site.kim-old"))

    Staging(site).open()

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


def test_lost_addresses_are_those_without_a_page_in_the_new_site(tmp_path: Path) -> None:
    fill(tmp_path / "lama", "")
    fill(tmp_path / "baru", "")
    (tmp_path / "lama" / "literasi").mkdir()
    (tmp_path / "lama" / "literasi" / "index.html").write_text("")

    assert lost_addresses(tmp_path / "lama", tmp_path / "baru") == ["/literasi/"]
    assert lost_addresses(tmp_path / "tidak-ada", tmp_path / "baru") == []


def test_output_writes_addresses_as_index_files(tmp_path: Path) -> None:
    output = Output(tmp_path)

    output.write("/", b"a")
    output.write("/berita/2026/", b"b")
    output.write("/feed.xml", b"c")

    assert (tmp_path / "index.html").read_bytes() == b"a"
    assert (tmp_path / "berita" / "2026" / "index.html").read_bytes() == b"b"
    assert (tmp_path / "feed.xml").read_bytes() == b"c"


def test_output_refuses_to_write_twice(tmp_path: Path) -> None:
    output = Output(tmp_path)
    output.write("/berita/", b"a")

    with pytest.raises(FileExistsError):
        output.write("/berita/index.html", b"b")


def test_output_refuses_to_leave_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leaves"):
        Output(tmp_path / "site").write("/../x.html", b"")


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
