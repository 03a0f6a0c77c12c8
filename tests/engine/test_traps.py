"""Traps of MkDocs and Material that the engine works around; a test fails when one is gone."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from tests.sites.folder import Site

INLINE = re.compile(r"<script>(?!</script>)|<style|\sstyle=|\son[a-z]+=")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.copied(tmp_path)
    site.build()
    return site


def test_material_sets_up_its_script_inline_and_ours_has_nothing_inline(site: Site) -> None:
    """A strict policy would refuse it; its partial is empty in our theme."""
    theirs = files("material") / "templates" / "partials" / "javascripts" / "base.html"
    assert INLINE.search(theirs.read_text(encoding="utf-8"))
    for page in (site.folder / "site").rglob("*.html"):
        assert not INLINE.search(page.read_text(encoding="utf-8")), page


def test_nothing_of_material_is_published_as_it_is(site: Site) -> None:
    """Its script and stylesheet are 250 KB, of which this site would use little."""
    assets = site.folder / "site" / "assets"
    names = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()}
    assert not [name for name in names if name.startswith(("javascripts", "stylesheets", "images"))]
    own = [name for name in names if name.startswith("kim/") and name != "kim/index.html"]
    kinds = {name.rpartition(".")[2] for name in own}
    assert kinds == {"css", "js"}


def test_parts_that_only_materials_script_would_open_are_not_in_the_pages(site: Site) -> None:
    page = (site.folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "md-header" in page
    assert not re.search(r"md-toggle|md-overlay|md-dialog|__config", page)
