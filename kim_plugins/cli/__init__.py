"""The `kim` command."""

import gc

# Of what a command makes hardly anything is in a cycle; to look for those took a sixth of its start
# and a quarter of a build.
gc.set_threshold(250_000, 50, 50)

from kim_plugins.cli.main import main  # noqa: E402 - imports are what it speeds up

__all__ = ["main"]
