"""The type of a kind on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click

from kim_plugins.records import FOLDERS, Kind

KINDS: Final = (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.GROUP)
"""Those of which there are skeletons."""


class KindName(click.ParamType):
    """A kind by its name or by its folder."""

    name = "KIND"

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._kinds = kinds

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Kind:
        """The kind, or an error with those that there are."""
        name = str(value).lower()
        kind = FOLDERS.get(name) or next((kind for kind in Kind if kind == name), None)
        if kind is None or kind not in self._kinds:
            self.fail(f"'{value}' bukan jenis; pilih {', '.join(self._kinds)}", param, ctx)
        return kind
