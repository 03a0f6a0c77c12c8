"""The standby takes turns with the site: an edit writes what changed, and believes nothing else."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from kim_plugins.builder import files, manifests, publishing
from kim_plugins.builder.outputs import place_of
from kim_plugins.builder.publishing import Publication
from tests.builder.publications import (
    begun,
    beside,
    close_stores,
    fill,
    outputs_key,
    publish,
    read,
    standbys,
)


@pytest.fixture(autouse=True)
def stores() -> Iterator[None]:
    """Let go of all that were opened."""
    yield
    close_stores()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "umum" / "site"


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


def test_a_standby_that_was_looked_through_isnt_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("satu", "dua"):
        publish(site, text, tmp_path)
    sound = begun(site, tmp_path).sound_standby()
    assert sound is not None

    monkeypatch.setattr(publishing, "is_sound", pytest.fail)
    publication = begun(site, tmp_path)
    fill(publication.open(sound=sound), "tiga")
    publication.publish()

    assert read(site) == {"index.html": "tiga", "berita/index.html": "tiga"}


@pytest.mark.parametrize("between", [(), ("dua setengah",), ("dua setengah", "hampir tiga")])
def test_what_was_looked_through_was_that_very_standby(
    site: Path, tmp_path: Path, between: tuple[str, ...]
) -> None:
    """Another build may have put its own in the place meanwhile, and others harm in that."""
    for text in ("satu", "dua"):
        publish(site, text, tmp_path)
    (standby,) = standbys(tmp_path)
    if not between:
        (standby / "index.html").write_bytes(b"rusak")
    sound = begun(site, tmp_path).sound_standby()
    assert (sound is None) == (not between)

    for text in between:
        publish(site, text, tmp_path)
    (standby,) = standbys(tmp_path)
    old = standby / "index.html"
    old.unlink()
    old.write_bytes(b"rusak")
    publication = begun(site, tmp_path)
    fill(publication.open(sound=sound), between[0] if between else "satu")
    publication.publish()

    expected = between[0] if between else "satu"
    assert read(site) == {"index.html": expected, "berita/index.html": expected}


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
