"""Traps of MkDocs and Material that the engine works around; a test fails when one is gone."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from kim_plugins.engine.pages import ALTERNATES
from tests.cli.site_folder import Site


def test_material_takes_feeds_for_translations_and_ours_does_not(tmp_path: Path) -> None:
    """Its script asks for a sitemap beside each feed; the published one asks for none."""
    site = Site.copied(tmp_path)
    assets = files("material") / "templates" / "assets" / "javascripts"
    (theirs,) = [
        file
        for file in assets.iterdir()
        if file.name.startswith("bundle.") and file.name.endswith(".js")
    ]
    assert ALTERNATES in theirs.read_bytes()

    site.build()

    ours = site.folder / "site" / "assets" / "javascripts" / theirs.name
    assert ALTERNATES not in ours.read_bytes()
