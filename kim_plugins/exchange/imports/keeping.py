"""Reading of what an imported file says of its origin, from its first lines alone."""

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


class Kept(NamedTuple):
    """A file's guid, its name where it comes from, and the old addresses that lead to it."""

    guid: str = ""
    origin: str = ""
    addresses: tuple[str, ...] = ()


def kept_in(data: bytes) -> Kept:
    """What front matter says; nothing in nearly all files."""
    head = data[:_HEAD].partition(b"\n---")[0].decode("utf-8", "replace")
    guid, origin, old = _GUID.search(head), _ORIGIN.search(head), _OLD.search(head)
    value = read_yaml(guid[0], 1)[0] if guid else None
    return Kept(
        str(value["guid"]) if isinstance(value, Fields) and "guid" in value else "",
        origin[1] if origin else "",
        tuple(_ADDRESS.findall(old[0])) if old else (),
    )
