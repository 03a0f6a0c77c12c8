"""Files that change together: all or none, wherever the process ends or the disk fails."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kim_plugins.builder.journal import Journal

BEFORE = {"a.md": b"a", "b.md": b"b", "dalam/c.md": b"c", "dalam/d.png": b"d", "e.md": b"e"}
AFTER = {"baru/a.md": b"A", "b.md": b"B", "baru/lagi/c.md": b"c", "d2.png": b"d", "e.md": b"e"}
RENAMED = {"a.md": "baru/a.md", "dalam/c.md": "baru/lagi/c.md", "dalam/d.png": "d2.png"}
TEXTS = {"baru/a.md": b"A", "b.md": b"B"}

# A test's process has threads, beside which nothing is copied: so this is a program.
PROGRAM = """
import errno, os, shutil, signal, sys
from pathlib import Path
from tests.builder import test_journal as t
from kim_plugins.builder import journal

folder, file, act = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
WATCHED = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir"}
left = -1

def hook(event, arguments):
    global left
    if left < 0 or event not in WATCHED:
        return
    left -= 1
    if left < 0:
        if act == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, "penuh", str(arguments[0]))

sys.addaudithook(hook)
outcomes = []
for number in range(1000):
    t.lay(folder)
    child = os.fork()
    if not child:
        left = number
        try:
            journal.Journal(file, folder).change(t.TEXTS, t.RENAMED)
        except OSError:
            os._exit(1)
        os._exit(0 if left < 0 else 7)
    code = os.waitpid(child, 0)[1]
    journal.Journal(file, folder).complete()
    if act == "fail":  # what couldn't be cleared away in the end stays, and hides
        for hidden in folder.rglob(".*"):
            hidden.unlink()
    ended = {0: "selesai", 1: "gagal", 7: "habis"}.get(os.waitstatus_to_exitcode(code), "mati")
    outcomes.append(f"{ended}:{t.outcome(folder)}")
    assert act == "fail" or not file.exists(), number
    if ended == "habis":
        break
print(*outcomes)
"""


def lay(folder: Path) -> None:
    """The folder as it is before."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for name, data in BEFORE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def outcome(folder: Path) -> str:
    """Whether the folder is as before or as after, with no other file in it."""
    files = {path for path in folder.rglob("*") if path.is_file()}
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    if found == BEFORE:
        return "lama"
    assert found == AFTER, found
    return "baru"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "isi").mkdir()
    lay(tmp_path / "isi")
    return Journal(tmp_path / ".kim" / "perubahan", tmp_path / "isi")


def run(tmp_path: Path, act: str) -> list[str]:
    (tmp_path / "isi").mkdir()
    arguments = [sys.executable, "-c", PROGRAM, str(tmp_path / "isi"), str(tmp_path / "j"), act]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_killed_at_any_step_all_or_nothing_is_there_at_the_next_start(tmp_path: Path) -> None:
    found = run(tmp_path, "kill")
    decided = found.index("mati:baru")
    rest = len(found) - decided - 1
    assert decided > 5
    assert rest > 5
    assert found == ["mati:lama"] * decided + ["mati:baru"] * rest + ["habis:baru"]


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_failing_at_any_step_nothing_is_changed(tmp_path: Path) -> None:
    """What can't be cleared away in the end is no reason to take back what is done."""
    found = run(tmp_path, "fail")
    assert set(found) == {"gagal:lama", "selesai:baru", "habis:baru"}
    assert found.count("gagal:lama") > 10


def test_done_at_once(journal: Journal, tmp_path: Path) -> None:
    journal.change(TEXTS, RENAMED)
    assert outcome(tmp_path / "isi") == "baru"
    assert not (tmp_path / "isi/dalam").exists()
    assert journal.complete() is None
    assert list((tmp_path / ".kim").iterdir()) == []


def test_an_error_names_the_file(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "penuh", str(target))

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match=r"baru/a\.md"):
        journal.change(TEXTS, RENAMED)
    assert outcome(tmp_path / "isi") == "lama"
    assert not (tmp_path / "isi/baru").exists()


def cut_off(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that was decided, and not carried out."""
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_renamed", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            journal.change(TEXTS, RENAMED)


def test_what_an_editor_wrote_since_stays(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(journal, monkeypatch)
    (tmp_path / "isi/b.md").write_bytes(b"ditulis lagi")

    assert journal.complete() == ["b.md"]
    assert (tmp_path / "isi/b.md").read_bytes() == b"ditulis lagi"
    assert (tmp_path / "isi/baru/a.md").read_bytes() == b"A"
    assert not list((tmp_path / "isi").rglob(".*"))


@pytest.mark.parametrize("damage", ["cut", "flipped", "planted", "empty"])
def test_a_journal_that_is_not_whole_changes_nothing(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    cut_off(journal, monkeypatch)
    file = tmp_path / ".kim" / "perubahan"
    data = file.read_bytes()
    if damage == "planted":
        outside = Journal(tmp_path / ".kim" / "lain", tmp_path)
        (tmp_path / "luar.md").write_bytes(b"luar")
        monkeypatch.setattr(os, "fsync", lambda _: None)
        cut_off_outside(outside, monkeypatch)
        data = (tmp_path / ".kim" / "lain").read_bytes()
    elif damage == "flipped":
        data = data[:40] + bytes([data[40] ^ 1]) + data[41:]
    else:
        data = data[: len(data) // 2] if damage == "cut" else b""
    file.write_bytes(data)

    journal.complete()

    assert not file.exists()
    assert (tmp_path / "isi/a.md").read_bytes() == b"a"
    if damage == "planted":
        assert (tmp_path / "luar.md").read_bytes() == b"luar"


def cut_off_outside(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_renamed", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        patched.setattr(Journal, "_stage", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            journal.change({}, {"../luar.md": "../pindah.md"})


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_one_that_is_at_work_is_waited_for(tmp_path: Path) -> None:
    """Two moves and a check at once: nobody takes a living change for one that was cut off."""
    program = """
import sys, time
from pathlib import Path
from kim_plugins.builder.journal import Journal
journal = Journal(Path(sys.argv[2]), Path(sys.argv[1]))
for number in range(60):
    if sys.argv[3] == "cek":
        assert journal.complete() is None
    else:
        mine = f"{sys.argv[3]}-{number % 2}.md"
        journal.change({f"{sys.argv[3]}.txt": str(number).encode()},
                       {mine: f"{sys.argv[3]}-{(number + 1) % 2}.md"})
"""
    folder = tmp_path / "isi"
    folder.mkdir()
    for name in ("satu", "dua"):
        (folder / f"{name}-0.md").write_text(name)
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(folder), str(tmp_path / "j"), name])
        for name in ("satu", "dua", "cek", "cek")
    ]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    assert sorted(path.name for path in folder.iterdir()) == [
        *("dua-0.md", "dua.txt", "satu-0.md", "satu.txt")
    ]
