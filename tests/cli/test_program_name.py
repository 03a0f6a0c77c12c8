"""Whatever a message tells an editor to run is what this editor types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kim_plugins.cli.commands import kim
from kim_plugins.cli.program_name import COMMANDS, as_typed

_CALL = re.compile(rf"\bkim ({'|'.join(COMMANDS)})\b(?!-)")
MESSAGES = Path(__file__).parents[2] / "docs/messages.md"


def test_every_command_in_a_remedy_is_said_as_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIM_COMMAND", "sh kim.sh")
    assert set(kim.commands) == set(COMMANDS)
    remedies = [line for line in MESSAGES.read_text("utf-8").splitlines() if line[:1] == "→"]
    found = [(command, line) for line in remedies for command in _CALL.findall(line)]
    assert len(found) > 10
    for command, line in found:
        assert f"sh kim.sh {command}" in as_typed(line)


@pytest.mark.parametrize("text", ["kim moving", "scripts/kim move", "grup kim tani", '"kim new'])
def test_other_words_stay(text: str) -> None:
    assert as_typed(text) == text
