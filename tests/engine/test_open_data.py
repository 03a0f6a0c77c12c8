"""The whole of the open data in a site: its parts in order, whatever was made again."""

from __future__ import annotations

import json
from pathlib import Path

from kim_plugins.catalogue.addresses import DATA_FILE


def parts(site: Path) -> bytes:
    others = {"catalogue.ndjson"}
    found = [path for path in (site / "data").glob("*.ndjson") if path.name not in others]
    return b"".join(path.read_bytes() for path in sorted(found))


def test_whole_is_all_parts(sample_folder: Path) -> None:
    whole = (sample_folder / DATA_FILE[1:]).read_bytes()
    assert whole == parts(sample_folder)
    assert {json.loads(line)["kind"] for line in whole.splitlines()} == {
        *("news", "lesson", "decision", "group"),
    }
