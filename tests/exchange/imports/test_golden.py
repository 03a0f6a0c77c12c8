"""Exports of other programs, by their own published formats, and what becomes of them.

A folder of tests/cases/imports/ holds one: `ekspor.*` or a folder `situs`, and the files expected
of it below `hasil`. `--regenerate` writes those anew; read the diff as an editor would.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kim_plugins.exchange.imports.planning import ImportRules
from kim_plugins.exchange.imports.reporting import as_csv, as_markdown, lines_of, read_csv
from tests.catalogue.sites import picture
from tests.exchange.imports.golden_imports import Imported, imported, source
from tests.sites.memory import gathered

CASES = Path(__file__).parents[2] / "cases" / "imports"
NAMES = sorted(path.name for path in CASES.iterdir())


def run(name: str, *, publish: bool = False) -> Imported:
    folder = CASES / name
    (found,) = [path for path in folder.iterdir() if path.stem in ("ekspor", "situs")]
    media = folder / "unggahan"
    site = (folder / "alamat.txt").read_text().strip() if (folder / "alamat.txt").exists() else ""
    made = source(found, found.name, site=site)
    return imported(
        made, media=media if media.is_dir() else None, rules=ImportRules("tani", None, publish)
    )


@pytest.mark.parametrize("name", NAMES)
def test_an_export_becomes_what_is_expected(name: str, golden: Callable[[Path, str], None]) -> None:
    """Its texts, and the report of what was changed and lost."""
    found = run(name)
    assert found.source
    for path, text in found.texts.items():
        golden(CASES / name / "hasil" / path, text)
    lines = [line for one in found.items for line in lines_of(one)]
    report = as_markdown(name, found.source.program, lines, found.plan.passed, found.source.notes())
    golden(CASES / name / "hasil" / "laporan.md", report)
    expected = {
        path.relative_to(CASES / name / "hasil").as_posix()
        for path in (CASES / name / "hasil").rglob("*.md")
    }
    assert expected == {*found.texts, "laporan.md"}
    assert read_csv(as_csv(lines, head=True)) == lines


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_taken_passes_our_own_checks(name: str, publish: bool) -> None:
    """No error; and as published, nothing of it is a link or a picture that leads nowhere."""
    _, problems = gathered(run(name, publish=publish).site)
    assert [problem.as_text() for problem in problems if problem.is_error] == []


def test_pictures_are_asked_for_once_and_nowhere_else() -> None:
    """Those of the old site's own hosts only, whoever else is named in a text."""
    asked: list[str] = []

    def fetch(url: str) -> bytes | str:
        asked.append(url)
        return picture() if url.endswith("pasar.png") else "dijawab dengan kode 404"

    export = (CASES / "wordpress" / "ekspor.xml").read_bytes()
    export = export.replace(
        b"Siapa kami", b'<img src="https://lain.example/x.jpg" alt="Peta desa">'
    )
    found = imported(source(export), fetch=fetch)
    assert {url.split("/")[2] for url in asked} == {"kim.desa.example"}
    assert len(asked) == len(set(asked))
    assert "media/2024/pasar.png" in found.files
    assert any("lain.example/x.jpg" in sentence for one in found.items for sentence in one.lost)


def test_a_large_photograph_is_made_fit(tmp_path: Path) -> None:
    """Any name, any size: what is published is a JPEG of a page's width."""
    uploads = tmp_path / "2024" / "05"
    uploads.mkdir(parents=True)
    Image.effect_noise((2600, 1300), 50).convert("RGB").save(uploads / "panen.jpg", quality=95)
    found = imported(source(CASES / "wordpress" / "ekspor.xml"), media=tmp_path)
    kept = found.files["media/2024/panen.jpg"]
    with Image.open(BytesIO(kept)) as shown:
        assert max(shown.size) == 1600
    assert len(kept) < (uploads / "panen.jpg").stat().st_size


def test_a_file_that_isnt_what_it_says_stays_away(tmp_path: Path) -> None:
    (tmp_path / "panen.jpg").write_bytes(b"<html>404</html>")
    found = imported(source(CASES / "wordpress" / "ekspor.xml"), media=tmp_path)
    assert not any("panen" in path for path in found.files if path.startswith("media"))
    (one,) = [one for one in found.items if one.path.endswith("panen-raya.md")]
    assert any("panen" in sentence for sentence in one.lost)


def test_a_picture_of_the_same_name_is_another(tmp_path: Path) -> None:
    for month, colour in (("04", "red"), ("05", "green")):
        (tmp_path / "2024" / month).mkdir(parents=True)
        Image.new("RGB", (40, 30), colour).save(tmp_path / "2024" / month / "panen.jpg")
    export = source(CASES / "wordpress" / "ekspor.xml")
    kept = imported(export, media=tmp_path).files["media/2024/panen.jpg"]
    assert kept == (tmp_path / "2024" / "05" / "panen.jpg").read_bytes()
    (tmp_path / "2024" / "05" / "panen.jpg").unlink()
    assert "media/2024/panen.jpg" not in imported(export, media=tmp_path).files


def test_nothing_of_the_residents_comes_along() -> None:
    """Of a village's database only articles are read, whatever else a dump holds."""
    found = run("opensid-premium", publish=True)
    whole = b"\n".join(found.files.values()).decode()
    for personal in ("Rahasia", "3309120101800001", "3309122501110004", "$2y$", "ktp", "w@desa"):
        assert personal.lower() not in whole.lower()
