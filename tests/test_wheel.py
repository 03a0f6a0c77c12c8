"""The wheel holds everything: in an environment without the repository it begins and builds a site.

Its libraries are those of .venv, which holds what requirements/runtime.txt pins; `--thorough`
installs them from nothing, as README.md says.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from pathlib import Path

import pytest

from interpreter import ROOT, venv_program
from tests.sites.wheel import built_wheel

NOW = "2026-10-01T12:00+07:00"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(tmp_path_factory)


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and the libraries of .venv without the project itself."""
    home = tmp_path_factory.mktemp("mesin")
    venv.create(home / ".venv", symlinks=os.name != "nt")
    python = venv_program(home, "python")
    libraries = sysconfig.get_path("purelib", vars={"base": str(home / ".venv")})
    # What .pth files of that folder name, such as the checkout, is not read from here.
    Path(libraries, "pustaka.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    uv = str(venv_program(ROOT, "uv"))
    install = [
        uv,
        "pip",
        "install",
        "-q",
        "--offline",
        "--no-deps",
        "--python",
        str(python),
        str(wheel),
    ]
    subprocess.run(install, check=True)
    return python


def run(python: Path, folder: Path, *arguments: str) -> str:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": ""}
    done = subprocess.run(
        [python, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_site_is_begun_checked_and_built_without_the_repository(
    python: Path, tmp_path: Path
) -> None:
    where = run(python, tmp_path, "-c", "import kim_plugins; print(kim_plugins.__file__)")
    assert Path(where.strip()).is_relative_to(python.parents[1])
    kim = ("-m", "kim_plugins.cli")
    run(python, tmp_path, *kim, "init", "desa", "--yes", "--now", NOW)
    site = tmp_path / "desa"
    run(python, site, *kim, "check", "--strict", "--now", NOW)
    run(python, site, *kim, "build", "--now", NOW)
    for name in (
        "index.html",
        "feed.xml",
        "cari/index.html",
        "berita/2026/situs-kami-dibuka/index.html",
    ):
        assert (site / "site" / name).is_file()


def test_the_pin_of_a_new_site_holds_the_digest_of_the_wheel(
    python: Path, wheel: Path, tmp_path: Path
) -> None:
    run(python, tmp_path, "-m", "kim_plugins.cli", "init", "desa", "--yes", "--now", NOW)
    pin = (tmp_path / "desa/requirements/kim.txt").read_text()
    assert f"kim_plugins=={wheel.name.split('-')[1]} \\\n    --hash=sha256:" in pin
    assert (tmp_path / "desa/.kim/sumber").read_text() == f"{wheel.parent}\n"
    for name in ("build.txt", "runtime.txt"):
        pins = (tmp_path / "desa/requirements" / name).read_bytes()
        assert pins == (ROOT / "requirements" / name).read_bytes()


def test_the_wheel_holds_no_tests_and_no_sample(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        tops = {name.split("/")[0] for name in names}
        assert {top.partition("-")[0] for top in tops} == {"kim_plugins"}
        assert any(name.endswith("licenses/LICENSE") for name in names)
        changes = archive.read("kim_plugins/shipped/CHANGELOG.md")
        guide = archive.read("kim_plugins/shipped/panduan/panduan-editor.md")
    assert guide == (ROOT / "docs/panduan-editor.md").read_bytes()
    assert changes == (ROOT / "CHANGELOG.md").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_an_empty_machine_has_its_first_bulletin_within_three_minutes(
    wheel: Path, tmp_path: Path, thorough: bool
) -> None:
    """The commands of README.md; the libraries come over the network."""
    if not thorough:
        pytest.skip("a minute or two; --thorough takes them")
    started = time.monotonic()
    run(Path(sys.executable), tmp_path, "-m", "venv", "mesin")
    kim = tmp_path / "mesin/bin/python"
    run(kim, tmp_path, "-m", "pip", "install", "-q", str(wheel))
    run(kim, tmp_path, "-m", "kim_plugins.cli", "init", "desa", "--yes")
    site = tmp_path / "desa"
    (site / "content/berita/2026/panen.md").write_text(
        "---\ntitle: Panen raya\ndescription: Warga selesai memanen padi.\n"
        "date: 2026-01-05\ngroup: contoh\n---\n\nPanen selesai dalam sepekan.\n"
    )
    shell = Path("/bin/sh")
    run(shell, site, "kim.sh", "check", "--strict")
    run(shell, site, "kim.sh", "build")
    assert (site / "site/berita/2026/panen/index.html").is_file()
    assert time.monotonic() - started < 180
