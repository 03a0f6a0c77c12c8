"""Settings of other programs as YAML, as a person would write it down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """Writes every value where it stands: no editor should have to know about aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the base class has it
        """Never make one."""
        return True


def yaml_text(settings: Mapping[str, Any]) -> str:
    """The settings in their order."""
    made: str = yaml.dump(
        dict(settings), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100
    )
    return made
