"""An example of every message, each a problem with its line.

Most are the golden cases; what those can't hold (names of files, media, earlier builds) is made
here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config import load_config

from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import Unreadable, gather
from kim_plugins.catalogue.origins import Origin
from kim_plugins.engine.look.logos import logos_of
from kim_plugins.engine.look.menu import nav_remarks
from kim_plugins.engine.look.places import place_of, settings_tree
from kim_plugins.engine.look.problems import settings_remarks
from kim_plugins.records import Problem
from kim_plugins.records.problems import Severity, visible
from tests.catalogue.checks.newsroom import MANY, PATH, Newsroom
from tests.catalogue.checks.test_guids import LESSON
from tests.catalogue.checks.test_published import CORRECTION
from tests.catalogue.media.pdfs import locked, pdf, signed
from tests.catalogue.media.test_documents import DOCX, zipped
from tests.catalogue.media.test_moving_pictures import moving
from tests.catalogue.media.test_sounds import OPUS, silence
from tests.catalogue.media.test_vectors import FETCHING, RUNNING
from tests.catalogue.media.vectors import HTML, SVG
from tests.catalogue.sites import picture
from tests.sites.memory import GROUP, JAKARTA, NOW, OPTIONS, Files, content, gathered, news
from tests.test_remedies import cases

LONGEST: Final = 160
"""Characters of an example's line; some are faulty because they are long."""


class Example(NamedTuple):
    """A problem, and the line that it stands in, empty where the file is no text."""

    problem: Problem
    line: str


def examples(folder: Path) -> Iterator[Example]:
    """All that there are; `folder` is an empty one, for names that only a disk can have."""
    for case in cases():
        yield from _shown(case.problems, {case.path: case.text})
    yield from _of_sites()
    yield from _of_sources()
    yield from _of_a_disk(folder)
    yield from _of_earlier_builds()
    yield from _of_settings(folder)


def _shown(problems: Iterable[Problem], files: Files) -> Iterator[Example]:
    for problem in problems:
        data = files.get(problem.path, "")
        text = data if isinstance(data, str) else ""
        lines = text.splitlines()
        line = visible(lines[problem.line - 1].rstrip()) if 0 < problem.line <= len(lines) else ""
        yield Example(problem, line if len(line) <= LONGEST else f"{line[:LONGEST]} …")


def _of_sites() -> Iterator[Example]:
    for files in (*NAMES, *map(_linked, MEDIA.items()), *BODIES):
        yield from _shown(gathered(files)[1], files)
    sends = replace(OPTIONS, attachments=True)
    for item in OFFICE.items():
        yield from _shown(gathered(_linked(item), sends)[1], _linked(item))
    files = {PATH: news(body="Tempat: Balai\nPukul: 19.30\nAcara: rapat")}
    yield from _shown(gathered(files, replace(OPTIONS, line_breaks=False))[1], files)
    failing = replace(OPTIONS, markdown_extensions=("tests.message_examples:Failing",))
    yield from _shown(gathered(files, failing)[1], files)

    def read(path: str) -> bytes:
        raise Unreadable(path, "izin ditolak")

    unread = replace(content({PATH: ""}), read=read)
    yield from _shown(gather(unread, OPTIONS, NOW)[1], {})


def _linked(item: tuple[str, bytes]) -> Files:
    """A bulletin that shows a file, or links to it."""
    name, data = item
    sign = "" if name.endswith((".pdf", ".docx", ".xls")) else "!"
    own = f"{{src: ../../media/{name}}}"
    if name.endswith((".mp3", ".opus")):
        return {PATH: news(audio=own), f"media/{name}": data}
    return {PATH: news(body=f"{sign}[Peta desa](../../media/{name})"), f"media/{name}": data}


def _of_sources() -> Iterator[Example]:
    """Two sites that claim what the other has."""
    files = {
        ".tirta/kelompok/tirta.md": GROUP,
        ".tirta/berita/2026/panen.md": news("Panen tirta", group="tirta"),
        ".melati/kelompok/tirta.md": GROUP,
        ".melati/kelompok/melati.md": GROUP,
        ".melati/kelompok/cemara.md": GROUP,
        ".melati/berita/2026/asing.md": news("Kabar asing", group="tirta"),
        ".melati/berita/2026/panen.md": news("Panen melati", group="melati"),
        ".melati/berita/2099/jauh.md": news("Kabar jauh", "2099-01-01", group="melati"),
    }
    allowed = frozenset({"melati", "tirta"})
    origins = {
        "tirta": Origin("tirta", "KIM Tirta", JAKARTA),
        "melati": Origin("melati", "KIM Melati", JAKARTA, 1, groups=allowed),
    }
    site = replace(content(files), origins=origins)
    yield from _shown(gather(site, OPTIONS, NOW)[1], files)


def _of_a_disk(folder: Path) -> Iterator[Example]:
    """Names that no mapping holds: bytes that are no text, and a link that leads nowhere."""
    (folder / "berita").mkdir()
    (folder / "berita" / "lama.md").symlink_to(folder / "tidak-ada.md")
    Path(os.fsdecode(os.fsencode(folder) + b"/berita/panen\xe9.md")).write_text("x")
    yield from _shown(content_of(folder).problems, {})


def _of_earlier_builds() -> Iterator[Example]:
    for before, after in EARLIER:
        room = Newsroom()
        room.build(before)
        room.build(after)
        yield from _shown(room.told, after)


def _of_settings(folder: Path) -> Iterator[Example]:
    """What mkdocs.yml asks for and can't have, each in a line of its own."""
    (folder / "isi").mkdir()
    (folder / "isi/rusak.png").write_text("bukan gambar")
    file = folder / "mkdocs.yml"
    file.write_text(SETTINGS, encoding="utf-8")
    config = load_config(str(file))
    tree, lines = settings_tree(file), SETTINGS.splitlines()
    catalogue = gathered({PATH: news()})[0]
    said = (*settings_remarks(config), *logos_of(config)[1], *nav_remarks(config, catalogue))
    for remark in said:
        line, column = place_of(tree, remark.setting)
        shown = Problem(
            "mkdocs.yml",
            *(line, column),
            *(remark.code, ".".join(remark.setting), remark.message, remark.hint),
            severity=Severity.WARNING,
        )
        yield Example(shown, lines[line - 1])


class Failing(Extension):
    """An extension of Markdown that doesn't get on with what it meets."""

    class _Fails(Treeprocessor):
        def run(self, root: object) -> None:
            raise ValueError(root)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Fail at every body."""
        md.treeprocessors.register(self._Fails(md), "gagal", 1)


SETTINGS: Final = """\
site_name: KIM Contoh
docs_dir: isi
use_directory_urls: false
theme:
  name: material
  logo: rusak.png
  favicon: tiada.png
  palette:
    primary: teal
    accent: merah
    toggle: {icon: material/weather-sunny, name: Gelap}
extra_css:
  - gaya.css
  - https://huruf.example/gaya.css
extra:
  social:
    - {icon: fontawesome/brands/facebook, link: facebook}
nav:
  - Panen: berita/2026/pannen.md
plugins:
  - kim/pages:
      admin: true
"""
NAMES: Final[tuple[Files, ...]] = (
    {f"berita/2026/{'panjang-' * 40}.md": news()},
    {"berita/2026/panen\tpadi.md": news()},
    {"berita/2026/con.md": news()},
    {"berita/2026/panen.md": news(), "berita/2026/Panen.md": news()},
    {"berita/2026/a.md": news(tags="['C++', 'C#']")},
    {"berita/2026/a.md": news(), "berita/2026/b.txt": "x", "berita/2026/a.md.bak": "x"},
    {"berita/2026/panen.markdown": news(), "berita/2026/panen.docx": "x"},
)
MEDIA: Final[dict[str, bytes]] = {
    "peta.jpg": picture("PNG"),
    "gerak.gif": moving("GIF", count=500),
    "kabar.mp3": silence(9, 128)[:-50],
    "kabar.opus": OPUS,
    "terkunci.pdf": pdf(locked("")),
    "bertanda-tangan.pdf": pdf(signed),
    "rusak.pdf": pdf()[:200],
    **{
        f"gambar-{number}.svg": SVG.format("", inside).encode()
        for number, inside in enumerate(
            (
                FETCHING["image"],
                "<image href='data:text/html,x'/>",
                f"<foreignObject>{HTML}</foreignObject>",
                f"<switch><foreignObject>{HTML}</foreignObject><text>Balai</text></switch>",
                "<style>@import url(https://fonts.lain.example/css?family=A);</style>",
                RUNNING["handler"],
                "<rect><animate attributeName='x' to='9'/></rect>",
            )
        )
    },
}
OFFICE: Final[dict[str, bytes]] = {
    "ulasan.docx": zipped(**DOCX, word__comments="<w:comment/>"),
    "anggaran.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9_000,
}
BODIES: Final[tuple[Files, ...]] = (
    {PATH: news(body="Kata demi kata. " * 30_000)},
    {PATH: news(body=f"{'> ' * 600}dalam")},
)
EARLIER: Final[tuple[tuple[Files, Files], ...]] = (
    (
        {"literasi/cek.md": news(date="2026-01-01", **LESSON)},
        {"literasi/cek.md": news(date="2025-12-31", **LESSON)},
    ),
    ({PATH: news()}, {"berita/2026/b.md": news()}),
    ({PATH: news()}, {PATH: news("Panen padi")}),
    ({PATH: news()}, {PATH: news(date="2026-08-18")}),
    ({PATH: news()}, {PATH: news(draft="true")}),
    ({PATH: news(withdrawn="{date: 2026-10-01, reason: ganda}")}, {PATH: news()}),
    ({PATH: news(corrections=f"[{CORRECTION}]")}, {PATH: news()}),
    (MANY, {**MANY, PATH: news(date="2026-06-01")}),
    ({PATH: news()}, {}),
)
