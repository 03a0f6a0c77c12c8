"""The findings of the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The verdict on a thing; the value is the word that editors read."""

    GOOD = "BAIK"
    ADVICE = "SARAN"
    WRONG = "PERLU"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one thing; `remedy` says what to do where it isn't good."""

    verdict: Verdict
    said: str
    code: str = ""
    remedy: str = ""

    def as_text(self) -> str:
        """The finding on one line, with the remedy below it."""
        code = f" {self.code}" if self.code else ""
        remedy = f"\n      → {self.remedy}" if self.remedy else ""
        return f"  {self.verdict}{code}: {self.said}{remedy}\n"


def good(said: str) -> Finding:
    """A finding that all is well."""
    return Finding(Verdict.GOOD, said)


def advice(code: str, said: str, remedy: str) -> Finding:
    """A finding that something could be better."""
    return Finding(Verdict.ADVICE, said, code, remedy)


def wrong(code: str, said: str, remedy: str) -> Finding:
    """A finding that something must be done."""
    return Finding(Verdict.WRONG, said, code, remedy)
