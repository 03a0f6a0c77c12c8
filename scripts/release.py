"""Make what a release consists of: dist/ with sdist, wheel, SHA256SUMS and the notes.

.venv/bin/python scripts/release.py v0.2.0

Refuses a tag that isn't the version of pyproject.toml, and a version of which CHANGELOG.md says
nothing, or nothing to editors: `kim upgrade` shows them what it says below "### Untuk editor". The
same commit gives the same bytes. .github/workflows/release.yml runs it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from interpreter import ROOT, SetupError, guarded, say
from kim_plugins.cli.starting.changes import for_editors, sections

SUMS = "SHA256SUMS"
NOTES = "catatan.md"

# Makes one distribution in a folder: its hook of PEP 517, the folder.
Maker = Callable[[str, Path], None]


def run(arguments: list[str]) -> int:
    """Make the release that the tag names."""
    if len(arguments) != 1:
        raise SetupError("Usage: .venv/bin/python scripts/release.py v0.2.0")
    release(ROOT, arguments[0], made)
    return 0


def release(root: Path, tag: str, make: Maker) -> None:
    """Fill dist/ anew."""
    notes = notes_of(root, tag)
    dist = root / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    dist.mkdir()
    for hook in ("build_sdist", "build_wheel"):
        make(hook, dist)
    files = sorted(dist.iterdir())
    sums = "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files
    )
    (dist / SUMS).write_text(sums, encoding="utf-8")
    (dist / NOTES).write_text(notes, encoding="utf-8")
    say(f"dist/: {', '.join(file.name for file in files)}")


def notes_of(root: Path, tag: str) -> str:
    """Return what CHANGELOG.md says of the version that the tag names."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    version = project["project"]["version"]
    if tag != f"v{version}":
        raise SetupError(f"The tag is {tag} and pyproject.toml says {version}; make them one.")
    notes = sections((root / "CHANGELOG.md").read_text(encoding="utf-8")).get(version)
    if not notes:
        raise SetupError(f"CHANGELOG.md has no section [{version}]; name [Unreleased] so.")
    if not for_editors(notes):
        raise SetupError(f"CHANGELOG.md says nothing below '### Untuk editor' of {version}.")
    return notes


def made(hook: str, dist: Path) -> None:
    """Have flit make a distribution of this checkout, dated by its last commit."""
    stamp = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607 - whichever git made the checkout
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    code = f"import sys, flit_core.buildapi as backend; backend.{hook}(sys.argv[1])"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": stamp}
    subprocess.run([sys.executable, "-c", code, str(dist)], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(guarded(run))
