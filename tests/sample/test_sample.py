"""One whole site, compared file by file with its committed output.

`pytest tests/sample --regenerate` writes it anew; read the diff. The theme's assets are left out,
and their names, which change with their content; so are the parts of the search index. Tests of
their own hold those.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from kim_plugins.cli import main

HERE = Path(__file__).parent
EXPECTED = HERE / "site"
THEIRS = ("assets/", "cari/bagian/", "cari/indeks.js")
NAMED_BY_CONTENT = re.compile(rb"(assets/kim/\w+\.)[0-9a-f]{10}(?=\.)")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as it is published on 1 October 2026."""
    site = tmp_path_factory.mktemp("sample") / "site"
    options = ["--config", str(HERE / "mkdocs.yml"), "--now", "2026-10-01T12:00+07:00"]
    assert main(["build", "--quiet", "--site-dir", str(site), *options]) == 0
    if "KIM_REGENERATE" in os.environ:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path in files(site):
            target = EXPECTED / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(normal(site / path))
    return site


def normal(path: Path) -> bytes:
    data = path.read_bytes()
    return NAMED_BY_CONTENT.sub(rb"\g<1>0000000000", data) if path.suffix == ".html" else data


def files(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not path.startswith(THEIRS))


def test_files_are_those_expected(built: Path) -> None:
    assert files(built) == files(EXPECTED)


def test_every_file_is_as_expected(built: Path) -> None:
    """Line by line, so that a difference shows where it is."""
    for path in files(EXPECTED):
        expected, actual = (EXPECTED / path).read_bytes(), normal(built / path)
        if path.endswith((".html", ".xml", ".json", ".opml", ".txt")):
            assert actual.decode().splitlines() == expected.decode().splitlines(), path
        else:
            assert actual == expected, path
