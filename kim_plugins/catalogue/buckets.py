"""Buckets: what is kept of thousands of things stands in some hundred rows."""

from __future__ import annotations

from zlib import crc32


def bucket_of(key: str, count: int) -> int:
    """Which of `count` rows holds a key, so that a change rewrites little."""
    return crc32(key.encode("utf-8", "surrogatepass")) % count
