"""What a drawing loses when it is written anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class LossKind(Enum):
    """Kinds of losses; the first three remove something visible."""

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
    """A loss: its kind, and how the drawing writes what is lost."""

    kind: LossKind
    written: str


class Losses:
    """Collects the first loss of each kind."""

    def __init__(self) -> None:
        self._found: dict[LossKind, Loss] = {}

    def add(self, kind: LossKind, written: str) -> None:
        """Add a loss."""
        self._found.setdefault(kind, Loss(kind, written.strip()))

    def lose_address(self, address: str) -> None:
        """Add an address that isn't followed, unless it is empty."""
        plain = "".join(address.split())
        if plain.lower().startswith("javascript:"):
            self.add(LossKind.PROGRAM, plain)
        elif plain:
            is_inside = plain.lower().startswith("data:")
            self.add(LossKind.EMBEDDED if is_inside else LossKind.OUTSIDE, plain)

    @property
    def found(self) -> tuple[Loss, ...]:
        """The losses, the gravest first."""
        return tuple(sorted(self._found.values(), key=lambda loss: loss.kind.value))
