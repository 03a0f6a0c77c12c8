"""The copies of sources: whole or as they were, whoever stops, reads or clears them away."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kim_plugins.builder.copies import Copies
from tests.cli.collecting.hubs import Hub, site_of, write
from tests.cli.collecting.repositories import assert_none_runs, repository
from tests.exchange.servers import Asked, serving
from tests.sites.folder import LONGEST
from tests.sites.memory import news


def test_who_is_stopped_leaves_copies_as_they_were_and_no_git_behind(
    hub: Callable[[str], Hub], tmp_path: Path
) -> None:
    """Not even a note that a source failed: it was us."""

    def endless(_: Asked, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"P")
            time.sleep(0.05)

    with serving(
        {"/s.zip": endless, "/a.git/info/refs?service=git-upload-pack": endless}
    ) as server:
        made = hub(f"id: a, zip: '{server.url('/s.zip')}'\nid: b, git: '{server.url('/a.git')}'")
        command = [sys.executable, "-m", "kim_plugins.cli", "collect", "--config"]
        with subprocess.Popen(
            [*command, made.folder / "mkdocs.yml"], stderr=subprocess.PIPE
        ) as ran:
            while len(server.asked) < 2:
                time.sleep(0.02)
            ran.terminate()
            assert b"Dihentikan" in ran.communicate(timeout=LONGEST)[1]
        assert ran.returncode == 128 + signal.SIGTERM
        assert_none_runs(f":{server.port}/a.git")
        assert not list((made.folder / ".kim/sumber").rglob("keadaan.json"))


def test_only_one_collects_at_a_time(hub: Callable[[str], Hub], tmp_path: Path) -> None:
    write(tmp_path / "tirta", site_of("tirta"))
    made = hub("id: tirta, folder: ../tirta")
    with Copies(made.folder / ".kim").alone() as is_alone:
        assert is_alone
        code, said = made.run("collect")
        assert (code, "sedang berjalan" in said) == (2, True)
        assert not list((made.folder / ".kim/sumber").rglob("*.md"))
    assert made.run("collect")[0] == 0


def test_a_build_reads_on_while_copies_change(hub: Callable[[str], Hub], tmp_path: Path) -> None:
    """The old copy goes with the next change after it."""
    write(tmp_path / "tirta", site_of("tirta"))
    made = hub("id: tirta, folder: ../tirta")
    assert made.run("collect")[0] == 0
    copies = Copies(made.folder / ".kim")
    old = copies.files("tirta")
    reading = copies.in_use()
    assert reading
    write(tmp_path / "tirta", {"content/berita/2026/dua.md": news("Dua")})
    assert made.run("collect")[0] == 0
    assert (old / "berita/2026/panen.md").is_file()
    reading.close()
    write(tmp_path / "tirta", {"content/berita/2026/tiga.md": news("Tiga")})
    assert made.run("collect")[0] == 0
    assert not old.exists()
    assert [file.name for file in copies.files("tirta").parent.iterdir() if file.is_dir()] == [
        copies.files("tirta").name
    ]


def test_copies_that_cant_be_kept_are_said(hub: Callable[[str], Hub], tmp_path: Path) -> None:
    write(tmp_path / "tirta", site_of("tirta"))
    made = hub("id: tirta, folder: ../tirta")
    (made.folder / ".kim").write_text("")
    code, said = made.run("collect")
    assert code == 2
    assert "tidak dapat ditulis" in said


def test_a_copy_that_somebody_cleared_away_comes_again(
    hub: Callable[[str], Hub], tmp_path: Path
) -> None:
    place = repository(tmp_path / "repo", {k: v.encode() for k, v in site_of("tirta").items()})
    made = hub(f"id: tirta, git: {place}")
    assert made.run("collect")[0] == 0
    for folder in (made.folder / ".kim/sumber/tirta").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    assert made.run("build")[0] == 0  # without it
    assert made.run("collect")[0] == 0
    assert made.run("build")[0] == 0
    assert "Panen tirta" in made.page("berita/2026/panen")
