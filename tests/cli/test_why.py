"""`kim build --why`: down to the file, the setting or the day, and nothing is published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kim_plugins.cli import main
from tests.sites.folder import Site

NEWS = "berita/2026/panen.md"
PAGE = "/berita/2026/panen/"
Ask = Callable[..., str]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Builds a site, then says what `kim build` prints with some arguments."""
    site = Site.copied(tmp_path)
    now = "2026-10-01T12:00+07:00"

    def run(*arguments: str, code: int = 0, at: str = now) -> str:
        config = ["--config", str(site.folder / "mkdocs.yml"), "--now", at]
        capsys.readouterr()
        assert main(["build", "--quiet", *config, *arguments]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    run.site = site  # type: ignore[attr-defined]
    run()
    return run


def test_a_page_names_the_file_and_then_what_it_was_made_for(ask: Ask) -> None:
    site: Site = ask.site  # type: ignore[attr-defined]
    assert "tidak perlu dibuat ulang" in ask("--why", PAGE)
    assert "Tidak ada yang perlu dibuat ulang" in ask("--why")
    file = site.folder / "content" / NEWS
    file.write_text(f"{file.read_text(encoding='utf-8')}\nLagi.\n", encoding="utf-8")
    published = (site.folder / "site" / "berita" / "2026" / "panen" / "index.html").read_bytes()
    said = ask("--why", PAGE)
    assert f"{PAGE} akan dibuat ulang" in said
    assert f"/{NEWS} berubah" in said
    assert "× berkas " in ask("--why")
    page = site.folder / "site" / "berita" / "2026" / "panen" / "index.html"
    assert page.read_bytes() == published
    ask()
    assert page.read_bytes() != published
    said = ask("--why", PAGE)
    assert "tidak perlu dibuat ulang. Terakhir dibuat, karena" in said
    assert f"/{NEWS} berubah" in said


def test_a_setting_and_a_day_are_named(ask: Ask) -> None:
    site: Site = ask.site  # type: ignore[attr-defined]
    assert "hari atau jamnya berganti" in ask(
        "--why", "/siaran/naskah.txt", at="2026-10-02T12:00+07:00"
    )
    site.edit("mkdocs.yml", "site_name: ", "site_name: Baru ")
    assert "setelan site_name berubah" in ask("--why", PAGE)
    assert "setelan site_name berubah" in ask("--why")


def test_an_address_that_is_none_is_told(ask: Ask) -> None:
    assert "tidak ada halaman, langganan atau naskah di '/tidak/ada/'" in ask(
        "--why", "/tidak/ada/", code=2
    )
    assert "di '../x'" in ask("--why", "../x", code=2)
