"""Plans for files that move or are renamed: texts and links that change with them.

A move is tried before it is made. `moving/plan.py` plans every text that changes, gathers the site
as it would be, and refuses the move when a problem comes up or a link leads elsewhere. What looks
like a link in a body may be code: each candidate is replaced on trial, and is a link if it comes
out of the renderer as one (`moving/links.py`). Only then the files change, all or none
(`builder/journal.py`): a journal in `.kim` says what will change, the new texts lie complete beside
their places, and what is left is renaming. A process that is killed before that has changed
nothing; after it, the next command completes the change before it reads anything, and waits for one
that is still at it (a lock, which the system takes from whoever dies). What somebody wrote since
stays, and is named. `--fix` goes the same way.
"""
