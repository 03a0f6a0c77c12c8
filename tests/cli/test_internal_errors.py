"""A failure of the program itself: said in a sentence, kept where nobody else reads it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kim_plugins.cli import main
from tests.sites.folder import Site


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def fail(*_: object, **__: object) -> int:
    raise ZeroDivisionError("rahasia")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are another matter there")
def test_the_report_is_the_users_own(
    temporary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A link that another user left in the shared folder leads to nothing that is overwritten."""
    victim = tmp_path / "korban"
    victim.write_text("utuh")
    (temporary / "kim-kesalahan.txt").symlink_to(victim)
    monkeypatch.setattr("kim_plugins.cli.check.check_content", fail)

    assert main(["check"]) == 2

    assert victim.read_text() == "utuh"
    (report,) = temporary.glob("kim-kesalahan-*.txt")
    assert report.stat().st_mode & 0o777 == 0o600
    assert "ZeroDivisionError: rahasia" in report.read_text()
    err = capsys.readouterr().err
    assert str(report) in err
    assert "Traceback" not in err


def test_a_report_that_can_not_be_kept_is_said(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    temporary.rmdir()
    monkeypatch.setattr("kim_plugins.cli.check.check_content", fail)
    assert main(["check"]) == 2
    assert "catatannya tidak dapat disimpan" in capsys.readouterr().err


WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
sys.prefix = sys.argv[2]
del sys.argv[1:3]
from kim_plugins.cli import run
run()
"""


@pytest.mark.parametrize("library", ["click", "mkdocs", "pydantic", "markdown", "nh3", "feedgen"])
@pytest.mark.parametrize("has_stamp", [True, False])
def test_a_library_that_is_gone_is_named_and_installed_next_time(
    tmp_path: Path, library: str, has_stamp: bool
) -> None:
    site = Site.copied(tmp_path)
    stamp = tmp_path / "kim-stamp.json"
    if has_stamp:
        stamp.write_text("{}")
    command = [sys.executable, "-c", WITHOUT, library, str(tmp_path)]

    ran = site.run(*command, "build", "--workers", "1", "--now", "2026-10-01T12:00+07:00")

    assert ran.code == 2
    assert f"pustaka '{library}" in ran.err
    assert ("jalankan lagi perintah ini" in ran.err) is has_stamp
    assert not stamp.exists()


def test_a_fault_of_ours_is_no_missing_library(tmp_path: Path) -> None:
    """Then nothing is installed anew."""
    (tmp_path / "kim-stamp.json").write_text("{}")
    command = [sys.executable, "-c", WITHOUT, "kim_plugins.cli.check", str(tmp_path), "check"]
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    ran = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env=env
    )
    assert (ran.returncode, "program ini sendiri yang salah" in ran.stderr) == (2, True)
    assert (tmp_path / "kim-stamp.json").exists()
