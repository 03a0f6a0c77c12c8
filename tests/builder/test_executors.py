"""Every way of sharing out the work gives the same bytes: processes, a thread, and Dask."""

from __future__ import annotations

import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest

from kim_plugins.catalogue.one_file import _renderer
from kim_plugins.catalogue.preparing import CHUNK
from tests.sites.folder import LONGEST, Site
from tests.sites.memory import news

ROOT = Path(__file__).parents[2]
MANY = CHUNK * 2 + 1

# A test's factory stands in a module of its own, as that of a cluster would.
FACTORY = '''
"""An executor on a local Dask cluster."""

import warnings
from concurrent.futures import Executor

warnings.simplefilter("ignore")  # Dask's own; ours are errors in the processes of a build

from distributed import Client, LocalCluster


def dask() -> Executor:
    cluster = LocalCluster(
        n_workers={workers},
        processes={processes},
        threads_per_worker=1,  # Python-Markdown is not thread-safe
        dashboard_address=None,
        silence_logs=50,
    )
    return Client(cluster).get_executor()
'''
THREAD = '''
"""An executor of the standard library, one thread at a time."""

from concurrent.futures import Executor, ThreadPoolExecutor


def thread() -> Executor:
    return ThreadPoolExecutor(1)
'''
WAYS = {
    "as many workers as processors": [],
    "1 worker": ["--workers", "1"],
    "2 workers": ["--workers", "2"],
    "4 workers": ["--workers", "4"],
    "a thread": ["--executor", "utas:thread"],
    "Dask": ["--executor", "klaster:dask"],
}


@dataclass(frozen=True)
class Alone:
    """What one process makes by itself: at first, and after an edit."""

    site: Site
    first: dict[str, str]
    edited: dict[str, str]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Alone:
    site = Site.copied(tmp_path_factory.mktemp("satu"))
    for number in range(MANY):
        body = f"Isi {number} dengan **huruf tebal** dan [tautan](sumur.md)."
        text = news(f"Kabar {number}", body=body, group="tani", tags=f"[topik-{number % 5}]")
        site.write(f"content/berita/2026/kabar-{number}.md", text)
    site.write("klaster.py", FACTORY.format(workers=1, processes=False))
    site.write("utas.py", THREAD)
    found = []
    for _ in range(2):
        assert run(site, ["--clean", *WAYS["1 worker"]]) == 0
        found.append(site.published())
        edit(site)
    return Alone(site, *found)


def edit(site: Site) -> None:
    """Change one bulletin; a second time would change nothing."""
    file = site.folder / "content/berita/2026/kabar-3.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Isi 3", "Isi tiga"), encoding="utf-8")


def unedited(alone: Alone, folder: Path) -> Site:
    """The same project before the edit, in a place where nothing was built."""
    folder.mkdir()
    shutil.copytree(alone.site.folder / "content", folder / "content")
    for name in ("mkdocs.yml", "klaster.py", "utas.py"):
        shutil.copy(alone.site.folder / name, folder)
    site = Site(folder)
    site.edit("content/berita/2026/kabar-3.md", "Isi tiga", "Isi 3")
    return site


@pytest.mark.parametrize("way", [name for name in WAYS if name != "1 worker"])
def test_cold_cached_and_edited_builds_are_the_same_bytes(
    alone: Alone, tmp_path: Path, way: str
) -> None:
    site = unedited(alone, tmp_path / "situs")
    for build in ("cold", "cached"):
        assert run(site, WAYS[way]) == 0
        assert site.published() == alone.first, build

    edit(site)
    assert run(site, WAYS[way]) == 0

    assert site.published() == alone.edited
    assert alone.edited != alone.first


def test_dask_with_processes_of_its_own(alone: Alone, tmp_path: Path, thorough: bool) -> None:
    """What a worker elsewhere prepares has travelled there and back."""
    if not thorough:
        pytest.skip("starting Dask's processes takes longer than building; --thorough does it")
    site = unedited(alone, tmp_path / "situs")
    site.write("klaster.py", FACTORY.format(workers=2, processes=True))
    assert run(site, WAYS["Dask"]) == 0
    assert site.published() == alone.first


def test_threads_of_one_process_render_apart() -> None:
    """Dask's workers may be threads of one process; Python-Markdown keeps its state in itself."""
    recipe = pickle.dumps((None, ["tables"], {}, True))
    together = Barrier(2)

    def renderer() -> object:
        _renderer(recipe)
        together.wait(LONGEST)  # whatever is kept has been made by now
        return _renderer(recipe)

    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(renderer) for _ in range(2))
        assert first.result() is not second.result()


def run(site: Site, options: list[str]) -> int:
    dask = {"PYTHONPATH": f"{site.folder}", "PYTHONWARNINGS": "default"}
    ran = site.build(*options, **(dask if "--executor" in options else {}))
    assert "KESALAHAN" not in ran.out, ran.out
    return ran.code
