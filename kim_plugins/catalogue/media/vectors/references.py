"""Bounds the work of a browser: parts of a drawing that use others, which use others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from kim_plugins.catalogue.media.vectors.allowed import XLINK

MOST_DRAWN: Final = 1_000_000
"""Elements that are drawn, each as often as it is called."""

_HREF: Final = f"{{{XLINK}}}href"
_CALLED: Final = re.compile(r"""url\(\s*["']?#([^"')]+)""")


def draws_too_much(root: etree._Element) -> bool:
    """Whether nested uses make more elements than a browser can draw."""
    by_name = {str(node.get("id")): node for node in root.iter(etree.Element) if node.get("id")}
    if not by_name:
        return False
    costs: dict[etree._Element, int] = {}
    # Each element comes twice: to see what it calls, and when all of that is counted.
    waiting = [(root, False)]
    while waiting:
        node, is_seen = waiting.pop()
        if is_seen:
            cost = 1 + sum(costs.get(one, 0) for one in (*node, *_called(node, by_name)))
            if cost > MOST_DRAWN:
                return True
            costs[node] = cost
        elif node not in costs:
            costs[node] = 0  # a circle counts nothing: browsers don't draw it
            waiting.append((node, True))
            waiting += [(one, False) for one in (*node, *_called(node, by_name))]
    return False


def _called(node: etree._Element, by_name: dict[str, etree._Element]) -> Iterator[etree._Element]:
    for key, value in node.attrib.items():
        written = str(value)
        names = (
            [written[1:]] if key == _HREF else _CALLED.findall(written) if "(" in written else ()
        )
        for name in names:
            if name in by_name:
                yield by_name[name]
