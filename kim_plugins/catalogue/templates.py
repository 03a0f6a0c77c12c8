"""How the templates of this project are read: escaped, strict, and never looked at twice."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, select_autoescape


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """In one dict: it is copied for each page, and jinja2's own chain takes long to copy."""
        return {**self.globals, **(d or {})}


def templates(package: str, bytecode: BytecodeCache | None = None) -> Environment:
    """The templates of a package; `bytecode` keeps them compiled.

    Globals have to be there before the first template is asked for.
    """
    return _Environment(
        loader=PackageLoader(package),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode,
    )
