"""The `kim` command."""

import atexit
import gc

# Of what a command makes hardly anything is in a cycle; to look for those took a sixth of its start
# and a quarter of a build, and a fifth of a build once more when the program ended.
gc.set_threshold(1_000_000, 50, 50)
atexit.register(gc.freeze)

from kim_plugins.cli.main import main  # noqa: E402 - imports are what it speeds up

__all__ = ["main"]
