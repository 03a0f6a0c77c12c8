"""The register of guids that were published, which `kim/feeds` keeps between builds.

It can't be made again, so there are two of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kim_plugins.builder.failure import BuildFailed
from kim_plugins.builder.sealed_files import Damaged, contents, unsealed, write_sealed
from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.checks.published import other_host
from kim_plugins.catalogue.guids import updated_register
from kim_plugins.catalogue.memory import PublishedState, Register

_LOST = (
    "catatan pengenal yang sudah terbit, {}, rusak dan dimulai lagi dari terbitan ini; periksa "
    "sendiri sekali ini bahwa tidak ada tulisan yang hilang atau berganti nama berkas"
)


class Found(NamedTuple):
    """A register as it was found; `note` says what is the matter with it, if anything."""

    register: Register
    note: str = ""
    is_whole: bool = True


def register(catalogue: Catalogue, file: Path) -> tuple[bytes, Sequence[str]]:
    """What `file` shall hold once the site is published, empty where it stays; and what is odd.

    A preview publishes nothing.
    """
    if catalogue.options.preview:
        return b"", ()
    before = read_register(file)
    now, sentences = updated_register(catalogue, before.register)
    is_kept = now == before.register and before.is_whole
    # To JSON, a named tuple is a list.
    return (b"" if is_kept else json.dumps(now).encode()), sentences


def refuse_other_host(before: Register, host: str, confirmed: str) -> None:
    """Raise BuildFailed where every guid that was published would be another.

    `confirmed` is the host that whoever keeps the site wants to give up.
    """
    old = other_host(before, host)
    if old and old != confirmed:
        raise BuildFailed(
            f"pengenal semua kabar akan berganti dari {old} menjadi {host}, sehingga semua "
            "pelanggan menerima semua kabar sekali lagi sebagai kabar baru; tulis di mkdocs.yml, "
            f"di bawah kim/catalogue: guid_host: {old}; bila memang disengaja, tulis di situ juga: "
            f"guid_host_was: {old}"
        )


def read_register(file: Path) -> Found:
    """What was remembered; nothing where there is no register, or none that can be read."""
    is_damaged = False
    for one in (file, _second(file)):
        try:
            kept = contents(one)
        except Damaged:
            is_damaged = True
            continue
        if kept is None:
            continue
        data = unsealed(one, kept)
        # Earlier versions didn't seal it.
        found = _parsed(kept if data is None else data)
        if found is None:
            is_damaged = True
        elif is_damaged:
            return Found(found, f"catatan {file} rusak; salinannya dipakai", is_whole=False)
        else:
            return Found(found, is_whole=data is not None and one == file)
    return Found({}, _LOST.format(file), is_whole=False) if is_damaged else Found({})


def write_register(file: Path, data: bytes) -> None:
    """Keep a register; raises OSError where that can't be done."""
    for one in (_second(file), file):
        write_sealed(one, data)


def _second(file: Path) -> Path:
    return file.with_suffix(".salinan")


@lru_cache(maxsize=1)
def _parsed(data: bytes) -> Register | None:
    try:
        found = {guid: PublishedState(*known) for guid, known in json.loads(data).items()}
    except (ValueError, TypeError, AttributeError):
        return None  # damaged, or of a later version
    return found if all(map(_is_sound, found.items())) else None


def _is_sound(item: tuple[str, PublishedState]) -> bool:
    guid, known = item
    is_ours = guid.startswith("tag:") and guid.count(":") > 1
    texts = (known.title, known.published, *known[3:])
    return all(type(t) is str for t in texts) and (is_ours or bool(known.identifier))
