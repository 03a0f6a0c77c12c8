"""What a newsroom is promised when a bulletin is corrected, withdrawn, or due later."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from lxml import etree

from kim_plugins.feeds import site_feeds
from tests.feeds.edge_site import SOUND
from tests.feeds.subscribers import FORMATS, dated, feeds, read
from tests.feeds.test_archives import link
from tests.sites.memory import JAKARTA, gathered, news

every_format = pytest.mark.parametrize("path", FORMATS)

NOON = datetime(2026, 10, 1, 12, tzinfo=JAKARTA)
TAG = "tag:kabar.example,2026:berita/2026/"
RALAT = "{kind: ralat, date: 2026-10-01, before: 60, after: 40}"
GONE = "{date: 2026-10-01, reason: data-pribadi}"
FULL = {f"berita/2026/k{n:02}.md": news(f"K{n:02}", "2026-10-01 08:00 WIB") for n in range(22)}
"""More bulletins of this morning than the newest twenty."""


def days(number: int) -> timedelta:
    return timedelta(days=number)


# -- 1: corrections and withdrawals reach everyone -----------------------------------------------


@every_format
@pytest.mark.parametrize("field", [{"corrections": f"[{RALAT}]"}, {"withdrawn": GONE}])
@pytest.mark.parametrize("listing", ["", "/berita", "/kelompok/tani", "/topik/air"])
def test_a_day_without_an_hour_is_not_before_what_it_follows(
    path: str, field: dict[str, str], listing: str
) -> None:
    """However much else was published on that day."""
    files = {p: text.replace("---\n", "---\ntags: [air]\n", 1) for p, text in FULL.items()}
    files["berita/2026/a.md"] = news("A", "2026-10-01 07:00 WIB", tags="[air]", **field)
    told = read(path, feeds(files, NOON)[listing + path])
    assert f"{TAG}a" in told
    assert len([guid for guid in told if guid.startswith(f"{TAG}a#")]) == 1


@every_format
@pytest.mark.parametrize("field", [{"corrections": f"[{RALAT}]"}, {"withdrawn": GONE}])
def test_what_came_back_stays_a_fortnight_beside_the_newest(
    path: str, field: dict[str, str]
) -> None:
    files = {
        f"berita/2026/n{n:03}.md": news(f"N{n}", f"2026-10-{n // 8 + 1:02} 09:00 WIB")
        for n in range(120)
    }
    files["berita/2026/a.md"] = news("A", "2026-01-05", **field)
    for later in (0, 7, 14):
        told = read(path, feeds(files, NOON + days(later))[path])
        assert len([guid for guid in told if guid.startswith(f"{TAG}a")]) == 2, later
    assert f"{TAG}a" not in read(path, feeds(files, NOON + days(15))[path])


@pytest.mark.parametrize("hour", ["", " 06:00 WIB", " 23:00 WIB"])
def test_a_tombstone_is_never_older_than_its_entry(hour: str) -> None:
    """Whatever else was said on that day (RFC 6721 compares the two)."""
    fields = {
        "updated": "2026-10-01 10:00 WIB",
        "corrections": "[{kind: ralat, date: 2026-10-01 09:00 WIB, after: 40}]",
    }
    before = read(
        "/atom.xml", feeds({"berita/2026/a.md": news(date="2026-10-01", **fields)})["/atom.xml"]
    )
    fields["withdrawn"] = f"{{date: 2026-10-01{hour}, reason: ganda}}"
    files = {"berita/2026/a.md": news(date="2026-10-01", **fields)}
    after = read("/atom.xml", feeds(files, NOON + days(1))["/atom.xml"])
    for guid, told in before.items():
        assert after[guid].title == ""
        assert after[guid].updated >= told.updated


# -- 2: a withdrawal is news, and so is its undoing ----------------------------------------------


@every_format
def test_a_withdrawal_and_its_undoing_are_items_of_their_own(path: str) -> None:
    fields = {"withdrawn": "{date: 2026-10-02, reason: salah-terbit, restored: 2026-10-04}"}
    files: dict[str, str | bytes] = {"berita/2026/a.md": news("Rahasia", "2026-10-01", **fields)}
    own, gone, back = (f"{TAG}a", f"{TAG}a#pencabutan", f"{TAG}a#pemulihan")

    first = read(path, feeds(files, NOON)[path])
    second = read(path, feeds(files, NOON + days(1))[path])
    third = read(path, feeds(files, NOON + days(3))[path])
    assert set(first) == {own}
    assert set(second) == {own, gone}
    assert set(third) == {own, gone, back}
    assert first[own].title == third[own].title == "Rahasia"
    assert second[gone] == third[gone]
    assert second[gone].title == "Dicabut: berita 1 Oktober 2026"
    assert third[back].title == "Dipulihkan: Rahasia"
    assert "Rahasia" not in feeds(files, NOON + days(1))[path].decode()


def test_an_entry_that_comes_back_is_newer_than_its_tombstone() -> None:
    """On one day, too: RFC 6721, section 3."""
    gone = "{date: 2026-10-02, reason: ganda}"
    back = "{date: 2026-10-02, reason: ganda, restored: 2026-10-02}"
    texts = [news(date="2026-10-01", corrections=f"[{RALAT}]", withdrawn=w) for w in (gone, back)]
    tombstones, entries = (
        read("/atom.xml", feeds({"berita/2026/a.md": text}, NOON + days(2))["/atom.xml"])
        for text in texts
    )
    for guid, told in tombstones.items():
        if not told.title:
            assert entries[guid].updated > told.updated


# -- 3: a recording ------------------------------------------------------------------------------


def test_the_podcast_tells_a_withdrawal_and_its_date_never_goes_back() -> None:
    def made(**fields: str) -> bytes:
        audio = "{src: ../../media/halo.mp3}"
        text = news("A", "2026-09-01 17:00 WIB", audio=audio, **fields)
        other = news("B", "2026-08-01", audio=audio)
        files: dict[str, str | bytes] = {"berita/2026/a.md": text, "berita/2026/b.md": other}
        files["media/halo.mp3"] = SOUND
        return feeds(files, NOON)["/kelompok/tani/podcast.xml"]

    lives = [
        made(),
        made(updated="2026-09-02 09:00 WIB"),
        made(updated="2026-09-02 09:00 WIB", withdrawn="{date: 2026-09-02, reason: ganda}"),
        made(withdrawn="{date: 2026-09-03, reason: ganda, restored: 2026-09-04}"),
    ]
    moments = [dated("/podcast.xml", data) for data in lives]
    assert moments == sorted(moments)  # type: ignore[type-var]
    told = read("/podcast.xml", lives[2])
    assert [told[f"{TAG}a"].title, told[f"{TAG}a#pencabutan"].title] == [
        "Berita ini dicabut",
        "Dicabut: berita 1 September 2026",
    ]
    assert f"{TAG}a#pemulihan" in read("/podcast.xml", lives[3])


@pytest.mark.parametrize("restored", ["", ", restored: 2026-11-05"])
def test_the_files_of_what_was_withdrawn_may_be_gone(restored: str) -> None:
    """Unless it is to come back; the podcast tells of it all the same."""
    fields = {
        "audio": "{src: ../../media/gone.mp3}",
        "image": "{src: ../../media/gone.png, alt: Sawah}",
        "body": "![gambar](../../media/lain.png)",
    }
    gone = f"{{date: 2026-09-02, reason: ganda{restored}}}"
    text = news("A", "2026-09-01", withdrawn=gone, **fields)
    catalogue, problems = gathered({"berita/2026/a.md": text}, now=NOON)
    missing = [problem.code for problem in problems if problem.is_error]
    assert bool(missing) == bool(restored)
    if not missing:
        told = read("/podcast.xml", dict(site_feeds(catalogue))["/kelompok/tani/podcast.xml"])
        assert set(told) == {f"{TAG}a", f"{TAG}a#pencabutan"}


# -- 4: guids of corrections ---------------------------------------------------------------------

FIRST = "{kind: ralat, date: 2026-09-01, before: 60, after: 40}"
SECOND = "{kind: ralat, date: 2026-09-01, before: Senin, after: Selasa}"
AGAIN = "{kind: koreksi, date: 2026-09-05, before: 60, after: 40}"


def corrected(*corrections: str) -> dict[str, str]:
    """The titles and summaries of announcements by guid."""
    files = {"berita/2026/a.md": news(corrections=f"[{', '.join(corrections)}]")}
    root = etree.fromstring(feeds(files, NOON)["/feed.xml"])
    return {
        item.findtext("guid", ""): item.findtext("description", "")
        for item in root.iter("item")
        if "#" in item.findtext("guid", "")
    }


def test_corrections_are_told_apart_by_what_they_put_right() -> None:
    """Not by their order in the file; two of one day stay two, and an older one moves nothing."""
    both = corrected(FIRST, SECOND)
    assert len(both) == 2
    assert corrected(SECOND, FIRST) == both
    assert corrected(FIRST).items() <= both.items()
    assert corrected(SECOND).items() <= both.items()
    older = corrected("{kind: ralat, date: 2026-08-20, after: Desa}", SECOND, FIRST)
    assert both.items() <= older.items()
    assert len(corrected(AGAIN, FIRST)) == 2
    assert corrected(FIRST).items() <= corrected(AGAIN, FIRST).items()


def test_a_mended_date_or_comma_is_no_other_correction() -> None:
    mended = FIRST.replace("2026-09-01", "2026-09-02").replace("after: 40", 'after: "40."')
    assert corrected(mended).keys() == corrected(FIRST).keys()


# -- 6: dates to come ----------------------------------------------------------------------------


@every_format
def test_what_is_dated_in_the_future_waits_for_its_day(path: str) -> None:
    fields = {
        "corrections": "[{kind: ralat, date: 2026-10-03, before: 60, after: 40}]",
        "updated": "2026-10-03",
        "withdrawn": "{date: 2026-10-05 08:00 WIB, reason: ganda}",
    }
    files = {"berita/2026/a.md": news("A", "2026-10-01", **fields)}
    plain = {"berita/2026/a.md": news("A", "2026-10-01")}
    last = datetime(2026, 10, 2, 23, 59, 59, tzinfo=JAKARTA)
    assert feeds(files, last)[path] == feeds(plain, last)[path]
    assert len(read(path, feeds(files, last + timedelta(seconds=1))[path])) == 2
    early = datetime(2026, 10, 5, 7, 59, tzinfo=JAKARTA)
    assert f"{TAG}a#pencabutan" not in read(path, feeds(files, early)[path])
    assert f"{TAG}a#pencabutan" in read(path, feeds(files, early + timedelta(minutes=1))[path])


# -- 7: what was never published is never announced ----------------------------------------------


@every_format
@pytest.mark.parametrize(
    "field",
    [
        {"corrections": "[{kind: ralat, date: 2026-10-02, after: 40}]"},
        {"withdrawn": "{date: 2026-10-02, reason: ganda}"},
    ],
)
def test_nothing_is_announced_of_what_an_embargo_holds(path: str, field: dict[str, str]) -> None:
    embargo = "2026-10-02 15:00 WIB"
    files = {"berita/2026/a.md": news("A", "2026-09-01", embargo=embargo, **field)}
    early = datetime(2026, 10, 2, 14, 59, tzinfo=JAKARTA)
    assert read(path, feeds(files, early)[path]) == {}
    told = read(path, feeds(files, early + timedelta(minutes=1))[path])
    assert len(told) == 2
    for one in told.values():
        assert "15:00" in (one.published or one.updated)


# -- 9: more than twenty -------------------------------------------------------------------------


@every_format
def test_a_busy_day_is_told_in_full_up_to_a_hundred(path: str) -> None:
    def told(number: int, now: datetime) -> int:
        files = {f"berita/2026/k{n:03}.md": news(f"K{n}", "2026-10-01") for n in range(number)}
        return len(read(path, feeds(files, now)[path]))

    assert told(30, NOON) == told(30, NOON + days(2)) == 30
    assert told(130, NOON) == 100
    assert told(30, NOON + days(4)) == 20


@pytest.mark.parametrize("listing", ["", "/kelompok/tani", "/topik/air"])
def test_json_goes_on_and_groups_and_topics_have_archives(listing: str) -> None:
    files = {
        f"berita/2026/k{n:03}.md": news(
            f"K{n}", f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}", tags="[air]"
        )
        for n in range(230)
    }
    made = feeds(files, NOON)
    guids: list[str] = []
    url: str | None = f"{listing}/feed.json"
    while url:
        page = json.loads(made[url])
        guids += [item["id"] for item in page["items"]]
        url = page.get("next_url", "").removeprefix("https://kabar.example")
    assert list(dict.fromkeys(guids)) == [f"{TAG}k{n:03}" for n in reversed(range(230))]

    for name in ("/feed.xml", "/atom.xml"):
        found = set(read(name, made[listing + name]))
        path = link(made[listing + name], "prev-archive")
        while path:
            assert link(made[path], "current") == listing + name
            found |= set(read(path, made[path]))
            path = link(made[path], "prev-archive")
        assert len(found) == 230


def test_a_full_page_of_json_never_changes() -> None:
    files = {
        f"berita/2026/k{n:03}.md": news(f"K{n}", f"2026-01-{n // 9 + 1:02}") for n in range(150)
    }
    more = {**files, "berita/2026/z.md": news("Z", "2026-09-30")}
    for path in ("/arsip/json-1.json", "/kelompok/tani/arsip/json-1.json"):
        assert feeds(files)[path] == feeds(more)[path]
