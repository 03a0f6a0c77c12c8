"""A bar for people, lines for logs, and silence for what is quick."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from kim_plugins.cli import main, progress
from kim_plugins.cli.progress import ProgressMeter
from tests.sites.folder import NOW, Site


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def run(out: io.StringIO, seconds_each: float, count: int) -> str:
    clock = Clock()
    tell = ProgressMeter(out, clock).step("Membaca")
    for done in range(1, count + 1):
        clock.now += seconds_each
        tell(done, count)
    return out.getvalue()


@pytest.mark.parametrize("out", [Terminal(), io.StringIO()])
def test_what_is_quick_is_not_spoken_of(out: io.StringIO) -> None:
    assert run(out, 0.009, 100) == ""


def test_a_terminal_gets_a_bar_that_goes_away_in_the_end() -> None:
    shown = run(Terminal(), 0.5, 10)
    assert "\rMembaca [#########...............] 4 dari 10" in shown
    assert shown.endswith("\r")
    assert not shown.rsplit("\r", 2)[1].strip()
    assert "\n" not in shown


def test_a_log_gets_a_line_every_few_seconds() -> None:
    assert run(io.StringIO(), 0.5, 30).splitlines() == [
        "Membaca: 2 dari 30",
        "Membaca: 12 dari 30",
        "Membaca: 22 dari 30",
    ]


def test_a_quiet_build_after_another_in_one_process_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """MkDocs keeps plugins over several loads, and with them whom the first build told."""
    site = Site.copied(tmp_path)
    monkeypatch.chdir(site.folder)
    monkeypatch.setattr(progress, "_WAIT", 0.0)
    first = io.StringIO()
    with redirect_stderr(first):
        assert main(["build", "--workers", "1", "--now", NOW]) == 0
    assert "Menulis halaman" in first.getvalue()
    first.close()
    assert main(["build", "--clean", "--quiet", "--workers", "1", "--now", NOW]) == 0
    assert capsys.readouterr().err == ""
