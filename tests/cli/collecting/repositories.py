"""Repositories to be collected, and whether git has ended."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.sites.folder import LONGEST

FILES = {"mkdocs.yml": b"site_name: Tirta\n", "content/kelompok/tirta.md": b"---\ntitle: A\n---\n"}
_OWN = ("user.name=a", "user.email=a@kim.example", "protocol.file.allow=always")


def git(place: Path, *arguments: str, given: bytes = b"") -> str:
    """What git answers in a folder."""
    own = [word for setting in _OWN for word in ("-c", setting)]
    done = subprocess.run(
        ["git", "-C", str(place), *own, *arguments], input=given, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def commit(place: Path) -> None:
    """Commit all that stands in a folder, to its branch `utama` at first."""
    git(place, "init", "-q", "-b", "utama")
    git(place, "add", "-A")
    git(place, "commit", "-qm", "isi", "--allow-empty")


def repository(place: Path, files: dict[str, bytes] = FILES) -> Path:
    """A repository with one commit of these files."""
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    commit(place)
    return place


def assert_none_runs(words: str) -> None:
    """No command that names `words` lives on.

    What was killed is there until the system comes to it; alive, it would read for ever.
    """
    latest = time.monotonic() + LONGEST
    while any(words in command for command in _commands()):
        assert time.monotonic() < latest
        time.sleep(0.02)


def _commands() -> Iterator[str]:
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield file.read_text(errors="replace").replace("\0", " ")
        except OSError:  # it has just ended
            continue
