"""Where imported items are put, and which old addresses lead to them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.exchange.imports.folders import Folder
from tests.exchange.imports.golden_imports import Imported, imported, source
from tests.sites.memory import JAKARTA, gathered

FEED = """<rss version="2.0"><channel><title>Desa</title><link>https://desa.example</link><item>
<title>Panen raya</title><link>{link}</link><guid>g</guid><pubDate>{date}</pubDate>
<description>Warga memanen padi bersama.</description></item></channel></rss>"""
DATE = datetime(2024, 5, 12, tzinfo=UTC)


def taken(link: str = "https://desa.example/panen/", date: datetime = DATE) -> Imported:
    return imported(source(FEED.format(link=link, date=format_datetime(date)).encode()))


@given(
    st.integers(-48 * 60, 48 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters))),
)
def test_the_folder_has_the_year_that_the_date_has_here(
    from_new_year: timedelta, zone: timezone
) -> None:
    """Whatever the zone of the export."""
    date = (datetime(2020, 1, 1, tzinfo=UTC) + from_new_year).astimezone(zone)
    found = taken(date=date)
    (path,) = [name for name in found.texts if name.startswith("berita/")]
    assert path.split("/")[1] == f"{date.astimezone(JAKARTA):%Y}"
    assert [one.code for one in gathered(found.site)[1] if one.code == "K309"] == []


@pytest.mark.parametrize(
    "link, leads",
    [
        ("https://desa.example/panen/", True),
        ("http://desa.example/panen", True),
        ("javascript:1", False),
        ("mailto:panen", False),
        ("urn:panen", False),
        ("tag:panen", False),
    ],
)
def test_only_addresses_of_pages_lead_to_an_item(link: str, leads: bool) -> None:
    (text,) = [text for name, text in taken(link).texts.items() if name.startswith("berita/")]
    assert bool(re.search(r"(?m)^redirect_from: \[/", text)) == leads


def test_posts_of_one_address_keep_one_guid_between_them() -> None:
    """Permalinks of a year and a month may be those of several files, of which one was shown."""
    files = {
        "hugo.toml": b'baseURL = "https://desa.example/"\n'
        b'[permalinks]\nposts = "/:year/:month/:slug/"\n'
    }
    for place, day in (("a", 1), ("sub/a", 2), ("sub/dalam/a", 3)):
        text = f"---\ntitle: Sama\ndate: 2024-06-0{day}\n---\nIsi {day}.\n"
        files[f"content/posts/{place}.md"] = text.encode()
    found = imported(Folder("situs", list(files), files.__getitem__, JAKARTA))
    assert len([name for name in found.texts if name.startswith("berita/")]) == 3
    assert sum("\nguid:" in text for text in found.texts.values()) == 1
    assert not [one for one in gathered(found.site)[1] if one.is_error]


@pytest.mark.parametrize(
    "body, summary",
    [
        ("<p>Harga 3 &lt; 5 dan 7 &gt; 2 per kilo.</p>", "Harga 3 < 5 dan 7 > 2 per kilo."),
        ("<table><tr><th>Jenis</th><th>Harga</th></tr><tr><td>Padi</td><td>6 | 7</td></tr></table>",
         "Jenis Harga Padi 6 | 7"),
        ("<p>Nama &lt;nama lengkap&gt; ditulis.</p>", "Nama <nama lengkap> ditulis."),
        ("<p>Berkas a_b_c dan 2*3*4 disimpan.</p>", "Berkas a_b_c dan 2*3*4 disimpan."),
    ],
)  # fmt: skip
def test_a_summary_that_is_made_has_the_words_of_the_text(body: str, summary: str) -> None:
    feed = FEED.replace("Warga memanen padi bersama.", f"<![CDATA[{body}]]>")
    [text] = imported(
        source(feed.format(link="https://desa.example/a/", date=format_datetime(DATE)).encode())
    ).texts.values()
    [line] = re.findall("(?m)^description: (.*?)(?: # periksa)?$", text)
    assert line.strip('"') == summary


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_date_at_an_end_of_the_calendar_is_none(at: str) -> None:
    """No zone but its own has such a day; programs write it where they know none."""
    items = [
        {"id": "a", "url": "https://desa.example/a/", "title": "A", "content_text": "Isi.",
         "date_published": at, "date_modified": at},
        {"id": None, "title": {"a": 1}, "content_text": ["x"]},
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    found = imported(source(json.dumps(feed).encode()))
    [text] = found.texts.values()
    assert "\ndraft: true" in text
