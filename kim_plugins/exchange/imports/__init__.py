"""Imports from other programs: one module a source or a step (contract C12).

A `Source` (wordpress.py, blogger.py, feeds.py, opensid.py, folders.py) yields `Item`s in their
order, anew at each call, so that no export has to fit into memory. There are two passes, as links
may point to later items: `planning.py` gives each item its path; then `bodies.py` makes Markdown of
it (shortcodes.py, paragraphs.py, cleaning.py, `exchange/markdown.py`) and `writing.py` a file.
`importing.py` runs them and gives the files to write, `reporting.py` the report.

An item is identified by its guid, which its file keeps; what was imported before is known by it, or
by the report, and is never touched again. Words of a body that its Markdown lacks are listed in the
report, so that nothing is lost in silence.
"""
