"""The proof that the product outlives MkDocs 1.x, as far as it can be tried without a network."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import comparison
from interpreter import ROOT, SetupError


def site(folder: Path, **contents: str) -> Path:
    for name, text in contents.items():
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_sites_differ_by_what_is_missing_more_or_changed(tmp_path: Path) -> None:
    ours = site(tmp_path / "a", same="x", changed="x", missing="x")
    theirs = site(tmp_path / "b", same="x", changed="y", more="x")
    assert comparison.differences(ours, theirs) == ["changed", "missing", "more"]
    assert comparison.differences(ours, ours) == []


def test_a_command_that_fails_is_shown_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"(?s)no such thing.*ended with 3"):
        comparison.called(["sh", "-c", "echo no such thing; exit 3"], tmp_path)


def test_the_proof_runs_when_the_program_changes_but_not_for_a_bulletin() -> None:
    text = (ROOT / ".github/workflows/successor.yml").read_text(encoding="utf-8")
    workflow: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    (job,) = workflow["jobs"].values()
    assert job["steps"][-1] == {"run": "python3 scripts/successor.py"}
    assert "kim_plugins/**" in workflow["on"]["push"]["paths"]
    assert not [path for path in workflow["on"]["push"]["paths"] if path.startswith("content")]
