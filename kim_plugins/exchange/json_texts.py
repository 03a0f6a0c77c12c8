"""Texts in the JSON of others, which may hold anything in their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def text_in(found: Mapping[str, Any], key: str) -> str:
    """The text of a key; an identifier may be a number, all else says nothing."""
    value = found.get(key)
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
