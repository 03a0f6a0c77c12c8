"""A small site in a folder of its own, and the commands run on it as an editor would."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.sites.prepared import prepared_process

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

    def clean_copy(self, folder: Path, *more: str) -> Site:
        """The same content, settings and `more` folders, of which nothing was built."""
        for name in ("content", *more):
            shutil.copytree(self.folder / name, folder / name)
        shutil.copy(self.folder / "mkdocs.yml", folder)
        return Site(folder)

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def kim(self, *arguments: str, **environment: str) -> Ran:
        return self.begin(*arguments, **environment)()

    def begin(self, *arguments: str, **environment: str) -> Callable[[], Ran]:
        """Begin a command beside others; what is returned waits for what it answers."""
        env = self._environment(environment)
        if hasattr(os, "fork") and (prepared := prepared_process()).answers(env):
            copy = prepared.begin(arguments, self.folder, env)
            return lambda: self._ran(*copy.result(LONGEST))
        ran = self.run(sys.executable, "-m", "kim_plugins.cli", *arguments, **environment)
        return lambda: ran

    def build(self, *arguments: str, **environment: str) -> Ran:
        return self.kim("build", "--now", NOW, *arguments, **environment)

    def run(self, *command: str, **environment: str) -> Ran:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment(environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
        return self._ran(done.returncode, done.stdout, done.stderr)

    @staticmethod
    def _environment(given: Mapping[str, str]) -> dict[str, str]:
        return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "error", **given}

    @staticmethod
    def _ran(code: int, out: str, err: str) -> Ran:
        assert "Traceback" not in out + err
        return Ran(code, out, err)

    def published(self, folder: str = "site") -> dict[str, str]:
        """Every published file with its digest."""
        root = self.folder / folder
        return {
            path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
