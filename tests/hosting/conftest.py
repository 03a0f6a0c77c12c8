"""The small sample with a host of its own; `sample_folder` lies below /desa/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hosting.crawler import PUBLIC
from tests.sites.folder import Site
from tests.sites.shared import shared


@pytest.fixture(scope="session")
def at_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def fill(folder: Path) -> None:
        site = Site.copied(folder / "sumber")
        text = (site.folder / "mkdocs.yml").read_text("utf-8")
        site.write("mkdocs.yml", re.sub(r"(?m)^site_url:.*$", f"site_url: {PUBLIC}", text))
        done = site.build()
        assert done.code == 0, done.err

    return shared(tmp_path_factory, "di-akar", fill) / "sumber/site"
