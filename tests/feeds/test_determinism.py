"""The same input gives the same bytes, whatever the machine."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from kim_plugins.feeds import Item, Withdrawal, render_item, write_atom, write_json, write_rss
from tests.feeds.samples import CHANNEL, ITEM, PICTURE, SOUND, WITHDRAWAL, numbered

ROOT = Path(__file__).resolve().parents[2]


def feeds() -> bytes:
    """Return all three feeds of the samples."""
    sources: list[Item | Withdrawal] = [
        replace(ITEM, picture=PICTURE, sound=SOUND),
        WITHDRAWAL,
        numbered(1),
    ]
    items = [render_item(source) for source in sources]
    return b"".join(write(CHANNEL, items) for write in (write_rss, write_atom, write_json))


@pytest.mark.parametrize(
    "zone, language, seed",
    [("Asia/Jayapura", "id_ID.UTF-8", "1"), ("America/New_York", "C", "2"), ("UTC", "tr_TR", "3")],
)
def test_the_machine_leaves_no_trace(zone: str, language: str, seed: str) -> None:
    """Time zone, language and hash seed change nothing."""
    code = "import sys, tests.feeds.test_determinism as t; sys.stdout.buffer.write(t.feeds())"
    environment = {
        **os.environ,
        "TZ": zone,
        "LANG": language,
        "LC_ALL": language,
        "PYTHONHASHSEED": seed,
    }
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    )
    assert run.stdout == feeds()


def test_threads_do_not_meet() -> None:
    """Items render side by side in threads to the same bytes."""
    expected = feeds()
    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(lambda _: feeds(), range(64)))


def test_a_rendered_item_travels_between_processes() -> None:
    """Workers and caches hand rendered items over as they are."""
    item = render_item(ITEM)
    assert pickle.loads(pickle.dumps(item)) == item  # noqa: S301  # our own bytes


def test_an_item_is_the_same_in_every_feed() -> None:
    """What is rendered once stands unchanged in each feed that lists it."""
    item = render_item(ITEM)
    other = replace(CHANNEL, title="Topik", url="https://desa.example/topik/")
    for channel in (CHANNEL, other):
        assert item.rss in write_rss(channel, [item, render_item(numbered(1))])
        assert item.atom in write_atom(channel, [item])
        assert item.json in write_json(channel, [item])
