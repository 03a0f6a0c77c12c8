"""Regular expressions that are compiled at their first use."""

from __future__ import annotations

import re
from typing import cast


class _Deferred:
    """A pattern that is compiled by the first method called on it.

    The compiled pattern's methods then stand on the object itself, so a later call costs no more.
    """

    def __init__(self, expression: str, flags: int) -> None:
        self._expression = expression
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):  # what copying and pickling ask for
            raise AttributeError(name)
        compiled = re.compile(self._expression, self._flags)
        vars(self).update(
            (method, getattr(compiled, method)) for method in dir(compiled) if method[0] != "_"
        )
        return getattr(compiled, name)


def deferred(expression: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use.

    Compiling takes a fifth of the start of `kim check`, and most texts never meet most rules. The
    result has the methods of a compiled pattern, but the functions of `re` don't take it.
    """
    return cast("re.Pattern[str]", _Deferred(expression, flags))
