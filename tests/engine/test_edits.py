"""A build that does only what changed gives the bytes of a clean one, whatever was edited."""

from __future__ import annotations

import hashlib
import random
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from kim_plugins.builder.register import write_register
from kim_plugins.builder.sealed_files import read_sealed
from kim_plugins.cli import main
from tests.engine.edits import Walk, add
from tests.sites.folder import Site


def begun(folder: Path) -> tuple[Site, Walk]:
    """A site that nothing was built of yet."""
    site = Site.copied(folder / "lama")
    site.write("tema/assets/tambahan.css", "")
    return site, Walk(site.folder, random.Random(8))


def build(walk: Walk, project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Build a project from within its folder; returns the exit code and the problems."""
    with chdir(project):
        code = main(["build", "--quiet", "--workers", "1", "--now", walk.now.isoformat()])
    return code, capsys.readouterr().out


def build_by_two(walk: Walk, site: Site) -> tuple[int, str]:
    """The same as a program, of which copies help."""
    ran = site.kim("build", "--quiet", "--workers", "2", "--now", walk.now.isoformat())
    return ran.code, ran.out


def clean_build(
    walk: Walk, folder: Path, capsys: pytest.CaptureFixture[str], published: bytes = b""
) -> tuple[int, str, dict[str, bytes]]:
    """The same content, options, clock and subscribers, in a folder that holds nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("content", "tema"):
        shutil.copytree(walk.folder / name, folder / name)
    shutil.copy(walk.folder / "mkdocs.yml", folder)
    if published:
        write_register(register_of(folder), published)
    code, said = build(walk, folder, capsys)
    return code, said, contents(folder / "site")


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


def test_any_edits_give_the_bytes_of_a_clean_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], thorough: bool
) -> None:
    """An edit that breaks the site leaves it as it was, and is taken back before the next.

    A test's process has threads, beside which it isn't copied: thoroughly it is a program.
    """
    site, walk = begun(tmp_path)
    site.edit("mkdocs.yml", "font: false", "font: false, custom_dir: tema")
    assert build(walk, site.folder, capsys)[0] == 0
    published = 0
    for _ in range(200 if thorough else 12):
        before = contents(site.folder / "site")
        known = read_sealed(register_of(site.folder)) or b""
        with walk.undoing() as undo:
            walk.step()
            capsys.readouterr()
            code, said = build_by_two(walk, site) if thorough else build(walk, site.folder, capsys)
            clean_code, clean_said, clean = clean_build(*(walk, tmp_path / "baru", capsys), known)
            assert (code, said) == (clean_code, clean_said), walk.log
            if code:
                # 2: every guid would be another, as the site's address is.
                assert code in (1, 2), (walk.log, said)
                assert contents(site.folder / "site") == before, walk.log
                undo()
                continue
        published += 1
        now = contents(site.folder / "site")
        assert differences(now, clean) == [], walk.log
        assert [path.name for path in site.folder.glob(".site*")] == []
    assert published > len(walk.log) / 2, walk.log


def test_another_time_zone_gives_the_bytes_of_a_clean_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same files tell of other hours then, in search too, and perhaps of other days."""
    site, walk = begun(tmp_path)
    add(walk)  # with an hour
    assert build(walk, site.folder, capsys)[0] == 0
    site.edit("mkdocs.yml", "kim/catalogue: {", "kim/catalogue: {timezone: Asia/Jayapura, ")
    assert build(walk, site.folder, capsys)[0] == 0
    *_, clean = clean_build(walk, tmp_path / "baru", capsys)
    assert differences(contents(site.folder / "site"), clean) == []


def test_file_that_vanished_is_made_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bulletin changes, the site loses what shows it, and something else changes."""
    site, walk = begun(tmp_path)
    assert build(walk, site.folder, capsys)[0] == 0
    news, decision = (min(walk.content.glob(f"{kind}/*/*.md")) for kind in ("berita", "keputusan"))
    page = f"{news.relative_to(walk.content).with_suffix('').as_posix()}/index.html"
    lost = ("berita/feed.xml", "berita/atom.xml", "berita/feed.json", "berita/index.html", page)
    for file in (news, decision):
        with file.open("a", encoding="utf-8") as text:
            text.write("\nSekalimat lagi.\n")
        assert build(walk, site.folder, capsys)[0] == 0
        if file == news:
            for name in lost:
                (site.folder / "site" / name).unlink()
    *_, clean = clean_build(walk, tmp_path / "baru", capsys)
    assert differences(contents(site.folder / "site"), clean) == []


def differences(ours: dict[str, bytes], clean: dict[str, bytes]) -> list[str]:
    return sorted(path for path in ours.keys() | clean.keys() if ours.get(path) != clean.get(path))
