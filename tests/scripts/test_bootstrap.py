"""How .venv is made, judged and mended; pip and venv are stood in for."""

import errno
import io
import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import bootstrap
from bootstrap import Lack
from interpreter import SetupError, guarded, say, venv_program


class Machine:
    """Stands in for venv and pip: makes the files that they would make, and keeps the commands."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[list[str]] = []
        self.failing: tuple[str, str] | None = None

    def __call__(self, command: list[str], variables: dict[str, str]) -> tuple[int, str]:
        self.commands.append(command)
        if self.failing is not None and self.failing[0] in command:
            return 1, self.failing[1]
        if "venv" in command:
            shutil.rmtree(self.root / ".venv", ignore_errors=True)
            python = venv_program(self.root, "python")
            python.parent.mkdir(parents=True)
            python.symlink_to(sys.executable)
        if "--editable" in command:
            venv_program(self.root, "kim").touch()
        return 0, "done"

    def made_venv(self) -> bool:
        return any("venv" in command for command in self.commands)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "proyek desa"
    (root / "requirements").mkdir(parents=True)
    for name in ("build", "runtime", "dev"):
        (root / "requirements" / f"{name}.txt").write_text(f"{name}==1\n", encoding="utf-8")
    text = '[project]\nrequires-python = ">=3.11,<3.15"\n'
    (root / "pyproject.toml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def machine(root: Path) -> Machine:
    return Machine(root)


def test_a_fresh_checkout_gets_a_venv(root: Path, machine: Machine) -> None:
    assert bootstrap.lack_of(root, "runtime") is Lack.ABSENT
    bootstrap.prepare(root, "runtime", machine)
    assert bootstrap.lack_of(root, "runtime") is None


def test_only_pinned_and_hashed_packages_are_fetched(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    for command in machine.commands[1:4]:
        assert "--no-build-isolation" in command
        assert ("--require-hashes" in command) is not ("--no-index" in command)
    assert machine.commands[1][-1].endswith("build.txt")
    assert machine.commands[2][-1].endswith("runtime.txt")
    assert machine.commands[3][-2:] == ["--editable", str(root)]


def test_the_project_is_compiled_like_what_is_installed(root: Path, machine: Machine) -> None:
    """Else `PYTHONDONTWRITEBYTECODE` makes every command compile it again."""
    bootstrap.prepare(root, "runtime", machine)
    assert machine.commands[-1][1:] == ["-m", "compileall", "-q", str(root / "kim_plugins")]


def test_a_fit_venv_starts_no_process(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    machine.commands.clear()
    bootstrap.prepare(root, "runtime", machine)
    assert machine.commands == []


def test_the_development_venv_serves_the_command_too(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "dev", machine)
    assert bootstrap.lack_of(root, "runtime") is None


def test_the_run_time_venv_grows_into_the_development_one(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    assert bootstrap.lack_of(root, "dev") is Lack.OUTDATED
    machine.commands.clear()
    bootstrap.prepare(root, "dev", machine)
    assert not machine.made_venv()
    assert bootstrap.lack_of(root, "dev") is None


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


def test_a_setup_that_is_interrupted_leaves_no_stamp(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    (root / "requirements" / "runtime.txt").write_text("runtime==2\n", encoding="utf-8")
    machine.failing = ("--editable", "")
    with pytest.raises(SetupError):
        bootstrap.prepare(root, "runtime", machine)
    assert bootstrap.lack_of(root, "runtime") is Lack.UNFINISHED


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


@pytest.mark.parametrize(
    "output, sentence",
    [
        ("OSError: [Errno 28] No space left on device", "Ruang penyimpanan penuh"),
        ("WARNING: Retrying … NewConnectionError\nERROR: No matching distribution", "internet"),
        ("Temporary failure in name resolution", "internet"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "berbeda dari yang diharapkan"),
        ("ERROR: No matching distribution found for lxml==6", "tidak tersedia untuk komputer"),
        ("something else", "kirim catatan di bawah ini"),
    ],
)
def test_what_pip_could_not_do_is_explained(
    root: Path, machine: Machine, output: str, sentence: str
) -> None:
    machine.failing = ("--require-hashes", output)
    with pytest.raises(SetupError, match=sentence) as caught:
        bootstrap.prepare(root, "runtime", machine)
    log = root / ".venv" / bootstrap.LOG
    assert output in log.read_text(encoding="utf-8")
    assert str(log) in str(caught.value)
    assert output.splitlines()[-1] in str(caught.value)


@pytest.mark.parametrize(
    "number, sentence",
    [
        (errno.ENOSPC, "Ruang penyimpanan penuh"),
        (errno.EROFS, "tidak boleh ditulisi"),
        (errno.EACCES, "tidak boleh ditulisi"),
        (errno.EBUSY, "Tutup program lain"),
    ],
)
def test_what_the_file_system_refuses_is_explained(root: Path, number: int, sentence: str) -> None:
    def run(command: list[str], variables: dict[str, str]) -> tuple[int, str]:
        raise OSError(number, os.strerror(number))

    with pytest.raises(SetupError, match=sentence):
        bootstrap.prepare(root, "runtime", run)


def test_a_missing_requirements_file_is_a_sentence(root: Path, machine: Machine) -> None:
    (root / "requirements" / "runtime.txt").unlink()
    with pytest.raises(SetupError, match=r"requirements/runtime\.txt tidak terbaca"):
        bootstrap.prepare(root, "runtime", machine)


def test_a_python_without_venv_gives_way_to_another(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr(bootstrap, "find", lambda _limits, _root: "/opt/python")
    assert bootstrap.builder(root) == "/opt/python"


def test_a_python_without_venv_and_without_another_is_a_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr(bootstrap, "find", lambda _limits, _root: None)
    with pytest.raises(SetupError, match="sudo apt install python3-venv"):
        bootstrap.builder(root)


def test_the_users_pip_settings_stay_in_force() -> None:
    variables = bootstrap.pip_environment({"PIP_CERT": "/ca.pem", "PIP_USER": "1"})
    assert variables["PIP_CERT"] == "/ca.pem"
    assert variables["PIP_USER"] == "0"
    assert variables["PIP_DISABLE_PIP_VERSION_CHECK"] == "1"


def test_a_second_start_waits_and_says_so(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([False, False, True])
    waits: list[float] = []
    monkeypatch.setattr(bootstrap, "taken", lambda _descriptor: next(answers))
    with bootstrap.locked(root, waits.append):
        assert len(waits) == 1
    assert capsys.readouterr().err.count("Menunggu") == 1


def test_the_lock_keeps_a_second_start_out_until_the_first_has_ended(root: Path) -> None:
    path = root / ".kim" / "venv.lock"
    with bootstrap.locked(root), path.open("w", encoding="utf-8") as second:
        assert not bootstrap.taken(second.fileno())
    with path.open("w", encoding="utf-8") as second:
        assert bootstrap.taken(second.fileno())


def test_what_another_start_has_made_meanwhile_is_not_made_again(
    root: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([Lack.ABSENT, None])
    monkeypatch.setattr(bootstrap, "lack_of", lambda _root, _kind: next(answers))
    bootstrap.prepare(root, "runtime", machine)
    assert machine.commands == []


def test_the_setup_speaks_on_standard_error_only(
    root: Path, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.prepare(root, "runtime", machine)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [Lack.ABSENT.value, "Ruang kerja siap."]


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


@pytest.mark.parametrize("closed", [None, "full"])
def test_nobody_has_to_hear_what_the_setup_says(
    closed: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if closed and not Path("/dev/full").exists():
        pytest.skip("no such device here")
    stream = open("/dev/full", "w", encoding="utf-8", buffering=1) if closed else None  # noqa: PTH123, SIM115
    monkeypatch.setattr(sys, "stderr", stream)
    say("Ruang kerja siap.")
    monkeypatch.setattr(sys, "argv", ["kim.py"])

    def fail(arguments: list[str]) -> int:
        raise PermissionError(13, "Permission denied", "/x/.venv/bin/kim")

    assert guarded(fail) == 2
    if stream:
        with suppress(OSError):
            stream.close()


def test_letters_that_a_console_lacks_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", heard)
    say("Menyiapkan …")
    heard.seek(0)
    assert heard.read() == "Menyiapkan ?\n"
