"""The context of reading one file: what validators need, and the problems found so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import tzinfo

from kim_plugins.records.problems import Fault, Problem, Recast, SuggestedFix
from kim_plugins.records.reading.located import Mark, Value


@dataclass(slots=True)
class Reading:
    """The context of reading one file.

    `fixes` say what may be meant at a place, and which problem it would take away, if any.
    """

    path: str
    zone: tzinfo
    problems: list[Problem] = field(default_factory=list)
    fixes: list[tuple[Mark, SuggestedFix | Recast, Problem | None]] = field(default_factory=list)
    body: str = ""
    is_whole: bool = True
    """Whether every value of front matter could be read."""
    listed: set[str] = field(default_factory=set)
    """The groups of fields whose keys have been listed; once in a file is enough."""

    def report(self, mark: Mark, path: str, fault: Fault) -> None:
        """Add a problem at a place."""
        problem = fault.at(self.path, mark, path)
        self.problems.append(problem)
        if fault.fix:
            self.fixes.append((mark, fault.fix, problem))

    def warn(self, value: Value, fault: Fault) -> None:
        """Add a problem at a value that was read."""
        key = last_key(value.path)
        message, hint = (text.replace("{key}", key) for text in (fault.message, fault.hint))
        self.report(value.mark, value.path, replace(fault, message=message, hint=hint))

    def offer(self, mark: Mark, fix: SuggestedFix) -> None:
        """Add a suggested fix of a value that is valid."""
        self.fixes.append((mark, fix, None))


def last_key(path: str) -> str:
    """The name of the field at a path such as `actions[0].due`."""
    return path.rsplit(".", 1)[-1].split("[", 1)[0]
