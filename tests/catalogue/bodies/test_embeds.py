"""What people paste of other hosts' pages: a card, a link, and a word about it."""

from __future__ import annotations

import re

import pytest

from kim_plugins.broadcast.blocks import blocks_of
from kim_plugins.catalogue.bodies.hosts import page_address, place_of
from tests.catalogue.sites import news, site

PATH = "berita/2026/a.md"
EMBEDDED = {
    "https://www.youtube.com/embed/aB-1_c?si=x": "https://www.youtube.com/watch?v=aB-1_c",
    "//www.youtube-nocookie.com/embed/aB1?start=9": "https://www.youtube.com/watch?v=aB1&t=9",
    "https://www.youtube.com/embed/videoseries?list=PL1": (
        "https://www.youtube.com/playlist?list=PL1"
    ),
    "https://youtu.be/aB1?si=x&t=30": "https://www.youtube.com/watch?v=aB1&t=30",
    "https://m.youtube.com/shorts/aB1?feature=share": "https://www.youtube.com/watch?v=aB1",
    "https://player.vimeo.com/video/12?h=ab&title=0": "https://vimeo.com/12/ab",
    "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fd%2Fvideos%2F1%2F&width=5": (  # noqa: E501 - an address
        "https://www.facebook.com/d/videos/1/"
    ),
    "https://www.instagram.com/p/aB1/embed/captioned/": "https://www.instagram.com/p/aB1/",
    "https://www.tiktok.com/embed/v2/12": "https://www.tiktok.com/@_/video/12",
    "https://www.google.com/maps/embed?pb=!1m18!2d106.8!3d-6.1!3m2!1s0x2e69:0xd0e!2sBalai": (
        "https://www.google.com/maps?cid=3342"
    ),
    "https://www.google.com/maps/embed?pb=!1m18!2d106.8!3d-6.1": (
        "https://www.google.com/maps/search/?api=1&query=-6.1,106.8"
    ),
    "https://maps.google.com/maps?q=Balai%20Desa&output=embed": (
        "https://www.google.com/maps/search/?api=1&query=Balai%20Desa"
    ),
}


@pytest.mark.parametrize("written", EMBEDDED)
def test_an_embedding_leads_to_what_is_embedded(written: str) -> None:
    assert page_address(written) == EMBEDDED[written]


def body_of(source: str) -> tuple[str, list[str]]:
    catalogue, problems = site({PATH: news(body=source)})
    return catalogue.bodies[PATH].html, [problem.code for problem in problems]


@pytest.mark.parametrize("written", EMBEDDED)
def test_an_iframe_becomes_a_card_and_says_so(written: str) -> None:
    html, codes = body_of(f'<iframe src="{written}" title="Rapat desa" allowfullscreen></iframe>')
    wanted = r'<p class="link-card"><a href="https://[^"]*">Rapat desa</a><br> <small>.*</p>\s*'
    assert re.fullmatch(wanted, html)
    assert codes == ["K342"]


@pytest.mark.parametrize(
    "source, title, note",
    [
        ("https://youtu.be/aB1?si=x", "Video di YouTube", "https://youtu.be/aB1?si=x"),
        ("<https://vm.tiktok.com/ZS1/>", "Video di TikTok", "https://vm.tiktok.com/ZS1/"),
        ("[Rapat desa](https://vimeo.com/12)", "Rapat desa", "Video di Vimeo"),
        ("[Balai](https://maps.app.goo.gl/x)", "Balai", "Peta di Google Maps"),
        ("https://fb.watch/x/", "Video di Facebook", "https://fb.watch/x/"),
        ("https://instagram.com/reel/x/", "Video di Instagram", "https://instagram.com/reel/x/"),
    ],
)
def test_a_link_alone_becomes_a_card_without_a_word(source: str, title: str, note: str) -> None:
    html, codes = body_of(source)
    assert f">{title}</a><br> <small>{note}</small></p>" in html
    assert codes == []


def test_what_is_not_alone_or_not_known_stays_a_link() -> None:
    assert "link-card" not in body_of("Lihat https://youtu.be/aB1 nanti.")[0]
    assert "link-card" not in body_of("https://www.example.id/a")[0]
    assert place_of("https://youtube.com.example/watch?v=a") is None
    html, codes = body_of('Peta: <iframe src="https://peta.example/a"></iframe> ini')
    assert html == '<p>Peta: <a href="https://peta.example/a">Buka di peta.example</a> ini</p>'
    assert codes == ["K342"]


def test_posts_with_their_scripts_become_links() -> None:
    html, codes = body_of(
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/12"><section>'
        "<p>Panen</p></section></blockquote>"
        '<script async src="https://www.tiktok.com/embed.js"></script>'
    )
    assert "Panen" in html
    assert 'href="https://www.tiktok.com/@a/video/12">Video di TikTok</a>' in html
    assert codes == ["K342"]


@pytest.mark.parametrize("source", ["javascript:alert(1)", "data:text/html,x", "about:blank", ""])
def test_a_frame_that_leads_nowhere_is_dropped_and_named(source: str) -> None:
    html, codes = body_of(f'Isi.\n\n<iframe src="{source}"></iframe>')
    assert "<a" not in html
    assert "K320" in codes


def test_a_script_names_a_card_and_reads_no_address() -> None:
    (block,) = blocks_of(body_of("https://youtu.be/aB1")[0])
    assert block.text == "Tautan: Video di YouTube"
    (block,) = blocks_of(body_of("[Rapat desa](https://youtu.be/aB1)")[0])
    assert block.text == "Tautan: Rapat desa, Video di YouTube"


@pytest.mark.parametrize(
    "source",
    [
        '<span title="a style=1 onclick=2">x</span>',
        "`<b onx=1 style=2>`",
        "Posisi online = aktif, style = bebas",
        '[x](https://www.example.id/ "onx= style=")',
    ],
)
def test_what_only_looks_dangerous_is_no_alarm(source: str) -> None:
    assert body_of(source)[1] == []


@pytest.mark.parametrize(
    "source", ["<b onx=1>x</b>", "<b title=a style=x>x</b>", '<b title="a" onclick="a">x</b>']
)
def test_what_is_dangerous_is_named(source: str) -> None:
    assert "K320" in body_of(source)[1]
