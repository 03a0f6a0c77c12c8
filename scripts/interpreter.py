"""Which Python may run this project, and how a script gives way to another program.

Kept in syntax that Python 3.6 can read: whoever starts a script with an old Python is to be told
what to install, or be helped by a newer one that is there as well, and never see a SyntaxError.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"

Version = Tuple[int, int]
Bounds = Tuple[Version, Version]

PROBE = (
    "import sys, venv, ensurepip; "
    "print(sys.version_info[0], sys.version_info[1]); "
    "print(getattr(sys, '_base_executable', None) or sys.executable)"
)


class SetupError(Exception):
    """The setup can't go on; the message is a sentence for the user, with the remedy."""


def say(sentence: str) -> None:
    """Tell the user something; standard output stays free for the command itself."""
    try:
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()
    except (AttributeError, OSError):
        pass  # it is closed, or full: nobody hears it, and the work goes on
    except UnicodeEncodeError:
        say(sentence.encode("ascii", "replace").decode("ascii"))


class Stopped(BaseException):
    """Somebody, or the system, wants the script to end; the argument is the signal's number."""


def guarded(run: Callable[[List[str]], int]) -> int:
    """Run a script's work; an expected failure becomes a sentence and exit code 2.

    When the script is told to end, so is what it runs (subprocess does that when an exception
    comes up), and the shell is told 128 and the signal's number.
    """
    before = listen()
    try:
        return run(sys.argv[1:])
    except SetupError as problem:
        say(str(problem))
        return 2
    except OSError as problem:
        say(
            "Perintah ini tidak dapat dijalankan: {}. Hapus folder .venv bila rusak, "
            "lalu jalankan lagi perintah ini.".format(problem)
        )
        return 2
    except KeyboardInterrupt:
        say("Dihentikan.")
        return 130
    except Stopped as stopped:
        say("Dihentikan.")
        return 128 + int(stopped.args[0])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def listen() -> Dict[int, Any]:
    """Raise Stopped when told to end; return what was done about each signal before."""
    numbers = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP", "SIGBREAK")]
    heard = [number for number in numbers if number and signal.getsignal(number) != signal.SIG_IGN]
    return {number: signal.signal(number, _stop) for number in heard}


def _stop(number: int, _: object) -> None:
    raise Stopped(number)


def bounds(root: Path) -> Bounds:
    """Return the oldest Python that fits and the first that is too new, from pyproject.toml."""
    try:
        text = (root / "pyproject.toml").read_text(encoding="utf-8")
    except OSError as problem:
        raise SetupError(
            "pyproject.toml tidak terbaca ({}). Ambil ulang berkas itu dari repositori.".format(
                problem.strerror
            )
        ) from problem
    pattern = r'^requires-python\s*=\s*">=(\d+)\.(\d+),\s*<(\d+)\.(\d+)"'
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        raise SetupError(
            "pyproject.toml tidak menyebut versi Python yang cocok. "
            "Ambil ulang berkas itu dari repositori."
        )
    low_major, low_minor, high_major, high_minor = map(int, found.groups())
    return (low_major, low_minor), (high_major, high_minor)


def complaint(version: Version, limits: Bounds) -> Optional[str]:
    """Say why this version doesn't fit and what to do; None if it does."""
    low, high = limits
    if low <= version < high:
        return None
    return (
        "Python {}.{} terlalu {}: program ini memerlukan Python {}.{} sampai {}.{}. "
        "Pasang salah satunya{}, lalu jalankan lagi perintah ini."
    ).format(
        version[0],
        version[1],
        "tua" if version < low else "baru",
        low[0],
        low[1],
        high[0],
        high[1] - 1,
        "" if version < low else " di samping yang sudah ada",
    )


def candidates(limits: Bounds, root: Path, *, windows: bool = WINDOWS) -> List[List[str]]:
    """List the commands that may start a fitting Python: the one of .venv, then newest first."""
    low, high = limits
    minors = range(high[1] - 1, low[1] - 1, -1)
    inside = str(venv_program(root, "python", windows=windows))
    if windows:
        numbered = [["py", "-{}.{}".format(high[0], minor)] for minor in minors]
        return [[inside]] + numbered + [["python"]]
    return [[inside]] + [["python{}.{}".format(high[0], minor)] for minor in minors] + [["python3"]]


def venv_program(root: Path, name: str, *, windows: bool = WINDOWS) -> Path:
    """Return where .venv keeps a program."""
    if windows:
        return root / ".venv" / "Scripts" / (name + ".exe")
    return root / ".venv" / "bin" / name


def probe(command: List[str], limits: Bounds) -> Optional[str]:
    """Return the path of the Python behind a command, if it fits and can make a .venv."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        answer = subprocess.run(
            [program] + command[1:] + ["-c", PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            universal_newlines=True,
            timeout=30,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    numbers, path = answer.stdout.splitlines()[:2]
    major, minor = map(int, numbers.split())
    return None if complaint((major, minor), limits) else path


def find(
    limits: Bounds,
    root: Path,
    look: Callable[[List[str], Bounds], Optional[str]] = probe,
) -> Optional[str]:
    """Return the path of a fitting Python of this machine, or None."""
    for command in candidates(limits, root):
        path = look(command, limits)
        if path is not None:
            return path
    return None


def require(script: str, arguments: List[str]) -> None:
    """Return if this Python fits; otherwise go on with one that does, or stop with a sentence."""
    limits = bounds(ROOT)
    problem = complaint(sys.version_info[:2], limits)
    if problem is None:
        return
    other = find(limits, ROOT)
    if other is None:
        raise SetupError(problem)
    sys.exit(hand_over([other, script] + arguments, dict(os.environ)))


def hand_over(command: List[str], environment: Dict[str, str]) -> int:
    """Become the command; where a process can't, run it and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError):  # closed or full: the command sees it
            stream.flush()
    if not WINDOWS:
        os.execve(command[0], command, environment)
    child = subprocess.Popen(command, env=environment)
    while True:
        try:
            return child.wait()
        except (KeyboardInterrupt, Stopped):  # the child has got it too and ends in its own way
            continue
