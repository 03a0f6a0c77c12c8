"""Build our index for a folder of content as `kim build` does, and again after one edit.

    search_ours.py CONTENT FOLDER ANSWER

The index is written below FOLDER, seconds and processors' seconds of both into ANSWER, as JSON.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import kim_plugins.cli  # noqa: F401 - looks for cycles as rarely as `kim` does
from kim_plugins.builder.files import content_of
from kim_plugins.builder.groups import Group
from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.store import Store
from kim_plugins.builder.workers import run_all
from kim_plugins.catalogue import Catalogue, SiteOptions, gather
from kim_plugins.search import Documents, build_index, index_files

_ZONE = ZoneInfo("Asia/Jakarta")
_NOW = datetime(2026, 11, 24, 8, tzinfo=_ZONE)


def catalogue_of(content: Path) -> Catalogue:
    """Everything in a folder of content."""
    options = SiteOptions("Uji", "https://uji.example/", "Uji", _ZONE)
    return gather(content_of(content), options, _NOW)[0]


def index(
    catalogue: Catalogue, cache: Path, site: Path, standing: Mapping[str, str], *, clean: bool
) -> Outputs:
    """Bring the index in a folder up to date."""
    if clean:
        cache.unlink(missing_ok=True)
    store, outputs = Store(cache, b""), Outputs(site, standing)
    rows = Group(store, "cari")
    found = build_index(Documents(catalogue), rows, partial(run_all, workers=None))
    files = index_files(found, catalogue)
    keys = {address[1:]: key for address, key in files.keys.items()}
    outputs.offer_all(keys, lambda place: files.render(f"/{place}"))
    found.state.save(rows)
    rows.save()
    for _ in outputs.finish(None):
        pass
    store.close()
    return outputs


def main(content: Path, site: Path, answer: Path) -> None:
    """Measure both builds."""
    cache, costs = content.parent / "ours.sqlite", []
    standing: Mapping[str, str] = {}
    for is_edit in (False, True):
        if is_edit:
            changed = min(content.glob("berita/*/*.md"))
            changed.write_text(changed.read_text("utf-8") + "\nSatu kalimat baru.\n", "utf-8")
        catalogue = catalogue_of(content)
        catalogue.topics  # noqa: B018 - pages ask for them before search does
        gc.collect()
        started, worked = time.perf_counter(), sum(os.times()[:4])
        outputs = index(catalogue, cache, site, standing, clean=not is_edit)
        costs.append((time.perf_counter() - started, sum(os.times()[:4]) - worked))
        standing = outputs.keys
    answer.write_text(json.dumps(costs), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
