"""Problems of a file: where, what, and how to fix it (contract C2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from pydantic_core import PydanticCustomError

from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.reading.located import START, Mark, Value


class Severity(StrEnum):
    """Whether a problem keeps its file from being published."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The word for editors."""
        return "KESALAHAN" if self is Severity.ERROR else "PERINGATAN"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in one file; line and column count from 1, columns in characters.

    `path` is relative to the content folder inside the core; the outermost layer turns it into
    one that is relative to the working directory.
    """

    path: str
    line: int
    column: int
    code: str
    field: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """True when the file can't be published as it stands."""
        return self.severity is Severity.ERROR

    def under(self, folder: str) -> Problem:
        """The problem with its path below `folder`."""
        return replace(self, path=f"{folder}/{self.path}") if folder not in ("", ".") else self

    def as_text(self) -> str:
        """Place and sentence, then the remedy; an example of several lines stands below it."""
        hint = self.hint.replace("\n", "\n      ")
        return visible(
            f"{self.path}:{self.line}:{self.column}: {self.severity.label} {self.code}: "
            f"{self.message}\n  → {hint}"
        )

    def as_dict(self) -> dict[str, str | int]:
        """The JSON form of contract C2."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "severity": self.severity.value,
            "code": self.code,
            "field": self.field,
            "message": self.message,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class SuggestedFix:
    """What a written text may be meant as, as it would stand in the file.

    With one meaning `kim check --fix` writes it; with more it leaves the file alone. `after` is a
    number of characters of the value that stand before what is written.
    """

    written: str
    meant: tuple[str, ...]
    after: int = 0


@dataclass(frozen=True, slots=True)
class Recast:
    """A suggested fix that replaces whole entries: the places of their keys, and the new lines.

    No lines take an entry away. `added` are items that a list `into` gets, or that a text `into`
    becomes; `lines` are new entries. All or nothing.
    """

    entries: tuple[tuple[Mark, tuple[str, ...]], ...]
    into: Value | None = None
    added: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem without its place: what a rule or a validator returns."""

    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    fix: SuggestedFix | Recast | None = None

    def at(self, path: str, mark: Mark = START, field: str = "") -> Problem:
        """The fault as a problem of a file; without a mark at its beginning."""
        return Problem(path, *mark, self.code, field, self.message, self.hint, self.severity)


def fault(
    code: str, message: str, hint: str, fix: SuggestedFix | None = None
) -> PydanticCustomError:
    """The exception by which a validator reports a fault; pydantic passes it on."""
    found = Fault(code, message, hint, fix=fix)
    return PydanticCustomError("kim", "{message}", {"fault": found})


def visible(text: str) -> str:
    """A text with invisible and control characters written as codes."""
    return HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def quote(value: object, longest: int = 60) -> str:
    """A value as messages cite it: on one line, shortened at its end."""
    text = visible(" ".join(str(value).split()))
    return f"'{text}'" if len(text) <= longest else f"'{text[: longest - 1]}…'"
