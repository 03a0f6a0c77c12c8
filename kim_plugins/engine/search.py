"""`kim/search`: hands the site's texts to Material's search, which never sees our pages."""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.search import documents


class SearchConfig(Config):
    """`kim/search` has no options."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """Fills Material's index without parsing HTML again."""

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add every document before Material writes its index."""
        material: Any = config.plugins.get("material/search")
        if material is None:
            return
        for document in documents(catalogue_of(config)):
            entry: dict[str, Any] = {
                "location": document.address.removeprefix("/"),
                "title": escape(document.title, quote=False),
                "text": escape(document.text, quote=False),
            }
            if document.tags:
                entry["tags"] = [escape(tag, quote=False) for tag in document.tags]
            material.search_index.entries.append(entry)
