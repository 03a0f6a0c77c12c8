"""Any content folder that `kim check` calls right builds, and none ends in the internal error.

Each folder follows from its number: records of all kinds by their models, a few of their values
anything at all, odd names, pictures that are damaged, old addresses. `--thorough` tries more.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from pathlib import Path

import pytest

from kim_plugins.records import Kind
from tests.catalogue.sites import picture
from tests.cli.agreement import Names, run, verdict, write
from tests.fuzz import mutations
from tests.sites.folder import NOW, SAMPLE

FILES = 40
SIGNS = [sign for sign in mutations.SIGNS if "](" not in sign and "0" not in sign]
"""Without what leads nowhere, and numbers of people: both are errors."""


def names(rng: random.Random) -> dict[str | bytes, str | bytes]:
    """A folder as a careless group may leave it."""
    found: dict[str | bytes, str | bytes] = {}
    for number in range(FILES):
        kind = rng.choice(mutations.KINDS)
        wild = rng.choice((0.0, 0.0, 0.0, 0.005, 0.05))
        plain = kind is Kind.GROUP or rng.random() < 0.7
        name = f"a{number}".encode() if plain else mutations.name(rng)
        path = os.fsencode(mutations.PLACES[kind]).replace(b"{}", name)
        text = mended(rng, kind, mutations.document(rng, kind, wild, SIGNS))
        found[path] = text.encode("utf-8", "replace")
    sound = (SAMPLE / "content/media/halo.mp3").read_bytes()
    drawing = picture("PNG", (64, 48))
    for media, data in (("media/panen.png", drawing), ("media/suara/kabar.mp3", sound)):
        found[media] = mutations.mutated(rng, data, [sound]) if rng.random() < 0.2 else data
    found["media/sawah.png"] = drawing
    return found


def mended(rng: random.Random, kind: Kind, text: str) -> str:
    """A group that exists, an identifier and an old address of its own, so that more is tried."""
    text = re.sub(r"^(?:group|id|redirect_from): .*\n", "", text, flags=re.MULTILINE)
    number = rng.randrange(10**9)
    old = f"/lama/{number}/" if rng.random() < 0.9 else rng.choice(mutations.NASTY)
    lines = f"redirect_from: {json.dumps([old])}\n"
    if kind not in (Kind.GROUP, Kind.PAGE):
        lines += f"group: tirta\nid: a{number}\n"
    return text.replace("---\n", f"---\n{lines}", 1)


def right(folder: Path) -> int:
    """Take away what `check` calls wrong, until nothing is; return how many files are left."""
    for _ in range(8):
        ran = run(folder, "check", "--now", NOW, "--format", "json")
        assert ran.code in (0, 1), ran.err
        wrong = {
            problem["path"] for problem in json.loads(ran.out) if problem["severity"] == "error"
        }
        if not wrong:
            break
        for path in wrong:
            file = folder / path
            shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    return sum(1 for _ in (folder / "content").rglob("*.md"))


@pytest.mark.parametrize("part", range(4))
def test_a_folder_that_check_calls_right_builds(tmp_path: Path, part: int, thorough: bool) -> None:
    kept = 0
    rounds = 250 if thorough else 2
    for seed in range(part * 1000, part * 1000 + rounds):
        folder = tmp_path / str(seed)
        folder.mkdir()
        try:
            files: Names = names(random.Random(seed))
            write(folder, files)
            verdict(folder)
            kept += right(folder)
            assert verdict(folder).code == 0
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        shutil.rmtree(folder)
    assert kept > rounds * FILES / 8
