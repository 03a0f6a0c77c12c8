"""What a drawing loses when it is written anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class LossKind(Enum):
    """Kinds of losses; the first three take away what a reader should have seen."""

    OUTSIDE = auto()
    """A picture, a part or a style that lies elsewhere."""
    EMBEDDED = auto()
    """A picture inside the file that is none that browsers show."""
    TEXT = auto()
    """Text that only the program shows in which it was written."""
    TEXT_INSTEAD = auto()
    """As TEXT, but the drawing holds something simpler in its place."""
    FONT = auto()
    """A font that lies elsewhere."""
    PROGRAM = auto()
    """A program, something that starts one, or a link."""
    MOTION = auto()
    """What moves."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A kind of loss, and how the drawing writes it."""

    kind: LossKind
    written: str


class Losses:
    """Collects losses, the first of each kind."""

    def __init__(self) -> None:
        self._found: dict[LossKind, Loss] = {}

    def add(self, kind: LossKind, written: str) -> None:
        """Note a loss."""
        self._found.setdefault(kind, Loss(kind, written.strip()))

    def lose_address(self, address: str) -> None:
        """Note an address that isn't followed; an empty one leads nowhere."""
        plain = "".join(address.split())
        if plain.lower().startswith("javascript:"):
            self.add(LossKind.PROGRAM, plain)
        elif plain:
            is_inside = plain.lower().startswith("data:")
            self.add(LossKind.EMBEDDED if is_inside else LossKind.OUTSIDE, plain)

    @property
    def found(self) -> tuple[Loss, ...]:
        """One loss of each kind, the gravest first."""
        return tuple(sorted(self._found.values(), key=lambda loss: loss.kind.value))
