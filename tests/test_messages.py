"""docs/messages.md lists every message as the program gives it (tests/messages.py makes it)."""

from __future__ import annotations

from pathlib import Path

from tests.golden import golden
from tests.messages import RAISED, codes_in_program, page

PAGE = Path(__file__).parents[1] / "docs" / "messages.md"


def test_the_page_is_what_the_program_says(tmp_path: Path) -> None:
    """`--regenerate` writes it anew; read the diff as an editor would."""
    golden(PAGE, page(tmp_path))


def test_every_code_of_the_program_is_explained() -> None:
    """A code without a golden case gets its example in tests/message_examples.py."""
    text = PAGE.read_text(encoding="utf-8")
    assert [code for code in sorted(codes_in_program()) if f"### {code} ·" not in text] == []
    assert set(RAISED) <= codes_in_program()
