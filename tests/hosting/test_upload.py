"""`kim upload`: a server holds what is published, by what changed alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from kim_plugins.cli import main
from kim_plugins.cli.upload import PASSWORD
from tests.hosting.ftp import FtpServer
from tests.sites.folder import NOW, Site


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site: what is uploaded doesn't depend on how many bulletins there are."""
    folder = tmp_path_factory.mktemp("situs") / "desa"
    assert main(["init", str(folder), "--yes", "--now", NOW]) == 0
    site = Site(folder)
    assert site.build().code == 0
    return site


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FtpServer]:
    (tmp_path / "rumah").mkdir()
    with FtpServer(tmp_path / "rumah") as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def site(begun: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(begun.folder)
    monkeypatch.setenv(PASSWORD, "rahasia")
    (begun.folder / "site/berita/baru.html").unlink(missing_ok=True)
    return begun


def address(server: FtpServer) -> str:
    return f"ftp://kim@127.0.0.1:{server.port}/public_html"


def there(server: FtpServer) -> dict[str, bytes]:
    home = server.folder / "public_html"
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }


def here(site: Site) -> dict[str, bytes]:
    home = site.folder / "site"
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }


def test_the_server_holds_the_site_and_later_only_what_changed_is_sent(
    site: Site, server: FtpServer
) -> None:
    assert main(["upload", address(server)]) == 0
    assert there(server) == here(site)
    assert ".htaccess" in there(server)
    server.stored.clear()
    assert main(["upload"]) == 0
    assert server.stored == []
    new, home = site.folder / "site/berita/baru.html", site.folder / "site/index.html"
    before = home.read_bytes()
    new.write_text("baru")
    home.write_bytes(before + b"<!-- -->")
    assert main(["upload"]) == 0
    assert server.stored == ["public_html/berita/baru.html", "public_html/index.html"]
    new.unlink()
    home.write_bytes(before)
    assert main(["upload"]) == 0
    assert server.deleted == ["public_html/berita/baru.html"]
    assert there(server) == here(site)


def test_what_a_broken_line_left_follows_the_next_time(
    site: Site, server: FtpServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.breaks_after = 5
    assert main(["upload", address(server)]) == 1
    assert "yang belum terkirim menyusul" in capsys.readouterr().err
    assert len(there(server)) == 5
    server.breaks_after = None
    assert main(["upload"]) == 0
    assert there(server) == here(site)
    assert len(server.stored) == len(here(site))


def test_a_site_that_went_by_zip_is_noted_as_sent(
    site: Site, server: FtpServer, tmp_path: Path
) -> None:
    packed = tmp_path / "situs.zip"
    assert main(["upload", str(packed)]) == 0
    first = packed.read_bytes()
    assert main(["upload", str(packed)]) == 0
    assert packed.read_bytes() == first
    with zipfile.ZipFile(packed) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == here(site)
    assert main(["upload", address(server), "--sent"]) == 0
    assert main(["upload"]) == 0
    assert server.stored == []
    assert main(["upload", "--all"]) == 0
    assert there(server) == here(site)


@pytest.mark.parametrize(
    "where, said",
    [
        ("http://desa.example/", "bukan alamat FTP"),
        ("ftp://desa.example/", "bukan alamat FTP"),
        ("ftp://kim@desa.example:pintu/", "bukan alamat FTP"),
        ("ftp://kim:sandi@desa.example/", "kata sandi jangan ditulis di alamat"),
        ("folder-yang-tidak-ada/situs.zip", "tidak dapat ditulis"),
    ],
)
def test_what_is_no_place_is_refused(
    site: Site, where: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upload", where]) == 2
    assert said in capsys.readouterr().err


def test_what_the_server_refuses_is_a_sentence(
    site: Site,
    server: FtpServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(PASSWORD, "salah")
    assert main(["upload", address(server)]) == 1
    assert "menolak nama atau kata sandi" in capsys.readouterr().err
    assert main(["upload", "ftp://kim@127.0.0.1:9/"]) == 1
    assert "tidak dapat dihubungi" in capsys.readouterr().err
    assert main(["upload", address(server).replace("ftp:", "ftps:")]) == 1
    assert "menolak" in capsys.readouterr().err
    (server.folder / "public_html").write_text("di jalan")
    monkeypatch.setenv(PASSWORD, "rahasia")
    assert main(["upload", address(server)]) == 1
    assert "menolak: 553" in capsys.readouterr().err


def test_without_a_site_or_a_password_it_is_said(
    site: Site,
    server: FtpServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["upload", address(server), "--site-dir", str(tmp_path / "nihil")]) == 2
    assert "belum ada situs" in capsys.readouterr().err
    monkeypatch.delenv(PASSWORD)
    assert main(["upload", address(server)]) == 2
    assert f"taruh di {PASSWORD}" in capsys.readouterr().err
