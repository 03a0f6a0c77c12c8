"""The name by which the `kim` command is called, for messages that name a next step."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

_BOOTSTRAP: Final = "scripts/kim.py"
_VARIABLE: Final = "KIM_COMMAND"
"""The start scripts of a site say here what an editor types."""
COMMANDS: Final = (
    *("build", "check", "collect", "digest", "doctor", "guide", "import", "init", "move", "new"),
    *("ping", "print", "receive", "schema", "send", "serve", "upgrade", "upload"),
)
_CALL: Final = re.compile(rf"(?<![\w./\"'-])kim (?=(?:{'|'.join(COMMANDS)})(?![\w-]))")


def as_typed(text: str) -> str:
    """A message of the core, which says `kim move`, with the command as an editor types it."""
    return _CALL.sub(lambda _: f"{program_name()} ", text)


def program_name() -> str:
    """What an editor types to start this program."""
    if command := os.environ.get(_VARIABLE):
        return command
    return (
        f"python3 {_BOOTSTRAP}"
        if Path(__file__).parents[2].joinpath(_BOOTSTRAP).is_file()
        else "kim"
    )
