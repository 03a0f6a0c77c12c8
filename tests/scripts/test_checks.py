"""The verdict is that of all checks together."""

import pytest

import checks


def test_all_checks_run_even_if_the_first_fails() -> None:
    commands: list[list[str]] = []

    def tool(command: list[str]) -> int:
        commands.append(command)
        return 1

    assert checks.verdict(tool) == 1
    assert [command[0] for command in commands] == ["ruff", "ruff", "mypy", "pytest"]


@pytest.mark.parametrize("code, verdict", [(0, 0), (1, 1), (5, 1)])
def test_it_passes_only_if_every_check_did(code: int, verdict: int) -> None:
    """5 is pytest's word for no tests at all."""
    assert checks.verdict(lambda command: code if command[0] == "pytest" else 0) == verdict
