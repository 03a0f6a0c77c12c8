"""`kim ping`, against a hub on this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from kim_plugins.cli import main, ping
from kim_plugins.cli.program_name import program_name
from tests.sites.folder import NOW, Site

ROOT = "https://kabar.example/desa"


class Hub(ThreadingHTTPServer):
    """A hub that notes what it is told, and answers with `answer`."""

    answer = 204

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[dict[str, list[str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hub"

    def topics(self) -> set[str]:
        """The feeds that it was told of since it was last asked."""
        told = {form["hub.url"][0].removeprefix(ROOT) for form in self.heard}
        self.heard.clear()
        return told


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Hub)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append(parse_qs(body))
        self.send_response(self.server.answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def with_hub(site: Site, url: str) -> Site:
    site.edit("mkdocs.yml", "kim/catalogue: {", f'kim/catalogue: {{hub: "{url}", ')
    return site


def kim(site: Site, command: str) -> int:
    """In this process: what is tested is what it says and does, not how it starts."""
    clock = ["--now", NOW] if command == "build" else []
    quiet = ["--quiet"] if command == "build" else []
    return main([command, *quiet, *clock, "--config", str(site.folder / "mkdocs.yml")])


def test_every_feed_is_named_once_and_then_only_what_changed(site: Site, hub: Hub) -> None:
    """A topic's news doesn't wake those who follow another."""
    with_hub(site, hub.url)
    kim(site, "build")
    assert kim(site, "ping") == 0
    feeds = {
        f"/{path.relative_to(site.folder / 'site').as_posix()}"
        for pattern in ("feed.xml", "atom.xml", "feed.json", "podcast.xml")
        for path in (site.folder / "site").rglob(pattern)
    }
    assert all(form["hub.mode"] == ["publish"] for form in hub.heard)
    assert hub.topics() == feeds

    assert kim(site, "ping") == 0
    assert hub.topics() == set()

    site.edit("content/berita/2026/sumur.md", "title: ", "title: Baru, ")
    kim(site, "build")
    assert kim(site, "ping") == 0
    told = hub.topics()
    assert {"/feed.xml", "/atom.xml", "/feed.json", "/kelompok/laut/feed.xml"} <= told
    assert not any(path.startswith(("/literasi/", "/keputusan/", "/topik/hoaks/")) for path in told)


def test_feeds_name_the_hub(site: Site) -> None:
    with_hub(site, "https://hub.example/")
    kim(site, "build")
    for name in ("feed.xml", "atom.xml", "siaran/podcast.xml", "kelompok/tani/feed.xml"):
        text = (site.folder / "site" / name).read_text(encoding="utf-8")
        assert 'rel="hub"' in text
    assert '"hubs"' in (site.folder / "site/feed.json").read_text(encoding="utf-8")


def state(site: Site) -> dict[str, str]:
    return {**site.published(), **{f".kim/{k}": v for k, v in site.published(".kim").items()}}


def test_a_hub_that_refuses_is_a_sentence_and_nothing_changes(
    site: Site, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    """Afterwards everything is named again, as nothing was noted."""
    with_hub(site, hub.url)
    kim(site, "build")
    before = state(site)
    hub.answer = 503
    assert kim(site, "ping") == 1
    said = capsys.readouterr().err
    assert said.count("KESALAHAN: ") == 1
    assert f"hub {hub.url} menolak {ROOT}/" in said
    assert "(kode 503)" in said
    assert state(site) == before

    hub.answer = 204
    hub.heard.clear()
    kim(site, "ping")
    assert len(hub.topics()) > 40


def test_a_hub_that_is_not_there_is_a_sentence(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and not listening
        with_hub(site, f"http://127.0.0.1:{taken.getsockname()[1]}/")
        kim(site, "build")
        before = state(site)
        assert kim(site, "ping") == 1
    assert "tidak dapat dihubungi" in capsys.readouterr().err
    assert state(site) == before


def test_a_hub_that_says_nothing_is_given_up(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the call and never answers."""
    monkeypatch.setattr(ping, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with_hub(site, f"http://127.0.0.1:{silent.getsockname()[1]}/")
        kim(site, "build")
        assert kim(site, "ping") == 1
    assert "tidak menjawab dalam 0.2 detik" in capsys.readouterr().err


@pytest.mark.parametrize(
    "hub, build, sentence",
    [
        (None, True, "tidak menyebut hub"),
        ("ftp://hub.example/", True, "bukan alamat lengkap; tulis misalnya: https://hub.example/"),
        ("https://hub.example/", False, f"jalankan dulu: {program_name()} build"),
    ],
)
def test_wrong_use_is_a_sentence(
    site: Site, capsys: pytest.CaptureFixture[str], hub: str | None, build: bool, sentence: str
) -> None:
    if hub:
        with_hub(site, hub)
    if build:
        kim(site, "build")
    assert kim(site, "ping") == 2
    assert sentence in capsys.readouterr().err
