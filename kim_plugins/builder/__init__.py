"""What has changed, who does the work, and how it gets onto the disk; without MkDocs.

Below `.kim` lie one store (`builder/store.py`) for all that can be made again, a folder with the
standby of the site (`builder/publishing.py`), and a few files (`builder/sealed_files.py`) for what
can't: registers of what was published and told, of which the first is there twice. Three things
decide what is made: the traces of targets (`builder/traces.py`), the manifests of published folders
(`builder/manifests.py`), and what search has kept of each document (`search`). All of it is made
with one thing (`builder/made_with.py`). `builder/state.py` tries once whether `.kim` can be
written; where it can't, or with `--clean` can't be emptied, a sentence says why, and a temporary
folder stands in its place. Should something fail all the same, `kim build` begins once more from
nothing.

What has nothing to do with one another is looked at side by side: search beside the pages, the
content beside the store (`builder/background.py`). Where something is asked of every record in
every build, it is plain: named tuples rather than frozen dataclasses, which take three times as
long to make; keys that are digests already aren't digested again.
"""
