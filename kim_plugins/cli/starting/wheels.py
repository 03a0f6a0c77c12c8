"""Wheels of this program: from a file, a folder or an index."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from packaging.specifiers import SpecifierSet

from kim_plugins.cli.settings import UsageProblem
from kim_plugins.cli.starting.changes import as_numbers
from kim_plugins.cli.starting.pin import LOCKS, NAME
from kim_plugins.records.problems import quote

_NAMED: Final = re.compile(rf"{NAME}-(\d[^-]*)-py3-none-any\.whl")
_PYTHON: Final = re.compile(r"^Requires-Python: (.+)$", re.MULTILINE)
_OFFLINE: Final = ("Connection", "resolution", "timed out", "ProxyError", "SSLError")
_STAYS: Final = "program situs ini tidak berubah"


@dataclass(frozen=True)
class Wheel:
    """A wheel file of this program."""

    file: Path
    version: str

    @cached_property
    def digest(self) -> str:
        """The SHA-256 by which pip verifies it."""
        return hashlib.sha256(self.file.read_bytes()).hexdigest()

    def read(self, name: str) -> str:
        """A text in the wheel, as `pin.packaged_text` reads this program's."""
        with zipfile.ZipFile(self.file) as archive:
            return archive.read(f"{NAME}/shipped/{name}").decode()

    def unpack(self, folder: Path) -> None:
        """Unpack it as an installer would; it holds modules only."""
        with zipfile.ZipFile(self.file) as archive:
            archive.extractall(folder)

    def installed(self, folder: Path) -> str:
        """Install it with its libraries in a new environment; returns that environment's Python."""
        venv.create(folder, with_pip=True)
        python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        locks = folder / "requirements"
        locks.mkdir()
        for name in LOCKS:
            (locks / name).write_text(self.read(name), encoding="utf-8")
            _pip(str(python), "install", "--require-hashes", "--no-deps", "-r", str(locks / name))
        _pip(str(python), "install", "--no-deps", str(self.file))
        return str(python)


def local_wheel(source: Path, wanted: str | None) -> Wheel:
    """The wheel at a path, or the newest in a folder."""
    if source.is_dir():
        wheels = [file for file in source.iterdir() if _NAMED.fullmatch(file.name)]
        named = [file for file in wheels if wanted in (None, _version(file))]
        if not named:
            which = f"versi {wanted}" if wanted else "program ini"
            raise UsageProblem(
                f"tidak ada {which} ({NAME}-…-py3-none-any.whl) di folder {quote(str(source))}"
            )
        return _sound(max(named, key=lambda file: as_numbers(_version(file))))
    if not source.is_file():
        raise UsageProblem(f"{quote(str(source))} tidak ada; tulis berkas wheel atau foldernya")
    if not _NAMED.fullmatch(source.name):
        raise UsageProblem(
            f"{quote(source.name)} bukan wheel program ini; namanya seperti "
            f"{NAME}-0.2.0-py3-none-any.whl"
        )
    wheel = _sound(source)
    if wanted not in (None, wheel.version):
        raise UsageProblem(f"{quote(source.name)} bukan versi {wanted}; {_STAYS}")
    return wheel


def wheel_from_index(folder: Path, wanted: str | None) -> Wheel:
    """A version, or the newest, from pip's index."""
    target = folder / "unduhan"
    requirement = f"{NAME}=={wanted}" if wanted else NAME
    _pip(
        sys.executable,
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "-d",
        str(target),
        requirement,
    )
    return _sound(next(target.glob("*.whl")))


def _version(file: Path) -> str:
    found = _NAMED.fullmatch(file.name)
    return found[1] if found else ""


def _sound(file: Path) -> Wheel:
    """Refuse a wheel that is damaged, misnamed, or not for this Python."""
    version = _version(file)
    try:
        with zipfile.ZipFile(file) as archive:
            archive.testzip()
            metadata = archive.read(f"{NAME}-{version}.dist-info/METADATA").decode()
            for name in (*LOCKS, "CHANGELOG.md"):
                archive.getinfo(f"{NAME}/shipped/{name}")
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError):
        raise UsageProblem(
            f"{quote(file.name)} rusak atau bukan wheel program ini; unduh ulang, {_STAYS}"
        ) from None
    needed = _PYTHON.search(metadata)
    running = ".".join(map(str, sys.version_info[:3]))
    if needed and running not in SpecifierSet(needed[1]):
        raise UsageProblem(
            f"versi {version} memerlukan Python {needed[1]}, di sini {running}; {_STAYS}"
        )
    return Wheel(file, version)


def _pip(python: str, *arguments: str) -> None:
    """Run pip, or say why it failed."""
    command = [python, "-m", "pip", arguments[0], "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--retries", "1", "--no-build-isolation", *arguments[1:]]
    done = subprocess.run(  # noqa: S603 - pip of this environment
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return
    if any(sign in done.stderr for sign in _OFFLINE):
        said = "versi baru tidak dapat diunduh; periksa sambungan internet, lalu ulangi"
    elif "No matching distribution" in done.stderr:
        said = f"{arguments[-1]} tidak ada di tempat unduhan; periksa internet dan nomor versinya"
    elif "No module named pip" in done.stderr:
        said = "pip tidak ada di lingkungan ini; pakai kim.sh atau kim.bat, atau --from BERKAS"
    else:
        said = f"versi baru tidak dapat disiapkan: {done.stderr.strip().splitlines()[-1:]}"
    raise UsageProblem(f"{said}; {_STAYS}")
