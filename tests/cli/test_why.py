"""`kim build --why`: down to the file, the setting or the day, and nothing is published."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import kim_plugins
from kim_plugins.catalogue.tracing import queries
from kim_plugins.cli import main
from kim_plugins.engine.causes import QUERIES
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
    assert "tidak ada yang terbit di '/tidak/ada/'" in ask("--why", "/tidak/ada/", code=2)
    assert "di '../x'" in ask("--why", "../x", code=2)
    other = "https://lain.example/berita/"
    assert f"'{other}' bukan alamat situs ini" in ask("--why", other, code=2)


def test_a_page_is_known_by_whatever_somebody_copies(ask: Ask) -> None:
    """Its address as a browser shows it, with or without its ends, and its files."""
    site: Site = ask.site  # type: ignore[attr-defined]
    url = next(
        line.split()[1]
        for line in (site.folder / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
        if line.startswith("site_url:")
    )
    file = site.folder / "content" / NEWS
    file.write_text(f"{file.read_text(encoding='utf-8')}\nLagi.\n", encoding="utf-8")
    for asked in (
        *(PAGE, PAGE.rstrip("/"), PAGE.lstrip("/"), f"{PAGE}index.html"),
        *(f"{url.rstrip('/')}{PAGE}", PAGE.replace("panen", "p%61nen"), f"{PAGE}?dari=wa#isi"),
        *(f"content/{NEWS}", str(file), f"site{PAGE}index.html"),
    ):
        said = ask("--why", asked)
        assert f"{asked} akan dibuat ulang" in said, asked
        assert f"/{NEWS} berubah" in said, asked


def test_files_that_no_page_makes_have_an_answer(ask: Ask) -> None:
    """Where nothing has changed, and then where a picture and the words of a bulletin have."""
    site: Site = ask.site  # type: ignore[attr-defined]
    top, media = site.folder / "site", site.folder / "content" / "media"
    made = next(top.rglob("sawah-*.webp")).relative_to(top).as_posix()
    part = min((top / "cari" / "bagian").iterdir()).relative_to(top).as_posix()
    for asked in (made, part, "cari/indeks.js", "sitemap.xml", "build.json", "404.html", "s/"):
        assert f"/{asked} tidak perlu dibuat ulang. Dibuat dari " in ask("--why", f"/{asked}")
    (media / "sawah.png").write_bytes((media / "rahasia.png").read_bytes())
    assert f"/{made} tidak akan terbit lagi" in ask("--why", f"/{made}")
    assert "/media/sawah.png berubah" in ask("--why", "/media/sawah.png")
    file = site.folder / "content" / NEWS
    file.write_text(f"{file.read_text(encoding='utf-8')}\nLagi.\n", encoding="utf-8")
    for asked in ("/sitemap.xml", "/cari/indeks.js"):
        assert f"/{NEWS} berubah" in ask("--why", asked)


def test_each_query_has_a_name_that_an_editor_reads() -> None:
    for module in walk_packages(kim_plugins.__path__, "kim_plugins."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    assert set(queries) == set(QUERIES)
