"""What is kept between builds is sealed: a digest over its content, its name and what made it.

What has no seal, or another one, isn't read: damage and upgrades cost time and nothing else. A
digest proves that bytes are those that were written, not who wrote them (docs/security.md).
"""

from __future__ import annotations

import hashlib
from typing import Final

SIZE: Final = 16


def seal_of(data: bytes, made_with: bytes = b"", name: bytes = b"") -> bytes:
    """The digest that goes with these bytes, kept as `name`; `made_with` has up to 64 bytes."""
    digest = hashlib.blake2b(name, digest_size=SIZE, key=made_with)
    digest.update(b"\0")
    digest.update(data)
    return digest.digest()


def sealed(data: bytes, made_with: bytes = b"", name: bytes = b"") -> bytes:
    """Bytes as they are kept."""
    return seal_of(data, made_with, name) + data


def opened(kept: object, made_with: bytes = b"", name: bytes = b"") -> bytes | None:
    """The bytes that were sealed; None where anything about them is another thing than it was."""
    if not isinstance(kept, bytes):
        return None
    data = kept[SIZE:]
    return data if kept[:SIZE] == seal_of(data, made_with, name) else None
