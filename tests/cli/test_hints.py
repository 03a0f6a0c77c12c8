"""Remedies in messages name the command as an editor types it here."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import kim_plugins

CLI = Path(kim_plugins.__file__).parent / "cli"
BARE = re.compile(r"(?:^|: )kim [a-z]+")


def texts(tree: ast.AST) -> list[str]:
    """Every string of a module but its docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [
        one.value for one in strings if isinstance(one.value, str) and id(one) not in docstrings
    ]


@pytest.mark.parametrize("path", sorted(CLI.rglob("*.py")), ids=lambda path: str(path.name))
def test_no_message_says_kim_where_an_editor_types_something_else(path: Path) -> None:
    """`program_name()` gives `sh kim.sh`, `python3 scripts/kim.py` or `kim`."""
    found = [text for text in texts(ast.parse(path.read_text("utf-8"))) if BARE.search(text)]
    assert not [text for text in found if not text.startswith("kim collect lain")]
