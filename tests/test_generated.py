"""Files of the repository that are made from the models are those that the models make."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kim_plugins.cli.generated import GUIDE, generated_files, with_tables, write_generated
from kim_plugins.cli.settings import UsageProblem
from kim_plugins.records import MODELS, Kind
from kim_plugins.records.describing.fields import describe
from kim_plugins.records.describing.reference import tables

ROOT = Path(__file__).resolve().parents[1]
FILES = generated_files((ROOT / GUIDE).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES)
def test_a_generated_file_is_not_stale(path: str) -> None:
    """Renew them all: python3 scripts/kim.py schema --write; then read the diff."""
    assert FILES[path] == (ROOT / path).read_bytes().decode()


def test_no_schema_is_left_over() -> None:
    written = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/schema").iterdir()}
    generated = {path for path in FILES if path.startswith("docs/schema/")}
    # The report's form is no model's; catalogue/checks/test_faulty_site.py holds it to reports.
    assert generated | {"docs/schema/laporan.json"} == written


def test_a_stale_file_is_noticed_and_renewed(tmp_path: Path) -> None:
    guide = tmp_path / GUIDE
    guide.parent.mkdir()
    guide.write_text("Sebelum\n<!-- tabel: news -->\nlama\n<!-- akhir tabel -->\nSesudah\n")

    write_generated(tmp_path)

    assert guide.read_text().startswith("Sebelum\n<!-- tabel: news -->\n\n| Kunci |")
    assert guide.read_text().endswith("\n\n<!-- akhir tabel -->\nSesudah\n")
    assert (tmp_path / "docs/schema/news.json").is_file()


def test_renewing_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="folder utama"):
        write_generated(tmp_path)


def test_renewed_tables_stay_as_they_are() -> None:
    assert FILES[GUIDE] == with_tables(FILES[GUIDE])


def test_every_field_has_its_row_in_the_guide() -> None:
    text = "".join(tables().values())
    for kind in Kind:
        for field in describe(MODELS[kind]):
            assert f"| `{field.key}` | **{field.title}.**" in text
    assert "| `actions[].progress[].status` |" in text
    assert "`akses-informasi` (Akses informasi)" in text


def test_every_table_has_its_place_in_the_guide() -> None:
    for name in tables():
        assert f"<!-- tabel: {name} -->" in FILES[GUIDE]


def test_completions_are_found_by_key_and_by_indonesian_word() -> None:
    made = json.loads(FILES[".vscode/kim.code-snippets"]).values()
    prefixes = {prefix for snippet in made for prefix in snippet["prefix"]}
    assert prefixes >= {"title", "judul", "date", "tanggal", "meeting", "rapat"}


def test_a_choice_is_completed_with_its_terms() -> None:
    made = json.loads(FILES[".vscode/kim.code-snippets"])
    bodies = [line for snippet in made.values() for line in snippet["body"]]
    assert "method: ${1|mufakat,pemungutan-suara|}" in bodies


def test_editors_are_told_a_schema_for_each_folder() -> None:
    settings = json.loads(FILES[".vscode/settings.json"])
    for schema in settings["yaml.schemas"]:
        assert (ROOT / schema).is_file()
    assert "content/berita/**/*.md" in settings["yaml.schemas"].values()


def test_the_checking_task_reads_what_kim_check_writes() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    error, warning = (matcher["pattern"]["regexp"] for matcher in tasks[0]["problemMatcher"])
    line = "content/berita/2026/a.md:4:7: KESALAHAN K104: tanggal '31' tidak ada di kalender"
    assert re.match(error, line)
    assert re.match(warning, line.replace("KESALAHAN", "PERINGATAN"))
    assert not re.match(warning, line)
