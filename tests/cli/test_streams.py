"""What standard output and error are connected to changes nothing of what a command does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites.folder import NOW, Ran, Site

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="it is a shell's")
KIM = '"$PYTHON" -m kim_plugins.cli'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """One whose check ends with 1, and says much."""
    site = Site.copied(tmp_path)
    fields = "".join(f"k{number}: 1\n" for number in range(3000))
    site.write("content/berita/2026/banyak.md", f"---\ntitle: Rapat\n{fields}---\n\nIsi.\n")
    return site


def shell(site: Site, command: str) -> Ran:
    return site.run("bash", "-c", f"set -o pipefail; {KIM} {command}", PYTHON=sys.executable)


@POSIX
@pytest.mark.parametrize(
    "redirection",
    [
        "2>/dev/full",
        ">/dev/full",
        ">/dev/full 2>&1",
        ">&-",
        "2>&-",
        ">&- 2>&-",
        "<&- >&- 2>&-",
        "| head -1",
        "| true",
        "2>&1 >/dev/null | true",
    ],
)
def test_check_ends_with_its_verdict(site: Site, redirection: str) -> None:
    assert shell(site, f"check --now {NOW} {redirection}").code == 1


@POSIX
@pytest.mark.parametrize("redirection", ["2>/dev/full", ">&- 2>&-", "2>&1 | head -0"])
def test_build_publishes_and_ends_with_0(site: Site, redirection: str) -> None:
    (site.folder / "content/berita/2026/banyak.md").unlink()
    assert shell(site, f"build --workers 1 --now {NOW} {redirection}").code == 0
    assert (site.folder / "site/index.html").is_file()


@POSIX
def test_a_report_that_found_no_room_is_said(site: Site) -> None:
    ran = shell(site, f"check --now {NOW} --format json >/dev/full")
    assert "keluaran tidak dapat ditulis seluruhnya: ruang simpan penuh" in ran.err


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp437"},
    ],
)
def test_a_console_with_few_letters_is_told_all_the_same(
    tmp_path: Path, environment: dict[str, str], style: str
) -> None:
    site = Site.copied(tmp_path)
    site.edit("content/berita/2026/sumur.md", "date: 2026-09-01", "date: panèn 🌾 …")

    command = [sys.executable, "-m", "kim_plugins.cli", "check", "--now", NOW, "--format", style]
    env = {**os.environ, "PYTHONUTF8": "0", **environment}
    ran = subprocess.run(command, cwd=site.folder, env=env, capture_output=True, check=False)

    assert (ran.returncode, b"Traceback" in ran.stderr) == (1, False)
    assert b"K105" in ran.stdout
    if style == "json":
        assert "panèn 🌾 …" in json.loads(ran.stdout)[-1]["message"]
