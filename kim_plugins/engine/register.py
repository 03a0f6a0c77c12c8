"""The register of what was published, which `kim/feeds` keeps between builds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from mkdocs.exceptions import PluginError

from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.guids import remembered
from kim_plugins.catalogue.memory import Known, Register
from kim_plugins.catalogue.published import other_host


def register(catalogue: Catalogue, file: Path) -> tuple[str, Sequence[str]]:
    """What `file` shall hold once the site is published, empty where it stays; and what is odd.

    A preview publishes nothing.
    """
    if catalogue.options.preview:
        return "", ()
    before = read_register(file)
    now, sentences = remembered(catalogue, before)
    # To JSON, a named tuple is a list.
    return ("" if now == before else json.dumps(now)), sentences


def refuse_other_host(before: Register, host: str, confirmed: str) -> None:
    """Raise PluginError where every guid that was published would be another.

    `confirmed` is the host that whoever keeps the site wants to give up.
    """
    old = other_host(before, host)
    if old and old != confirmed:
        raise PluginError(
            f"pengenal semua kabar akan berganti dari {old} menjadi {host}, sehingga semua "
            "pelanggan menerima semua kabar sekali lagi sebagai kabar baru; tulis di mkdocs.yml, "
            f"di bawah kim/catalogue: guid_host: {old}; bila memang disengaja, tulis di situ juga: "
            f"guid_host_was: {old}"
        )


def read_register(file: Path) -> Register:
    """What was remembered; nothing where there is no register, or none that can be read."""
    try:
        found = {guid: Known(*known) for guid, known in json.loads(file.read_bytes()).items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}
    return found if all(map(_is_sound, found.items())) else {}


def _is_sound(item: tuple[str, Known]) -> bool:
    guid, known = item
    texts = (known.title, known.published, *known[3:])
    return guid.startswith("tag:") and guid.count(":") > 1 and all(type(t) is str for t in texts)
