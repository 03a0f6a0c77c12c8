"""How the `kim` command is called where it runs, for messages that name a next step."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_BOOTSTRAP: Final = "scripts/kim.py"
_VARIABLE: Final = "KIM_COMMAND"
"""The start scripts of a site say here what an editor types."""


def program_name() -> str:
    """What an editor types before the command's name."""
    if command := os.environ.get(_VARIABLE):
        return command
    return (
        f"python3 {_BOOTSTRAP}"
        if Path(__file__).parents[2].joinpath(_BOOTSTRAP).is_file()
        else "kim"
    )
