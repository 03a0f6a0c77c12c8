"""Publishing is atomic: whatever fails, the published site is whole, old or new."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from kim_plugins.builder import files, manifests, publishing
from kim_plugins.builder.files import content_of
from kim_plugins.builder.outputs import Outputs, place_of
from kim_plugins.builder.publishing import Publication
from kim_plugins.builder.store import Store


def fill(outputs: Outputs, text: str) -> None:
    outputs.write("/", text.encode())
    outputs.write("/berita/", text.encode())


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


_stores: list[Store] = []


@pytest.fixture(autouse=True)
def stores() -> Iterator[None]:
    """Let go of all that were opened."""
    yield
    while _stores:
        _stores.pop().close()


def begun(site: Path, state: Path | None, *, once: bool = False) -> Publication:
    """A build whose standby and manifests are kept in a folder."""
    if state is None:
        return Publication(site)
    _stores.append(Store(state / "simpanan.sqlite", b""))
    return Publication(site, state / "terbit", _stores[-1], once=once)


def standbys(state: Path) -> list[Path]:
    return [*(state / "terbit").glob("*")]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "umum" / "site"


def publish(site: Path, text: str, state: Path | None = None) -> list[str]:
    publication = begun(site, state)
    fill(publication.open(), text)
    return publication.publish()


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


def read(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_standby_takes_turns_with_the_site(site: Path, tmp_path: Path) -> None:
    """What didn't change is not written again, whichever of the two folders is published."""
    state = tmp_path / "keadaan"
    for number in range(4):
        publication = begun(site, state)
        outputs = publication.open()
        outputs.write("/sama/", b"sama")
        outputs.write("/", str(number).encode())
        if number == 1:
            outputs.write("/sekali/", b"hanya di terbitan kedua")
        lost = publication.publish()

        expected = {"index.html": str(number), "sama/index.html": "sama"}
        if number == 1:
            expected["sekali/index.html"] = "hanya di terbitan kedua"
        assert read(site) == expected
        assert lost == (["/sekali/"] if number == 2 else [])
        assert beside(site) == []


def test_only_what_changed_is_made(site: Path, tmp_path: Path) -> None:
    made: list[str] = []

    def make(path: str, key: str) -> bytes:
        made.append(path)
        return key.encode()

    def build(keys: dict[str, str]) -> None:
        publication = begun(site, tmp_path / "keadaan")
        outputs = publication.open()
        for path, key in keys.items():
            outputs.offer(path, key, partial(make, path, key))
        publication.publish()

    build({"/a/": "1", "/b/": "1"})
    build({"/a/": "1", "/b/": "2"})
    build({"/a/": "1", "/b/": "2"})
    build({"/a/": "3", "/b/": "2"})

    assert made == ["/a/", "/b/", "/b/", "/a/"]
    assert read(site) == {"a/index.html": "3", "b/index.html": "2"}


@pytest.mark.parametrize("hurt", ["site", "standby", "manifest"])
def test_a_folder_that_was_changed_by_others_is_not_believed(
    site: Path, tmp_path: Path, hurt: str
) -> None:
    state = tmp_path / "keadaan"
    for text in ("satu", "dua"):
        publish(site, text, state)
    (standby,) = standbys(state)
    if hurt == "manifest":
        with closing(sqlite3.connect(state / "simpanan.sqlite")) as database, database:
            database.execute("UPDATE kept SET data = substr(data, 1, 40)")
    else:
        (site if hurt == "site" else standby).joinpath("asing.html").write_text("asing")

    publish(site, "tiga", state)

    assert read(site) == {"index.html": "tiga", "berita/index.html": "tiga"}


def test_a_build_that_is_killed_leaves_no_manifest_that_lies(site: Path, tmp_path: Path) -> None:
    state = tmp_path / "keadaan"
    for text in ("satu", "dua"):
        publish(site, text, state)
    killed = begun(site, state)
    fill(killed.open(), "mati")
    list(killed.outputs.finish())
    # The process ends here; another one comes.

    publish(site, "tiga", state)

    assert read(site) == {"index.html": "tiga", "berita/index.html": "tiga"}
    assert beside(site) == []


def test_a_site_that_is_gone_takes_its_standby_along(site: Path, tmp_path: Path) -> None:
    state = tmp_path / "keadaan"
    publish(site, "satu", state)
    shutil.rmtree(site)

    publish(tmp_path / "lain" / "site", "dua", state)

    publish(tmp_path / "lain" / "site", "tiga", state)
    assert len(standbys(state)) == 1


def test_first_builds_of_two_sites_leave_each_other_alone(site: Path, tmp_path: Path) -> None:
    """A site that isn't there yet isn't one that is gone."""
    first, second = (begun(site.with_name(name), tmp_path) for name in ("a", "b"))
    opened = first.open()
    fill(second.open(), "dua")
    second.publish()
    fill(opened, "satu")
    first.publish()
    assert (site.with_name("a") / "index.html").read_text() == "satu"
    assert (site.with_name("b") / "index.html").read_text() == "dua"


def test_an_orphan_that_another_build_drops_meanwhile_stops_nobody(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("dulu", "lalu"):
        publish(site.with_name("hilang"), text, tmp_path)
    shutil.rmtree(site.with_name("hilang"))
    (orphan,) = standbys(tmp_path)
    cleared = files.clear

    def dropped_first(path: Path) -> None:
        if path == orphan:
            shutil.rmtree(path)
        cleared(path)

    monkeypatch.setattr(publishing, "clear", dropped_first)
    publish(site, "kini", tmp_path)
    assert (site / "index.html").read_bytes() == b"kini"
    assert not orphan.exists()


def test_a_standby_that_is_looked_at_is_nobody_elses(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build would clear it away while this one takes it for whole."""
    for text in ("satu", "dua"):
        publish(site, text, tmp_path)
    is_sound, own = manifests.is_sound, os.getpid()
    first = begun(site, tmp_path)
    second: list[Publication] = []

    def another_begins(folder: Path, stamps: Mapping[str, int]) -> bool:
        if not second:
            monkeypatch.setattr(os, "getpid", os.getppid)
            second.append(begun(site, tmp_path))
            fill(second[0].open(), "empat")
            monkeypatch.setattr(os, "getpid", lambda: own)
        return is_sound(folder, stamps)

    monkeypatch.setattr(publishing, "is_sound", another_begins)
    fill(first.open(), "tiga")
    assert not first.outputs.is_first
    first.publish()
    assert read(site) == {"index.html": "tiga", "berita/index.html": "tiga"}
    second[0].publish()
    assert read(site) == {"index.html": "empat", "berita/index.html": "empat"}
    assert beside(site) == []


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


def test_a_standby_is_used_again_and_again(site: Path, tmp_path: Path) -> None:
    """Files come, change and go, in folders with and without folders: its list stays true."""
    state = tmp_path / "keadaan"
    steps: list[dict[str, str]] = [
        {"/": "1", "/a/": "1", "/a/b/": "1", "/a/c/x.txt": "1"},
        {"/": "1", "/a/": "2", "/a/b/": "1", "/a/c/x.txt": "1"},
        {"/": "1", "/a/": "2", "/a/b/": "2", "/a/b/d/": "1"},
        {"/": "1", "/a/": "2", "/a/b/": "2", "/a/b/d/": "1", "/a/c/x.txt": "2"},
        {"/": "1", "/a/b/d/": "1"},
        {"/": "1", "/a/": "2", "/a/b/": "2", "/a/b/d/": "1"},
    ]
    for step, keys in enumerate(steps):
        publication = begun(site, state)
        outputs = publication.open()
        assert outputs.is_first == (step == 0)
        for path, key in keys.items():
            outputs.offer(path, key, key.encode)
        publication.publish()
        assert read(site) == {place_of(path): key for path, key in keys.items()}


@pytest.mark.parametrize("place", ["index.html", "berita/index.html"])
@pytest.mark.parametrize("folder", ["site", "standby"])
def test_no_file_is_taken_that_somebody_changed(
    site: Path, tmp_path: Path, place: str, folder: str
) -> None:
    """Both may be one file; what is the same in both is made anew."""
    state = tmp_path / "keadaan"
    for _ in range(2):
        publish(site, "satu", state)
    (standby,) = standbys(state)
    ((site if folder == "site" else standby) / place).write_text("SATU")
    for _ in range(2):
        publish(site, "satu", state)
        assert read(site) == {"index.html": "satu", "berita/index.html": "satu"}


def test_a_site_that_was_carried_with_its_times_is_known_again(tmp_path: Path) -> None:
    """As a workflow's cache restores it: another folder of the same content, and no standby."""
    state = tmp_path / ".kim"
    for text in (b"a", b"b"):
        publication = begun(tmp_path / "site", state, once=True)
        outputs = publication.open()
        outputs.write("/", text)
        outputs.write("/berita/", b"sama")
        publication.publish()
    shutil.copytree(tmp_path / "site", tmp_path / "lain")
    shutil.rmtree(tmp_path / "site")
    (tmp_path / "lain").rename(tmp_path / "site")

    carried = begun(tmp_path / "site", state, once=True)
    outputs = carried.open()
    outputs.offer_all({"index.html": outputs_key(b"b")}, lambda _: b"made again")
    outputs.write("/berita/", b"lain")
    assert carried.publish() == []
    assert (tmp_path / "site" / "index.html").read_bytes() == b"b"
    assert standbys(state) == []


def outputs_key(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
