"""What has changed, who does the work, and how it gets onto the disk; without MkDocs.

What is kept is trusted as far as it is proven. All that lies in `.kim` is read and written by one
of two: `builder/kept.py` (a file) and `builder/kept_table.py` (blobs in an SQLite file). Both seal
what they write (`builder/seal.py`): a digest over the content, its name, and what it was made with.
What doesn't fit isn't unpickled, unmarshalled or run (compiled templates are code); it is made
again, and whatever lies in its way (a folder, a link, a pipe) is taken away. Search reads its parts
when they are written, maybe in a worker; one that finds damage then makes an index from nothing and
takes the part from there. `builder/state.py` tries once whether `.kim` can be written; where it
can't, or with `--clean` can't be emptied, a sentence says why, and a temporary folder stands in its
place. Should something fail all the same, `kim build` begins once more from nothing. The register
of guids can't be made again: there are two of it, and a warning tells when both are lost. A seal
proves that bytes are those that were written, not who wrote them: whoever may write to `.kim` may
write to the site as well.

What has nothing to do with one another is looked at side by side. Offers of feeds, scripts and
search are left with `builder/asides.py`: where the system can make one, a copy of the process
offers them while pages are offered, and sends back keys and the few files that changed; an earlier
copy digests the content while the cache is read. A copy that fails, dies or has more than 500 files
to make costs time and nothing else: the process does the same work itself. So the keys of what is
offered may not depend on who offers it, which the edits of the thorough tests and the executors'
tests hold against one process alone. Where something is asked of every record in every build, it is
plain: named tuples rather than frozen dataclasses, which take three times as long to make; keys
that are digests already aren't digested again.
"""
