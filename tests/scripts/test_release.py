"""What a release consists of; tests/test_wheel.py looks into the wheel."""

import hashlib
from pathlib import Path

import pytest

from interpreter import SetupError
from kim_plugins.cli.starting.changes import between
from release import notes_of, release

CHANGES = """\
# Changelog

## [Unreleased]

- Nanti.

## [0.10.0] - 2026-12-01

### Untuk editor

- Sepuluh.

### Added

- Ten.

## [0.2.0] - 2026-11-01

### Added

- Two.

### Untuk editor

- Dua.

## [0.1.0]

- Satu.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "0.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    return tmp_path


def make(hook: str, dist: Path) -> None:
    (dist / f"{hook}.bin").write_text(hook)


def test_a_release_has_its_sums_and_notes(root: Path) -> None:
    (root / "dist").mkdir()
    (root / "dist/old.whl").touch()
    release(root, "v0.2.0", make)
    names = sorted(path.name for path in (root / "dist").iterdir())
    assert names == ["SHA256SUMS", "build_sdist.bin", "build_wheel.bin", "catatan.md"]
    assert "- Dua." in (root / "dist/catatan.md").read_text()
    for line in (root / "dist/SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert digest == hashlib.sha256((root / "dist" / name).read_bytes()).hexdigest()


@pytest.mark.parametrize("tag", ["v0.3.0", "0.2.0", "v0.2", "main"])
def test_another_tag_is_refused(root: Path, tag: str) -> None:
    with pytest.raises(SetupError, match=f"The tag is {tag} and"):
        notes_of(root, tag)


def test_a_version_that_nothing_is_said_of_is_refused(root: Path) -> None:
    (root / "pyproject.toml").write_text('[project]\nversion = "0.3.0"\n')
    with pytest.raises(SetupError, match="no section"):
        notes_of(root, "v0.3.0")


def test_a_version_that_says_nothing_to_editors_is_refused(root: Path) -> None:
    (root / "pyproject.toml").write_text('[project]\nversion = "0.1.0"\n')
    with pytest.raises(SetupError, match="Untuk editor"):
        notes_of(root, "v0.1.0")


def test_what_lies_between_two_versions_is_told_newest_first() -> None:
    assert between(CHANGES, "0.1.0", "0.10.0") == ("0.10.0\n- Sepuluh.\n\n0.2.0\n- Dua.")
    assert between(CHANGES, "0.0.1", "0.1.0") == "0.1.0\n- Satu."
    assert between(CHANGES, "0.10.0", "0.10.0") == ""
