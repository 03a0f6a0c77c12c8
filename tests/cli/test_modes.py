"""Whoever builds with whatever umask: the site is for everybody, the folder of state for nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites.folder import NOW, Site

COMMAND = [sys.executable, "-m", "kim_plugins.cli", "build", "--quiet", "--now", NOW]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")


def modes(folder: Path) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"files": set(), "folders": {folder.stat().st_mode & 0o7777}}
    for path in folder.rglob("*"):
        found["folders" if path.is_dir() else "files"].add(path.stat().st_mode & 0o7777)
    return found


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("umask", [0o000, 0o077, 0o027])
def test_a_site_can_be_read_by_everybody(tmp_path: Path, umask: int, workers: str) -> None:
    """The first site, one that takes its place, and the one whose place it took."""
    site = Site.copied(tmp_path)
    for title in ("Panen raya", "Panen kedua", "Panen ketiga"):
        site.edit("content/berita/2026/panen.md", "Panen raya", title)
        command = [*COMMAND, "--workers", workers, "--offline", "salinan.zip"]
        subprocess.run(command, cwd=tmp_path, umask=umask, check=True, capture_output=True)
        assert modes(tmp_path / "site") == {"files": {0o644}, "folders": {0o755}}, title
        assert (tmp_path / ".kim").stat().st_mode & 0o7777 == 0o700
        site.edit("content/berita/2026/panen.md", title, "Panen raya")


def test_a_folder_of_state_that_others_could_read_is_closed(tmp_path: Path) -> None:
    site = Site.copied(tmp_path)
    (tmp_path / ".kim").mkdir(mode=0o777)
    (tmp_path / ".kim").chmod(0o777)
    assert site.kim("check", "--now", NOW).code == 0
    assert (tmp_path / ".kim").stat().st_mode & 0o7777 == 0o700


def test_the_umask_of_who_builds_is_given_back(tmp_path: Path) -> None:
    """What an editor writes stays as private as they want it."""
    Site.copied(tmp_path)
    program = f"""
import os, sys
from kim_plugins.cli import main
os.umask(0o027)
main(["build", "--quiet", "--now", "{NOW}"])
assert os.umask(0) == 0o027
main(["build", "--quiet", "--now", "{NOW}", "--site-dir", "content/situs"])
main(["build", "--quiet", "--now", "{NOW}", "--site-dir", "."])
os.umask(0o027)
main(["build", "--quiet", "--now", "{NOW}", "--site-dir", "/proc/situs"])
assert os.umask(0) == 0o027
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
