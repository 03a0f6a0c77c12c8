"""What a body refers to by a label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class References:
    """What a body defines: addresses by label, and the labels of its footnotes."""

    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    footnotes: AbstractSet[str] = frozenset()


def label_of(written: str) -> str:
    """A label as labels are compared."""
    return _BLANKS.sub(" ", written).strip().casefold()
