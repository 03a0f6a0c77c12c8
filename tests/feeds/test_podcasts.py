"""Bulletins with sound for listeners and radio stations."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from lxml import etree
from PIL import Image

from kim_plugins.catalogue import Read, recording
from kim_plugins.catalogue.answers import Answers
from kim_plugins.feeds import feed_targets, site_feeds
from kim_plugins.feeds.podcast_picture import podcast_picture
from kim_plugins.feeds.site import picture_targets as pictures
from tests.feeds.edge_site import AUDIO, IMAGE, PICTURE, SOUND
from tests.feeds.samples import parse
from tests.feeds.specifications import SPACES
from tests.sites.memory import GROUP, OPTIONS, gathered, news

PODCAST = "/siaran/podcast.xml"
ASSETS = Path(__file__).parents[2] / "kim_plugins/theme/assets"


def feeds(host: str = "", **fields: str) -> dict[str, bytes]:
    files: dict[str, str | bytes] = {
        "media/halo.mp3": SOUND,
        "media/sawah.png": PICTURE,
        "berita/2026/a.md": news(**{"audio": AUDIO, **fields}),
        "berita/2026/tanpa-suara.md": news("Tanpa suara"),
    }
    options = replace(OPTIONS, guid_host=host)
    catalogue, problems = gathered(files, options)
    assert [problem for problem in problems if problem.is_error] == []
    return dict(site_feeds(catalogue))


def ask(feed: bytes, path: str) -> list[str]:

    return [str(one) for one in etree.fromstring(feed).xpath(path, namespaces=SPACES)]  # type: ignore[union-attr]


def test_only_what_has_a_sound_is_an_episode() -> None:
    made = feeds()
    for path in (PODCAST, "/kelompok/tani/podcast.xml"):
        assert [entry.title for entry in parse(made[path]).entries] == ["Panen"]


def test_the_sound_is_the_only_medium_and_comes_first() -> None:
    """SimplePie, and so LibreTime, takes any media:content for the enclosure."""
    made = feeds(image=IMAGE)
    assert ask(made[PODCAST], "//item/enclosure/@type") == ["audio/mpeg"]
    assert ask(made[PODCAST], "//item/media:content/@url") == []
    assert "media/sawah-" in ask(made[PODCAST], "//item/description/text()")[0]
    assert ask(made["/feed.xml"], "//item/media:content/@medium") == ["image"]


@pytest.mark.parametrize("host", ["", "kabar.example", "dulu.example"])
def test_the_guid_is_that_of_the_first_address(host: str) -> None:
    """UUIDv5 without scheme, as the Podcasting 2.0 namespace says; a move doesn't change it."""
    space = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    expected = uuid5(space, f"{host or 'kabar.example'}/siaran/podcast.xml")
    assert ask(feeds(host)[PODCAST], "//podcast:guid/text()") == [str(expected)]


def test_the_specifications_own_example_gives_its_guid() -> None:
    """podcastindex.org/namespace/1.0, "Guid"."""
    space = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    assert str(uuid5(space, "mp3s.nashownotes.com/pc20rss.xml")) == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )


def test_the_words_are_published_as_plain_text() -> None:
    made = feeds()
    url = "https://kabar.example/berita/2026/a/transkrip.txt"
    assert ask(made[PODCAST], "//podcast:transcript/@url") == [url]
    assert ask(made[PODCAST], "//podcast:transcript/@type") == ["text/plain"]
    assert made["/berita/2026/a/transkrip.txt"] == b"Suara <b>& kata\n\nSatu.\n\nDua.\n"


def test_a_sound_without_words_has_no_transcript() -> None:
    made = feeds(audio="{src: ../../media/halo.mp3}")
    assert ask(made[PODCAST], "//podcast:transcript") == []
    assert "/berita/2026/a/transkrip.txt" not in made


def test_only_people_are_persons() -> None:
    """A group stands in as author, but isn't a person."""
    assert ask(feeds(authors="[Siti]")[PODCAST], "//item/podcast:person/text()") == ["Siti"]
    assert ask(feeds()[PODCAST], "//item/podcast:person") == []
    assert ask(feeds()[PODCAST], "//item/itunes:author/text()") == ["KIM Tani"]


def test_the_picture_is_as_directories_want_it() -> None:
    """Square, 1400 to 3000 pixels, JPEG or PNG, RGB and not transparent (Apple)."""
    (url,) = ask(feeds()[PODCAST], "//itunes:image/@href")
    with Image.open(ASSETS / url.rsplit("/", 1)[1]) as picture:
        assert picture.width == picture.height
        assert 1400 <= picture.width <= 3000
        assert picture.format == "PNG"
        assert "transparency" not in picture.info


def test_playlist_is_an_extended_m3u_with_absolute_addresses() -> None:
    assert feeds()["/siaran/playlist.m3u"].decode().splitlines() == [
        "#EXTM3U",
        "#EXTENC:UTF-8",
        "#PLAYLIST:Kabar Contoh",
        "#EXTINF:1,KIM Tani - Suara <b>& kata",
        "https://kabar.example/media/halo.mp3",
    ]


@pytest.mark.parametrize(
    "field",
    [{"expires": "2026-09-01"}, {"withdrawn": "{date: 2026-09-01, reason: salah-terbit}"}],
    ids=["expired", "withdrawn"],
)
def test_what_must_not_go_on_air_is_not_in_the_playlist(field: dict[str, str]) -> None:
    assert b"halo.mp3" not in feeds(**field)["/siaran/playlist.m3u"]


def test_withdrawn_sound_leaves_a_notice_without_it() -> None:
    """The item that a listener has is replaced; the sound and its words are gone."""
    made = feeds(withdrawn="{date: 2026-09-01, reason: salah-terbit}")
    notice, told = parse(made[PODCAST]).entries
    assert (notice.title, notice.enclosures) == ("Berita ini dicabut", [])
    assert (told.id, told.enclosures) == (f"{notice.id}#pencabutan", [])
    assert "/berita/2026/a/transkrip.txt" not in made


def test_a_group_without_a_sound_can_be_subscribed_to_already() -> None:
    """Its podcast is there and empty, and no list offers it."""
    catalogue, _ = gathered({"berita/2026/a.md": news()})
    made = dict(site_feeds(catalogue))
    assert parse(made["/kelompok/tani/podcast.xml"]).entries == []
    assert b"podcast.xml" not in made["/langganan/feeds.opml"]


def test_each_group_has_a_picture_of_its_own_and_an_owner() -> None:
    """Directories list no two podcasts with one picture, and write to an owner (Apple)."""
    email = GROUP.replace('"081200001234"', '"081200001234", email: kim@tani.example')
    other = GROUP.replace("KIM Tani", "KIM Laut")
    audio = "{src: ../../media/halo.mp3}"
    files: dict[str, str | bytes] = {
        "media/halo.mp3": SOUND,
        "kelompok/laut.md": other,
        "kelompok/tani.md": email,
        "berita/2026/a.md": news(group="tani", audio=audio),
        "berita/2026/b.md": news("B", group="laut", audio=audio),
    }
    catalogue, _ = gathered(files, group=None)
    made = dict(site_feeds(catalogue))
    pictured = {target.name: dict(target.make())[target.name] for target in pictures(catalogue)}
    assert len({*pictured.values()}) == 2
    for name, title in (("tani", "KIM Tani"), ("laut", "KIM Laut")):
        (url,) = ask(made[f"/kelompok/{name}/podcast.xml"], "//itunes:image/@href")
        assert pictured[str(url).removeprefix("https://kabar.example")] == podcast_picture(title)
    owner = "//itunes:owner/itunes:email/text()"
    assert ask(made["/kelompok/tani/podcast.xml"], owner) == ["kim@tani.example"]
    assert ask(made["/kelompok/laut/podcast.xml"], owner) == []
    with Image.open(io.BytesIO(podcast_picture("KIM " + "Sangat Panjang Sekali " * 9))) as picture:
        assert (picture.size, picture.mode, picture.format) == ((1400, 1400), "RGB", "PNG")


def test_a_silent_group_with_another_address_has_another_podcast() -> None:
    """What was read for it says so, though the podcast has no episode."""

    def facts(group: str) -> tuple[dict[Read, bytes], bytes]:
        catalogue, _ = gathered({}, group=group)
        path = "/kelompok/tani/podcast.xml"
        (target,) = (one for one in feed_targets(catalogue) if one.name == path)
        with recording() as reads:
            ((_, data),) = target.make()
        return {read: Answers(catalogue).of(read) for read in reads}, data

    other = GROUP.replace('"081200001234"}', '"081200001234", email: tani@contoh.example}')
    assert other != GROUP
    before, after = facts(GROUP), facts(other)
    assert before[0] != after[0]
    assert b"tani@contoh.example" in after[1]
    assert facts(GROUP) == before
