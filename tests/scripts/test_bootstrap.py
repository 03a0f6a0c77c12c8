"""How .venv is made, judged and mended; pip and venv are stood in for."""

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import bootstrap
from bootstrap import Lack
from interpreter import SetupError, guarded, say
from tests.scripts.machines import Machine


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


def test_a_setup_that_is_interrupted_leaves_no_stamp(root: Path, machine: Machine) -> None:
    bootstrap.prepare(root, "runtime", machine)
    (root / "requirements" / "runtime.txt").write_text("runtime==2\n", encoding="utf-8")
    machine.failing = ("--editable", "")
    with pytest.raises(SetupError):
        bootstrap.prepare(root, "runtime", machine)
    assert bootstrap.lack_of(root, "runtime") is Lack.UNFINISHED


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
