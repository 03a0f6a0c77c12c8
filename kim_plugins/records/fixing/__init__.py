"""Suggested fixes, applied at their places in a file.

Where a fault has one remedy, the code that makes its message says so (`Fault.fix`: what is written,
what may be meant), and `kim check --fix` writes it; with two meanings nothing of the file is
touched. `fix.py` itself mends only what keeps YAML from being read. It reads the file again after
each round, and keeps the result only if no problem came up. Edits are spans of the original text
(`editing.py`), so comments, order, line ends and a BOM stay without anybody having to write YAML.
"""
