"""`kim import` a second time: nothing twice, nothing half, and a trial says what will be."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.test_import import CASES, MEDIA, WORDPRESS, run, state
from tests.exchange.servers import Server, Versioned, answer, serving
from tests.sites.folder import Site

# A test's process has threads, beside which nothing is copied: so this is a program.
PROGRAM = """
import os, shutil, signal, sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from kim_plugins.cli import importing
from tests.cli import test_import as t
from tests.sites.folder import Site

folder, points = Path(sys.argv[1]), int(sys.argv[2])
importing._AT_ONCE = 2
WATCHED = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir"}
left, seen = -1, 0

def hook(event, arguments):
    global left, seen
    if event not in WATCHED or str(folder) not in str(arguments[0]):
        return
    seen += 1
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def take(site):
    with open(os.devnull, "w") as nothing, redirect_stdout(nothing), redirect_stderr(nothing):
        return t.run(site, t.WORDPRESS, "--media", t.MEDIA)

sys.addaudithook(hook)
whole = Site.copied(folder / "utuh")
seen = 0
assert take(whole) == 0
steps, expected = seen, t.state(whole)
for number in range(points):
    site = Site.copied(folder / f"s{number}")
    child = os.fork()
    if not child:
        left = 1 + number * steps // points
        os._exit(take(site))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code == -signal.SIGKILL, (number, code)
    left = -1
    assert take(site) == 0
    found = t.state(site)
    assert found == expected, (number, {k for k in expected if found.get(k) != expected[k]})
    shutil.rmtree(site.folder)
print(steps)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_killed_at_any_step_the_next_run_completes_it(tmp_path: Path, thorough: bool) -> None:
    points = "400" if thorough else "12"
    arguments = [sys.executable, "-c", PROGRAM, str(tmp_path), points]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 60


def test_a_group_that_was_written_and_not_noted_is_noted(site: Site) -> None:
    """As after a kill between the two; of a half line nothing is left."""
    assert run(site, WORDPRESS) == 0
    before = state(site)
    report = site.folder / "impor/ekspor/laporan.csv"
    whole = report.read_bytes()
    (report.parent / "sedang-diambil.csv").write_bytes(whole)
    report.write_bytes(whole[:90])
    assert run(site, WORDPRESS) == 0
    assert state(site) == before


def test_a_trial_writes_nothing_and_says_what_will_be(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(site)
    assert run(site, WORDPRESS, "--media", MEDIA, "--dry-run") == 0
    assert state(site) == before
    tried = capsys.readouterr()
    assert "[su_box" in tried.err
    assert "6 dari 7 akan diambil" in tried.err
    assert run(site, WORDPRESS, "--media", MEDIA) == 0
    assert capsys.readouterr().out == tried.out
    assert "2 tulisan dengan yang hilang" in tried.err


@pytest.fixture
def reachable(site: Site) -> Site:
    """A site that may ask this machine."""
    site.edit("mkdocs.yml", "kim/catalogue: {", "kim/catalogue: {allowed_hosts: [127.0.0.1], ")
    return site


def pictures(server: Server) -> None:
    """Let a server have the pictures that the cases name; `gudang.png` is gone."""
    server.replies["/foto/benih.jpg"] = answer((MEDIA / "2024/05/panen.jpg").read_bytes())
    server.replies["/foto/baru.png"] = answer((MEDIA / "2024/05/pasar.png").read_bytes())


def feed(server: Server, *more: str) -> bytes:
    text = (CASES / "rss" / "ekspor.xml").read_text("iso-8859-1")
    text = text.replace("https://kabar.desa.example", server.url("").rstrip("/"))
    return text.replace("</channel>", "".join(more) + "</channel>").encode("iso-8859-1")


def test_a_second_run_asks_for_nothing_twice(
    reachable: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving({}) as server:
        pictures(server)
        then = "Mon, 01 Jun 2026 00:00:00 GMT"
        reply = Versioned(feed(server), Last_Modified=then)
        server.replies["/umpan.xml"] = reply
        url = server.url("/umpan.xml")
        assert run(reachable, url, "--fetch", "--dry-run") == 0
        tried = capsys.readouterr()
        assert Counter(one.path for one in server.asked) == {"/umpan.xml": 1}
        assert "akan diminta dari situs lama" in tried.err
        server.asked.clear()

        assert run(reachable, url, "--fetch") == 0
        assert capsys.readouterr().out == tried.out
        first, asked = state(reachable), Counter(one.path for one in server.asked)
        assert set(asked.values()) == {1}
        assert asked["/foto/benih.jpg"] == 1
        server.asked.clear()

        assert run(reachable, url, "--fetch") == 0
        assert state(reachable) == first
        assert [one.path for one in server.asked] == ["/umpan.xml"]
        assert server.asked[0].headers["if-modified-since"] == then
        assert "belum berubah" in capsys.readouterr().err
        server.asked.clear()

        item = (
            f"<item><title>Kabar baru</title><guid>baru</guid><link>{server.url('/baru/')}</link>"
            "<pubDate>Mon, 08 Jun 2026 08:00:00 +0700</pubDate><description>&lt;img "
            "src='/foto/baru.png' alt='Pasar'&gt; &lt;img src='/foto/benih.jpg' alt='Benih'&gt;"
            "</description></item>"
        )
        reply.body, reply.etag = feed(server, item), '"b"'
        assert run(reachable, url, "--fetch") == 0
        assert Counter(one.path for one in server.asked) == {"/umpan.xml": 1, "/foto/baru.png": 1}
        after = state(reachable)
        assert {path for path in first if after[path] != first[path]} == {
            path for path in first if path.startswith("impor/")
        }
        assert sorted(set(after) - set(first)) == [
            "content/berita/2026/baru.md",
            "content/media/2026/baru.png",
        ]


def test_what_was_left_out_by_date_is_asked_for_again(reachable: Site) -> None:
    """An unchanged feed says nothing of what nobody took."""
    with serving({}) as server:
        server.replies["/umpan.xml"] = Versioned(feed(server))
        url = server.url("/umpan.xml")
        assert run(reachable, url, "--since", "2030-01-01") == 0
        assert "content/berita/2025/musim-tanam.md" not in state(reachable)
        assert run(reachable, url, "--since", "2031-01-01") == 0
        assert "if-none-match" in server.asked[-1].headers
        assert run(reachable, url) == 0
        assert "content/berita/2025/musim-tanam.md" in state(reachable)
