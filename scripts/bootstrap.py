"""Make and mend .venv: pinned and hashed requirements, then the project itself.

A stamp in .venv says what was installed, where, and by which Python. It is taken away before
anything is changed and written last, so that whatever was interrupted shows at the next start.
"""

import contextlib
import enum
import errno
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from interpreter import SetupError, bounds, find, say, venv_program
from setup_failures import DISK_FULL, READ_ONLY, explanation

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Runs a command and returns its exit code and everything it printed.
Runner = Callable[[list[str], dict[str, str]], tuple[int, str]]

STAMP = "kim-stamp.json"
LOG = "kim-setup.log"

# A development environment holds the run-time requirements too: `kim` uses it as it is.
CONTAINS = {"runtime": ("runtime",), "dev": ("runtime", "dev")}


class Lack(enum.Enum):
    """Why .venv can't be used as it is; the value is what the user is told."""

    ABSENT = "Menyiapkan ruang kerja (.venv), sekali saja, sekitar satu menit …"
    UNFINISHED = "Ruang kerja (.venv) rusak atau belum selesai; dibuat ulang, sekitar satu menit …"
    MOVED = "Ruang kerja (.venv) berasal dari folder lain; dibuat ulang, sekitar satu menit …"
    PYTHON = "Python untuk ruang kerja (.venv) sudah berubah; dibuat ulang, sekitar satu menit …"
    OUTDATED = "Ruang kerja (.venv) belum sesuai dengan daftar pustaka; diperbarui, sebentar …"


def environment(outer: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a program that runs in .venv."""
    return {**outer, "NO_MKDOCS_2_WARNING": "1"}


def prepare(root: Path, kind: str, run: Runner | None = None) -> None:
    """Make .venv fit to use; a .venv that is fit already is only looked at."""
    if lack_of(root, kind) is None:
        return
    with plain_errors(root), locked(root):
        lack = lack_of(root, kind)  # another start may have done the work meanwhile
        if lack is None:
            return
        say(lack.value)
        install(root, kind, lack, run or captured)
        say("Ruang kerja siap.")


def lack_of(root: Path, kind: str) -> Lack | None:
    """Say what keeps .venv from being used; None if it is fit. Starts no process."""
    venv = root / ".venv"
    if not venv.exists():
        return Lack.ABSENT
    stamp = read_stamp(venv)
    if stamp is None or not venv_program(root, "kim").exists():
        return Lack.UNFINISHED
    if lost(venv, stamp):
        return Lack.UNFINISHED
    if stamp.get("venv") != str(venv):
        return Lack.MOVED
    if not runs_on(venv_program(root, "python"), stamp):
        return Lack.PYTHON
    pins = stamp.get("pins")
    current = isinstance(pins, dict) and pins.get(kind) == digest(root, kind)
    return None if current else Lack.OUTDATED


def runs_on(python: Path, stamp: Mapping[str, object]) -> bool:
    """Tell whether .venv's Python is still the one that the packages were installed for.

    On Windows .venv has a launcher of its own, so the Python behind it is looked for as well.
    """
    return (
        python.exists()
        and stamp.get("python") == os.path.realpath(python)
        and os.path.exists(str(stamp.get("base")))
    )


def lost(venv: Path, stamp: Mapping[str, object]) -> set[str]:
    """Return what was installed and is there no more; of each library its topmost names."""
    names = stamp.get("holds")
    return set(names) - installed(venv) if isinstance(names, list) else set()


def installed(venv: Path) -> set[str]:
    """Return the topmost names in .venv's libraries, without versions, which a user may change."""
    folders = [venv / "Lib" / "site-packages", *venv.glob("lib/python*/site-packages")]
    names = (name for folder in folders if folder.is_dir() for name in os.listdir(folder))
    return {re.sub(r"-[^-]*(\.dist-info)$", r"\1", name) for name in names} - {"__pycache__"}


def read_stamp(venv: Path) -> dict[str, object] | None:
    """Return what the stamp says; None if there is none or it is damaged."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def write_stamp(root: Path, kind: str, base: str) -> None:
    """Note that .venv now holds everything of this kind."""
    stamp = {
        "venv": str(root / ".venv"),
        "python": os.path.realpath(venv_program(root, "python")),
        "base": base,
        "holds": sorted(installed(root / ".venv")),
        "pins": {name: digest(root, name) for name in CONTAINS[kind]},
    }
    (root / ".venv" / STAMP).write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def digest(root: Path, kind: str) -> str:
    """Return the fingerprint of the files that decide what is installed."""
    total = hashlib.sha256()
    for name in ("pyproject.toml", "requirements/build.txt", f"requirements/{kind}.txt"):
        try:
            total.update((root / name).read_bytes())
        except OSError as problem:
            raise SetupError(
                f"{name} tidak terbaca ({problem.strerror}). "
                "Ambil ulang berkas itu dari repositori."
            ) from problem
    return total.hexdigest()


def install(root: Path, kind: str, lack: Lack, run: Runner) -> None:
    """Make .venv anew, or bring one that is merely out of date up to date."""
    venv = root / ".venv"
    before = read_stamp(venv)
    (venv / STAMP).unlink(missing_ok=True)
    variables = pip_environment(os.environ)
    if lack is Lack.OUTDATED and before is not None:
        base = str(before["base"])
    else:
        base = builder(root)
        checked(venv, [base, "-m", "venv", "--clear", str(venv)], variables, run)
    for command in (*pip_commands(root, kind), compile_command(root)):
        checked(venv, command, variables, run)
    write_stamp(root, kind, base)


def pip_commands(root: Path, kind: str) -> list[list[str]]:
    """Return what pip has to do, in order.

    Nothing is fetched that isn't pinned and hashed: what builds packages comes first, from
    build.txt, so that pip has no reason to set up a build environment of its own choosing.
    """
    pip = [str(venv_program(root, "python")), "-I", "-m", "pip", "install"]
    pinned = [*pip, "--require-hashes", "--no-build-isolation", "-r"]
    return [
        [*pinned, str(root / "requirements" / "build.txt")],
        [*pinned, str(root / "requirements" / f"{kind}.txt")],
        [*pip, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(root)],
    ]


def compile_command(root: Path) -> list[str]:
    """Return what compiles the project as pip compiles what it installs.

    An editable install is left out by pip; where PYTHONDONTWRITEBYTECODE is set, as in many
    containers, every command would compile it again, a quarter of the time of `kim check`.
    """
    return [str(venv_program(root, "python")), "-m", "compileall", "-q", str(root / "kim_plugins")]


def pip_environment(outer: Mapping[str, str]) -> dict[str, str]:
    """Return the user's environment, mirrors and all, without what makes pip ask or chat."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_PROGRESS_BAR": "off"}
    return {**outer, **quiet, "PIP_USER": "0"}


def builder(root: Path) -> str:
    """Return a Python that can make a .venv: this one, or another one of the machine."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        # the Python behind it, if this is that of a .venv
        return getattr(sys, "_base_executable", None) or sys.executable
    other = find(bounds(root), root)
    if other is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise SetupError(
            f"Python {version} di komputer ini tidak lengkap: modul venv dan ensurepip tidak ada. "
            "Di Debian dan Ubuntu pasang dengan: sudo apt install python3-venv. "
            "Di sistem lain pasang ulang Python, lalu jalankan lagi perintah ini."
        )
    return other


def captured(command: list[str], variables: dict[str, str]) -> tuple[int, str]:
    """Run a command to its end and return its exit code and all that it printed."""
    done = subprocess.run(
        command,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # it inherits the lock
        check=False,
    )
    return done.returncode, done.stdout


def checked(venv: Path, command: list[str], variables: dict[str, str], run: Runner) -> None:
    """Run one step of the setup, keep what it printed, and stop with a sentence if it failed."""
    code, output = run(command, variables)
    if venv.is_dir():
        with (venv / LOG).open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(command)}\n{output}\n")
    if code:
        tail = "\n".join(f"    {line}" for line in output.splitlines()[-12:])
        raise SetupError(f"{tail}\n{explanation(output)}\nCatatan lengkap: {venv / LOG}")


@contextlib.contextmanager
def plain_errors(root: Path) -> Iterator[None]:
    """Turn what the file system refuses into a sentence with the remedy."""
    try:
        yield
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            raise SetupError(DISK_FULL) from problem
        if problem.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise SetupError(READ_ONLY.format(root)) from problem
        raise SetupError(
            f"Ruang kerja tidak dapat disiapkan: {problem}. Tutup program lain yang memakai "
            f"folder {root}, lalu jalankan lagi perintah ini."
        ) from problem


@contextlib.contextmanager
def locked(root: Path, wait: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Keep other starts waiting; the system takes the lock back from processes that die.

    The lock stands outside .venv, which may be emptied while it is held, and is passed on, so
    that a pip that outlives a start that was killed keeps it to its end.
    """
    path = root / ".kim" / "venv.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as handle:
        if not taken(handle.fileno()):
            say("Menunggu: ruang kerja (.venv) sedang disiapkan oleh perintah lain …")
            while not taken(handle.fileno()):
                wait(0.2)
        os.set_inheritable(handle.fileno(), True)  # noqa: FBT003 - it takes no keyword
        yield


if sys.platform == "win32":

    def taken(descriptor: int) -> bool:
        """Try to take the lock; it ends with the descriptor."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def taken(descriptor: int) -> bool:
        """Try to take the lock; it ends with the descriptor."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
