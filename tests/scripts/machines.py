"""A machine whose pip and venv are stood in for."""

import shutil
import sys
from pathlib import Path

from interpreter import venv_program


class Machine:
    """Stands in for venv and pip: makes the files that they would make, and keeps the commands."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[list[str]] = []
        self.failing: tuple[str, str] | None = None

    def __call__(self, command: list[str], variables: dict[str, str]) -> tuple[int, str]:
        self.commands.append(command)
        if self.failing is not None and self.failing[0] in command:
            return 1, self.failing[1]
        if "venv" in command:
            shutil.rmtree(self.root / ".venv", ignore_errors=True)
            python = venv_program(self.root, "python")
            python.parent.mkdir(parents=True)
            python.symlink_to(sys.executable)
        if "--editable" in command:
            venv_program(self.root, "kim").touch()
        return 0, "done"

    def made_venv(self) -> bool:
        return any("venv" in command for command in self.commands)
