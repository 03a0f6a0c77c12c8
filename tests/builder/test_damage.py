"""Whatever happens to what builds keep costs time and nothing else."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.cli import main
from tests.builder.damage import DAMAGES, flip, kinds
from tests.sites.folder import NOW, Site

KINDS = {
    *("cache/*.sqlite", "hub/*.json", "pengenal/*.json", "pengenal/*.salinan"),
    *("terbit/*/*.html", "terbit/*/*.xml", "terbit/*/*.js", "terbit/*/*.webp"),
}
PAGE = "content/berita/2026/sumur.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample, built in processes of their own: what one has compiled it doesn't write again."""
    made = Site.copied(tmp_path_factory.mktemp("situs"))
    assert made.build().code == 0
    shutil.copytree(made.folder, aside(made))
    return made


def aside(site: Site) -> Path:
    """What a folder held when it was built; a state knows the place of its site."""
    return site.folder.with_name(f"{site.folder.name}-disimpan")


@pytest.fixture
def site(built: Site) -> Site:
    """A site that was built twice, so that it has a standby, and whose hub was told."""
    shutil.rmtree(built.folder)
    shutil.copytree(aside(built), built.folder)
    assert built.build().code == 0
    write_hub(built)
    return built


def write_hub(site: Site) -> None:
    """As `kim ping` leaves it."""
    from kim_plugins.builder.sealed_files import write_sealed  # noqa: PLC0415

    write_sealed(site.folder / ".kim" / "hub" / "x.json", b"{}")


def arguments(site: Site, *more: str) -> list[str]:
    return ["build", "--quiet", "--now", NOW, "--config", str(site.folder / "mkdocs.yml"), *more]


def test_every_kind_of_file_is_damaged_and_the_site_is_right(
    site: Site, tmp_path_factory: pytest.TempPathFactory, thorough: bool
) -> None:
    """All kinds at once, each in another way; between damages the site is lost, or edited."""
    state_folder = site.folder / ".kim"
    found = kinds(state_folder)
    assert found.keys() >= KINDS
    for seed in range(35 if thorough else 3):
        chance = random.Random(seed)
        for kind in sorted(kinds(state_folder)):
            damage = flip if seed % 2 == 0 else chance.choice(DAMAGES)
            for file in kinds(state_folder).get(kind, [])[:1]:
                if file.is_file():
                    damage(file, chance)
        if seed % 3 == 1:
            site.edit(PAGE, "Warga melapor", f"Warga melapor {seed} kali, warga melapor")
            site.edit(PAGE, f"{seed} kali, warga melapor", f"{seed} kali. Warga melapor")
        elif seed % 3 == 2:
            shutil.rmtree(site.folder / "site")

        clean = site.clean_copy(tmp_path_factory.mktemp("lain"))
        build, clean_build = (one.begin("build", "--quiet", "--now", NOW) for one in (site, clean))
        ran = build()
        assert (ran.code, clean_build().code) == (0, 0), (seed, ran)
        assert "diulang" not in ran.err
        assert site.published() == clean.published(), seed
        shutil.rmtree(clean.folder)
        assert site.build("--quiet").code == 0
        write_hub(site)


@pytest.mark.parametrize("part", ["cache", "terbit", "pengenal"])
def test_what_belongs_to_another_site_is_not_believed(
    site: Site, tmp_path_factory: pytest.TempPathFactory, part: str
) -> None:
    """Every file of another site, under the names of ours."""
    other = Site.copied(tmp_path_factory.mktemp("lain"))
    other.edit("mkdocs.yml", "Kabar Contoh", "Kabar Lain")
    other.edit(PAGE, "Sumur dikabarkan keruh", "Lomba perahu")
    assert main(arguments(other)) == main(arguments(other)) == 0
    before = site.published()
    ours, theirs = (kinds(one.folder / ".kim" / part) for one in (site, other))
    for kind, files in ours.items():
        for file, source in zip(files, theirs.get(kind, []), strict=False):
            file.unlink()
            shutil.copy2(source, file)

    assert main(arguments(site)) == 0

    assert site.published() == before


def test_damage_of_what_is_read_last_is_mended_by_whoever_reads_it(site: Site) -> None:
    """Parts of the index are read when they are written, by several processes."""
    before = site.published()
    (file,) = (site.folder / ".kim" / "cache").glob("*.sqlite")
    data = file.read_bytes()
    for seed in range(3):
        file.write_bytes(data)
        with closing(sqlite3.connect(file)) as database, database:
            names = sorted(name for (name,) in database.execute("SELECT name FROM kept"))
            parts = [name for name in names if name.startswith(b"cari/s")]
            database.execute("DELETE FROM kept WHERE name = ?", (parts[seed * 3],))
        for folder in (site.folder / "site", site.folder / ".kim" / "terbit"):
            shutil.rmtree(folder, ignore_errors=True)

        ran = site.build("--quiet")

        assert ran.code == 0
        assert ".sqlite rusak" in ran.err
        assert "diulang" not in ran.err
        assert site.published() == before


def test_what_nobody_thought_of_begins_again_from_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once: the second failure is the program's own."""
    asked: list[object] = []

    def fail_first(config: MkDocsConfig) -> None:
        asked.append(config)
        if len(asked) == 1:
            raise RuntimeError("rusak")
        mkdocs_build(config)

    def fail_always(config: MkDocsConfig) -> None:
        asked.append(config)
        raise RuntimeError("rusak")

    before = site.published()
    monkeypatch.setattr("kim_plugins.cli.build.build", fail_first)
    assert main(arguments(site)) == 0
    assert "diulang sekali lagi dari awal" in capsys.readouterr().err
    assert site.published() == before
    asked.clear()
    monkeypatch.setattr("kim_plugins.cli.build.build", fail_always)
    assert main(arguments(site)) == 2
    assert len(asked) == 2
    assert site.published() == before


def test_clean_leaves_nothing_old_behind(site: Site) -> None:
    """Not even what has a sound seal, or what another version left."""
    before = site.published()
    cache = site.folder / ".kim" / "cache"
    (cache / "versi-lama.db").write_text("lama", encoding="utf-8")
    marked = [file for file in cache.rglob("*") if file.is_file()]
    for file in marked:
        os.utime(file, ns=(1, 1))  # a new file may be given the number of an old one

    assert main(arguments(site, "--clean")) == 0

    assert site.published() == before
    assert not (cache / "versi-lama.db").exists()
    assert all(not file.exists() or file.stat().st_mtime_ns != 1 for file in marked)


def test_damaged_register_is_taken_from_its_copy_or_told(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was published can't be made again: a warning says so, and the build goes on."""
    register, copy = sorted((site.folder / ".kim" / "pengenal").iterdir())
    register.write_bytes(b"\0\xff")
    site.edit(PAGE, "date: 2026-09-01", "date: 2026-09-20")
    site.edit(PAGE, "Sumur dikabarkan keruh", "Lomba perahu")
    capsys.readouterr()
    assert main(arguments(site)) == 0
    said = capsys.readouterr().err
    assert "salinannya dipakai" in said
    assert "pernah terbit untuk «Sumur dikabarkan keruh»" in said
    assert register.read_bytes()[16:] == copy.read_bytes()[16:]

    for file in (register, copy):
        file.write_bytes(b"\0\xff")
    assert main(arguments(site)) == 0
    assert "rusak dan dimulai lagi dari terbitan ini" in capsys.readouterr().err
    assert main(arguments(site)) == 0
    assert capsys.readouterr().err == ""


def test_register_of_an_earlier_version_is_understood(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """It had no seal."""
    register, copy = sorted((site.folder / ".kim" / "pengenal").iterdir())
    copy.unlink()
    register.write_bytes(register.read_bytes()[16:])
    capsys.readouterr()
    assert main(arguments(site)) == 0
    assert capsys.readouterr().err == ""
    assert copy.read_bytes()[16:] == register.read_bytes()[16:]
