"""Compare this project with the stock MkDocs stack and Hugo + Pagefind, over the same corpus.

    python3 benchmarks/compare.py --sizes 1000,10000 --peers kim,stock,hugo,hugo-same --json FILE

Hugo is measured twice: as its documentation shows it, and with templates that write what ours
writes. The stock stack is left out above the size that C9 promises something of: it takes minutes.
Prints seconds, ratios, peak memory (of the whole process tree) and sizes, and which aims of
contract C9 are kept. The peers come pinned and hashed into .venv-benchmarks, which is made when it
is missing. Standard output holds a Markdown table; what goes on is told on standard error.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))
import tools

tools.bring(__name__)
from corpus import write_corpus
from measuring import Cost, Failed, measured, size_of
from peer import ROOT, Peer
from peers import PEERS
from results import SMALL, Result, machine, promises, rows_table, table, verdicts
from rows import rows

VENV: Final = ROOT / ".venv-benchmarks"
PINS: Final = ROOT / "requirements" / "benchmarks.txt"
_WHOLE: Final = {"stock", "hugo", "hugo-same"}
"""Peers whose build after an edit is a whole build again: one edit says everything."""
_LARGEST: Final = {"stock": SMALL}


def main() -> int:
    """Measure what was asked for; 0 unless something could not be measured."""
    options = _options()
    tools = Path(sys.executable)
    if options.peers != ["kim"]:
        tools = peers_python()
    results: list[Result] = []
    lacks: dict[str, Sequence[str]] = {}
    where = machine()
    # All is kept until the end: for minutes after many files are deleted, ext4 without a journal
    # takes up to eight times as long to make others.
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kim-benchmark-", dir=options.folder) as name:
        for number in options.sizes:
            folder = Path(name) / str(number)
            say(f"writing {number} bulletins (seed {options.seed})")
            write_corpus(folder / "corpus", number, options.seed, options.villages)
            for name_of_peer in options.peers:
                if number > _LARGEST.get(name_of_peer, number) and len(options.peers) > 1:
                    say(f"{name_of_peer} is left out at {number}")
                    continue
                python = Path(sys.executable) if name_of_peer == "kim" else tools
                peer = PEERS[name_of_peer](folder / "corpus", folder / name_of_peer, python)
                edits = 1 if peer.name in _WHOLE else options.edits
                found = measure(peer, number, edits, options.times, compare=options.compare)
                results.append(found)
                lacks[peer.name] = peer.lacks
    show(results, lacks)
    if options.json:
        report = {
            "machine": where,
            "seed": options.seed,
            "villages": options.villages,
            "results": [one.as_json() for one in results],
            "promises": [
                {"name": one.name, "measured": one.measured, "bound": one.bound}
                for one in promises(results)
            ],
            "lacks": lacks,
        }
        text = json.dumps(report, indent=1, ensure_ascii=False)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=[1000, 10_000])
    parser.add_argument("--peers", type=_names, default=list(PEERS))
    parser.add_argument("--edits", type=int, default=6, help="builds after an edit, of ours")
    parser.add_argument(
        "--times", type=int, default=3, help="builds of each kind of change, of ours; 0 for none"
    )
    parser.add_argument(
        "--compare", action="store_true", help="hold each kind of change against a clean build"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--villages", type=int, default=0, help="so many groups, each in a district of its own"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    parser.add_argument("--folder", type=Path, help="where to work, the system's own place if none")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(PEERS):
        raise argparse.ArgumentTypeError(f"no such peer: {', '.join(sorted(unknown))}")
    return names


def measure(
    peer: Peer, number: int, count: int, times: int = 0, *, compare: bool = False
) -> Result:
    """A first build, then one after each edit; raises Failed where an edit doesn't show.

    Of ours also so many builds of each other kind of change: peers do everything again for any.
    With `compare` each kind is followed by a clean build, which must have the same bytes.
    """
    peer.forget()
    cold = _build(peer)
    say(f"{peer.name:6} {number:7,} first build   {cold.seconds:8.2f} s")
    edits = []
    for edit in range(1, count + 1):
        peer.edit(edit)
        edits.append(_build(peer))
        say(f"{peer.name:6} {number:7,} edit {edit}        {edits[-1].seconds:8.2f} s")
        if not peer.shows(edit):
            raise Failed(f"{peer.name}: edit {edit} doesn't show in the site")
    size = size_of(peer.site)
    kinds = rows(peer, times, compare=compare) if peer.name == "kim" and times else []
    for kind in kinds:
        say(f"{peer.name:6} {number:7,} {kind.seconds:8.2f} s {kind.files:6.0f} files  {kind.name}")
    return Result(peer.name, number, cold, edits, size, kinds)


def _build(peer: Peer) -> Cost:
    return measured(peer.commands, peer.folder, peer.variables)


def peers_python() -> Path:
    """The Python of the peers' own environment; makes it where it is missing or out of date."""
    digest = hashlib.sha256(PINS.read_bytes()).hexdigest()
    stamp = VENV / "pins.sha256"
    python = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != digest:
        say(f"installing the peers into {VENV.name}")
        uv = [sys.executable, "-m", "uv"]
        for command in (
            [*uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)],
            [
                *(*uv, "pip", "install", "--quiet", "--python", str(python)),
                *("--require-hashes", "-r", str(PINS)),
            ],
        ):
            subprocess.run(command, check=True)
        stamp.write_text(digest, encoding="utf-8")
    return python


def show(results: Sequence[Result], lacks: dict[str, Sequence[str]]) -> None:
    """Print everything for reading."""
    print(table(results))
    print(rows_table(results))
    print(verdicts(promises(results)))
    for peer, missing in lacks.items():
        if missing:
            print(f"{peer} doesn't produce, and we do:")
            for one in missing:
                print(f"  - {one}")


def say(sentence: str) -> None:
    """Tell what goes on."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
