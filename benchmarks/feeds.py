"""What all feeds together cost of a first build: a tenth is the aim, missed from 4,000 bulletins.

    python3 benchmarks/feeds.py --bulletins 10000

Prints seconds of processor time, which other work on the machine moves less than the clock.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import tools

tools.bring(__name__)
from corpus import write_corpus
from jinja2 import BytecodeCache

from kim_plugins.catalogue import Catalogue
from kim_plugins.cli import main as kim
from kim_plugins.engine import feed_outputs
from kim_plugins.engine.feed_items import FeedItems
from kim_plugins.feeds import FeedTarget, ItemStore, feed_targets

ROOT = Path(__file__).parent.parent
_fill = FeedItems.fill


class Meter:
    """Makes the feeds in place of the plugin's own call, and counts what that takes."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.files = self.bytes = 0

    def __call__(
        self, catalogue: Catalogue, bytecode: BytecodeCache, kept: ItemStore | None = None
    ) -> Iterator[FeedTarget]:
        """All of them, made already; writing isn't counted, as any generator has to."""
        started = spent()
        for target in feed_targets(catalogue, bytecode, kept):
            files = list(target.make())
            self.seconds += spent() - started
            self.files += len(files)
            self.bytes += sum(len(data) for _, data in files)
            yield target._replace(make=partial(iter, files))
            started = spent()

    def fill(self, *arguments: Any) -> None:  # noqa: ANN401 - as FeedItems has it
        """Items of all bulletins, which a first build keeps."""
        started = spent()
        _fill(*arguments)
        self.seconds += spent() - started


def spent() -> float:
    """Seconds of processor time so far, those of worker processes that have ended included."""
    return sum(os.times()[:4])


def main() -> None:
    """Measure and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bulletins", type=int, default=10_000)
    parser.add_argument("--villages", type=int, default=0, help="as compare.py has it")
    options = parser.parse_args()
    meter = Meter()
    vars(feed_outputs)["feed_targets"] = meter

    def fill(*arguments: Any) -> None:  # noqa: ANN401 - as a method of FeedItems
        meter.fill(*arguments)

    vars(feed_outputs)["FeedItems"] = type("Measured", (FeedItems,), {"fill": fill})
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        shutil.copy(ROOT / "mkdocs.yml", site)
        write_corpus(site / "content", options.bulletins, villages=options.villages)
        started = spent()
        code = kim(["build", "--quiet", "--clean", "--config", str(site / "mkdocs.yml")])
        whole = spent() - started
    print(f"{options.bulletins} bulletins, kim build ended with {code}")
    print(f"{'first build':30} {whole:6.2f} s")
    share = f"({100 * meter.seconds / whole:.1f} %)"
    print(f"{'all feeds':30} {meter.seconds:6.2f} s  {share}")
    print(f"{'files and megabytes':30} {meter.files:6} {meter.bytes / 1e6:6.1f}")


if __name__ == "__main__":
    main()
