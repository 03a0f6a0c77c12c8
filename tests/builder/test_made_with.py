"""What is made with something else is made again: code and versions, found and not listed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.sites.folder import Site

ROOT = Path(__file__).parents[2]
PROGRAM = """
from tests.sites.memory import OPTIONS
from kim_plugins.builder.made_with import made_with
print(made_with(OPTIONS).hex())
"""
EXTENSION = """
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

class Mark(Treeprocessor):
    def run(self, root):
        for one in root.iter("p"):
            one.text = (one.text or "") + " SATU"

class Marks(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(Mark(md), "tanda", 1)

def makeExtension(**kwargs):
    return Marks(**kwargs)
"""
HOOK = """
import pembantu

def on_env(env, config, files):
    env.globals["dari_kait"] = pembantu.KATA
    return env
"""
ICON = "tema/.icons/material/magnify.svg"
PAGE = "berita/2026/panen/index.html"


def install(folder: Path, name: str, version: str) -> Path:
    """What pip leaves of a distribution, but for its code."""
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (info / "RECORD").write_text(f"{name}.py,sha256={version},1\n")
    return info


@pytest.mark.parametrize("name", ["pillow_heif", "kim_ekstensi_contoh"])
def test_every_distribution_counts_by_its_version(tmp_path: Path, name: str) -> None:
    """Also one that we don't name, as a site's own Markdown extension or picture library."""
    site, beside = Site.copied(tmp_path / "situs"), tmp_path / "pustaka"

    def program() -> str:
        return site.run(sys.executable, "-c", PROGRAM, PYTHONPATH=f"{ROOT}{os.pathsep}{beside}").out

    info = install(beside, name, "1.0")
    first = program()
    shutil.rmtree(info)
    install(beside, name, "1.0")
    assert program() == first
    shutil.rmtree(info)
    info = install(beside, name, "1.1")
    second = program()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    third = program()
    # From a folder or a repository, where code may be other under the same version.
    (info / "direct_url.json").write_text("{}")
    fourth = program()
    (info / "RECORD").write_text(f"{name}.py,sha256=lain,1\n")
    assert len({first, second, third, fourth, program()}) == 5


def test_code_and_files_of_a_site_count_by_their_content(tmp_path: Path) -> None:
    """A Markdown extension and a hook that no distribution brings, what it imports, templates."""
    site = Site.copied(tmp_path / "situs")
    code = {"ekstensi_contoh.py": EXTENSION, "pembantu.py": 'KATA = "KAIT SATU"'}
    for name, text in {**code, "kait.py": HOOK}.items():
        site.write(name, text)
    site.write(ICON, "<svg><title>{{ dari_kait }} TEMA SATU</title></svg>")
    site.edit("mkdocs.yml", "[attr_list,", "[ekstensi_contoh, attr_list,")
    site.edit("mkdocs.yml", "{name: material,", "{name: material, custom_dir: tema,")
    site.edit("mkdocs.yml", "docs_dir:", "hooks: [kait.py]\ndocs_dir:")

    def build(*options: str) -> str:
        ran = site.build("--quiet", *options, PYTHONPATH=str(site.folder))
        assert ran.code == 0, ran
        return (site.folder / "site" / PAGE).read_text(encoding="utf-8")

    page = build()
    for file, old in (
        ("ekstensi_contoh.py", " SATU"),
        ("pembantu.py", "KAIT SATU"),
        (ICON, "TEMA SATU"),
    ):
        assert old in page
        site.edit(file, old, old.replace("SATU", "DUA"))
        page = build()
        assert old.replace("SATU", "DUA") in page, file
    published = site.published()
    build("--clean")
    assert site.published() == published
