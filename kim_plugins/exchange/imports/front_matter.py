"""Files of other programs, decoded, with their front matter between our fences."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.foreign.other_fences import other_fence
from kim_plugins.records.reader import is_key

_PELICAN: Final = re.compile(r"(?:[A-Za-z][\w-]*:[ \t]*.*\n(?:[ \t]+\S.*\n)*)+(?:\n|\Z)")


def decoded(data: bytes) -> str:
    """A file as text, in the coding of its machine."""
    for coding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(coding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def fenced(text: str) -> str:
    """A file with its front matter between our fences."""
    if re.match(r"---[ \t]*\n", text):
        return text
    stripped = text.lstrip("\n")
    if stripped.startswith(("+++", "{")):
        found = other_fence(stripped, is_key)
        return found[1] if found and found[1] else f"---\n---\n{text}"
    match = _PELICAN.match(stripped)
    if match and re.search(r"(?im)^(?:title|date|slug):", match[0]):
        lines = re.sub(r"\n[ \t]+(?=\S)", " ", match[0]).strip().split("\n")
        pairs = (line.partition(":") for line in lines)
        head = "\n".join(f"{key.lower()}: {as_scalar(value.strip())}" for key, _, value in pairs)
        return f"---\n{head}\n---\n{stripped[match.end() :]}"
    return f"---\n---\n{text}"
