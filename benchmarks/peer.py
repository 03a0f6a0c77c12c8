"""What is measured side by side: a project that is ready to build, made of the same corpus."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import frontmatter

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
NOW: Final = "2026-11-24T08:00+07:00"
SECTIONS: Final = {"berita": "Berita", "literasi": "Literasi", "keputusan": "Keputusan"}
_TITLE: Final = re.compile(r'^(title: .*?)("?)$', re.MULTILINE)


@dataclass(frozen=True)
class Peer:
    """A project that is ready to build, and what it leaves out of what ours publishes."""

    name: str
    folder: Path
    commands: Sequence[Sequence[str]]
    site: Path
    bulletins: Sequence[Path]
    """The source files, in the same order for every peer."""
    leftovers: Sequence[Path] = ()
    """What builds keep besides the site."""
    lacks: Sequence[str] = ()
    variables: Mapping[str, str] = field(default_factory=dict)

    def forget(self) -> None:
        """Put everything back to before the first build."""
        for folder in (self.site, *self.leftovers):
            shutil.rmtree(folder, ignore_errors=True)

    def edit(self, number: int) -> None:
        """Change title and body of one bulletin; another one each time."""
        file = self.bulletins[number * 7919 % len(self.bulletins)]
        text = file.read_text(encoding="utf-8")
        text = _TITLE.sub(rf"\1 {_mark(number)}\2", text, count=1)
        file.write_text(f"{text}\nPerubahan {_mark(number)} dicatat warga.\n", encoding="utf-8")

    def shows(self, number: int) -> bool:
        """Whether the site has a page with the change."""
        mark = f"Perubahan {_mark(number)} ".encode()
        return any(mark in page.read_bytes() for page in self.site.rglob("*.html"))


def _mark(number: int) -> str:
    return f"suntingan{number}"


def hugo_program(python: Path) -> Path:
    """Hugo itself, beside the Python of the peers."""
    packages = next((python.parent.parent).rglob("site-packages"))
    return next((packages / "hugo" / "binaries").glob("hugo*"))


def sections_by_year(files: Sequence[Path]) -> set[Path]:
    """The folders of years."""
    return {file.parent for file in files if file.parent.name.isdigit()}


def bulletins(corpus: Path) -> list[Path]:
    """The files of all bulletins."""
    return [file for name in SECTIONS for file in (corpus / name).rglob("*.md")]


def group_titles(corpus: Path) -> dict[str, str]:
    """What each group is called, by its identifier."""
    files = sorted((corpus / "kelompok").glob("*.md"))
    return {file.stem: str(read(file)["title"]) for file in files}


def read(file: Path) -> frontmatter.Post:
    """Front matter and body of a file of the corpus."""
    return frontmatter.loads(file.read_text(encoding="utf-8"))


def day_of(fields: Mapping[str, Any]) -> str:
    """The day of a bulletin, as ISO 8601 writes it."""
    return str(fields["date"])[:10]


def translated(
    corpus: Path,
    target: Path,
    head: Callable[[Path, Mapping[str, Any]], str],
    after_first_paragraph: str = "",
) -> list[Path]:
    """Write every bulletin with a head of the peer's own; return the files in order."""
    written = []
    for source in sorted(bulletins(corpus)):
        post = read(source)
        first, _, rest = post.content.partition("\n\n")
        more = f"\n\n{after_first_paragraph}" if after_first_paragraph else ""
        file = target / source.relative_to(corpus)
        write(file, head(source, post.metadata), f"{first}{more}\n\n{rest}\n")
        written.append(file)
    return written


def write(file: Path, head: str, body: str) -> None:
    """Write a file with front matter."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")
