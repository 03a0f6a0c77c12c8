"""Publications of small sites, whose standbys and manifests are kept in a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.publishing import Publication
from kim_plugins.builder.store import Store

_stores: list[Store] = []


def close_stores() -> None:
    """Let go of all that `begun` opened."""
    while _stores:
        _stores.pop().close()


def begun(site: Path, state: Path | None, *, once: bool = False) -> Publication:
    """A build whose standby and manifests are kept in a folder."""
    if state is None:
        return Publication(site)
    _stores.append(Store(state / "simpanan.sqlite", b""))
    return Publication(site, state / "terbit", _stores[-1], once=once)


def fill(outputs: Outputs, text: str) -> None:
    outputs.write("/", text.encode())
    outputs.write("/berita/", text.encode())


def publish(site: Path, text: str, state: Path | None = None) -> list[str]:
    publication = begun(site, state)
    fill(publication.open(), text)
    return publication.publish()


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def standbys(state: Path) -> list[Path]:
    return [*(state / "terbit").glob("*")]


def read(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text()
        for path in site.rglob("*")
        if path.is_file()
    }


def outputs_key(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
