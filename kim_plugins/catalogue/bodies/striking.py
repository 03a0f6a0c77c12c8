"""Struck-out text, written in one way however HTML says it, so that speech can leave it out.

The sanitiser knows neither `strike` nor styles, and a price without its line would be a fact.
"""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.patterns import deferred

_STRIKE: Final = deferred(r"<(/?)strike\b", re.IGNORECASE)
_STYLED: Final = deferred(
    r"<(?P<name>[a-z][a-z0-9]*)\b(?P<rest>[^<>]*\bline-through\b[^<>]*)>"
    r"(?P<inner>(?:[^<]|<(?!/?(?P=name)\b))*+)</(?P=name)\s*>",
    re.IGNORECASE,
)
_STYLE: Final = deferred(r"\s+style\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)", re.IGNORECASE)
_BARE: Final = frozenset({"span", "font"})


def normalise_strikes(rough: str) -> str:
    """HTML in which struck-out text stands in `del` or `s`."""
    if "strike" in rough or "STRIKE" in rough:
        rough = _STRIKE.sub(r"<\1s", rough)
    return _STYLED.sub(_styled, rough) if "line-through" in rough else rough


def _styled(match: re.Match[str]) -> str:
    name, rest, inner = match.group("name", "rest", "inner")
    if name.lower() in _BARE:
        return f"<del>{inner}</del>"
    return f"<{name}{_STYLE.sub('', rest)}><del>{inner}</del></{name}>"
