"""A .venv that no longer fits is noticed before anything is imported from it."""

import json
import shutil
from pathlib import Path

import pytest

import bootstrap
from bootstrap import Lack
from interpreter import venv_program
from tests.scripts.machines import Machine


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "requirements/build.txt", "requirements/runtime.txt"]
)
def test_changed_requirements_are_noticed_and_installed(
    root: Path, machine: Machine, name: str
) -> None:
    bootstrap.prepare(root, "runtime", machine)
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert bootstrap.lack_of(root, "runtime") is Lack.OUTDATED
    machine.commands.clear()
    bootstrap.prepare(root, "runtime", machine)
    assert not machine.made_venv()
    assert bootstrap.lack_of(root, "runtime") is None


@pytest.mark.parametrize("content", [None, "", "{", "[]"])
def test_without_a_sound_stamp_a_venv_is_made_anew(
    root: Path, machine: Machine, content: str | None
) -> None:
    bootstrap.prepare(root, "runtime", machine)
    stamp = root / ".venv" / bootstrap.STAMP
    stamp.unlink()
    if content is not None:
        stamp.write_text(content, encoding="utf-8")
    assert bootstrap.lack_of(root, "runtime") is Lack.UNFINISHED
    machine.commands.clear()
    bootstrap.prepare(root, "runtime", machine)
    assert machine.made_venv()
    assert bootstrap.lack_of(root, "runtime") is None


def test_a_copied_project_gets_a_venv_of_its_own(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    copy = root.parent / "salinan"
    shutil.copytree(root, copy, symlinks=True)
    assert bootstrap.lack_of(copy, "runtime") is Lack.MOVED


def test_a_venv_without_the_command_is_damaged(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    venv_program(root, "kim").unlink()
    assert bootstrap.lack_of(root, "runtime") is Lack.UNFINISHED


def test_a_venv_whose_python_is_gone_is_noticed(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    python = venv_program(root, "python")
    python.unlink()
    assert bootstrap.lack_of(root, "runtime") is Lack.PYTHON
    python.symlink_to("/no/such/python")
    assert bootstrap.lack_of(root, "runtime") is Lack.PYTHON


def test_a_venv_whose_python_was_exchanged_is_noticed(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    python = venv_program(root, "python")
    python.unlink()
    python.symlink_to(shutil.which("env") or "/usr/bin/env")
    assert bootstrap.lack_of(root, "runtime") is Lack.PYTHON


def test_a_launcher_whose_python_was_removed_is_noticed(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    path = root / ".venv" / bootstrap.STAMP
    stamp = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**stamp, "base": "/no/such/python"}), encoding="utf-8")
    assert bootstrap.lack_of(root, "runtime") is Lack.PYTHON


@pytest.mark.parametrize("name", ["click", "mkdocs-1.6.1.dist-info", "_kim.pth"])
def test_a_library_that_went_away_is_noticed(root: Path, machine: Machine, name: str) -> None:
    """As after half of .venv was deleted, or a virus scanner took a file."""
    libraries = root / ".venv/lib/python3.11/site-packages"

    def install(command: list[str], variables: dict[str, str]) -> tuple[int, str]:
        found = machine(command, variables)
        for made in ("click", "mkdocs-1.6.1.dist-info", "_kim.pth", "__pycache__"):
            (libraries / made).mkdir(parents=True, exist_ok=True)
        return found

    bootstrap.prepare(root, "runtime", install)
    assert bootstrap.lack_of(root, "runtime") is None
    (libraries / "__pycache__").rmdir()
    assert bootstrap.lack_of(root, "runtime") is None
    (libraries / name).rmdir()
    assert bootstrap.lack_of(root, "runtime") is Lack.UNFINISHED
    bootstrap.prepare(root, "runtime", install)
    assert bootstrap.lack_of(root, "runtime") is None


def test_a_library_of_another_version_stays(root: Path, machine: Machine) -> None:
    libraries = root / ".venv/lib/python3.11/site-packages"

    def install(command: list[str], variables: dict[str, str]) -> tuple[int, str]:
        found = machine(command, variables)
        (libraries / "click-8.2.1.dist-info").mkdir(parents=True, exist_ok=True)
        return found

    bootstrap.prepare(root, "runtime", install)
    (libraries / "click-8.2.1.dist-info").rename(libraries / "click-8.2.2.dist-info")
    assert bootstrap.lack_of(root, "runtime") is None
