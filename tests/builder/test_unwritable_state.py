"""Where nothing may be written in `.kim`, a site is published all the same."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kim_plugins.builder import state
from kim_plugins.cli import main
from tests.builder.test_damage import arguments
from tests.sites.folder import LONGEST, Ran, Site


@pytest.fixture
def site(site: Site) -> Site:
    """A site that was built twice, so that it has a standby."""
    assert site.build().code == site.build().code == 0
    return site


def drop_rights() -> None:
    """From the next program on, who is root may not do what an owner may not."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def build_without_rights(site: Site) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "kim_plugins.cli", *arguments(site)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
        preexec_fn=drop_rights,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def closed(site: Site) -> Iterator[Callable[[str, int], None]]:
    """Takes rights from a part of the state's folder, and gives them back at the end."""
    changed: list[Path] = []

    def close(part: str, mode: int) -> None:
        place = site.folder / ".kim" / part
        below = sorted(place.rglob("*"), reverse=True) if mode & 0o222 == 0 else []
        for path in (*below, place):
            changed.append(path)
            path.chmod(mode if path.is_dir() else mode & 0o444)

    yield close
    for path in reversed(changed):
        if path.exists():
            path.chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="rights are dropped as Linux has them")
@pytest.mark.parametrize("mode", [0o555, 0])
def test_state_that_was_closed_is_opened_or_made_again(
    site: Site, closed: Callable[[str, int], None], mode: int
) -> None:
    """Every folder and file of it, all of them ours."""
    before = site.published()
    closed("", mode)

    ran = build_without_rights(site)

    assert ran.code == 0
    assert "KESALAHAN" not in ran.err
    assert "pengenal" not in ran.err
    assert site.published() == before


@pytest.mark.skipif(sys.platform != "linux", reason="as above")
@pytest.mark.parametrize("part", ["cache", "terbit", "pengenal"])
def test_parts_of_the_state_that_were_closed_are_opened(
    site: Site, closed: Callable[[str, int], None], part: str
) -> None:
    before = site.published()
    closed(part, 0)

    ran = build_without_rights(site)

    assert ran.code == 0
    assert "tidak dapat dipakai" not in ran.err
    assert "KESALAHAN" not in ran.err
    assert site.published() == before


@pytest.mark.parametrize(
    "code, said",
    [
        (errno.ENOSPC, "ruang simpan penuh"),
        (errno.EROFS, "hanya bisa dibaca"),
        (errno.EACCES, "Anda tidak boleh menulis di sana"),
        (errno.ENOTDIR, "di tempat sebuah folder ada berkas"),
    ],
)
def test_full_or_read_only_state_is_done_without(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    said: str,
) -> None:
    before = site.published()

    def refuse(_: Path) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(state, "_try_to_write", refuse)
    capsys.readouterr()
    assert main(arguments(site)) == main(arguments(site, "--clean")) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(said in line and f"folder {site.folder / '.kim'} " in line for line in lines)
    assert site.published() == before


def test_file_in_the_place_of_the_state_stays(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody knows whose it is."""
    before = site.published()
    shutil.rmtree(site.folder / ".kim")
    (site.folder / ".kim").write_text("punya siapa?", encoding="utf-8")
    capsys.readouterr()
    assert main(arguments(site)) == 0
    assert "hapus yang ada di sana" in capsys.readouterr().err
    assert (site.folder / ".kim").read_text(encoding="utf-8") == "punya siapa?"
    assert site.published() == before
