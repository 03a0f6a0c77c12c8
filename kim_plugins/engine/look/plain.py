"""Detects sites with the default look, so that `kim check` needn't import the rest."""

from __future__ import annotations

from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.look.remarks import written
from kim_plugins.engine.names import PAGES

_SETTINGS: Final = frozenset(
    [
        *("copyright", "docs_dir", "markdown_extensions", "plugins", "site_author"),
        *("site_description", "site_dir", "site_name", "site_url", "strict", "theme"),
    ]
)
_EXTENSIONS: Final = frozenset(["attr_list", "footnotes", "fenced_code", "tables", "toc"])
"""What MkDocs lists by itself or our own skeleton of mkdocs.yml may, and everybody has anyway."""
_THEME: Final[dict[str, Any]] = {
    "name": ("material",),
    "language": ("id",),
    "font": (False,),
    "features": ([], ["navigation.tabs"]),
}


def has_default_look(config: MkDocsConfig) -> bool:
    """Whether a site sets nothing of its look and nothing unsupported."""
    given = written(config)
    theme = given["theme"]
    return (
        given.keys() <= _SETTINGS
        and theme.keys() <= _THEME.keys()
        and all(theme[name] in _THEME[name] for name in theme)
        and _EXTENSIONS.issuperset(config.markdown_extensions)
        and not config.mdx_configs
        and all(name.startswith("kim/") for name in config.plugins)
        and not (PAGES in config.plugins and config.plugins[PAGES].config["admin"])
    )
