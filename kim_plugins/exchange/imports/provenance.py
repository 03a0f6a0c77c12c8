"""The provenance of an imported file, read from its front matter without parsing all of it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kim_plugins.records.reading.located import Fields
from kim_plugins.records.reading.yaml_reader import read_yaml

_HEAD: Final = 1 << 16
_GUID: Final = re.compile(r"(?m)^guid:[ \t]*(\S.*)$")
_ORIGIN: Final = re.compile(r"(?m)^# asal:[ \t]*(\S.*?)[ \t]*$")
_OLD: Final = re.compile(r"(?m)^redirect_from:.*(?:\n[ \t]*-.*)*")
_ADDRESS: Final = re.compile(r"/[^\s,\]\"']*/|(?<![^\s,\[\"'])/(?![^\s,\]\"'])")


class Provenance(NamedTuple):
    """A file's guid, its key in the source, and the old addresses that redirect to it."""

    guid: str = ""
    origin: str = ""
    addresses: tuple[str, ...] = ()


def provenance_of(data: bytes) -> Provenance:
    """The provenance of a file; empty for one that was written here."""
    head = data[:_HEAD].partition(b"\n---")[0].decode("utf-8", "replace")
    guid, origin, old = _GUID.search(head), _ORIGIN.search(head), _OLD.search(head)
    value = read_yaml(guid[0], 1)[0] if guid else None
    return Provenance(
        str(value["guid"]) if isinstance(value, Fields) and "guid" in value else "",
        origin[1] if origin else "",
        tuple(_ADDRESS.findall(old[0])) if old else (),
    )
