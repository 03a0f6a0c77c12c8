"""Sealed files: each begins with a digest over its content, its name and what made it.

What has no seal, or another one, isn't read: damage and upgrades cost time and nothing else. A
digest proves that bytes are those that were written, not who wrote them (docs/security.md).
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from kim_plugins.builder.files import bytes_of, make_way, write_whole

SIZE: Final = 16


class Damaged(Exception):  # noqa: N818 - a finding, told as a sentence
    """What stands there isn't what was written, or not by this program."""


def _seal_of(data: bytes, made_with: bytes = b"", name: bytes = b"") -> bytes:
    """The digest that goes with these bytes, kept as `name`; `made_with` has up to 64 bytes."""
    digest = hashlib.blake2b(name, digest_size=SIZE, key=made_with)
    digest.update(b"\0")
    digest.update(data)
    return digest.digest()


def sealed(data: bytes, made_with: bytes = b"", name: bytes = b"") -> bytes:
    """Bytes with their seal in front."""
    return _seal_of(data, made_with, name) + data


def opened(kept: object, made_with: bytes = b"", name: bytes = b"") -> bytes | None:
    """The bytes that were sealed; None where anything about them is another thing than it was."""
    if not isinstance(kept, bytes):
        return None
    data = kept[SIZE:]
    return data if kept[:SIZE] == _seal_of(data, made_with, name) else None


def read_sealed(file: Path) -> bytes | None:
    """What was kept in a file; None without one. Raises Damaged for anything else in its place."""
    data = contents(file)
    found = None if data is None else unsealed(file, data)
    if found is None and data is not None:
        raise Damaged(file)
    return found


def contents(file: Path) -> bytes | None:
    """A file as it is; None without one. Raises Damaged for what can't be read."""
    try:
        mode = file.stat().st_mode
        # A pipe would wait for whoever writes to it.
        if stat.S_ISREG(mode):
            if not mode & stat.S_IRUSR:
                file.chmod(mode | stat.S_IRUSR)
            return bytes_of(str(file))
    except FileNotFoundError:
        return None
    except OSError:
        pass
    raise Damaged(file)


def unsealed(file: Path, data: bytes) -> bytes | None:
    """What these bytes of a file hold; None where they aren't what was written into it."""
    return opened(data, name=os.fsencode(file.name))


def write_sealed(file: Path, data: bytes) -> None:
    """Keep a file, whatever stands in its place; raises OSError where that can't be done."""
    kept = sealed(data, name=os.fsencode(file.name))
    try:
        write_whole(file, kept)
    except OSError:
        make_way(file)
        write_whole(file, kept)
