"""What readers find. Nothing here knows MkDocs."""

from kim_plugins.search.documents import Documents, SearchDocument
from kim_plugins.search.index import Index, indexed
from kim_plugins.search.memory import Blobs
from kim_plugins.search.parts import Part, search_parts, text_at, text_keys
from kim_plugins.search.words import label_words, synonym_group

__all__ = [
    "Blobs",
    "Documents",
    "Index",
    "Part",
    "SearchDocument",
    "indexed",
    "label_words",
    "search_parts",
    "synonym_group",
    "text_at",
    "text_keys",
]
