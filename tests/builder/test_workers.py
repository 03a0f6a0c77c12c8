"""Work that is shared out fails as work that isn't; test_executors.py holds its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kim_plugins.builder.workers import NoExecutor, executor
from kim_plugins.catalogue.preparing import CHUNK
from tests.sites.folder import Site
from tests.sites.memory import news

MANY = CHUNK * 2 + 1


def large_site(folder: Path) -> Site:
    site = Site.copied(folder)
    for number in range(MANY):
        body = f"Isi {number} dengan **huruf tebal** dan [tautan](sumur.md)."
        text = news(f"Kabar {number}", body=body, group="tani")
        (folder / f"content/berita/2026/kabar-{number}.md").write_text(text, encoding="utf-8")
    return site


def test_a_fault_in_a_worker_is_a_problem_like_any_other(tmp_path: Path) -> None:
    site = large_site(tmp_path)
    (tmp_path / "content/berita/2026/kabar-7.md").write_text("---\ntitle: x\n---\n")
    ran = site.build("--clean", "--workers", "2")
    assert ran.code == 1
    assert "content/berita/2026/kabar-7.md:" in ran.out


@pytest.mark.parametrize("name", ["tidak_ada:buat", "os:hilang", "os:getcwd"])
def test_what_is_no_executor_is_named(name: str) -> None:
    with pytest.raises(NoExecutor, match=name), executor(None, name):
        pass


def test_a_wrong_executor_is_wrong_use(tmp_path: Path) -> None:
    ran = Site.copied(tmp_path).build("--executor", "tidak_ada:buat")
    assert ran.code == 2
    assert "'tidak_ada:buat' tidak dapat dipakai" in ran.err


def test_one_worker_needs_no_help() -> None:
    with executor(1) as made:
        assert made is None
