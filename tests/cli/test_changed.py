"""`kim build --changed FILE`: what has to be uploaded, and nothing else (contract C1)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.sites.folder import NOW, Site


def listed(site: Site, file: str = "perubahan.txt") -> list[tuple[str, str]]:
    """The rows of a list; a line end ends each of them."""
    data = (site.folder / file).read_bytes()
    assert b"\r" not in data
    assert data == b"" or data.endswith(b"\n")
    rows = [tuple(line.split("\t")) for line in data.decode().splitlines()]
    return [(status, place) for status, place in rows]


def differences(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str]]:
    found = [("A", place) for place in sorted(after.keys() - before.keys())]
    found += [("M", p) for p in sorted(after.keys() & before.keys()) if before[p] != after[p]]
    return found + [("D", place) for place in sorted(before.keys() - after.keys())]


NEW = """---
title: Kabar hari ini
description: Ringkas.
date: 2026-09-30
group: tani
tags: [pertanian]
---
Isi.
"""


def test_each_build_lists_what_is_another_than_before(site: Site) -> None:
    """First everything, then what an edit, a new file, a deleted one and a new look change."""
    before: dict[str, str] = {}

    def build(*options: str) -> list[tuple[str, str]]:
        nonlocal before
        assert site.build("--changed", "perubahan.txt", *options).code == 0
        now = site.published()
        rows = listed(site)
        assert rows == differences(before, now)
        before = now
        return rows

    assert {status for status, _ in build()} == {"A"}
    assert build() == []
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Beberapa warga melapor")
    assert ("M", "berita/2026/sumur/index.html") in build()
    site.write("content/berita/2026/baru.md", NEW)
    assert ("A", "berita/2026/baru/index.html") in build()
    (site.folder / "content/berita/2026/baru.md").unlink()
    rows = build()
    assert ("D", "berita/2026/baru/index.html") in rows
    assert [status for status, _ in rows] == sorted((s for s, _ in rows), key="AMD".index)
    # Nothing that an earlier build kept is trusted, and nothing is another.
    assert build("--clean") == []
    site.edit("mkdocs.yml", "site_name: ", "site_name: Situs ")
    assert ("M", "tentang/index.html") in build()
    shutil.rmtree(site.folder / ".kim")
    assert build() == []


def test_a_copy_that_gets_only_what_is_listed_is_the_site(site: Site, tmp_path: Path) -> None:
    """As an upload does it, line by line."""
    copy = tmp_path / "salinan"
    for text in ("Warga melapor", "Beberapa warga melapor", "Banyak warga melapor"):
        file = site.folder / "content/berita/2026/sumur.md"
        file.write_text(file.read_text("utf-8").replace("Warga melapor", text), "utf-8")
        site.build("--changed", "perubahan.txt")
        for status, place in listed(site):
            if status == "D":
                (copy / place).unlink()
            else:
                (copy / place).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(site.folder / "site" / place, copy / place)
        uploaded = Site(tmp_path).published("salinan")
        assert uploaded == site.published()


def test_a_file_that_stays_the_same_keeps_its_date(site: Site) -> None:
    """Also where it was made anew, as from a profile of which a page shows another part."""
    site.build()
    root = site.folder / "site"
    dates = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    site.edit("content/kelompok/tani.md", "081200001234", "081200001235")
    site.build("--changed", "perubahan.txt")
    changed = {root / place for _, place in listed(site)}
    assert changed
    for path, date in dates.items():
        if path not in changed:
            assert path.stat().st_mtime_ns == date, path


def test_a_file_that_vanished_from_the_site_is_listed(site: Site) -> None:
    site.build()
    (site.folder / "site/berita/index.html").unlink()
    site.edit("content/berita/2026/sumur.md", "Sumur", "Air sumur")
    site.build("--changed", "perubahan.txt")
    assert ("M", "berita/index.html") in listed(site)


def test_what_hides_in_the_site_is_not_listed(site: Site) -> None:
    site.build()
    (site.folder / "site/.git").mkdir()
    (site.folder / "site/.git/HEAD").touch()
    site.build("--changed", "perubahan.txt", "--clean")
    assert listed(site) == []
    assert (site.folder / "site/.git/HEAD").exists()


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was edited since it was built, once for all; no test may build it."""
    site = Site.copied(tmp_path_factory.mktemp("terbit"))
    assert site.build().code == 0
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Beberapa warga melapor")
    return site


@pytest.mark.parametrize(
    "place, said",
    [
        ("content", "'content' adalah folder"),
        ("tidak/ada.txt", "folder induknya tidak ada"),
        ("site/daftar.txt", "di dalam folder hasil situs"),
        ("situs.zip", "diminta untuk dua hal"),
    ],
)
def test_a_place_that_can_not_be_written_is_refused_before_anything_changes(
    edited: Site, place: str, said: str
) -> None:
    before = edited.published()
    ran = edited.build("--changed", place, "--offline", "situs.zip")
    assert ran.code == 2
    assert said in ran.err
    assert edited.published() == before


def test_a_build_that_fails_leaves_the_list_as_it_was(site: Site) -> None:
    site.build("--changed", "perubahan.txt")
    old = listed(site)
    site.edit("content/berita/2026/sumur.md", "date:", "tanggal salah:")
    assert site.build("--changed", "perubahan.txt").code == 1
    assert listed(site) == old


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_leaves_the_site_and_the_old_list(site: Site) -> None:
    site.build("--changed", "perubahan.txt")
    old, before = listed(site), site.published()
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Beberapa warga melapor")
    code = (
        "import os, sys\n"
        "from kim_plugins.cli import main\n"
        "os.symlink('/dev/full', f'.perubahan.txt.{os.getpid()}')\n"
        "sys.exit(main(['build', '--now', '2026-10-01T12:00+07:00', '--changed', "
        "'perubahan.txt']))"
    )
    ran = site.run(sys.executable, "-c", code, PYTHONPATH=str(Path.cwd()), PYTHONWARNINGS="ignore")
    assert ran.code == 2
    assert "daftar perubahan tidak dapat ditulis ke 'perubahan.txt': ruang simpan penuh" in ran.err
    assert listed(site) == old
    assert site.published() == before
    assert not list(site.folder.glob(".p*"))


STUBS = {
    "scripts/kim.py": (
        "import sys\nfrom kim_plugins.cli import main\n"
        f"sys.exit(main([*sys.argv[1:], '--quiet', '--now', '{NOW}']))\n"
    ),
    # -a --files-from=LIST SITE/ HOST:FOLDER
    "bin/rsync": (
        "#!/bin/sh\nset -e\n[ ! -e offline ]\n"
        'tar -C "$3" -cf - -T "${2#--files-from=}" | tar -C salinan -xf -\n'
    ),
    "bin/ssh": '#!/bin/sh\ncd salinan; exec sh -c "${2#cd /var/www/kim && }"\n',
}


@pytest.mark.skipif(sys.platform != "linux", reason="a script for a shell, tar and xargs")
def test_the_upload_that_the_guide_shows_keeps_a_server_as_the_site_is(site: Site) -> None:
    """Also when the network fails once, when a file is left out, and when it was cut short."""
    guide = (Path(__file__).parents[2] / "docs/menerbitkan.md").read_text(encoding="utf-8")
    script = guide.partition("<!-- unggah.sh -->\n\n```sh\n")[2].partition("```")[0]
    site.write("unggah.sh", script)
    for name, text in STUBS.items():
        site.write(name, text)
        (site.folder / name).chmod(0o755)
    (site.folder / "bin/python3").symlink_to(sys.executable)
    (site.folder / "salinan").mkdir()

    def upload() -> int:
        path = f"{site.folder / 'bin'}:{os.environ['PATH']}"
        return site.run("sh", "unggah.sh", PATH=path, PYTHONPATH=os.pathsep.join(sys.path)).code

    assert upload() == 0
    assert site.published("salinan") == site.published()
    site.write("content/berita/2026/baru.md", NEW)
    site.write("offline", "")
    assert upload() != 0
    (site.folder / "offline").unlink()
    (site.folder / "content/berita/2026/sumur.md").unlink()
    site.edit("mkdocs.yml", "kim/catalogue: {", "kim/catalogue: {on_invalid: leave-out, ")
    site.write("content/berita/2026/salah.md", "---\ntitle: Salah\n---\n")
    assert upload() == 0
    assert site.published("salinan") == site.published()
    # The machine was switched off between the build and what follows it.
    site.write("content/berita/2026/nanti.md", NEW)
    assert site.build("--changed", "perubahan.txt").code == 3
    assert upload() == 0
    assert site.published("salinan") == site.published()
    assert not (site.folder / "antrean.txt").exists()
