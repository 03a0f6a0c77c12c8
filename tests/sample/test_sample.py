"""One whole site: every address, and one file of each type, held against what is committed.

tests/sample/site holds the files that are compared; `pytest tests/sample --regenerate` writes them
and addresses.txt anew; read the diff. Another type is added by an empty file at its place. Names of
assets and parts of the search index change with their content: tests of their own hold those.
"""

from __future__ import annotations

import re
from pathlib import Path

from kim_plugins.builder.outputs import place_of
from kim_plugins.pages import PageSpec, planned
from tests.golden import golden, is_renewed
from tests.sites.folder import SAMPLE
from tests.sites.memory import files_of, gathered

EXPECTED = SAMPLE / "site"
THEIRS = ("assets/", "luring.js", "cari/bagian/", "cari/indeks.js")
NAMED_BY_CONTENT = re.compile(rb"(assets/kim/\w+\.)[0-9a-f]{10}(?=\.)")


def normal(path: Path) -> bytes:
    data = path.read_bytes()
    return NAMED_BY_CONTENT.sub(rb"\g<1>0000000000", data) if path.suffix == ".html" else data


def files(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not path.startswith(THEIRS))


def test_addresses_are_those_expected(sample_folder: Path) -> None:
    golden(SAMPLE / "addresses.txt", "".join(f"{path}\n" for path in files(sample_folder)))


def test_every_folder_of_an_address_is_a_page(sample_folder: Path) -> None:
    """Who takes the end of an address away arrives somewhere."""
    folders = [path for path in sample_folder.rglob("*") if path.is_dir()]
    assert len(folders) > 50
    assert [path for path in folders if not (path / "index.html").is_file()] == []


def test_one_file_of_each_type_is_as_expected(sample_folder: Path) -> None:
    for path in files(EXPECTED):
        if is_renewed() and not (sample_folder / path).is_file():
            (EXPECTED / path).unlink()
        else:
            golden(EXPECTED / path, normal(sample_folder / path))


def test_every_type_of_page_is_among_them() -> None:
    """A type is a template."""
    catalogue, _ = gathered(files_of(SAMPLE / "content"), group=None)
    pages = list(planned(catalogue, PageSpec))
    shown = {page.template for page in pages if (EXPECTED / place_of(page.address)).is_file()}
    assert {page.template for page in pages} == shown
