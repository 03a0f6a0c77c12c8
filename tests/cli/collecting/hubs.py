"""Sites of groups, and a hub that collects them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kim_plugins.cli.commands import main
from tests.sites.folder import NOW
from tests.sites.memory import GROUP, news

SETTINGS = """site_name: Kabar Kabupaten
site_url: https://kabupaten.example/
docs_dir: content
theme: {{name: material, language: id, font: false}}
plugins:
  - kim/catalogue:
      allowed_hosts: ["127.0.0.1"]
      sources:
{sources}
  - kim/pages
  - kim/feeds
  - kim/broadcast
  - kim/search
  - kim/publish
"""


def site_of(name: str, **files: str) -> dict[str, str]:
    """A site with one group, as its repository holds it."""
    settings = (
        f"site_name: KIM {name}\nsite_url: https://{name}.example/\ndocs_dir: content\n"
        "plugins: [{kim/catalogue: {timezone: Asia/Makassar, license_name: CC BY}}]\n"
    )
    profile = GROUP.replace("KIM Tani", f"KIM {name.title()}")
    return {
        "mkdocs.yml": settings,
        "content/index.md": "---\ntitle: Beranda\n---\n\nHalo.\n",
        f"content/kelompok/{name}.md": profile,
        "content/berita/2026/panen.md": news(f"Panen {name}"),
        **files,
    }


def zipped(files: dict[str, str], folder: str = "situs-main/") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(f"{folder}{path}", text)
    return data.getvalue()


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


class Hub:
    """A hub of these sources; each command answers its code and what it said."""

    def __init__(self, folder: Path, sources: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        (folder / "content").mkdir(exist_ok=True)
        self.name_sources(sources)

    def name_sources(self, sources: str) -> None:
        """Write the sources, one a line, into mkdocs.yml."""
        lines = "".join(f"        - {{{line}}}\n" for line in sources.splitlines())
        write(self.folder, {"mkdocs.yml": SETTINGS.format(sources=lines.rstrip("\n"))})

    def run(self, command: str, now: str = NOW) -> tuple[int, str]:
        options = ["--config", str(self.folder / "mkdocs.yml"), "--now", now]
        options += ["--quiet", "--workers", "1"] if command == "build" else []
        code = main([command, *options])
        said = self._capsys.readouterr()
        return code, said.out + said.err

    def page(self, address: str) -> str:
        return (self.folder / "site" / address / "index.html").read_text(encoding="utf-8")

    def bytes(self) -> dict[str, bytes]:
        kept = [self.folder / ".kim/sumber", self.folder / "site"]
        files = [file for folder in kept for file in folder.rglob("*") if file.is_file()]
        return {str(file): file.read_bytes() for file in files}
