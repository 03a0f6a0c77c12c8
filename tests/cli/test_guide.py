"""`kim guide`: the guides as pages, whose every link and picture is there."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from lxml import html

from kim_plugins.cli import main
from kim_plugins.cli.guide import FOLDER, NAMES
from tests.sites.shared import ROOT

SHIPPED = ROOT / "kim_plugins/shipped/panduan"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser was asked to open, in the folder of a site."""
    addresses: list[str] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIM_COMMAND", "sh kim.sh")
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    Path("mkdocs.yml").touch()
    return addresses


def test_every_link_and_picture_of_the_guides_is_there(opened: list[str]) -> None:
    assert main(["guide"]) == 0
    assert opened == [Path(FOLDER, "panduan-editor.html").absolute().as_uri()]
    pages = {name: html.parse(f"{FOLDER}/{name}.html").getroot() for name in NAMES}
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        assert "scripts/kim.py" not in page.text_content()
        for source in page.xpath("//img/@src"):
            assert Path(FOLDER, source).stat().st_size > 1_000, (name, source)
        for link in page.xpath("//main//a/@href"):
            target, _, fragment = str(link).partition("#")
            if "://" in target or ":" in target:
                continue
            other = target.removesuffix(".html") or name
            assert other in NAMES, (name, link)
            assert not fragment or fragment in ids[other], (name, link)
    assert "sh kim.sh new news" in pages["panduan-editor"].text_content()
    assert pages["panduan-editor"].xpath("//pre/code")


def test_a_guide_is_opened_by_its_name_and_another_is_named(
    opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", "menulis-dari-telepon", "--no-open"]) == 0
    assert opened == []
    assert main(["guide", "panduan-editr"]) == 2
    assert "maksudnya panduan-editor?" in capsys.readouterr().err
    Path(FOLDER).rename("lain")
    Path(FOLDER).write_text("bukan folder")
    assert main(["guide"]) == 2
    assert "panduan tidak dapat ditulis ke" in capsys.readouterr().err


def test_the_guides_of_the_program_are_those_of_the_project() -> None:
    assert {path.stem for path in SHIPPED.glob("*.md")} == {*NAMES}
    pictures = {path.name for path in (ROOT / "docs/gambar").glob("*.webp")}
    assert {path.name for path in (SHIPPED / "gambar").iterdir()} == pictures
