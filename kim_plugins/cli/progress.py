"""Progress of a build: a bar on a terminal, plain lines elsewhere, nothing for quick steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TextIO

_WAIT: Final = 1.0
"""Seconds that a step may take without a word."""

_BAR_EVERY: Final = 0.1
_LINE_EVERY: Final = 5.0
_WIDTH: Final = 24


class ProgressMeter:
    """Shows the steps of a build on `out`; `clock` returns seconds."""

    def __init__(self, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._clock = out, clock
        self._is_terminal = out.isatty()
        self._shown = 0

    def step(self, label: str) -> Callable[[int, int], None]:
        """Begin a step; the returned function takes (done, total)."""
        due = self._clock() + _WAIT

        def tell(done: int, of: int) -> None:
            nonlocal due
            if done == of:
                self._clear()
            elif self._clock() >= due:
                due = self._clock() + (_BAR_EVERY if self._is_terminal else _LINE_EVERY)
                (self._draw if self._is_terminal else self._line)(label, done, of)

        return tell

    def _line(self, label: str, done: int, of: int) -> None:
        self._out.write(f"{label}: {done} dari {of}\n")
        self._out.flush()

    def _draw(self, label: str, done: int, of: int) -> None:
        full = _WIDTH * done // of
        text = f"{label} [{'#' * full}{'.' * (_WIDTH - full)}] {done} dari {of}"
        self._out.write(f"\r{text}{' ' * (self._shown - len(text))}")
        self._out.flush()
        self._shown = len(text)

    def _clear(self) -> None:
        if self._shown:
            self._out.write(f"\r{' ' * self._shown}\r")
            self._out.flush()
            self._shown = 0
