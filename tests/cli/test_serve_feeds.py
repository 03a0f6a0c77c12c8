"""Feeds in the live preview, made when they are asked for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.previews import kim_preview
from tests.sites.folder import Site


def test_feeds_are_there_when_asked_for_and_follow_a_change(tmp_path: Path) -> None:
    """Every kind of file, and again after the site was built anew."""
    site = Site.copied(tmp_path)
    with kim_preview(site) as running:
        running.wait("", "Selamat datang")
        assert "Sumur dikabarkan keruh" in running.get("feed.xml")
        assert "<feed" in running.get("kelompok/tani/atom.xml")
        assert "#EXTM3U" in running.get("siaran/playlist.m3u")
        site.edit("content/berita/2026/sumur.md", "Sumur dikabarkan keruh", "Sumur sudah jernih")
        running.wait("feed.xml", "Sumur sudah jernih")
    assert not (site.folder / ".kim" / "pengenal").exists()
