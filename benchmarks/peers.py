"""The same corpus for this project, the stock MkDocs stack, and Hugo with Pagefind.

Each peer gets what its own documentation recommends: excerpts are marked, groups and topics are
its taxonomies, and no plugin is on that the comparison doesn't need.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from hugo_same import hugo_same
from peer import (
    HERE,
    NOW,
    ROOT,
    SECTIONS,
    Peer,
    bulletins,
    day_of,
    group_titles,
    hugo_program,
    sections_by_year,
    translated,
    write,
)

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


def kim(corpus: Path, folder: Path, python: Path) -> Peer:
    """Our own, with the mkdocs.yml that the project ships."""
    shutil.copytree(corpus, folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return Peer(
        "kim",
        folder,
        [[str(python), "-m", "kim_plugins.cli", "build", "--quiet", "--now", NOW]],
        folder / "site",
        sorted(bulletins(folder / "content")),
        [folder / ".kim"],
        variables={"NO_MKDOCS_2_WARNING": "1"},
    )


def stock(corpus: Path, folder: Path, python: Path) -> Peer:
    """Material's blog, tags and search plugins, and mkdocs-rss-plugin."""
    shutil.copytree(HERE / "stock", folder)
    titles = group_titles(corpus)
    posts = folder / "docs" / "kabar" / "posts"

    def head(source: Path, fields: Mapping[str, Any]) -> str:
        section = SECTIONS[source.relative_to(corpus).parts[0]]
        return (
            f"title: {json.dumps(fields['title'], ensure_ascii=False)}\n"
            f"description: {json.dumps(fields['description'], ensure_ascii=False)}\n"
            f"date: {day_of(fields)}\n"
            f"categories: {json.dumps([section, titles[fields['group']]], ensure_ascii=False)}\n"
            f"tags: {json.dumps(fields['tags'], ensure_ascii=False)}\n"
        )

    return Peer(
        "stock",
        folder,
        [[str(python), "-m", "mkdocs", "build", "--quiet"]],
        folder / "site",
        translated(corpus, posts, head, "<!-- more -->"),
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
    for group, title in group_titles(corpus).items():
        write(content / "kelompok" / group / "_index.md", f"title: {title}\n", "Kelompok uji.\n")

    def head(_: Path, fields: Mapping[str, Any]) -> str:
        return (
            f"title: {json.dumps(fields['title'], ensure_ascii=False)}\n"
            f"description: {json.dumps(fields['description'], ensure_ascii=False)}\n"
            f"date: {day_of(fields)}T08:00:00+07:00\n"
            f"kelompok: {json.dumps([fields['group']])}\n"
            f"topik: {json.dumps(fields['tags'], ensure_ascii=False)}\n"
        )

    files = translated(corpus, content, head)
    for year in sections_by_year(files):
        section = SECTIONS[year.parent.name]
        write(year / "_index.md", f"title: {section} {year.name}\n", "")
    return Peer(
        "hugo",
        folder,
        [
            [str(hugo_program(python)), "--quiet"],
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
    "hugo-same": hugo_same,
}
