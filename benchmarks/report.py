"""Put the figures of a comparison into docs/performance.md, in place of the last ones.

python3 benchmarks/compare.py --sizes 1000,10000 --json figures.json
python3 benchmarks/report.py figures.json
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent))
import tools

tools.bring(__name__)
from peer import ROOT
from results import Result, promises, rows_table, table, verdicts

PAGE: Final = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"


def main() -> None:
    """Write the tables of a file of figures into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", type=Path, help="what compare.py wrote with --json")
    parser.add_argument("--page", type=Path, default=PAGE)
    options = parser.parse_args()
    figures = json.loads(options.figures.read_text(encoding="utf-8"))
    page = options.page.read_text(encoding="utf-8")
    options.page.write_text(with_figures(page, figures), encoding="utf-8")


def with_figures(page: str, figures: dict[str, Any]) -> str:
    """The page with these figures between its marks; raises ValueError for one without marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page lacks {BEGIN.strip()} or {END.strip()}")
    return f"{before}{BEGIN}\n{_text(figures)}\n{END}{after}"


def _text(figures: dict[str, Any]) -> str:
    machine = figures["machine"]
    results = [Result.from_json(one) for one in figures["results"]]
    head = (
        f"{machine['date']}, commit {machine['commit']}, {machine['processors']} processors "
        f"({machine['processor']}), load {machine['load_before']} when it began, "
        f"Python {machine['python']}.\n"
    )
    parts = [
        head,
        table(results),
        f"```text\n{verdicts(promises(results))}```\n",
        rows_table(results),
    ]
    return "\n".join(part for part in parts if part)


if __name__ == "__main__":
    main()
