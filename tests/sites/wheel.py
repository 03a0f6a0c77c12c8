"""The wheel of this checkout, made once a run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites.shared import ROOT, shared

_BUILD = "import sys, flit_core.buildapi as backend; backend.build_wheel(sys.argv[1])"


def built_wheel(factory: pytest.TempPathFactory) -> Path:
    """Where it lies, in a folder that holds no other wheel."""

    def fill(folder: Path) -> None:
        subprocess.run([sys.executable, "-c", _BUILD, str(folder)], cwd=ROOT, check=True)

    return next(shared(factory, "wheel", fill).glob("*.whl"))
