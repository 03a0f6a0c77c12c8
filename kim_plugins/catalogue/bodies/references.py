"""What a body refers to by a label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Final, NamedTuple

_BLANKS: Final = re.compile(r"\s+")


class References(NamedTuple):
    """What a body defines: addresses by label, and the labels of its footnotes."""

    links: Mapping[str, tuple[str, str]] = MappingProxyType({})
    footnotes: AbstractSet[str] = frozenset()


def label_of(written: str) -> str:
    """A label as labels are compared."""
    return _BLANKS.sub(" ", written).strip().casefold()
