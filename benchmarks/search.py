"""Search beside Pagefind and Material's, on one corpus in one run.

    python3 benchmarks/search.py --bulletins 10000
    python3 benchmarks/search.py --sample

Prints build time, peak memory, size, bytes from an empty cache to ten results, the time that takes
over a slow network, and how many of the relevant bulletins are found. Pagefind is installed, by
its pinned hashes, into `.venv-benchmarks`. Needs Chromium: `CHROMIUM` names it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))
import tools

tools.bring(__name__)
from measuring import Cost
from playwright.sync_api import CDPSession, Page, sync_playwright
from search_contenders import CONTENDERS, Built, built, moved, served
from search_corpus import copy_sample, write_search_corpus
from words import SAMPLE, evaluation

ROOT: Final = Path(__file__).parent.parent
_RESULTS: Final = 10
_TOP: Final = 3
_SLOW_3G: Final = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
_FIRST, _SECOND = "pengairan", "menulis"
Wanted = Sequence[tuple[str, Sequence[str]]]
"""Queries with the addresses of what is relevant to them."""


@dataclass(frozen=True, slots=True)
class Found:
    """Of all affixed queries: recall in the first ten, and how often one of three is relevant."""

    recall: float
    hits: float
    queries: int


def main() -> None:
    """Measure every contender and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bulletins", type=int, default=10_000)
    parser.add_argument("--only", choices=list(CONTENDERS), action="append")
    parser.add_argument("--build-only", action="store_true", help="ask nothing, without Chromium")
    parser.add_argument("--sample", action="store_true", help="on the sample site, no corpus")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.sample:
            relevant = copy_sample(folder / "content")
            what, forms = "the sample site", evaluation(SAMPLE)
        else:
            relevant = write_search_corpus(folder / "content", options.bulletins)
            what, forms = f"{options.bulletins} bulletins", evaluation()
        roots = [root for root in forms if relevant[root]]
        print(f"{what}, {len(roots)} roots\n")
        wanted = [(form, relevant[root]) for root in roots for form in forms[root]]
        for contender in options.only or CONTENDERS:
            measure(contender, folder, wanted, asks=not options.build_only)


def measure(contender: str, folder: Path, wanted: Wanted, *, asks: bool = True) -> None:
    """Build, search and print one contender's figures."""
    made = built(contender, folder)
    print(f"{contender}: build {_shown(made.cost)}; {_size(made)}")
    if made.after_edit is not None:
        print(f"  after one edit {_shown(made.after_edit)}")
    if not asks:
        return
    with served(made.folder) as address, _browser() as session:
        page, network = session
        page.add_init_script(made.script)
        first, second, seconds = _weigh(page, network, address + made.page)
        print(f"  {first / 1000:.0f} KB to ten results, {second / 1000:.0f} KB for the next query")
        print(f"  {seconds[0]:.1f} s to them on slow 3G, {seconds[1]:.1f} s for the next query")
        found = _judge(page, wanted)
        print(
            f"  recall in the first {_RESULTS}: {found.recall:.3f}; a relevant one in the first "
            f"{_TOP}: {found.hits:.1%} of {found.queries} queries\n"
        )


def _shown(cost: Cost) -> str:
    memory = f", {cost.peak / 1e6:.0f} MB of memory" if cost.peak else ""
    return f"{cost.seconds:.2f} s ({cost.work:.2f} s of processors){memory}"


def _size(made: Built) -> str:
    files = [path for path in made.index.rglob("*") if path.is_file()]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"


class _browser:  # noqa: N801 - used as a function
    """A page with an empty cache, and its network."""

    def __enter__(self) -> tuple[Page, CDPSession]:
        self._playwright = sync_playwright().start()
        chromium = os.environ.get("CHROMIUM")
        self._browser = self._playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        page = self._browser.new_page()
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        return page, network

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._playwright.stop()


def _weigh(page: Page, network: CDPSession, address: str) -> tuple[int, int, tuple[float, float]]:
    """Bytes on the wire to ten results, and more for a next query; seconds on a slow network."""
    moved.clear()
    network.send("Network.emulateNetworkConditions", _SLOW_3G)
    page.set_default_timeout(300_000)
    page.goto(address)
    first_time = page.evaluate("query => ask(query).then(() => performance.now())", _FIRST)
    page.wait_for_timeout(300)
    first = sum(moved)
    started = page.evaluate("performance.now()")
    second_time = page.evaluate("query => ask(query).then(() => performance.now())", _SECOND)
    page.wait_for_timeout(300)
    network.send(
        "Network.emulateNetworkConditions", {**_SLOW_3G, "latency": 0, "downloadThroughput": -1}
    )
    return first, sum(moved) - first, (first_time / 1000, (second_time - started) / 1000)


def _judge(page: Page, wanted: Wanted) -> Found:
    """Ask for every affixed form of every root."""
    recalls, hits = [], []
    for form, relevant in wanted:
        found = list(dict.fromkeys(page.evaluate("query => ask(query)", form)))[:_RESULTS]
        recalls.append(len({*relevant} & {*found}) / min(_RESULTS, len(relevant)))
        hits.append(not {*relevant}.isdisjoint(found[:_TOP]))
    return Found(sum(recalls) / len(recalls), sum(hits) / len(hits), len(hits))


if __name__ == "__main__":
    main()
