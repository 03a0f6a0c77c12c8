"""The pin of a site: the version of its program and the digest of its wheel."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import kim_plugins

NAME: Final = "kim_plugins"
FILE: Final = "requirements/kim.txt"
LOCKS: Final = ("build.txt", "runtime.txt")
SOURCE: Final = ".kim/sumber"
"""Names the folder of a wheel that came as a file; the start scripts look there too."""

_PATIENCE: Final = 30
"""Seconds that an index gets for an answer."""
_SHIPPED: Final = Path(kim_plugins.__file__).parent / "shipped"
_PIN: Final = re.compile(rf"^{NAME}==(\S+)", re.MULTILINE)


class Pin(NamedTuple):
    """A version, the SHA-256 of its wheel if known, and the wheel's folder if it lies on disk."""

    version: str
    digest: str | None = None
    folder: Path | None = None

    def text(self) -> str:
        """The pin as a requirement for pip."""
        head = "# Program yang membuat situs ini. Jangan disunting; kim upgrade menggesernya.\n"
        line = f"{NAME}=={self.version}"
        return (
            f"{head}{line} \\\n    --hash=sha256:{self.digest}\n"
            if self.digest
            else head + line + "\n"
        )


def version() -> str:
    """The version of this program."""
    return distribution(NAME).version


def installed() -> Pin:
    """The pin of this program; without a digest where it came from an index or a checkout."""
    try:
        origin = json.loads(distribution(NAME).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        origin = {}
    wheel = _wheel(str(origin.get("url", "")))
    if wheel:
        return pin_of_wheel(wheel)
    digest = origin.get("archive_info", {}).get("hashes", {}).get("sha256")
    if not (digest or "dir_info" in origin):
        digest = _digest_of_index(version())
    return Pin(version(), digest)


def _digest_of_index(wanted: str) -> str | None:
    """The digest that pip's index gives this version; None if it can't be asked."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
    command += ["--no-deps", "--quiet", "--retries", "0", "--report", "-", f"{NAME}=={wanted}"]
    with suppress(OSError, subprocess.SubprocessError, ValueError, LookupError):
        done = subprocess.run(  # noqa: S603 - pip of this environment
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=True
        )
        (found,) = json.loads(done.stdout)["install"]
        return str(found["download_info"]["archive_info"]["hashes"]["sha256"])
    return None


def pin_of_wheel(wheel: Path) -> Pin:
    """The pin of a wheel file; its version is in its name."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Pin(wheel.name.split("-")[1], digest, wheel.parent.resolve())


def _wheel(url: str) -> Path | None:
    """The wheel file at an address of PEP 610, if it still exists."""
    parts = urlsplit(url)
    if parts.scheme != "file" or not parts.path.endswith(".whl"):
        return None
    file = Path(url2pathname(unquote(parts.path)))
    return file if file.is_file() else None


def pinned(site: Path) -> str | None:
    """The version that a site pins; None without a pin, as in a checkout."""
    try:
        found = _PIN.search((site / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return found[1] if found else None


def packaged_text(name: str) -> str:
    """A text in the wheel: CHANGELOG.md, one of the locks, a guide."""
    return packaged(name).decode("utf-8")


def packaged(name: str) -> bytes:
    """A file in the wheel.

    In a checkout they are links to the files of the project, which Windows may keep as their text.
    """
    file = _SHIPPED / name
    data = file.read_bytes()
    if data.startswith(b"../") and b"\n" not in data.strip():
        return (file.parent / data.decode("utf-8").strip()).read_bytes()
    return data
