"""The `kim` command."""

import gc
import os
from functools import partial
from typing import NoReturn

# Of what a command makes hardly anything is in a cycle; to look for those took a sixth of its start
# and a quarter of a build.
gc.set_threshold(1_000_000, 50, 50)

from kim_plugins.cli import broken, streams  # noqa: E402 - imports are what it speeds up

try:
    from kim_plugins.cli.main import main
except ImportError as error:
    if not broken.is_library(error):
        raise
    main = partial(broken.library_is_gone, error)

__all__ = ["main", "run"]


def run() -> NoReturn:
    """The program: does what it is told and ends, without clearing away what it knew before."""
    streams.make_patient()
    code = main()
    streams.end()
    os._exit(code)
