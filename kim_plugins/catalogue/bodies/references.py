"""Labels that a body refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Final, NamedTuple

_BLANKS: Final = re.compile(r"\s+")


class References(NamedTuple):
    """The addresses of links by label, and the labels of footnotes."""

    links: Mapping[str, tuple[str, str]] = MappingProxyType({})
    footnotes: AbstractSet[str] = frozenset()


def label_of(written: str) -> str:
    """A label in the form in which labels are compared."""
    return _BLANKS.sub(" ", written).strip().casefold()
