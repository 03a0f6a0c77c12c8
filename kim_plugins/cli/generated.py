"""`kim schema`, and the files of the repository that are generated from the models.

`kim schema --write` renews them; tests/test_generated.py fails while one is stale.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import click

from kim_plugins.cli.settings import Exit, UsageProblem
from kim_plugins.cli.vscode import settings, snippets
from kim_plugins.records import Kind
from kim_plugins.records.describing.issue_forms import issue_forms
from kim_plugins.records.describing.reference import tables
from kim_plugins.records.describing.schema import schema_of, schema_of_all

GUIDE: Final = "docs/panduan-editor.md"
_TABLE: Final = re.compile(r"(<!-- tabel: (\S+) -->\n).*?(<!-- akhir tabel -->)", re.DOTALL)


def show_schema(kind: Kind | None) -> int:
    """Print the schema of a kind, or one document with all."""
    click.echo(_json(schema_of(kind) if kind else schema_of_all()), nl=False)
    return Exit.PUBLISHED


def write_generated(root: Path) -> int:
    """Write all generated files below `root`, the repository's folder."""
    if not (root / GUIDE).is_file():
        raise UsageProblem(f"{GUIDE} tidak ada; jalankan di folder utama repositori program ini")
    for path, text in generated_files((root / GUIDE).read_text(encoding="utf-8")).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
        click.echo(path, err=True)
    return Exit.PUBLISHED


def generated_files(guide: str) -> dict[str, str]:
    """Every generated file by path; of the guide only the tables are generated."""
    return {
        GUIDE: with_tables(guide),
        ".vscode/settings.json": _json(settings()),
        ".vscode/kim.code-snippets": _json(snippets()),
        **{f"docs/schema/{kind}.json": _json(schema_of(kind)) for kind in Kind},
        **issue_forms(),
    }


def with_tables(guide: str) -> str:
    """The guide with its tables generated anew."""
    made = tables()
    return _TABLE.sub(lambda found: f"{found[1]}\n{made[found[2]]}\n{found[3]}", guide)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
