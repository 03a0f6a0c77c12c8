"""RSS 2.0 as its specification, its profile and its readers want it."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest

from kim_plugins.feeds import render_item, write_rss
from tests.feeds.samples import (
    CHANNEL,
    ITEM,
    PICTURE,
    SOUND,
    WITHDRAWAL,
    find,
    numbered,
    parse,
    relative_addresses,
)

FULL = render_item(replace(ITEM, picture=PICTURE, sound=SOUND, notice="Belum terverifikasi."))


def test_a_channel_has_what_rss_requires() -> None:
    """A channel has one title, link and description, and its link is the page."""
    feed = write_rss(CHANNEL, [FULL])
    assert find(feed, "/rss/@version") == ["2.0"]
    assert find(feed, "/rss/channel/title/text()") == [CHANNEL.title]
    assert find(feed, "/rss/channel/link/text()") == [CHANNEL.url]
    assert find(feed, "/rss/channel/description/text()") == [CHANNEL.description]
    assert find(feed, "/rss/channel/language/text()") == ["id"]
    assert find(feed, "/rss/channel/generator/text()") == ["kim_plugins"]


def test_a_channel_names_itself_its_hub_and_its_licence() -> None:
    """atom:link tells self and hub; copyright and the Creative Commons module tell the terms."""
    feed = write_rss(CHANNEL, [FULL])
    assert find(feed, "//channel/a:link[@rel='self']/@href") == [CHANNEL.rss_url]
    assert find(feed, "//channel/a:link[@rel='self']/@type") == ["application/rss+xml"]
    assert find(feed, "//channel/a:link[@rel='hub']/@href") == [CHANNEL.hub]
    assert find(feed, "//channel/copyright/text()") == [CHANNEL.rights]
    assert find(feed, "//channel/cc:license/text()") == [CHANNEL.license]


def test_another_licence_is_a_link() -> None:
    """The Creative Commons module isn't used for a licence that isn't one of theirs."""
    feed = write_rss(replace(CHANNEL, license="https://desa.example/lisensi/"), [FULL])
    assert find(feed, "//cc:license") == []
    assert find(feed, "//a:link[@rel='license']/@href") == ["https://desa.example/lisensi/"]


def test_the_image_repeats_the_channel() -> None:
    """An RSS image carries the channel's own title and link."""
    feed = write_rss(CHANNEL, [])
    assert find(feed, "//image/*/text()") == [CHANNEL.icon, CHANNEL.title, CHANNEL.url]


def test_an_item_has_one_permanent_guid() -> None:
    """The guid is the tag: URI and says that it is no address."""
    feed = write_rss(CHANNEL, [FULL])
    assert find(feed, "//item/guid/text()") == [ITEM.guid]
    assert find(feed, "//item/guid/@isPermaLink") == ["false"]


def test_an_item_is_dated_by_its_publication_in_its_own_zone() -> None:
    """pubDate is the time of publication, not of the last change."""
    feed = write_rss(CHANNEL, [FULL])
    assert find(feed, "//item/pubDate/text()") == ["Mon, 17 Aug 2026 07:30:00 +0700"]


def test_a_feed_is_dated_by_its_newest_change() -> None:
    """lastBuildDate is the latest `updated` of the items, wherever it stands."""
    older = replace(numbered(1), updated=ITEM.published)
    for items in ([ITEM, older], [older, ITEM]):
        feed = write_rss(CHANNEL, [render_item(item) for item in items])
        (date,) = find(feed, "//channel/lastBuildDate/text()")
        assert parsedate_to_datetime(date) == ITEM.updated


def test_a_feed_without_items_is_dated_by_its_channel() -> None:
    """An empty feed takes the channel's date, and has none without it."""
    feed = write_rss(CHANNEL, [])
    assert find(feed, "//lastBuildDate/text()") == ["Thu, 01 Jan 2026 00:00:00 +0000"]
    with pytest.raises(ValueError, match="needs a date of its own"):
        write_rss(replace(CHANNEL, updated=None), [])


def test_the_description_begins_with_picture_notice_and_summary() -> None:
    """OpenDK shows the first picture and the first 250 bytes of a description."""
    (description,) = find(write_rss(CHANNEL, [FULL]), "//item/description/text()")
    assert description == (
        f'<p><img src="{PICTURE.url}" alt="{PICTURE.alt}" width="1200" height="675"></p>'
        f"<p><strong>Belum terverifikasi.</strong></p><p>{ITEM.summary}</p>"
    )


def test_the_content_begins_with_the_notice() -> None:
    """The full content follows the sentence that must stand first."""
    (content,) = find(write_rss(CHANNEL, [FULL]), "//item/content:encoded/text()")
    assert content == f"<p><strong>Belum terverifikasi.</strong></p>{ITEM.html}"
    assert relative_addresses(content) == []


def test_every_author_is_named() -> None:
    """Each author is a dc:creator; the group stands for items without any."""
    feed = write_rss(CHANNEL, [FULL])
    assert find(feed, "//item/dc:creator/text()") == list(ITEM.authors)
    assert find(feed, "//channel/dc:creator/text()") == [CHANNEL.author]


def test_a_category_names_its_scheme() -> None:
    """The label is what is read; the scheme is the domain."""
    feed = write_rss(CHANNEL, [FULL])
    assert find(feed, "//item/category/text()") == ["Pertanian", "Diseminasi informasi"]
    assert find(feed, "//item/category/@domain") == [c.scheme for c in ITEM.categories]


def test_a_category_stands_once() -> None:
    """A repeated category and one without a term are left out."""
    first = ITEM.categories[0]
    categories = (first, replace(first, label=" Pertanian\n"), replace(first, term="\x00"))
    feed = write_rss(CHANNEL, [render_item(replace(ITEM, categories=categories))])
    assert find(feed, "//item/category/text()") == ["Pertanian"]


def test_a_picture_is_no_enclosure() -> None:
    """LibreTime wants sound to be the only enclosure: a picture is media:content."""
    feed = write_rss(CHANNEL, [FULL])
    (picture,) = find(feed, "//item/media:content")
    assert dict(picture.attrib) == {
        "url": PICTURE.url,
        "type": "image/jpeg",
        "medium": "image",
        "fileSize": "48213",
        "width": "1200",
        "height": "675",
    }
    texts = [PICTURE.caption, PICTURE.alt, PICTURE.credit]
    assert [child.text for child in picture] == texts
    (enclosure,) = find(feed, "//item/enclosure")
    assert dict(enclosure.attrib) == {
        "url": SOUND.url,
        "length": "1204224",
        "type": "audio/mpeg",
    }


def test_a_sound_that_is_none_is_refused() -> None:
    """An enclosure whose type isn't audio/… would be passed over in silence."""
    with pytest.raises(ValueError, match="begins with audio/"):
        render_item(replace(ITEM, sound=replace(SOUND, type="application/ogg")))


def test_a_withdrawal_is_a_notice_under_the_same_guid() -> None:
    """Subscribers replace what they hold by the notice; it has an author, or OpenDK drops it."""
    entry = parse(write_rss(CHANNEL, [render_item(WITHDRAWAL)])).entries[0]
    assert entry.id == WITHDRAWAL.guid
    assert entry.title == "Berita ini dicabut"
    assert entry.content[0].value == f"<p>{WITHDRAWAL.reason}</p>"
    assert entry.author == "KIM Sumber Rejeki"
    assert entry.published == "Wed, 19 Aug 2026 06:00:00 +0700"


def test_a_withdrawal_without_publication_is_dated_by_itself() -> None:
    """Where the time of publication isn't known, the notice bears that of the withdrawal."""
    feed = write_rss(CHANNEL, [render_item(replace(WITHDRAWAL, published=None))])
    assert find(feed, "//item/pubDate/text()") == ["Thu, 20 Aug 2026 10:00:00 +0700"]


def test_an_item_in_another_language_says_so() -> None:
    """RSS has no word for an item's language; Dublin Core has."""
    feed = write_rss(CHANNEL, [render_item(replace(ITEM, lang="jv"))])
    assert find(feed, "//item/dc:language/text()") == ["jv"]


def test_items_stand_in_the_order_given() -> None:
    """The newest stands where the caller put it: first."""
    feed = write_rss(CHANNEL, [render_item(numbered(number)) for number in (3, 1, 2)])
    assert find(feed, "//item/title/text()") == ["Berita 3", "Berita 1", "Berita 2"]
