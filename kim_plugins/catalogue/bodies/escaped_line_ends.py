r"""Line ends that a program wrote as text, `\n` and `\r\n` (K339).

In `C:\data\nama` and in code nothing of the kind is meant, nor where `\n` goes on in small letters
behind a letter, as in `\nabla`.
"""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.catalogue.bodies.remarks import Remark, Remarks
from kim_plugins.records.fixing.editing import Edit
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Severity, quote

_SKIPPED: Final = r"```.*?(?:```|\Z)|`[^`\n]*`|(?<![A-Za-z])[A-Za-z]:\\\S*|(?<!\S)\\\\\w\S*"
_BREAK: Final = r"(?:\\r\\n|\\n(?![a-z])|(?:(?<=[.!?:;,)])|(?<=\\n))\\n|\\r(?![a-z]))"
_FOUND: Final = deferred(rf"{_SKIPPED}|(?P<breaks>{_BREAK}+)", re.DOTALL)
_EACH: Final = deferred(r"\\r\\n|\\n|\\r")
_SHOWN: Final = 20


def hint_at_line_ends(remarks: Remarks) -> None:
    """Warn of the first such line end in a body; its fix replaces all of them."""
    source = remarks.source
    if "\\n" not in source and "\\r" not in source:
        return
    breaks = [found.span() for found in _FOUND.finditer(source) if found["breaks"]]
    if not breaks:
        return
    (start, _), (_, end) = breaks[0], breaks[-1]
    pieces, place = [], start
    for first, last in breaks:
        pieces += [source[place:first], _EACH.sub("\n", source[first:last])]
        place = last
    begin = source.rfind("\n", 0, start) + 1
    written = source[max(begin, start - _SHOWN) : start + _SHOWN].partition("\n")[0].strip()
    sign = _EACH.match(source, start)
    fault = Fault(
        "K339",
        f"{quote(written)} memuat {sign[0] if sign else ''} yang tertulis sebagai huruf, "
        "bukan ganti baris",
        "ganti tanda itu dengan baris baru (Enter), atau jalankan `kim check --fix`",
        Severity.WARNING,
    )
    remarks.found.append(Remark(start, fault, Edit(start, end, "".join(pieces))))
