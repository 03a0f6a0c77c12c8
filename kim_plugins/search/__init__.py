"""What readers find. Nothing here knows MkDocs."""

from kim_plugins.search.documents import SearchDocument, documents

__all__ = ["SearchDocument", "documents"]
