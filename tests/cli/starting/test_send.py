"""`kim send`: what changed goes to the repository, unless the check finds an error."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kim_plugins.cli import main

NOW = "2026-10-01T12:00+07:00"
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of an empty repository, with a site in it."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Redaksi")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "redaksi@kim-contoh.example")
    git(tmp_path, "init", "--bare", "--quiet", "--initial-branch=main", "pusat.git")
    git(tmp_path, "clone", "--quiet", "pusat.git", "desa")
    monkeypatch.chdir(tmp_path / "desa")
    assert main(["init", ".", "--yes", "--now", NOW]) == 0
    return tmp_path / "desa"


def sent(site: Path) -> list[str]:
    return git(site.parent / "pusat.git", "ls-tree", "-r", "--name-only", "main").splitlines()


def test_everything_but_what_is_made_is_sent(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--quiet", "--now", NOW]) == 0
    assert main(["send", "--now", NOW]) == 0
    assert "mkdocs.yml" in sent(site)
    assert ".github/workflows/terbitkan.yml" in sent(site)
    assert not [path for path in sent(site) if path.startswith(("site/", ".kim/"))]
    (site / "content/baru.md").write_text("---\ntitle: Baru\n---\n\nIsi.\n")
    assert main(["send", "Halaman baru", "--now", NOW]) == 0
    assert "content/baru.md" in sent(site)
    assert git(site, "log", "-1", "--format=%s") == "Halaman baru\n"
    assert main(["send", "--now", NOW]) == 0
    assert len(git(site, "log", "--format=%h").split()) == 2
    assert "Terkirim" in capsys.readouterr().err


def test_what_is_wrong_is_not_sent(site: Path) -> None:
    assert main(["send", "--now", NOW]) == 0
    (site / "content/baru.md").write_text("---\njudul baru\n---\n")
    assert main(["send", "--now", NOW]) == 1
    assert "content/baru.md" not in sent(site)


def test_what_git_refuses_is_a_sentence(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["send", "--now", NOW]) == 0
    git(site.parent, "clone", "--quiet", "pusat.git", "lain")
    (site.parent / "lain/x.txt").write_text("x")
    git(site.parent / "lain", "add", "x.txt")
    git(site.parent / "lain", "commit", "--quiet", "-m", "x")
    git(site.parent / "lain", "push", "--quiet")
    (site / "content/baru.md").write_text("---\ntitle: Baru\n---\n\nIsi.\n")
    assert main(["send", "--now", NOW]) == 2
    assert "git pull --rebase" in capsys.readouterr().err
    git(site, "remote", "remove", "origin")
    assert main(["send", "--now", NOW]) == 2
    assert "belum ada tujuan" in capsys.readouterr().err
    shutil.rmtree(site / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    assert main(["send", "--now", NOW]) == 2
    assert "belum disimpan dengan git" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(site))
    assert main(["send"]) == 2
    assert "git tidak ada di komputer ini" in capsys.readouterr().err
