"""Plain scalars that YAML tools read as numbers, booleans, dates or null.

Our own reader takes no guesses, but an editor's form may read such a value and write it back as
something else: `0812…` without its zero, `19.30` as 19.3. Quotes keep it (`kim check --fix`).
Rules of YAML 1.2 (core schema, 10.3.2) and of 1.1, which many tools still follow.
"""

from __future__ import annotations

import re
from typing import Final

_GUESSED: Final = re.compile(
    r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*)"
    r"|[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*\.?[0-9_]*)(?:e[-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|nan)"
    r"|true|false|yes|no|on|off|y|n|null|~"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9:.]+(?:[ \t]*(?:z|[-+][0-9:]+))?)?",
    re.IGNORECASE,
)


def is_guessed(text: str) -> bool:
    """Whether some YAML reader takes a plain scalar for something other than this text."""
    return _GUESSED.fullmatch(text) is not None
