"""Sites whose builds are compared with one that is made as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from kim_plugins.broadcast import BroadcastOptions, aired, script_of, script_text
from kim_plugins.builder.making import File, Target
from kim_plugins.catalogue import Catalogue
from kim_plugins.feeds import feed_targets
from kim_plugins.pages import FileSpec, PageRenderer, PageSpec, targets
from tests.catalogue.sites import decision, group, news
from tests.pages.frames import draw
from tests.sites.memory import Files

A, B, C = "berita/2026/a.md", "berita/2026/b.md", "keputusan/2026/c.md"
SMALL: Files = {
    "kelompok/tirta.md": group(),
    "kelompok/melati.md": group(title="KIM Melati"),
    A: news("group: tirta\ntags: [Padi]\n", "Lihat [ini](b.md)."),
    B: news("group: tirta\nevent: {start: 2026-03-12 09.00 WIB, place: Balai}\n"),
    C: decision("group: melati\nactions: [{task: Menyapu, owner: Warga, due: 2026-03-20}]\n"),
}


def makers(catalogue: Catalogue) -> Iterator[Target]:
    """Pages, feeds and scripts of a site, as its plugins make them."""
    renderer = PageRenderer(catalogue, draw)

    def page(target: object) -> Iterator[File]:
        for one in target.plan():  # type: ignore[attr-defined]
            if isinstance(one, FileSpec):
                yield File(one.address, one.make())
            elif isinstance(one, PageSpec):
                yield File(one.address, renderer.render(one).encode())
            else:
                yield File(one.address, renderer.redirect(one).encode())

    for target in targets(catalogue):
        yield Target(target.name, lambda target=target: page(target))  # type: ignore[misc]
    for feed in feed_targets(catalogue):
        yield Target(feed.name, lambda feed=feed: (File(*one) for one in feed.make()))  # type: ignore[misc]
    for entry in aired(catalogue, 90):
        name = f"{entry.address}naskah/naskah.txt"

        def script(entry: object = entry, name: str = name) -> Iterator[File]:
            said = script_of(catalogue, entry, BroadcastOptions())  # type: ignore[arg-type]
            yield File(name, script_text(catalogue, said).encode())

        yield Target(name, script)
