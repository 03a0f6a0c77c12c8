"""How long an editor waits: `kim check` cold, again, and after one change; the preview's refresh.

    python3 benchmarks/editor.py --bulletins 1000

Prints the median of several runs in seconds of wall-clock time.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import tools

tools.bring(__name__)
from corpus import write_corpus

ROOT = Path(__file__).parent.parent
KIM = [sys.executable, "-m", "kim_plugins.cli"]
PORT = 8917


def main() -> None:
    """Measure and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bulletins", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        shutil.copy(ROOT / "mkdocs.yml", site)
        write_corpus(site / "content", options.bulletins)
        changed = next((site / "content" / "berita").rglob("*.md"))
        print(f"{options.bulletins} bulletins, median of {options.runs} runs, seconds")
        figures = {
            "kim check, empty cache": lambda: check(site, clean=True),
            "kim check, nothing changed": lambda: check(site),
            "kim check, one file changed": lambda: (touch(changed), check(site))[1],
        }
        for label, measure in figures.items():
            report(label, measure, options.runs)
        with subprocess.Popen(
            [*KIM, "serve", "--port", str(PORT)],
            cwd=site,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            wait_for("", "<html")
            page = f"{changed.relative_to(site / 'content').with_suffix('').as_posix()}/"
            report("kim serve, change on screen", lambda: refresh(changed, page), options.runs)
            server.terminate()


def report(label: str, measure: Callable[[], float], runs: int) -> None:
    """Print the median, least and most of several runs."""
    seconds = [measure() for _ in range(runs)]
    print(f"{label:30} {statistics.median(seconds):6.2f}  ({min(seconds):.2f}-{max(seconds):.2f})")


def check(site: Path, *, clean: bool = False) -> float:
    """One whole process of `kim check`."""
    if clean:
        shutil.rmtree(site / ".kim", ignore_errors=True)
    started = time.perf_counter()
    subprocess.run([*KIM, "check"], cwd=site, check=True, capture_output=True)
    return time.perf_counter() - started


def touch(file: Path) -> str:
    """Change a file and return what is new in it."""
    new = f"Perubahan {time.time_ns()}"
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{new}\n")
    return new


def refresh(file: Path, page: str) -> float:
    """From saving a file until a reader of the page would see it."""
    new = touch(file)
    started = time.perf_counter()
    wait_for(page, new)
    return time.perf_counter() - started


def wait_for(page: str, text: str) -> None:
    """Ask until the page shows the text."""
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{page}") as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)


if __name__ == "__main__":
    main()
