"""A site with one bulletin that was collected from another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kim_plugins.catalogue import Catalogue, gather
from kim_plugins.catalogue.origins import Origin
from tests.sites.memory import GROUP, JAKARTA, NOW, OPTIONS, content, news

SITE = {"host": "tirta.example", "url": "https://tirta.example/"}
"""Where the other one is published, as fields of an Origin."""


def collected(**origin: Any) -> Catalogue:  # noqa: ANN401 - fields of an Origin
    """A site of its own group, and of one more that was collected."""
    files = {
        "kelompok/tani.md": GROUP,
        ".tirta/kelompok/tirta.md": GROUP.replace("KIM Tani", "KIM Tirta"),
        ".tirta/berita/2026/air.md": news("Air", group="tirta"),
        "berita/2026/panen.md": news(group="tani"),
    }
    origins = {"tirta": Origin("tirta", "Situs <Tirta>", JAKARTA, **origin)}
    options = replace(OPTIONS, license_url=f"{OPTIONS.url}lisensi", license_name="Milik kami")
    catalogue, problems = gather(replace(content(files), origins=origins), options, NOW)
    assert [problem for problem in problems if problem.is_error] == []
    return catalogue
