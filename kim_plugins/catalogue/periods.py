"""Calendar periods: years, quarters and months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        """A quarter of a year, counted from 1."""
        return cls(_first(year, number * 3 - 2), _first(year, number * 3 + 1) - timedelta(days=1))

    @classmethod
    def quarters(cls, year: int) -> list[Period]:
        """All quarters of a year."""
        return [cls.quarter(year, number) for number in range(1, QUARTERS + 1)]

    @classmethod
    def month(cls, year: int, number: int) -> Period:
        """A month, counted from 1; the 13th is the first of the next year."""
        return cls(_first(year, number), _first(year, number + 1) - timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end


def _first(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
