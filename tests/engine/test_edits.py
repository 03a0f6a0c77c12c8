"""A build that does only what changed gives the bytes of a clean one, whatever was edited."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from kim_plugins.builder.register import write_register
from kim_plugins.builder.sealed_files import read_sealed
from tests.engine.edits import Walk, add
from tests.sites.folder import Ran, Site


def begun(folder: Path) -> tuple[Site, Walk]:
    """A site that nothing was built of yet."""
    site = Site.copied(folder / "lama")
    site.write("tema/assets/tambahan.css", "")
    return site, Walk(site.folder, random.Random(8))


def begun_build(walk: Walk, site: Site) -> Callable[[], Ran]:
    """A build of the site as it was edited, with what earlier builds kept, by two processes."""
    return site.begin("build", "--quiet", "--workers", "2", "--now", walk.now.isoformat())


def begun_clean_build(walk: Walk, folder: Path, published: bytes = b"") -> Callable[[], Ran]:
    """The same content, options, clock and subscribers, in a folder that holds nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    clean = Site(walk.folder).clean_copy(folder, "tema")
    if published:
        write_register(register_of(folder), published)
    return clean.begin("build", "--quiet", "--workers", "1", "--now", walk.now.isoformat())


def assert_as_clean(walk: Walk, site: Site) -> None:
    """The site has the bytes of a clean build."""
    folder = site.folder.parent / "baru"
    assert begun_clean_build(walk, folder)().code == 0
    ours, clean = (contents(one / "site") for one in (site.folder, folder))
    assert differences(ours, clean) == []


def register_of(folder: Path) -> Path:
    """What was published of a site: it makes warnings and stops, and is no cache."""
    digest = hashlib.blake2b(str(folder / "content").encode(), digest_size=8).hexdigest()
    return folder / ".kim" / "pengenal" / f"{digest}.json"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_any_edits_give_the_bytes_of_a_clean_build(tmp_path: Path, thorough: bool) -> None:
    """An edit that breaks the site leaves it as it was, and is taken back before the next."""
    site, walk = begun(tmp_path)
    site.edit("mkdocs.yml", "font: false", "font: false, custom_dir: tema")
    assert begun_build(walk, site)().code == 0
    published = 0
    for _ in range(200 if thorough else 12):
        before = contents(site.folder / "site")
        known = read_sealed(register_of(site.folder)) or b""
        with walk.undoing() as undo:
            walk.step()
            build = begun_build(walk, site)
            clean_build = begun_clean_build(walk, tmp_path / "baru", known)
            ran, clean_ran = build(), clean_build()
            assert (ran.code, ran.out) == (clean_ran.code, clean_ran.out), walk.log
            if ran.code:
                # 2: every guid would be another, as the site's address is.
                assert ran.code in (1, 2), (walk.log, ran.out)
                assert contents(site.folder / "site") == before, walk.log
                undo()
                continue
        published += 1
        now, clean = (contents(folder / "site") for folder in (site.folder, tmp_path / "baru"))
        assert differences(now, clean) == [], walk.log
        assert [path.name for path in site.folder.glob(".site*")] == []
    assert published > len(walk.log) / 2, walk.log


def test_another_time_zone_gives_the_bytes_of_a_clean_build(tmp_path: Path) -> None:
    """The same files tell of other hours then, in search too, and perhaps of other days."""
    site, walk = begun(tmp_path)
    add(walk)  # with an hour
    assert begun_build(walk, site)().code == 0
    site.edit("mkdocs.yml", "kim/catalogue: {", "kim/catalogue: {timezone: Asia/Jayapura, ")
    assert begun_build(walk, site)().code == 0
    assert_as_clean(walk, site)


def test_file_that_vanished_is_made_again(tmp_path: Path) -> None:
    """A bulletin changes, the site loses what shows it, and something else changes."""
    site, walk = begun(tmp_path)
    assert begun_build(walk, site)().code == 0
    news, decision = (min(walk.content.glob(f"{kind}/*/*.md")) for kind in ("berita", "keputusan"))
    page = f"{news.relative_to(walk.content).with_suffix('').as_posix()}/index.html"
    lost = ("berita/feed.xml", "berita/atom.xml", "berita/feed.json", "berita/index.html", page)
    for file in (news, decision):
        with file.open("a", encoding="utf-8") as text:
            text.write("\nSekalimat lagi.\n")
        assert begun_build(walk, site)().code == 0
        if file == news:
            for name in lost:
                (site.folder / "site" / name).unlink()
    assert_as_clean(walk, site)


def differences(ours: dict[str, bytes], clean: dict[str, bytes]) -> list[str]:
    return sorted(path for path in ours.keys() | clean.keys() if ours.get(path) != clean.get(path))
