"""A command that is told to end: in the middle of what can't be cut in two, and twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.processes import ended
from tests.sites.folder import LONGEST, NOW, Ran, Site

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")

STOPPED = "Dihentikan; situs yang sudah terbit tidak berubah.\n"
PROGRAM = """
import os, signal, sys, time
from kim_plugins.builder import journal, publishing
from kim_plugins.catalogue.bodies import sanitising
from kim_plugins.cli import run
told = [signal.{0}]
def tell():
    if told:
        os.kill(os.getpid(), told.pop())
{1}
run()
"""
AT_THE_START = """
from kim_plugins.engine import site_config
content_of = site_config.content_of
site_config.content_of = lambda *arguments: tell() or content_of(*arguments)
"""


def told(site: Site, name: str, when: str, *command: str) -> Ran:
    """What a command does that gets a signal when it comes to a certain place."""
    return site.run(sys.executable, "-c", PROGRAM.format(name, when), *command, "--now", NOW)


@pytest.mark.parametrize("name, code", [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_move_is_completed_first(site: Site, name: str, code: int) -> None:
    when = """
renamed = journal.Journal._renamed
journal.Journal._renamed = lambda *arguments: tell() or renamed(*arguments)
"""
    old, new = "content/berita/2026/panen.md", "content/berita/2026/panen-raya.md"
    ran = told(site, name, when, "move", old, new)

    assert (ran.code, ran.err) == (code, STOPPED)
    assert not (site.folder / old).exists()
    assert "berita/2026/panen-raya.md" in (site.folder / "content/index.md").read_text("utf-8")
    assert list((site.folder / ".kim" / "perubahan").iterdir()) == []


def test_a_site_that_is_taking_its_place_is_published(site: Site) -> None:
    """Nobody is told that nothing changed when something did."""
    assert site.build("--quiet").code == 0
    before = site.published()
    site.edit("content/berita/2026/panen.md", "Panen raya", "Panen kedua")
    when = """
exchange = publishing.exchange
publishing.exchange = lambda *folders: tell() or exchange(*folders)
"""
    ran = told(site, "SIGTERM", when, "build", "--quiet")

    assert (ran.code, ran.err) == (0, "")
    assert site.published() != before


@pytest.mark.parametrize("name, code", [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_library_that_can_not_pass_it_on_does_not_lose_it(
    site: Site, name: str, code: int
) -> None:
    """The sanitiser calls us back from Rust, which reports an exception and goes on."""
    when = """
import nh3
clean = nh3.clean
def filtering(html, **options):
    allows = options["attribute_filter"]
    def allowed(*attribute):
        tell()
        return allows(*attribute)
    return clean(html, **{**options, "attribute_filter": allowed})
sanitising.nh3.clean = filtering
"""
    ran = told(site, name, when, "build", "--quiet", "--clean", "--workers", "1")

    assert (ran.code, ran.err) == (code, STOPPED)
    assert not (site.folder / "site").exists()


@pytest.mark.parametrize("command", [["check"], ["build", "--quiet"], ["digest"], ["serve"]])
def test_every_command_ends_with_one_sentence(site: Site, command: list[str]) -> None:
    ran = told(site, "SIGTERM", AT_THE_START, *command)

    assert (ran.code, ran.out, ran.err) == (143, "", STOPPED)


@pytest.mark.parametrize("command", [["check"], ["build", "--quiet"], ["digest"], ["serve"]])
def test_a_library_that_makes_another_exception_of_it_does_not_lose_it(
    site: Site, command: list[str]
) -> None:
    """Pydantic does, when it meets one while it makes a validator."""
    when = """
from kim_plugins.engine import site_config
def content_of(*arguments):
    try:
        tell()
    except BaseException as error:
        raise RuntimeError("SchemaError") from error
site_config.content_of = content_of
"""
    ran = told(site, "SIGTERM", when, *command)

    assert (ran.code, ran.out, ran.err) == (143, "", STOPPED)


def test_a_hang_up_that_whoever_started_it_ignores_is_ignored(site: Site) -> None:
    """`nohup` is there for that."""
    program = PROGRAM.format("SIGHUP", AT_THE_START)
    done = subprocess.run(
        ["nohup", sys.executable, "-c", program, "build", "--quiet", "--now", NOW],
        cwd=site.folder,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="what is left is asked of /proc")
@pytest.mark.parametrize("name, code", [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_terminal_tells_the_workers_too(site: Site, name: str, code: int) -> None:
    """Ctrl-C and a closed window reach all processes of a build; only one of them speaks.

    It clears away for a second, and the next build what is left then: here it has all the time.
    """
    program = PROGRAM.format(
        name,
        """
from kim_plugins.builder import outputs
remove_until = publishing.remove_until
publishing.remove_until = lambda _, folder: remove_until(float("inf"), folder)
put = outputs.Outputs._put
def slow(*arguments):
    time.sleep(0.2)
    return put(*arguments)
outputs.Outputs._put = slow
""",
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "build", "--quiet", "--workers", "3", "--now", NOW],
        cwd=site.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as process:
        until = time.monotonic() + LONGEST
        while not list(site.folder.glob(".site.kim-*/*.html")) and time.monotonic() < until:
            time.sleep(0.05)
        os.killpg(process.pid, getattr(signal, name))
        assert ended(process.pid, LONGEST)
        said = process.communicate()[1]

    assert (process.returncode, said) == (code, STOPPED)
    assert list(site.folder.glob(".site*")) == []
