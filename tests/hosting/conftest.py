"""The small sample with a host of its own, another group's site in it, and `/admin/`.

`sample_folder` lies below /desa/.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.collecting.hubs import site_of, write
from tests.cli.test_cms import package
from tests.hosting.crawler import PUBLIC
from tests.sites.folder import Site
from tests.sites.shared import shared

REPOSITORY = "repo_url: https://github.com/kim-contoh/situs"
SOURCES = "sources: [{id: melati, folder: ../melati}]"


@pytest.fixture(scope="session")
def at_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def fill(folder: Path) -> None:
        site = Site.copied(folder / "sumber")
        text = (site.folder / "mkdocs.yml").read_text("utf-8")
        text = re.sub(r"(?m)^site_url:.*$", f"site_url: {PUBLIC}\n{REPOSITORY}", text)
        text = text.replace("kim/catalogue: {", f"kim/catalogue: {{{SOURCES}, ")
        site.write("mkdocs.yml", text.replace("kim/pages", "kim/pages: {admin: true}"))
        site.edit("content/kelompok/tani.md", ', feed: "https://radio.example/feed.xml"', "")
        write(folder / "melati", site_of("melati"))
        editor = str(package(folder))
        for command in ("collect", "schema --cms sveltia --package"):
            done = site.kim(*command.split(), *([editor] if "package" in command else []))
            assert done.code == 0, done.err
        done = site.build()
        assert done.code == 0, done.err

    return shared(tmp_path_factory, "di-akar", fill) / "sumber/site"
