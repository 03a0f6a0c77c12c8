"""`python -m kim_plugins.cli`: the command without its script."""

from kim_plugins.cli import run

run()
