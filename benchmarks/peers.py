"""The same corpus for this project, the stock MkDocs stack, and Hugo with Pagefind.

Each peer gets what its own documentation recommends: excerpts are marked, groups and topics are
its taxonomies, and no plugin is on that the comparison doesn't need.
"""

from __future__ import annotations

import json
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
_SECTIONS: Final = {"berita": "Berita", "literasi": "Literasi", "keputusan": "Keputusan"}
_ONLY_OURS: Final = (
    "checking of front matter, links and privacy, in Indonesian, before anything is published",
    "fields of decisions and lessons, states (embargo, expiry, withdrawal, correction)",
    "boards of actions, aspirations and partners, an agenda with iCalendar, reports with CSV",
    "radio scripts, wall sheets with a QR code, the day's programme, a podcast and a playlist",
    "full text in feeds, JSON Feed, OPML, archives of feeds, tombstones",
    "pages by region and activity, short addresses, redirects of what moved",
    "publishing in one step, and a build of only what changed",
)
"""What no peer makes of the same corpus; so their first build has less to do."""
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


def kim(corpus: Path, folder: Path, python: Path) -> Peer:
    """Our own, with the mkdocs.yml that the project ships."""
    shutil.copytree(corpus, folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return Peer(
        "kim",
        folder,
        [[str(python), "-m", "kim_plugins.cli", "build", "--quiet", "--now", NOW]],
        folder / "site",
        sorted(_bulletins(folder / "content")),
        [folder / ".kim"],
        variables={"NO_MKDOCS_2_WARNING": "1"},
    )


def stock(corpus: Path, folder: Path, python: Path) -> Peer:
    """Material's blog, tags and search plugins, and mkdocs-rss-plugin."""
    shutil.copytree(HERE / "stock", folder)
    titles = _group_titles(corpus)
    posts = folder / "docs" / "kabar" / "posts"

    def head(source: Path, fields: Mapping[str, Any]) -> str:
        section = _SECTIONS[source.relative_to(corpus).parts[0]]
        return (
            f"title: {json.dumps(fields['title'], ensure_ascii=False)}\n"
            f"description: {json.dumps(fields['description'], ensure_ascii=False)}\n"
            f"date: {_day(fields)}\n"
            f"categories: {json.dumps([section, titles[fields['group']]], ensure_ascii=False)}\n"
            f"tags: {json.dumps(fields['tags'], ensure_ascii=False)}\n"
        )

    return Peer(
        "stock",
        folder,
        [[str(python), "-m", "mkdocs", "build", "--quiet"]],
        folder / "site",
        _translated(corpus, posts, head, "<!-- more -->"),
        [folder / ".cache"],
        [
            *_ONLY_OURS,
            "feeds of a group, a topic or a kind, and Atom",
            "search that knows Indonesian affixes, in parts (its index is one file)",
        ],
        {"NO_MKDOCS_2_WARNING": "1"},
    )


def hugo(corpus: Path, folder: Path, python: Path) -> Peer:
    """Hugo with templates of its own kind, and Pagefind over what it wrote."""
    shutil.copytree(HERE / "hugo", folder)
    content = folder / "content"
    for group, title in _group_titles(corpus).items():
        _write(content / "kelompok" / group / "_index.md", f"title: {title}\n", "Kelompok uji.\n")

    def head(_: Path, fields: Mapping[str, Any]) -> str:
        return (
            f"title: {json.dumps(fields['title'], ensure_ascii=False)}\n"
            f"description: {json.dumps(fields['description'], ensure_ascii=False)}\n"
            f"date: {_day(fields)}T08:00:00+07:00\n"
            f"kelompok: {json.dumps([fields['group']])}\n"
            f"topik: {json.dumps(fields['tags'], ensure_ascii=False)}\n"
        )

    files = _translated(corpus, content, head)
    for year in {file.parent for file in files if file.parent.name.isdigit()}:
        section = _SECTIONS[year.parent.name]
        _write(year / "_index.md", f"title: {section} {year.name}\n", "")
    packages = next((python.parent.parent).rglob("site-packages"))
    program = next((packages / "hugo" / "binaries").glob("hugo*"))
    return Peer(
        "hugo",
        folder,
        [
            [str(program), "--quiet"],
            [str(python), "-m", "pagefind", "--site", "public", "--quiet"],
        ],
        folder / "public",
        files,
        [folder / "resources"],
        [
            *_ONLY_OURS,
            "Atom, sanitised HTML",
            "search that knows meN- and peN-, works from file:// and needs no WebAssembly",
        ],
    )


PEERS: Final[Mapping[str, Callable[[Path, Path, Path], Peer]]] = {
    "kim": kim,
    "stock": stock,
    "hugo": hugo,
}


def _bulletins(corpus: Path) -> list[Path]:
    return [file for name in _SECTIONS for file in (corpus / name).rglob("*.md")]


def _group_titles(corpus: Path) -> dict[str, str]:
    files = sorted((corpus / "kelompok").glob("*.md"))
    return {file.stem: str(_read(file)["title"]) for file in files}


def _read(file: Path) -> frontmatter.Post:
    return frontmatter.loads(file.read_text(encoding="utf-8"))


def _day(fields: Mapping[str, Any]) -> str:
    return str(fields["date"])[:10]


def _translated(
    corpus: Path,
    target: Path,
    head: Callable[[Path, Mapping[str, Any]], str],
    after_first_paragraph: str = "",
) -> list[Path]:
    """Write every bulletin with a head of the peer's own; return the files in order."""
    written = []
    for source in sorted(_bulletins(corpus)):
        post = _read(source)
        first, _, rest = post.content.partition("\n\n")
        more = f"\n\n{after_first_paragraph}" if after_first_paragraph else ""
        file = target / source.relative_to(corpus)
        _write(file, head(source, post.metadata), f"{first}{more}\n\n{rest}\n")
        written.append(file)
    return written


def _write(file: Path, head: str, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")
