"""Which of a picture's files pages and feeds show, and how."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from kim_plugins.catalogue.media.pictures import (
    element,
    fallback_file,
    variants,
)
from kim_plugins.feeds.site import site_feeds
from tests.catalogue.media.photographs import media, photograph
from tests.catalogue.sites import news, site


def test_a_page_lets_what_moves_be_stopped_and_shows_it_still_where_that_is_preferred() -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "blue")]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    picture = "![Warga menari](../../media/a.gif){#tari}"
    body = f"{picture}\n\n[![Warga menari](../../media/a.gif)](https://a.example/)"
    image = "image: {src: ../../media/a.gif, alt: Warga menari}\n"
    files: dict[str, str | bytes] = {
        "berita/2026/a.md": news(image, body),
        "media/a.gif": data.getvalue(),
    }
    catalogue, problems = site(files)
    assert [problem.code for problem in problems] == []
    page = catalogue.body_html(catalogue.bulletins[0], "../../../")
    assert page.count("-gerak.webp") == page.count('type="checkbox"') == 1
    assert page.count('id="tari"') == 1
    first = page[: page.index("</picture>")]
    assert first.index('media="print, (prefers-reduced-motion: reduce)"') < first.index("-gerak")
    # In a link nothing else may be pressed.
    assert "-gerak" not in page[page.index("<a href") :]
    feeds = dict(site_feeds(catalogue))
    assert not any(b"-gerak" in data for data in feeds.values())


def test_names_of_telephones_become_safe_and_never_meet() -> None:
    one, other = photograph((60, 40)), photograph((61, 40))
    name = "media/WhatsApp Image 2026-08-17 at 19.30.12.jpeg"
    found = media(name, one)
    assert found.address == f"/media/whatsapp-image-2026-08-17-at-19-30-12-{found.digest}.jpg"
    assert media("media/whatsapp_image 2026-08-17 at 19.30.12.jpeg", other).address != found.address


def test_an_element_offers_every_variant_with_its_size() -> None:
    found = media("media/a.jpg", photograph((1000, 500)))
    stem = f"../media/a-{found.digest}"
    assert element('alt="x"', "../", fallback_file(found), variants(found), "100vw") == (
        f'<picture><source type="image/webp" srcset="{stem}-480.webp 480w, {stem}-1000.webp 1000w" '
        f'sizes="100vw"><img alt="x" src="{stem}.jpg" width="1000" height="500"></picture>'
    )


def test_a_body_shows_variants_on_a_page_and_one_picture_in_a_feed() -> None:
    path = "media/WhatsApp Image 1.jpeg"
    body = '![A > "B"](<../../media/WhatsApp Image 1.jpeg>)'
    catalogue, problems = site({"berita/2026/a.md": news("", body), path: photograph((600, 400))})
    assert [problem.code for problem in problems] == []
    address = catalogue.media[path].address
    (entry,) = catalogue.bulletins
    page = catalogue.body_html(entry, "../../../")
    assert (
        f'<img loading="lazy" decoding="async" alt="A &gt; &quot;B&quot;" src="../../..{address}"'
        in page.replace("A > ", "A &gt; ")
    )
    assert "<picture><source" in page
    feed = catalogue.body_html(entry, "https://kim.example.id/")
    assert f'src="https://kim.example.id{address}" width="600" height="400"' in feed
    assert "<picture>" not in feed


def test_feeds_give_the_picture_that_everybody_can_show() -> None:
    image = "image: {src: ../../media/a.webp, alt: Sawah}\n"
    original = photograph((600, 400), "WEBP")
    catalogue, _ = site({"berita/2026/a.md": news(image), "media/a.webp": original})
    address = catalogue.media["media/a.webp"].address
    rss = dict(site_feeds(catalogue))["/feed.xml"].decode()
    assert f'url="https://kim.example.id{address}" type="image/jpeg"' in rss
    assert "webp" not in rss


@pytest.mark.parametrize(
    "written, size",
    [
        ("", 'width="600" height="400"'),
        ("{width=300}", 'width="300" height="200"'),
        ('{width="300" height="9"}', 'width="300" height="200"'),
        ("{width=9000}", 'width="600" height="400"'),
        ("{width=50%}", 'width="600" height="400"'),
        ('{width="" title="width="}', 'width="600" height="400"'),
    ],
)
def test_a_picture_has_one_width(written: str, size: str) -> None:
    """That of the editor where it makes sense; twice is no HTML."""
    files: dict[str, str | bytes] = {
        "media/foto.jpg": photograph((600, 400)),
        "berita/2026/a.md": news(body=f"![x](../../media/foto.jpg){written}"),
    }
    catalogue, _ = site(files)
    (entry,) = catalogue.bulletins
    for base in ("../../", "https://kim.example.id/"):
        html = catalogue.body_html(entry, base)
        (tag,) = re.findall("<img [^>]*>", html)
        assert tag.count(" width=") == tag.count(" height=") == 1
        assert size in tag


def test_an_address_with_blanks_is_one_address() -> None:
    body = "[a](<https://a.example/dua kata#bagian dua>) [b](<b.md#bagian dua>)"
    files = {"berita/2026/a.md": news(body=body), "berita/2026/b.md": news()}
    catalogue, _ = site(files)
    html = catalogue.body_html(catalogue.bulletins[0], "https://kim.example.id/")
    assert 'href="https://a.example/dua%20kata#bagian%20dua"' in html
    assert 'href="https://kim.example.id/berita/2026/b/#bagian%20dua"' in html
