"""Imports from other programs: one module a source or a step (contract C12).

A `Source` (wordpress.py, blogger.py, subscribed.py, opensid.py, folders.py) gives `Item`s, in their
order and as often as it is asked, so that no export has to fit into memory. They are gone through
twice: `planning.py` gives each its place, as links may lead to what comes later; then `bodies.py`
makes Markdown of each (shortcodes.py, paragraphs.py, cleaning.py, `exchange/markdown.py`) and
`writing.py` a file. `importing.py` leads through it and says what to write, `reporting.py` tells.

Who an item is, is its guid, which its file keeps; what was taken before is known by it, or by the
report, and is never touched again. Words that a body had and its Markdown hasn't are counted for
each item and listed, so that nothing is lost in silence.
"""
