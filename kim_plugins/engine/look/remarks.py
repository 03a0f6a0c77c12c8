"""Remarks on settings of mkdocs.yml."""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig

Setting = tuple[str, ...]
"""The keys that lead to a setting in mkdocs.yml."""


class Remark(NamedTuple):
    """A sentence on a setting and its remedy; a note is not even an error with `strict`."""

    code: str
    setting: Setting
    message: str
    hint: str
    is_note: bool = False


def written(config: MkDocsConfig) -> dict[str, Any]:
    """The settings as written, without defaults of MkDocs and the theme."""
    found: dict[str, Any] = {}
    with warnings.catch_warnings():
        # MkDocs uses it nowhere itself, and has no other way to tell what was written.
        warnings.simplefilter("ignore", DeprecationWarning)
        given = config.user_configs
    for settings in given:
        found.update(settings)
    theme = found.get("theme")
    found["theme"] = theme if isinstance(theme, dict) else {"name": theme}
    return found
