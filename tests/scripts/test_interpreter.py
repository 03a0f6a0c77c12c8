"""Which Python is taken, and what is said when none fits."""

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import interpreter

LIMITS = ((3, 11), (3, 15))


@pytest.mark.parametrize(
    "version, word, aside",
    [((3, 6), "tua", False), ((3, 10), "tua", False), ((3, 15), "baru", True)],
)
def test_an_unfit_python_is_named_with_the_versions_that_fit(
    version: tuple[int, int], word: str, aside: bool
) -> None:
    sentence = interpreter.complaint(version, LIMITS)
    assert sentence is not None
    assert f"Python {version[0]}.{version[1]} terlalu {word}" in sentence
    assert "Python 3.11 sampai 3.14. Pasang salah satunya" in sentence
    assert ("di samping yang sudah ada" in sentence) is aside


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_a_fit_python_is_not_complained_about(version: tuple[int, int]) -> None:
    assert interpreter.complaint(version, LIMITS) is None


def test_the_bounds_are_those_of_the_project() -> None:
    low, high = interpreter.bounds(interpreter.ROOT)
    assert low == (3, 11)
    assert low <= sys.version_info[:2] < high


@pytest.mark.parametrize("text", [None, "[project]\n"])
def test_a_missing_or_damaged_pyproject_is_a_sentence(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(interpreter.SetupError, match="Ambil ulang berkas itu"):
        interpreter.bounds(tmp_path)


def test_the_newest_fitting_python_on_the_path_is_taken(tmp_path: Path) -> None:
    def look(command: list[str], limits: interpreter.Bounds) -> str | None:
        return {"python3.13": "/opt/313", "python3.12": "/opt/312"}.get(command[0])

    assert interpreter.find(LIMITS, tmp_path, look) == "/opt/313"


def test_without_any_fitting_python_nothing_is_taken(tmp_path: Path) -> None:
    assert interpreter.find(LIMITS, tmp_path, lambda _command, _limits: None) is None


def test_windows_is_asked_through_its_launcher(tmp_path: Path) -> None:
    commands = interpreter.candidates(LIMITS, tmp_path, windows=True)
    assert commands[1:3] == [["py", "-3.14"], ["py", "-3.13"]]
    assert commands[0][0].endswith("python.exe")


def test_a_command_that_is_not_there_is_no_python() -> None:
    assert interpreter.probe(["no-such-python"], LIMITS) is None


@pytest.mark.parametrize(
    "limits, fits",
    [((sys.version_info[:2], (4, 0)), True), (((2, 7), (3, 0)), False)],
)
def test_a_python_is_asked_for_its_version(limits: interpreter.Bounds, fits: bool) -> None:
    assert (interpreter.probe([sys.executable], limits) is not None) is fits


@pytest.mark.parametrize("name", ["interpreter", "kim", "lock", "test"])
def test_python_3_6_can_read_what_it_meets_first(name: str) -> None:
    """Otherwise an old Python shows a SyntaxError instead of the sentence."""
    source = (interpreter.ROOT / "scripts" / f"{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    futures = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "__future__" not in [node.module for node in futures]


def test_failure_is_a_sentence_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    def run(arguments: list[str]) -> int:
        raise interpreter.SetupError("Begini cara memperbaikinya.")

    assert interpreter.guarded(run) == 2
    assert capsys.readouterr() == ("", "Begini cara memperbaikinya.\n")


def test_an_interrupt_shows_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def run(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    assert interpreter.guarded(run) == 130
    assert capsys.readouterr().err == "Dihentikan.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_a_script_runs_ends_with_it(
    number: signal.Signals, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Whoever stops the setup of .venv leaves no pip behind."""
    program = f"""
import os, signal, sys, time
open({str(tmp_path / "anak")!r}, "w").write(str(os.getpid()))
os.kill(os.getppid(), {int(number)})
time.sleep(600)
"""

    def run(_: list[str]) -> int:
        return subprocess.run([sys.executable, "-c", program], check=False).returncode

    before = signal.getsignal(number)
    assert interpreter.guarded(run) == 128 + number
    assert capsys.readouterr().err == "Dihentikan.\n"
    assert signal.getsignal(number) == before
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "anak").read_text()), 0)
