"""The search index: what readers find. Nothing here knows MkDocs.

Search is decided at build time. Every form of the site gets its stem once, where roots, vocabulary
and a list of exceptions are at hand; the browser looks words up, and strips affixes only from a
form that the site never used. Stems come from our own analyses (`search/affixes.py`), weighed by
PySastrawi's roots and the site's words; Snowball serves where neither knows anything. PySastrawi's
own rules aren't called: they take half a millisecond on a word that they don't know, and find
nothing that the analyses don't. Numbers of documents say day and kind and don't move; lengths are
weighed against a constant, not the site's average; so a change stays in the entries that it alters.
Phrases come from hashed pairs of words, some KB a pair, and are verified on the text that is shown
anyway. A site's index is 6 million entries at 10,000 bulletins, so what is done for each of them
runs inside the interpreter (`search/building.py`: numbers in arrays, digits by tables of bytes,
CRC-32 as the hash because zlib has it) and is shared out to processes; postings stand by form, so
that a form whose stem changes is carried as it is (`search/updating.py`). On a large site the
newest documents stand in one part by themselves (`search/newest.py`): a bulletin's hundred words
and three hundred pairs would change as many parts. Which they are follows from the documents alone,
so a clean build has the same.
"""

from kim_plugins.search.documents import Documents, SearchDocument
from kim_plugins.search.index import Index, Put, build_index
from kim_plugins.search.memory import Rows
from kim_plugins.search.parts import Files, index_files
from kim_plugins.search.words import label_words, synonym_group

__all__ = [
    "Documents",
    "Files",
    "Index",
    "Put",
    "Rows",
    "SearchDocument",
    "build_index",
    "index_files",
    "label_words",
    "synonym_group",
]
