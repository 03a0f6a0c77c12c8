"""The recipe of docs/performance.md for a Dask cluster, run as it is written there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kim_plugins.catalogue.preparing import CHUNK
from tests.ports import free_port
from tests.sites.folder import Site
from tests.sites.memory import news

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/performance.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    """A file as the guide writes it."""
    return GUIDE.partition(f"<!-- {name} -->")[2].partition("\n```")[2].partition("```")[0]


@pytest.mark.skipif(sys.platform == "win32", reason="the recipe is for a shell")
def test_the_recipe_builds_the_same_site(tmp_path: Path) -> None:
    site = Site.copied(tmp_path)
    for number in range(CHUNK + 1):  # fewer are read sooner than a worker is asked
        text = news(f"Kabar {number}", group="tani")
        site.write(f"content/berita/2026/kabar-{number}.md", text)
    assert site.kim("build", "--now", "2026-10-01T12:00+07:00").code == 0
    alone = site.published()
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    for name in ("klaster.py", "pasang.sh", "dask.sh"):
        _, found, text = block(name).partition("\n")
        assert found, name
        # Another test may have a scheduler at the port of the guide, and time goes on.
        text = text.replace("8786", str(free_port())) if name == "dask.sh" else text
        text = text.replace("kim build", "kim build --clean --now 2026-10-01T12:00+07:00")
        site.write(name, text)
    for script in ("pasang.sh", "dask.sh"):
        ran = site.run("sh", script, PYTHONWARNINGS="default", PIP_NO_INDEX="1")
        assert ran.code == 0, ran.err
    assert "Receive client connection" in ran.err
    assert site.published() == alone
