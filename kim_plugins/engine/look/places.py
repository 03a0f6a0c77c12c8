"""Places of settings in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from kim_plugins.engine.look.remarks import Setting


def settings_tree(file: Path) -> yaml.Node | None:
    """The settings with their places; None for what isn't YAML."""
    try:
        # Only composed: nothing of it is made into an object.
        tree: yaml.Node | None = yaml.compose(file.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    except (yaml.YAMLError, OSError, UnicodeDecodeError, RecursionError):
        return None
    return tree


def place_of(tree: yaml.Node | None, setting: Setting) -> tuple[int, int]:
    """Line and column of a setting's value, or of the nearest one around it."""
    if tree is None:
        return 1, 1
    node = tree
    for name in setting:
        found = next(_named(node, name), None)
        if found is None:
            break
        node = found
    return node.start_mark.line + 1, node.start_mark.column + 1


def _named(node: yaml.Node, name: str) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (value for key, value in node.value if _text(key) == name)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if _text(item) == name:
                yield item
            elif isinstance(item, yaml.MappingNode):
                yield from (value for key, value in item.value if _text(key) == name)
                # An entry of a list of pairs is known by its values, too: `- path: tambahan.js`.
                yield from (value for _, value in item.value if _text(value) == name)


def _text(node: yaml.Node) -> str | None:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None
