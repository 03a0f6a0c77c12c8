"""The `kim` command."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

# Of what a command makes hardly anything is in a cycle; to look for those took a sixth of its start
# and a quarter of a build.
gc.set_threshold(1_000_000, 50, 50)
# Pydantic would read the entry points of every installed package to find plugins for itself.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

from kim_plugins.cli.main import main  # noqa: E402 - imports are what it speeds up

__all__ = ["main", "run"]


def run() -> NoReturn:
    """The program: does what it is told and ends, without clearing away what it knew before."""
    code = main()
    with suppress(OSError):  # nobody reads it any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
