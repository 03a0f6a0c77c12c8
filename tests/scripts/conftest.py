"""Fixtures of the tests of scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scripts.machines import Machine


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "proyek desa"
    (root / "requirements").mkdir(parents=True)
    for name in ("build", "runtime", "dev"):
        (root / "requirements" / f"{name}.txt").write_text(f"{name}==1\n", encoding="utf-8")
    text = '[project]\nrequires-python = ">=3.11,<3.15"\n'
    (root / "pyproject.toml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def machine(root: Path) -> Machine:
    return Machine(root)
