"""`kim serve --wifi`: the published site in the hall, and nothing else."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from kim_plugins.cli import main
from kim_plugins.cli.wifi import server_of
from kim_plugins.pages import POLICY
from tests.hosting.crawler import Crawl
from tests.hosting.test_crawl import public_of
from tests.sites.folder import LONGEST


@pytest.fixture
def hall(sample_folder: Path) -> Iterator[int]:
    """The sample, whose address has a folder, /desa/."""
    with server_of(sample_folder, "/desa", 0) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()


def ask(port: int, path: str, method: str = "GET") -> tuple[int, http.client.HTTPMessage, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    line.putrequest(method, path, skip_host=False)
    line.endheaders()
    answer = line.getresponse()
    return answer.status, answer.headers, answer.read()


def test_every_link_is_found(hall: int, sample_folder: Path) -> None:
    crawl = Crawl(f"http://127.0.0.1:{hall}/desa/", public_of(sample_folder)).run()
    assert crawl.broken == []
    assert len(crawl.answers) > 50


def test_pages_come_with_the_policy_and_the_root_leads_on(hall: int) -> None:
    code, headers, body = ask(hall, "/desa/")
    assert (code, headers["Content-Security-Policy"]) == (200, POLICY)
    assert b"<html" in body
    assert ask(hall, "/desa/", "HEAD")[2] == b""
    code, headers, _ = ask(hall, "/")
    assert (code, headers["Location"]) == (302, "/desa/")


@pytest.mark.parametrize(
    "path",
    [
        "/desa/nihil/",
        "/lain/",
        "/desa-lain/",
        "/desaindex.html",
        "/desa/../../etc/passwd",
        "/desa/%2e%2e/%2e%2e/etc/passwd",
        "/desa/..%2f..%2fmkdocs.yml",
        "/desa//etc/passwd",
        "/desa/.htaccess",
        "/desa/.git/config",
        "/desa/%00",
        "/desa/C:/Windows",
    ],
)
def test_nothing_else_is_given_away(hall: int, sample_folder: Path, path: str) -> None:
    code, headers, body = ask(hall, path)
    assert code == 404
    assert body == (sample_folder / "404.html").read_bytes()
    assert headers["Content-Security-Policy"] == POLICY


def test_a_folder_without_a_page_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "404.html").write_text("tidak ada")
    with server_of(tmp_path, "", 0) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        assert ask(server.server_port, "/media/")[::2] == (404, b"tidak ada")
        server.shutdown()


def test_without_a_site_it_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "desa", "--yes"]) == 0
    monkeypatch.chdir("desa")
    assert main(["serve", "--wifi"]) == 2
    assert "belum ada situs" in capsys.readouterr().err
