"""What a double click starts: kim.sh in a shell, kim.bat by a stand-in for cmd.

Python, venv and pip are stood in for; tests/test_wheel.py runs kim.sh with the real program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kim_plugins.cli.starting.pin import Pin
from kim_plugins.cli.starting.writing import requirements, start_scripts, write_files
from tests.cli.starting.batch import Batch

FAKE_PYTHON = """\
#!/bin/sh
# Answers as python would: is it fit, make a .venv, install, run kim.
echo "$*" >> "{log}"
case "$*" in
  *version_info*) exit {fit} ;;
  "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *"pip install"*) case "$*" in *kim.txt*) printf '%s' "{output}"; exit {code} ;; esac ;;
  *kim_plugins.cli*) echo "kim:$KIM_COMMAND:$*"; exit 3 ;;
esac
"""
FAILURES = {
    "HTTPSConnectionPool: Failed to establish a new Connection": "Program tidak dapat diunduh",
    "Could not find a version (from versions: none)": "Program tidak dapat diunduh",
    "Temporary failure in name resolution": "Program tidak dapat diunduh",
    "Read timed out": "Program tidak dapat diunduh",
    "THESE PACKAGES DO NOT MATCH THE HASHES": "berbeda dari yang diharapkan",
    "No space left on device": "Ruang penyimpanan penuh",
    "ERROR: No matching distribution found for kim_plugins==0.1.0": "Versi program di",
    "segmentation fault": "Program tidak dapat disiapkan",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "situs desa"
    write_files(start_scripts() | requirements(Pin("1.0", "a" * 64)), folder)
    return folder


class Shell:
    """kim.sh with a Python that answers as it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log, self.bin = folder, folder.parent / "log", folder.parent / "bin"
        self.bin.mkdir()
        for name in ("sh", "cat", "cmp", "rm", "mkdir", "dirname", "cp"):
            (self.bin / name).symlink_to(shutil.which(name) or name)

    def has(self, name: str, *, fit: bool = True, output: str = "", code: int = 0) -> None:
        text = FAKE_PYTHON.format(log=self.log, fit=int(not fit), output=output, code=code)
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def run(self, *arguments: str, script: str = "kim.sh") -> tuple[int, str]:
        done = subprocess.run(
            ["sh", self.folder / script, *arguments],
            env={"PATH": str(self.bin)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    @property
    def commands(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def shell(folder: Path) -> Shell:
    if os.name == "nt":
        pytest.skip("needs a shell")
    return Shell(folder)


def test_first_start_installs_what_is_pinned_and_later_ones_start_at_once(shell: Shell) -> None:
    shell.has("python3")
    code, said = shell.run("build", "--clean")
    assert code == 3
    assert "Menyiapkan program, sekali saja" in said
    assert "kim:sh kim.sh:-m kim_plugins.cli build --clean" in said
    installs = [line for line in shell.commands if "pip install" in line]
    assert [line.split()[-1] for line in installs] == [
        f"requirements/{name}.txt" for name in ("build", "runtime", "kim")
    ]
    assert ["--require-hashes" in line for line in installs] == [True, True, False]
    assert all("--no-deps" in line and "--no-build-isolation" in line for line in installs)
    shell.log.unlink()
    assert shell.run("check", script="kim.command")[0] == 3
    assert shell.commands == ["-c ", "-m kim_plugins.cli check"]


@pytest.mark.parametrize("name", ["build", "runtime", "kim"])
def test_moved_pins_are_installed(shell: Shell, name: str) -> None:
    shell.has("python3")
    shell.run("check")
    with (shell.folder / f"requirements/{name}.txt").open("a") as file:
        file.write("# lain\n")
    shell.log.unlink()
    shell.run("check")
    assert len([line for line in shell.commands if "pip install" in line]) == 3


def test_a_python_that_went_away_is_noticed(shell: Shell) -> None:
    shell.has("python3")
    shell.run("check")
    (shell.folder / ".venv/bin/python").write_text("#!/bin/sh\nexit 1\n")
    assert shell.run("check")[0] == 3
    assert "kim_plugins.cli" in shell.commands[-1]


def test_the_newest_fitting_python_is_taken(shell: Shell) -> None:
    shell.has("python3.14", fit=False)
    shell.has("python3.12")
    shell.has("python3")
    assert shell.run("check")[0] == 3


@pytest.mark.parametrize("has_old", [False, True])
def test_without_a_fitting_python_a_sentence_says_so(shell: Shell, has_old: bool) -> None:
    if has_old:
        shell.has("python3", fit=False)
    code, said = shell.run("build")
    assert code == 2
    assert said.startswith("Python 3.11 sampai 3.14 tidak ditemukan di komputer ini.")
    assert said.count("\n") == 1
    assert not (shell.folder / ".venv").exists()


@pytest.mark.parametrize("output, said", FAILURES.items())
def test_what_can_not_be_installed_leaves_nothing_and_says_why(
    shell: Shell, output: str, said: str
) -> None:
    shell.has("python3", output=output, code=1)
    code, told = shell.run("build")
    assert code == 2
    assert told.splitlines()[-1].startswith(said) or said in told.splitlines()[-1]
    assert not (shell.folder / ".venv").exists()
    shell.has("python3")
    assert shell.run("build")[0] == 3


def test_a_folder_that_can_not_be_written_is_named(shell: Shell) -> None:
    shell.has("python3")
    (shell.folder / ".kim").write_text("di jalan")
    code, said = shell.run("build")
    assert code == 2
    assert said == (
        "Folder ini tidak boleh ditulisi. "
        "Salin foldernya ke tempat milik Anda sendiri, lalu ulangi.\n"
    )


def test_a_wheel_that_lies_on_this_machine_is_looked_for_there(shell: Shell) -> None:
    shell.has("python3")
    (shell.folder / ".kim").mkdir()
    (shell.folder / ".kim/sumber").write_text("/mnt/flash disk\n")
    shell.run("check")
    (install,) = [line for line in shell.commands if line.endswith("kim.txt")]
    assert "--find-links /mnt/flash disk" in install


# -- kim.bat ---------------------------------------------------------------------------------------


class Windows:
    """kim.bat with programs that answer as they are told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fits = {"py -3.13"}
        self.failing: tuple[str, str] | None = None
        self.commands: list[str] = []

    def program(self, words: list[str]) -> tuple[int, str]:
        line = " ".join(words)
        self.commands.append(line)
        if "version_info" in line:
            return int(line.partition(" -c ")[0] not in self.fits), ""
        if line.endswith("-m venv .venv"):
            python = self.folder / ".venv/Scripts/python.exe"
            python.parent.mkdir(parents=True)
            python.touch()
        if self.failing and line.endswith(self.failing[0]):
            return 1, self.failing[1]
        return (3 if "kim_plugins.cli" in line else 0), ""

    def run(self, *arguments: str) -> tuple[int, Batch]:
        script = (self.folder / "kim.bat").read_bytes().decode()
        batch = Batch(self.folder, script, self.program, arguments)
        return batch.run(), batch


@pytest.fixture
def windows(folder: Path) -> Windows:
    return Windows(folder)


def test_bat_installs_once_and_starts_kim(windows: Windows) -> None:
    code, batch = windows.run("build", "--clean")
    assert code == 3
    assert not batch.paused
    assert batch.variables["KIM_COMMAND"] == "kim"
    assert "py -3.13 -m venv .venv" in windows.commands
    installs = [line for line in windows.commands if "pip install" in line]
    assert [line.split()[-1] for line in installs] == [
        f"requirements\\{name}.txt" for name in ("build", "runtime", "kim")
    ]
    assert ["--require-hashes" in line for line in installs] == [True, True, False]
    assert windows.commands[-1] == ".venv\\Scripts\\python.exe -m kim_plugins.cli build --clean"
    windows.commands.clear()
    assert windows.run("check")[0] == 3
    assert windows.commands == [
        ".venv\\Scripts\\python.exe -c ",
        ".venv\\Scripts\\python.exe -m kim_plugins.cli check",
    ]


def test_bat_waits_before_the_window_of_a_double_click_closes(windows: Windows) -> None:
    assert windows.run()[1].paused
    windows.fits = set()
    (windows.folder / ".venv/kim-daftar.txt").unlink()
    code, batch = windows.run()
    assert (code, batch.paused) == (2, True)


def test_bat_installs_moved_pins(windows: Windows) -> None:
    windows.run("check")
    with (windows.folder / "requirements/kim.txt").open("a") as file:
        file.write("# lain\n")
    windows.commands.clear()
    windows.run("check")
    assert len([line for line in windows.commands if "pip install" in line]) == 3


def test_bat_without_a_fitting_python(windows: Windows) -> None:
    windows.fits = set()
    code, batch = windows.run("build")
    assert code == 2
    assert batch.said[-1].startswith("Python 3.11 sampai 3.14 tidak ditemukan")
    tried = [line.partition(" -c ")[0] for line in windows.commands]
    assert tried == ["py -3.14", "py -3.13", "py -3.12", "py -3.11", "python"]


@pytest.mark.parametrize("output, said", FAILURES.items())
@pytest.mark.parametrize("step", ["build", "runtime", "kim"])
def test_bat_leaves_nothing_of_what_can_not_be_installed(
    windows: Windows, step: str, output: str, said: str
) -> None:
    windows.failing = (f"requirements\\{step}.txt", output)
    code, batch = windows.run("build")
    assert code == 2
    assert said in batch.said[-1]
    assert not (windows.folder / ".venv").exists()
    windows.failing = None
    assert windows.run("build")[0] == 3


def test_bat_names_a_folder_that_can_not_be_written(windows: Windows) -> None:
    (windows.folder / ".kim").write_text("di jalan")
    code, batch = windows.run("build")
    assert code == 2
    assert batch.said == [
        (
            "Folder ini tidak boleh ditulisi. "
            "Salin foldernya ke tempat milik Anda sendiri, lalu ulangi."
        )
    ]


def test_bat_looks_for_a_wheel_on_this_machine(windows: Windows) -> None:
    (windows.folder / ".kim").mkdir()
    (windows.folder / ".kim/sumber").write_text("D:\\flash disk\n")
    windows.run("check")
    (install,) = [line for line in windows.commands if line.endswith("kim.txt")]
    assert "--find-links D:\\flash disk" in install
