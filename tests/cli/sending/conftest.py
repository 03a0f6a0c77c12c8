"""A small site, and the servers that the environment names."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.catalogue.sites import group
from tests.cli.sending.servers import TOKEN, BotApi, MailServer
from tests.sites.folder import Site
from tests.sites.memory import news

CONFIG = """
site_name: KIM Tani
site_url: https://tani.example/
docs_dir: content
theme: {name: material, language: id, font: false}
plugins: [kim/catalogue, kim/pages, kim/feeds, kim/broadcast, kim/search, kim/publish]
"""


def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApi]:
    """A Bot API, named by the environment."""
    server = BotApi()
    monkeypatch.setenv("KIM_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("KIM_TELEGRAM_CHAT", "@kabar_tani")
    monkeypatch.setenv("KIM_TELEGRAM_API", server.url)
    for _ in _running(server):
        yield server


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server, named by the environment with two receivers."""
    server = MailServer()
    monkeypatch.setenv("KIM_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("KIM_SMTP_PORT", str(server.server_address[1]))
    monkeypatch.setenv("KIM_EMAIL_FROM", "kabar@tani.example")
    monkeypatch.setenv("KIM_EMAIL_TO", "sri@warga.example, Budi <budi@warga.example>")
    for _ in _running(server):
        yield server


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with two bulletins, in which commands are run."""
    made = Site(tmp_path)
    made.write("mkdocs.yml", CONFIG)
    made.write("content/kelompok/tani.md", group())
    made.write("content/berita/2026/a.md", news("Panen <raya> & pasar", "2026-11-20"))
    made.write("content/berita/2026/b.md", news("Rapat", "2026-11-22"))
    monkeypatch.chdir(tmp_path)
    return made
