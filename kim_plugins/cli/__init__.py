"""The `kim` command.

A command imports what it runs. `kim check` is what an editor waits for at every save, and most of
its time were imports: MkDocs loads every plugin, so what only a build needs is imported by the
hooks (`engine/*_outputs.py`, `engine/print_outputs.py`), and each command of `cli/commands.py`
imports its own module. Models build their validators when something is validated. A test names what
`kim check` must not load. Libraries that few builds ask for come with their first use: those that
inspect and draw pictures (`catalogue/media/inspection.py`, `catalogue/media/image_files.py`), spell
numbers, or draw sheets. A command that is done ends at once (`kim_plugins.cli.run`) and doesn't
clear away 400,000 objects one by one, as mypy doesn't either.
"""

import gc
import os
import sys
from typing import NoReturn

from kim_plugins.builder.stopping import Stopped, listen, too_late
from kim_plugins.cli import internal_errors, streams

# Of what a command makes hardly anything is in a cycle; to look for those took a sixth of its start
# and a quarter of a build.
gc.set_threshold(1_000_000, 50, 50)
# Pydantic would read the entry points of every installed package to find plugins for itself.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    # Imports take most of the time of a short command: Ctrl-C meets them, and so does a library
    # that is gone.
    try:
        from kim_plugins.cli.commands import main as run_command  # noqa: PLC0415
    except ImportError as error:
        if not internal_errors.is_library(error):
            raise
        return internal_errors.report_missing_library(error)
    except MemoryError:
        return internal_errors.report_out_of_memory()
    return run_command(arguments)


def run() -> NoReturn:
    """The program: does what it is told and ends, without clearing away what it knew before."""
    listen()
    streams.make_resilient()
    try:
        code = main()
        too_late()
    except Stopped as stopped:
        code = stopped.code
        sys.stderr.write("Dihentikan; situs yang sudah terbit tidak berubah.\n")
    streams.end()
    os._exit(code)
