"""The `kim` command."""

from kim_plugins.cli.main import main

__all__ = ["main"]
