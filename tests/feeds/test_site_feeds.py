"""The editorial promises of contract C5, from files to what a subscriber parses."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import feedparser
from lxml import etree

from kim_plugins.catalogue import SiteOptions
from kim_plugins.feeds import site_feeds
from tests.sites.memory import GROUP, JAKARTA, NOW, OPTIONS, gathered, news

PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def feeds(
    files: dict[str, str | bytes], now: datetime = NOW, options: SiteOptions = OPTIONS
) -> dict[str, bytes]:
    catalogue, problems = gathered(files, options, now)
    assert [problem for problem in problems if problem.is_error] == []
    return dict(site_feeds(catalogue))


def parsed(data: bytes) -> Any:  # noqa: ANN401 - feedparser has no types
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def titles(
    files: dict[str, str | bytes], path: str = "/feed.xml", now: datetime = NOW
) -> list[str]:
    return [entry.title for entry in parsed(feeds(files, now)[path]).entries]


def test_every_listing_has_three_feeds_and_the_list_names_them() -> None:
    made = feeds({"berita/2026/a.md": news(tags="[Air bersih]")})
    listings = [
        *("/", "/berita/", "/literasi/", "/keputusan/", "/kelompok/tani/", "/topik/air-bersih/"),
        *("/wilayah/33/", "/wilayah/33.09/", "/wilayah/33.09.12/", "/wilayah/33.09.12.2004/"),
        *("/aktivitas/akses-informasi/", "/aktivitas/diskusi/", "/aktivitas/implementasi/"),
        *("/aktivitas/diseminasi/", "/aktivitas/aspirasi/", "/tindak-lanjut/"),
    ]
    assert list(made) == [
        *(
            f"{listing}{file}"
            for listing in listings
            for file in ("feed.xml", "atom.xml", "feed.json")
        ),
        *("/siaran/podcast.xml", "/kelompok/tani/podcast.xml", "/siaran/playlist.m3u"),
        *("/langganan/feeds.opml", "/langganan/umpan.css"),
    ]
    outlines = etree.fromstring(made["/langganan/feeds.opml"]).xpath("//outline/@xmlUrl")
    assert isinstance(outlines, list)
    assert sorted(map(str, outlines)) == sorted(
        f"https://kabar.example{listing}feed.xml" for listing in listings
    )


def test_the_list_of_feeds_goes_by_group_and_region() -> None:
    """Groups stand under their regency: a province's site has hundreds of them."""
    other = GROUP.replace("KIM Tani", "KIM Laut").replace("33.09.12.2004", "52.03.05.2001")
    other = other.replace("Kabupaten Percobaan", "Kabupaten Pesisir")
    made = feeds({"kelompok/laut.md": other})
    body = etree.fromstring(made["/langganan/feeds.opml"])[1]
    assert [(heading.get("text"), len(heading)) for heading in body] == [
        *(("Situs", 5), ("Kelompok di Kabupaten Pesisir", 1)),
        *(("Kelompok di Kabupaten Percobaan", 1), ("Wilayah", 8), ("Aktivitas", 5)),
    ]


def test_an_item_names_the_feed_of_its_group_where_many_publish_together() -> None:
    """RSS 2.0's source: a newsroom that reads the regency's feed knows whose news it is."""
    other = GROUP.replace("KIM Tani", "KIM Laut")
    one = feeds({"berita/2026/a.md": news()})["/feed.xml"]
    both = {"kelompok/laut.md": other, "berita/2026/a.md": news(group="laut")}
    two = feeds({**both, "berita/2026/b.md": news(group="[laut, tani]")})["/feed.xml"]
    assert "source" not in parsed(one).entries[0]
    sources = {entry.id[-1]: entry.get("source") for entry in parsed(two).entries}
    assert sources["a"].href == "https://kabar.example/kelompok/laut/feed.xml"
    assert sources["a"].title == "KIM Laut"
    assert sources["b"] is None


def test_a_topic_keeps_its_feed_when_all_in_it_has_expired() -> None:
    """Its page is gone, so the feed leads to the archive."""
    made = feeds(
        {"berita/2026/a.md": news(date="2026-07-01", expires="2026-08-01", tags="[pasar]")}
    )
    found = parsed(made["/topik/pasar/feed.xml"])
    assert [entry.title for entry in found.entries] == ["Panen"]
    assert found.feed.link == "https://kabar.example/arsip/"


def test_a_topic_of_what_was_withdrawn_says_so_without_its_name() -> None:
    """Who follows it must be told; the tag may name whom the withdrawal protects."""
    gone = "{date: 2026-09-01, reason: data-pribadi}"
    made = feeds({"berita/2026/a.md": news(tags="[Bu Rahasia]", withdrawn=gone)})
    found = parsed(made["/topik/bu-rahasia/feed.xml"])
    assert found.feed.title == "Tulisan yang dicabut · Kabar Contoh"
    told = ["Berita ini dicabut", "Dicabut: berita 17 Agustus 2026"]
    assert [entry.title for entry in found.entries] == told
    assert b"Rahasia" not in b"".join(made.values())
    assert b"rahasia" not in made["/langganan/feeds.opml"]


def test_an_announcement_is_withdrawn_with_the_bulletin_that_it_corrects() -> None:
    """It tells what was withdrawn; subscribers who have it get a notice with its guid."""
    fields = {
        "corrections": "[{kind: ralat, date: 2026-08-20, after: Rahasia}]",
        "withdrawn": "{date: 2026-09-01, reason: data-pribadi}",
    }
    made = feeds({"berita/2026/a.md": news(**fields)})
    guid = "tag:kabar.example,2026:berita/2026/a"
    found = {entry.title: entry.id for entry in parsed(made["/feed.xml"]).entries}
    correction = found.pop("Ralat ini dicabut")
    assert correction.startswith(f"{guid}#pembetulan-")
    assert found == {
        "Berita ini dicabut": guid,
        "Dicabut: berita 17 Agustus 2026": f"{guid}#pencabutan",
    }
    refs = etree.fromstring(made["/atom.xml"]).findall("{*}deleted-entry")
    assert [ref.get("ref") for ref in refs] == [guid, correction]
    assert b"Rahasia" not in b"".join(made.values())


def test_a_person_who_opens_a_feed_is_told_what_it_is() -> None:
    """By CSS, which browsers keep; the address of the page that explains it is in it."""
    made = feeds({"berita/2026/a.md": news()})
    for name in ("/feed.xml", "/atom.xml", "/siaran/podcast.xml"):
        instruction = (
            b'<?xml-stylesheet href="https://kabar.example/langganan/umpan.css" type="text/css"?>'
        )
        assert made[name].split(b"\n")[1] == instruction
    assert "Penjelasannya ada di https://kabar.example/langganan/" in (
        made["/langganan/umpan.css"].decode()
    )


def test_item_has_the_same_guid_in_every_feed_and_format() -> None:
    made = feeds({"berita/2026/a.md": news(tags="[air]")})
    expected = "tag:kabar.example,2026:berita/2026/a"
    for path, data in made.items():
        if path.endswith(".json"):
            found = [item["id"] for item in json.loads(data)["items"]]
        elif path.endswith(".xml"):
            found = [entry.id for entry in parsed(data).entries]
        else:
            continue
        assert found in ([expected], []), path
    assert parsed(made["/topik/air/atom.xml"]).entries[0].id == expected


def test_guid_outlives_a_move_of_the_file_and_of_the_site() -> None:
    """`id` keeps what the path gave; `guid_host` keeps what the address gave."""
    options = SiteOptions(
        "Baru", "https://baru.example/desa/", "x", JAKARTA, guid_host="kabar.example"
    )
    made = feeds({"berita/2026/b.md": news(id="berita/2026/a")}, options=options)
    (entry,) = parsed(made["/feed.xml"]).entries
    assert entry.id == "tag:kabar.example,2026:berita/2026/a"
    assert entry.link == "https://baru.example/desa/berita/2026/b/"


def test_newest_twenty_only() -> None:
    files: dict[str, str | bytes] = {
        f"berita/2026/k{n:02}.md": news(f"K{n:02}", f"2026-01-{n:02}") for n in range(1, 26)
    }
    assert titles(files) == [f"K{n:02}" for n in range(25, 5, -1)]


def test_publication_is_the_later_of_date_and_embargo() -> None:
    made = feeds({"berita/2026/a.md": news(embargo="2026-08-20 06:30 WITA")})
    (entry,) = parsed(made["/feed.xml"]).entries
    assert entry.published == "Thu, 20 Aug 2026 06:30:00 +0800"


def test_embargo_is_not_broken_early() -> None:
    files: dict[str, str | bytes] = {
        "berita/2026/a.md": news("Rahasia", embargo="2026-10-01 12:01 WIB")
    }
    assert titles(files) == []
    assert b"Rahasia" not in b"".join(feeds(files).values())
    assert titles(files, now=datetime(2026, 10, 1, 12, 1, tzinfo=JAKARTA)) == ["Rahasia"]


def test_expired_announcement_stays_as_it_was_published() -> None:
    assert titles({"berita/2026/a.md": news(date="2026-07-01", expires="2026-08-01")}) == ["Panen"]


def test_correction_updates_the_item_and_is_announced_by_a_new_one() -> None:
    """An old item that is corrected comes back into the newest twenty."""
    files: dict[str, str | bytes] = {
        f"berita/2026/k{n:02}.md": news(f"K{n:02}", f"2026-02-{n:02}") for n in range(1, 25)
    }
    files["berita/2026/lama.md"] = news(
        "Lama",
        "2026-01-01",
        corrections="[{kind: ralat, date: 2026-09-01, before: 60 ton, after: 40 ton.}]",
    )
    entries = {entry.title: entry for entry in parsed(feeds(files)["/atom.xml"]).entries}
    assert list(entries)[:3] == ["Lama", "Ralat: Lama", "K24"]
    assert entries["Lama"].updated == "2026-09-01T00:00:00+07:00"
    assert entries["Lama"].published == "2026-01-01T00:00:00+07:00"
    announcement = entries["Ralat: Lama"]
    assert announcement.id.startswith("tag:kabar.example,2026:berita/2026/lama#pembetulan-")
    assert "Semula: 60 ton. Menjadi: 40 ton." in announcement.summary


def test_withdrawal_leaves_a_notice_with_the_same_guid_and_nothing_of_the_text() -> None:
    made = feeds(
        {
            "berita/2026/a.md": news(
                "Rahasia",
                body="Rahasia sekali.",
                withdrawn="{date: 2026-09-01, reason: trauma-korban, note: Diminta keluarga.}",
            )
        }
    )
    guid = "tag:kabar.example,2026:berita/2026/a"
    notice, announcement = parsed(made["/feed.xml"]).entries
    assert (notice.id, notice.title) == (guid, "Berita ini dicabut")
    assert announcement.id == f"{guid}#pencabutan"
    for entry in (notice, announcement):
        assert "Menambah trauma korban" in entry.summary
    told = [guid, f"{guid}#pencabutan"]
    assert [item["id"] for item in json.loads(made["/feed.json"])["items"]] == told
    atom = etree.fromstring(made["/atom.xml"])
    assert [entry.findtext("{*}id") for entry in atom.findall("{*}entry")] == told[1:]
    assert [tombstone.get("ref") for tombstone in atom.findall("{*}deleted-entry")] == [guid]
    assert b"Rahasia" not in b"".join(made.values())


def test_unverified_news_says_so_first() -> None:
    (entry,) = parsed(
        feeds({"berita/2026/a.md": news(verification="perlu-verifikasi")})["/feed.xml"]
    ).entries
    for text in (entry.summary, entry.content[0].value):
        assert text.startswith("<p><strong>Berita ini masih memerlukan verifikasi")


def test_group_stands_in_for_missing_authors() -> None:
    (entry,) = parsed(feeds({"berita/2026/a.md": news()})["/feed.xml"]).entries
    assert [author.name for author in entry.authors] == ["KIM Tani"]


def test_every_address_in_a_feed_is_absolute() -> None:
    """Links between bulletins, footnotes and pictures too."""
    made = feeds(
        {
            "media/a.png": PICTURE,
            "berita/2026/a.md": news(
                image="{src: ../../media/a.png, alt: Sawah}",
                body="[b](b.md#x) ![g](../../media/a.png) catatan[^1]\n\n[^1]: Kaki. [c](/berita/)",
            ),
            "berita/2026/b.md": news("B"),
        }
    )
    for path, data in made.items():
        text = data.decode().replace("&lt;", "<").replace("&gt;", ">").replace('\\"', '"')
        found = re.findall(r'(?:href|src|url|htmlUrl|xmlUrl)="([^"]*)"', text)
        assert found or not path.endswith(".xml")
        assert [address for address in found if not address.startswith("https://")] == [], path


def test_nothing_changes_when_nothing_changed() -> None:
    """Conditional requests work only when bytes don't move with the clock."""
    files: dict[str, str | bytes] = {"berita/2026/a.md": news()}
    later = datetime(2027, 5, 5, tzinfo=JAKARTA)
    assert feeds(files) == feeds(files, now=later)


def test_feed_without_items_is_dated_by_its_group_and_neither_by_the_clock_nor_by_others() -> None:
    made = feeds({"berita/1928/a.md": news(date="1928-10-28")})
    found = parsed(made["/literasi/feed.xml"])
    assert (found.entries, found.feed.updated) == ([], "Fri, 01 Jan 2010 00:00:00 +0700")
    found = parsed(feeds({})["/kelompok/tani/feed.xml"])
    assert (found.entries, found.feed.updated) == ([], "Wed, 01 Jan 2020 00:00:00 +0700")
