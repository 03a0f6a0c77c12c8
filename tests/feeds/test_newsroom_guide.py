"""docs/langganan.md names every file for subscribers, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from kim_plugins.feeds import site_feeds
from tests.feeds.edge_site import DECISION, edge_catalogue
from tests.sites.memory import NOW, gathered

GUIDE = (Path(__file__).parents[2] / "docs/langganan.md").read_text(encoding="utf-8")
PLACEHOLDERS = {
    "<id>": "[a-z0-9-]+",
    "<kode>": "[0-9.]+",
    "<topik>": "[^/]+",
    "<aktivitas>": "[a-z-]+",
    "<n>": "[0-9]+",
    "<tahun>": "[0-9]{4}",
    "<nama>": "[^/]+",
    "…": r"(?:feed\.xml|atom\.xml|feed\.json)",
}
EXPLAINED_ELSEWHERE = {r"/langganan/umpan\.css", r"/.*/transkrip\.txt"}
"""By what they do, below the table: the stylesheet of feeds, the words of a sound."""


def pattern(address: str) -> str:
    parts = re.split(f"({'|'.join(map(re.escape, PLACEHOLDERS))})", address)
    return "".join(PLACEHOLDERS.get(part, re.escape(part)) for part in parts)


def test_the_guide_names_every_file_and_no_other() -> None:
    rows = [line.split("|")[1] for line in GUIDE.splitlines() if line.startswith("| `/")]
    named = {pattern(address) for row in rows for address in re.findall(r"`([^`]+)`", row)}
    paths = {path for path, _ in site_feeds(edge_catalogue())}
    followed, _ = gathered({"keputusan/2026/air.md": DECISION}, now=NOW.replace(month=5))
    paths |= {path for path, _ in site_feeds(followed)}
    every = named | EXPLAINED_ELSEWHERE
    assert [p for p in paths if not any(re.fullmatch(one, p) for one in every)] == []
    assert [one for one in every if not any(re.fullmatch(one, p) for p in paths)] == []
    assert "transkrip.txt" in GUIDE
