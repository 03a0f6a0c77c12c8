"""`kim upgrade`: the pin moves to what was tried, or stays."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from kim_plugins.cli import main
from kim_plugins.cli.settings import Settings
from kim_plugins.cli.starting import pin, upgrading
from kim_plugins.cli.starting.pin import Pin, pinned, version
from kim_plugins.cli.starting.wheels import Wheel
from tests.sites.wheel import built_wheel

NOW = "2026-10-01T12:00+07:00"
NEW = "99.1.0"
CHANGES = f"# Changelog\n\n## [{NEW}] - 2026-12-01\n\n- Peta kampung.\n\n## [0.1.0]\n\n- Awal.\n"
STRICTER = """
def _stricter(problems):
    from kim_plugins.records import Problem
    from pathlib import Path
    told = Path("content/index.md").read_text(encoding="utf-8")
    if "lama" in told:
        problems.add(Problem("content/index.md", 2, 1, "K999", "", "kata lama", "ganti"))
    return problems
"""


def made(folder: Path, number: str, *, stricter: bool = False, lock: str = "") -> Path:
    """A wheel of another version, from the one of this checkout."""
    folder.mkdir(exist_ok=True)
    target = folder / f"kim_plugins-{number}-py3-none-any.whl"
    with zipfile.ZipFile(BASE[0]) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("METADATA"):
                data = re.sub(rb"(?m)^Version: .*$", f"Version: {number}".encode(), data)
            elif name.endswith("shipped/CHANGELOG.md"):
                data = CHANGES.replace(NEW, number).encode()
            elif name.endswith("shipped/runtime.txt"):
                data += lock.encode()
            elif name.endswith("cli/check.py") and stricter:
                text = data.decode().replace(
                    "    problems = sorted(found)", "    problems = sorted(_stricter(found))"
                )
                data = (text + STRICTER).encode()
            new.writestr(name.replace(f"-{version()}.dist", f"-{number}.dist"), data)
    return target


BASE: list[Path] = []


@pytest.fixture(scope="module", autouse=True)
def base(tmp_path_factory: pytest.TempPathFactory) -> None:
    BASE[:] = [built_wheel(tmp_path_factory)]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("situs") / "desa"
    assert main(["init", str(folder), "--yes", "--now", NOW]) == 0
    return folder


@pytest.fixture
def site(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(begun, tmp_path / "desa")
    monkeypatch.chdir(tmp_path / "desa")
    return tmp_path / "desa"


def texts(site: Path) -> dict[str, bytes]:
    wanted = [*site.glob("kim.*"), *site.glob("requirements/*"), *site.glob(".kim/sumber")]
    return {path.name: path.read_bytes() for path in wanted}


def test_the_pin_moves_and_what_changes_is_said(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors that were there before hold nothing up; what somebody changed stays."""
    (site / "content/kelompok/contoh.md").write_text("---\ntitle: KIM\n---\n")
    (site / "kim.sh").write_text("# milik kami\n")
    made(site.parent / "flash disk", "98.0.0")
    wheel = made(site.parent / "flash disk", NEW)
    assert main(["upgrade", "--from", "../flash disk", "--yes", "--now", NOW]) == 0
    said = capsys.readouterr()
    assert "- Peta kampung." in said.out
    assert "Awal" not in said.out
    assert f"menjadi {NEW}" in said.err
    assert pinned(site) == NEW
    assert (site / "requirements/kim.txt").read_text() == Pin(NEW, digest(wheel)).text()
    assert (site / ".kim/sumber").read_text() == f"{wheel.parent}\n"
    assert (site / "kim.sh").read_text() == "# milik kami\n"


def digest(wheel: Path) -> str:
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_new_errors_of_a_check_keep_the_old_pin(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(site)
    page = site / "content/index.md"
    page.write_text(page.read_text() + "\nCara lama.\n")
    wheel = made(site.parent / "dist", NEW, stricter=True)
    assert main(["upgrade", "--from", str(wheel), "--yes", "--now", NOW]) == 1
    said = capsys.readouterr()
    assert "content/index.md:2:1: KESALAHAN K999: kata lama" in said.out
    assert "1 kesalahan baru" in said.err
    assert texts(site) == before


def test_an_upgrade_that_nobody_confirms_changes_nothing(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(site)
    wheel = made(site.parent / "dist", NEW)
    settings = Settings(Path("mkdocs.yml"))
    assert upgrading.upgrade_site(settings, wheel, None, lambda: False) == 0
    assert "Dibatalkan" in capsys.readouterr().err
    assert texts(site) == before


def test_a_disk_that_fails_in_between_gives_everything_back(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(site)
    wheel = made(site.parent / "dist", NEW, lock="# lain\n")
    python = {"PYTHONPATH": str(site.parent / "program")}
    Wheel(wheel, NEW).unpack(site.parent / "program")
    monkeypatch.setattr(upgrading, "_trial", lambda *_: upgrading.Trial(sys.executable, python))
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "kim.txt":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    assert main(["upgrade", "--from", str(wheel), "--yes", "--now", NOW]) == 2
    assert "program situs ini tidak berubah" in capsys.readouterr().err
    assert texts(site) == before


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("kim_plugins-0.0.1-py3-none-any.whl", None, "lebih tua"),
        ("kim_plugins-99.1.0-py3-none-any.whl", b"bukan zip", "rusak"),
        ("mkdocs-1.6.1-py3-none-any.whl", b"", "bukan wheel program ini"),
        ("tidak-ada.whl", None, "tidak ada"),
        ("kosong", None, "tidak ada program ini"),
    ],
)
def test_a_wheel_that_can_not_be_used_keeps_the_old_pin(
    site: Path, name: str, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(site)
    folder = site.parent / "dist"
    folder.mkdir()
    (folder / "kosong").mkdir()
    if content is not None:
        (folder / name).write_bytes(content)
    elif name.startswith("kim_plugins"):
        made(folder, "0.0.1")
    assert main(["upgrade", "--from", str(folder / name), "--yes", "--now", NOW]) == 2
    assert said in capsys.readouterr().err
    assert texts(site) == before


def test_a_wheel_for_another_python_keeps_the_old_pin(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wheel = made(site.parent / "dist", NEW)
    with zipfile.ZipFile(wheel) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, data in parts.items():
            archive.writestr(
                name, data.replace(b"Requires-Python: >=3.11,<3.15", b"Requires-Python: >=4")
            )
    assert main(["upgrade", "--from", str(wheel), "--yes"]) == 2
    assert "memerlukan Python >=4" in capsys.readouterr().err


def test_the_version_in_use_is_no_upgrade(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(BASE[0], site.parent)
    assert main(["upgrade", "--from", str(site.parent), "--yes"]) == 0
    assert f"Versi {version()} sudah dipakai" in capsys.readouterr().err


def test_an_index_that_can_not_be_reached_or_has_none_is_a_sentence(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(site))
    before = texts(site)
    assert main(["upgrade", "--yes"]) == 2
    assert "kim_plugins tidak ada di tempat unduhan; periksa internet" in capsys.readouterr().err
    wheel = made(site.parent / "dist", NEW)
    assert texts(site) == before
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    assert main(["upgrade", "--to", NEW, "--yes", "--now", NOW]) == 0
    assert pinned(site) == NEW


def test_a_folder_without_a_pin_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["upgrade"]) == 2
    assert "requirements/kim.txt tidak ada" in capsys.readouterr().err


def test_a_site_is_made_with_the_version_that_it_pins(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "requirements/kim.txt").write_text(Pin("0.0.9").text())
    for command in ("check", "build"):
        assert main([command]) == 2
        assert "situs ini memakai versi 0.0.9" in capsys.readouterr().err
    assert not (site / "site").exists()
    assert os.environ.get("KIM_UPGRADE") is None


def test_the_digest_of_what_came_from_an_index_is_asked_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index leaves none behind; without one, and without a network, the pin has the version."""
    nobody = type("", (), {"read_text": lambda *_: None, "version": version()})()
    monkeypatch.setattr(pin, "distribution", lambda _: nobody)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    assert pin.installed() == Pin(version())
    monkeypatch.setenv("PIP_FIND_LINKS", str(BASE[0].parent))
    assert pin.installed() == Pin(version(), digest(BASE[0]))
