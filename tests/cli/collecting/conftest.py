"""A hub in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.collecting.hubs import Hub


@pytest.fixture
def hub(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], Hub]:
    """Makes the hub of these sources."""
    (tmp_path / "hub").mkdir()
    return lambda sources: Hub(tmp_path / "hub", sources, capsys)
