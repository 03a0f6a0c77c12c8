"""What the core prepared, kept on disk between commands.

The key says what the content was prepared with: our code, its libraries, the site's options. A
file that is damaged or was made with anything else is not used.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Final

from kim_plugins.catalogue import Memory, SiteOptions

_MAGIC: Final = b"kim-cache\n"
_DIGEST: Final = 16
_LIBRARIES: Final = (
    *("babel", "lxml", "markdown", "mutagen", "nh3", "pillow", "pydantic"),
    *("pymdown-extensions", "python-frontmatter", "pyyaml"),
)
_PACKAGE: Final = Path(__file__).parent.parent


class Cache:
    """A memory in a file; `damage` tells why an existing one could not be used."""

    def __init__(self, file: Path, options: SiteOptions) -> None:
        self._file = file
        self._key = _key(options)
        self.damage = ""

    def load(self) -> Memory:
        """The kept memory, or an empty one."""
        try:
            data = self._file.read_bytes()
        except FileNotFoundError:
            return Memory()
        head, payload = data[: len(_MAGIC) + 2 * _DIGEST], data[len(_MAGIC) + 2 * _DIGEST :]
        digest = hashlib.blake2b(payload, digest_size=_DIGEST).digest()
        if not head.startswith(_MAGIC) or not head.endswith(digest):
            self.damage = f"tembolok {self._file} rusak dan dibuat ulang"
            return Memory()
        if head != _MAGIC + self._key + digest:
            return Memory()
        # The digest holds, so these are bytes that we wrote ourselves.
        memory: Memory = pickle.loads(payload)  # noqa: S301
        return memory

    def save(self, memory: Memory) -> None:
        """Keep a memory; an unchanged one isn't written again."""
        if not memory.changed:
            return
        memory.changed = False
        payload = pickle.dumps(memory, protocol=pickle.HIGHEST_PROTOCOL)
        digest = hashlib.blake2b(payload, digest_size=_DIGEST).digest()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        beside.write_bytes(_MAGIC + self._key + digest + payload)
        beside.replace(self._file)


def _key(options: SiteOptions) -> bytes:
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for source in sorted((*_PACKAGE.glob("records/*.py"), *_PACKAGE.glob("catalogue/*.py"))):
        digest.update(source.read_bytes())
    made_with = [sys.version, *(version(library) for library in _LIBRARIES)]
    settings = [str(options.zone), options.markdown_extensions, options.markdown_configs]
    digest.update(json.dumps([made_with, settings], default=_name, sort_keys=True).encode())
    return digest.digest()


def _name(value: object) -> str:
    """An option that is code, by a name that is the same in every process."""
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value))}"
