"""Characters that messages, titles and settings must not hold as they are."""

from __future__ import annotations

import re
from typing import Final

# Controls that a terminal obeys, what turns the direction of a line, and what nobody sees; not the
# joiners that scripts and emoji need.
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ue000\ue001"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
