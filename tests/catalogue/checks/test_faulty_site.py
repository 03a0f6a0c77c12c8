"""A site with every fault that only the whole site shows, and what an editor is told.

The files are named after the code that they bring up; `--regenerate` writes the expected text anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema

import kim_plugins
from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import gather
from kim_plugins.cli.report import as_json
from kim_plugins.records import Problem
from tests.sites.memory import NOW, OPTIONS

CASE = Path(__file__).parents[2] / "cases" / "faulty-site"
PROGRAM = Path(kim_plugins.__file__).parent
PACKAGES = ("catalogue/*.py", "catalogue/checks/*.py", "catalogue/bodies/*.py", "records/**/*.py")


def problems() -> list[Problem]:
    return gather(content_of(CASE / "content"), OPTIONS, NOW)[1]


def test_every_problem_is_told_as_expected(golden: Callable[[Path, str], None]) -> None:
    """Path, line, column, code, sentence and remedy, in order."""
    golden(CASE / "problems.txt", "".join(f"{problem.as_text()}\n" for problem in problems()))


def test_report_as_json_is_as_the_docs_say() -> None:
    """Programs read it; its form is in docs/schema/laporan.json."""
    schema = json.loads((CASE.parents[2] / "docs/schema/laporan.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(as_json(problems())), schema)


def test_every_site_wide_code_is_shown() -> None:
    """K310 is a group's own; K321 and K330 need an extension that fails, or eats words.

    K338 needs `line_breaks: false`; what is too much (K340, K341) is in tests/test_growth.py.
    Those from K370 on need something that was published before (test_published.py), K452 and those
    from K550 on another site (tests/cli/collecting).
    """
    sources = "".join(path.read_text("utf-8") for some in PACKAGES for path in PROGRAM.glob(some))
    codes = set(re.findall(r"K[34]\d\d", sources)) - {
        "K310",
        "K321",
        "K330",
        "K338",
        "K340",
        "K341",
        "K452",
    }
    codes = {code for code in codes if not code.startswith("K37")}
    assert codes == {problem.code for problem in problems()} & codes


def test_file_named_after_a_code_brings_it_up_and_right_ones_do_not() -> None:
    found = {(problem.path, problem.code) for problem in problems()}
    for path in (CASE / "content").rglob("*.md"):
        name = path.relative_to(CASE / "content").as_posix()
        match = re.match(r"(k[34]\d\d)-", path.name)
        if path.stem in ("k302-a", "k403-diizinkan"):  # the first of two, and what is meant
            assert name not in {where for where, _ in found}
        elif match:
            assert (name, match[1].upper()) in found
