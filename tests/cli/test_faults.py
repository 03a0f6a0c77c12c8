"""What a machine does to a build: vanished files, read-only folders, full disks, jumping clocks."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from kim_plugins.builder import files
from kim_plugins.catalogue import Content
from kim_plugins.cli import main
from tests.sites.folder import NOW, Ran, Site

LATER = "2026-12-02T12:00+07:00"
COMMAND = [sys.executable, "-m", "kim_plugins.cli", "build", "--quiet", "--workers", "1"]


def build(site: Site, *options: str, now: str = NOW) -> int:
    with chdir(site.folder):
        return main(["build", "--quiet", "--workers", "1", "--now", now, *options])


def leftovers(site: Site) -> list[str]:
    return [path.name for path in site.folder.glob(".site*")]


def vanish(site: Site, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a file away after it was listed, and before it is read."""
    listed = files.content_of

    def list_then_lose(folder: Path) -> Content:
        content = listed(folder)
        target = site.folder / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()
        return content

    monkeypatch.setattr("kim_plugins.engine.site_config.content_of", list_then_lose)


@pytest.mark.parametrize("path", ["content/berita/2026/sumur.md", "content/media/sawah.png"])
def test_a_file_that_vanishes_leaves_the_site(
    site: Site, path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the next build does without it, or says who misses it."""
    assert build(site) == 0
    before = site.published()
    vanish(site, path, monkeypatch)

    assert build(site, "--clean") == 2

    assert capsys.readouterr().err.startswith("KESALAHAN: ")
    assert site.published() == before
    assert leftovers(site) == []
    monkeypatch.undo()
    assert build(site) == (1 if "media" in path else 0)


def test_a_file_that_vanishes_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vanish(site, "content/berita/2026/sumur.md", monkeypatch)
    assert build(site) != 0
    captured = capsys.readouterr()
    assert "content/berita/2026/sumur.md" in captured.out + captured.err


def test_the_whole_content_may_vanish(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(site) == 0
    before = site.published()
    vanish(site, "content", monkeypatch)
    assert build(site, "--clean") == 2
    assert "KESALAHAN: " in capsys.readouterr().err
    assert site.published() == before
    assert leftovers(site) == []


def test_a_clock_that_goes_back_unpublishes_what_is_not_due_yet(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An embargo that had ended holds again, in the bytes of a clean build."""
    assert build(site, now=LATER) == 0
    assert (site.folder / "site/berita/2026/embargo/index.html").exists()
    capsys.readouterr()

    assert build(site, now=NOW) == 0

    told = capsys.readouterr()
    assert "content/berita/2026/embargo.md:5:10: PERINGATAN K374" in told.out
    assert "/berita/2026/embargo/" not in told.err  # once is enough
    clean = site.clean_copy(tmp_path / "lain")
    assert build(clean) == 0
    assert site.published() == clean.published()


@pytest.mark.parametrize("limit", [2_000, 30_000, 120_000])
def test_a_disk_that_fills_up_after_an_edit(site: Site, limit: int, thorough: bool) -> None:
    """Files up to a size can be written: the cache fails, or a list, or a page."""
    if limit != 30_000 and not thorough:
        pytest.skip("--thorough tries it with more and less room")
    assert build(site) == 0
    before = site.published()
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Beberapa warga melapor")

    done = subprocess.run(
        [*COMMAND, "--now", NOW],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )

    assert "Traceback" not in done.stderr
    if done.returncode:
        assert done.returncode == 2
        # What can't be kept is told first.
        assert done.stderr.splitlines()[-1].startswith("KESALAHAN: ")
        assert site.published() == before
    assert leftovers(site) == []
    assert build(site) == 0
    assert site.published() != before
    assert leftovers(site) == []


# A file system of its own, in a namespace where everybody is the administrator.
NAMESPACE = ["unshare", "--map-root-user", "--mount"]
FULL_DISK = """
set -e
mkdir disk
mount -t tmpfs -o size=40m none disk
cp -r content mkdocs.yml disk
cd disk
"$@"
cp -r site ../before
sed -i 's/Warga melapor/Beberapa warga melapor/' content/berita/2026/sumur.md
head -c "$SPARE" /dev/zero > spare
cat /dev/zero > filler 2> /dev/null || true
rm spare
code=0
"$@" > ../said 2>&1 || code=$?
echo $code > ../code
diff -r site ../before > ../changes || true
ls -d .site* > ../leftovers 2> /dev/null || true
rm filler
"$@"
cp -r site ../after
"""
READ_ONLY = """
set -e
mount --bind . .
mount -o remount,bind,ro .
cd "$PWD"
"$@"
"""


@pytest.fixture
def namespace(site: Site) -> Site:
    """A site on a system that lets anybody mount file systems for themselves."""
    command = [*NAMESPACE, "mount", "-t", "tmpfs", "none", "content"]
    try:
        done = subprocess.run(command, cwd=site.folder, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if done.returncode:
        pytest.skip("no namespaces for users here")
    return site


def within(site: Site, script: str, *options: str, **variables: str) -> Ran:
    """Run a script that builds, in a namespace."""
    command = [*NAMESPACE, "sh", "-c", script, "sh", *COMMAND, "--now", NOW, *options]
    return site.run(*command, **variables)


@pytest.mark.parametrize("spare", ["0", "40000", "400000"])
def test_a_disk_without_room_leaves_the_site(namespace: Site, spare: str, thorough: bool) -> None:
    """However much is left: what can't be written is said, and nothing stays beside the site."""
    if spare != "40000" and not thorough:
        pytest.skip("--thorough tries it with more and less room")
    ran = within(namespace, FULL_DISK, SPARE=spare)
    assert ran.code == 0, ran.err
    code = int((namespace.folder / "code").read_text())
    if code:
        assert code == 2
        assert "ruang simpan penuh" in (namespace.folder / "said").read_text()
        assert (namespace.folder / "changes").read_text() == ""
    assert (namespace.folder / "leftovers").read_text() == ""
    namespace.edit("content/berita/2026/sumur.md", "Warga melapor", "Beberapa warga melapor")
    assert build(namespace) == 0
    assert namespace.published("after") == namespace.published()


def test_a_project_without_writing_says_so(namespace: Site) -> None:
    ran = within(namespace, READ_ONLY)
    assert ran.code == 2
    assert "tempat itu hanya bisa dibaca, pilih --site-dir lain" in ran.err
    assert not (namespace.folder / ".kim").exists()


def test_a_project_without_writing_is_published_elsewhere(
    namespace: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No cache and no standby can be kept; the site is the same, again and again."""
    target = tmp_path_factory.mktemp("luar") / "situs"
    for _ in range(2):
        ran = within(namespace, READ_ONLY, "--site-dir", str(target))
        assert ran.code == 0, ran.err
    assert not (namespace.folder / ".kim").exists()
    assert build(namespace) == 0
    assert namespace.published(str(target)) == namespace.published()
