"""A small site in a folder of its own, and the commands run on it as an editor would."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "sample"
NOW = "2026-10-01T12:00+07:00"
LONGEST = 300
"""Seconds after which a command hangs, and its test fails."""


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Site:
    """A copy of the sample; paths are relative to its folder."""

    folder: Path

    @classmethod
    def copied(cls, folder: Path) -> Site:
        shutil.copytree(SAMPLE / "content", folder / "content")
        shutil.copy(SAMPLE / "mkdocs.yml", folder)
        return cls(folder)

    @classmethod
    def without_warnings(cls, folder: Path) -> Site:
        """The sample without the one warning that it has on purpose."""
        site = cls.copied(folder)
        site.edit("content/berita/2026/panen.md", ", dan [rencana](rencana.md) berikutnya", "")
        return site

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def kim(self, *arguments: str, **environment: str) -> Ran:
        return self.run(sys.executable, "-m", "kim_plugins.cli", *arguments, **environment)

    def build(self, *arguments: str, **environment: str) -> Ran:
        return self.kim("build", "--now", NOW, *arguments, **environment)

    def run(self, *command: str, **environment: str) -> Ran:
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "error", **environment}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    def published(self, folder: str = "site") -> dict[str, str]:
        """Every published file with its digest."""
        root = self.folder / folder
        return {
            path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
