"""Buckets: what is kept of thousands of things stands in some hundred rows."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any
from zlib import crc32


def bucket_of(key: str, count: int) -> int:
    """Which of `count` rows holds a key, so that a change rewrites little."""
    return crc32(key.encode("utf-8", "surrogatepass")) % count


def to_change(rows: MutableMapping[str, Any], name: str) -> dict[Any, Any]:
    """A row that is about to change, set anew so that whoever keeps it notices."""
    row: dict[Any, Any] = rows.get(name, {})
    rows[name] = row
    return row
