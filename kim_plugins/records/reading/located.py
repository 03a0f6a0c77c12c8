"""Front matter as a tree of texts with their places.

Every scalar stays the text that the editor wrote, and the models decide what it means. That is how
`no`, `012`, `19:30` and `1_000` keep their meaning, which YAML's own guesses would lose. The same
reading feeds everything; MkDocs never sees front matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from kim_plugins.records.hidden_characters import HIDDEN


class Mark(NamedTuple):
    """A place in a file; both count from 1, columns in characters."""

    line: int
    column: int


START = Mark(1, 1)


def mark_at(text: str, place: int, first_line: int = 1) -> Mark:
    """The mark of a place in a text whose first line has this number in the file."""
    line = first_line + text.count("\n", 0, place)
    return Mark(line, place - text.rfind("\n", 0, place))


class Located:
    """The places of a value of the tree: its own, its key's, and its path."""

    __slots__ = ()

    if TYPE_CHECKING:  # the slots are those of the classes below; a str can't have them before
        mark: Mark
        key_mark: Mark
        path: str

    def at(self, mark: Mark, key_mark: Mark, path: str) -> Self:
        """Set the place; used once, by the reader."""
        self.mark, self.key_mark, self.path = mark, key_mark, path  # type: ignore[misc]
        return self


class Text(str, Located):
    """A scalar; `style` is the sign that it begins with: a quote, `|`, `>`, or nothing.

    `cut` is the source from the value on, where YAML takes its end for a comment.
    """

    __slots__ = ("cut", "key_mark", "mark", "path", "style")
    cut: str
    style: str

    def __new__(cls, value: str, style: str = "", cut: str = "") -> Self:
        """Keep how the text was written beside it."""
        text = str.__new__(cls, value)
        text.style, text.cut = style, cut
        return text

    @property
    def quoted(self) -> bool:
        """Whether it was written in quotes: `""` is not nothing."""
        return self.style != ""

    @property
    def as_written(self) -> str:
        """The source of a text of one line without escapes."""
        quote = self.style if self.style in ("'", '"') else ""
        return f"{quote}{self}{quote}"

    @property
    def is_absent(self) -> bool:
        """Whether the key has no value: an empty or null plain scalar.

        `None` and `undefined` are what programs in Python and JavaScript write for it.
        """
        return not self.quoted and self in _NOTHING


class Items(list["Value"], Located):
    """A sequence."""

    __slots__ = ("key_mark", "mark", "path")


class Fields(dict[str, "Value"], Located):
    """A mapping; its values know the places of their keys."""

    __slots__ = ("key_mark", "mark", "path")

    def find(self, path: str) -> Value:
        """The value at a path such as `actions[0].due`, or the nearest one around it."""
        value: Value = self
        for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
            if name and isinstance(value, Fields) and name in value:
                value = value[name]
            elif index and isinstance(value, Items) and int(index) < len(value):
                value = value[int(index)]
            else:
                break
        return value

    def rename(self, written: str, key: str) -> None:
        """Move a value to our key from the word that was written for it."""
        self[key] = self.pop(written)


UNREAD: Final = "\ue010"
"""Stands for a value that YAML couldn't read."""
_NOTHING: Final = ("", "~", "null", "Null", "NULL", "None", "undefined")

Value = Text | Items | Fields


def is_empty(value: Value) -> bool:
    """Whether nothing was filled in: no text, or only empty lists and groups.

    Forms leave such things behind: `""`, `null`, `['']`, `{src: ""}`.
    """
    if isinstance(value, Text):
        return value.is_absent or not (value if value.isascii() else HIDDEN.sub("", value)).strip()
    return all(map(is_empty, value.values() if isinstance(value, Fields) else value))


def braced(fields: Fields) -> str:
    """The words that somebody wrote in braces without quotes, as `{Balai Desa}`; "" if none."""
    return f"{{{', '.join(fields)}}}" if fields and is_empty(fields) else ""


def join(path: str, name: str) -> str:
    """The path of a key inside `path`."""
    return f"{path}.{name}" if path else name
