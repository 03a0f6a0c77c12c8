"""What the doctor says of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a thing is; the value is the word that an editor reads."""

    GOOD = "BAIK"
    ADVICE = "SARAN"
    WRONG = "PERLU"


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing that was looked at; `remedy` says what to do where it isn't good."""

    verdict: Verdict
    said: str
    code: str = ""
    remedy: str = ""

    def as_text(self) -> str:
        """A line, with the remedy below it."""
        code = f" {self.code}" if self.code else ""
        remedy = f"\n      → {self.remedy}" if self.remedy else ""
        return f"  {self.verdict}{code}: {self.said}{remedy}\n"


def good(said: str) -> Finding:
    """Something in order."""
    return Finding(Verdict.GOOD, said)


def advice(code: str, said: str, remedy: str) -> Finding:
    """Something that could be better, and holds nothing up."""
    return Finding(Verdict.ADVICE, said, code, remedy)


def wrong(code: str, said: str, remedy: str) -> Finding:
    """Something that has to be done."""
    return Finding(Verdict.WRONG, said, code, remedy)
