"""No guid changes, comes or goes once subscribers have it."""

from __future__ import annotations

from datetime import datetime

import pytest

from kim_plugins.catalogue.checks.published import other_host
from tests.catalogue.checks.newsroom import KEPT, MANY, PATH, Files, Newsroom
from tests.sites.memory import GROUP, JAKARTA, news

LESSON = {"level": "dasar", "objectives": "[Bisa]"}


def test_a_mended_date_changes_no_guid(newsroom: Newsroom) -> None:
    """The year of a guid is that of the folder."""
    guids = set(newsroom.register)
    newsroom.build({PATH: news(date="2025-12-31", updated="2026-10-01")})
    assert set(newsroom.register) == guids == {"tag:kabar.example,2026:berita/2026/a"}


def test_the_year_of_a_lesson_that_goes_by_its_date_stops_the_build() -> None:
    room, path = Newsroom(), "literasi/cek.md"
    room.build({path: news(date="2026-01-01", **LESSON)})
    mended = news(date="2025-12-31", **LESSON)
    assert room.build({path: mended}) == ["K370:4"]
    (problem,) = room.told
    assert problem.is_error
    assert "id: 2026:literasi/cek" in problem.hint
    kept = mended.replace("---\n", "---\nid: 2026:literasi/cek\n", 1)
    assert room.build({path: kept}) == ["K373:5"]
    assert set(room.register) == {"tag:kabar.example,2026:literasi/cek"}


def test_a_guid_of_an_earlier_site_stays_wherever_its_file_lies() -> None:
    room = Newsroom()
    room.build({PATH: news(guid=KEPT)})
    assert set(room.register) == {KEPT}
    assert room.build({"berita/2025/b.md": news(guid=KEPT, date="2025-12-31")}) == ["K373:4"]
    assert set(room.register) == {KEPT}
    assert room.build({}) == ["K377:1"]
    (problem,) = room.told
    assert problem.path == "berita/2025/b.md"
    assert f'guid: "{KEPT}"' in problem.hint


@pytest.mark.parametrize(
    "before, after, hint",
    [
        ({"guid": KEPT}, {}, f'guid: "{KEPT}"'),
        ({"guid": KEPT}, {"title": "Lain", "date": "2026-08-18"}, f'guid: "{KEPT}"'),
        ({"guid": KEPT}, {"guid": f"{KEPT}3"}, f'guid: "{KEPT}"'),
        ({}, {"guid": KEPT}, "id: berita/2026/a, tanpa guid"),
    ],
)
def test_a_guid_that_comes_or_goes_stops_the_build(
    before: dict[str, str], after: dict[str, str], hint: str
) -> None:
    room = Newsroom()
    room.build({PATH: news(**before)})
    assert [code.partition(":")[0] for code in room.build({PATH: news(**after)})] == ["K371"]
    assert room.told[0].is_error
    assert hint in room.told[0].hint


def test_guids_of_an_earlier_site_say_nothing_of_our_own_host() -> None:
    room = Newsroom()
    room.build({PATH: news(guid=KEPT), "berita/2026/b.md": news(guid="tag:blogger.com,1999:b-1")})
    assert other_host(room.register, "lain.example") == ""


def test_a_rename_by_hand_stops_the_build(newsroom: Newsroom) -> None:
    renamed: Files = {"berita/2026/b.md": news()}
    assert newsroom.build(renamed) == ["K371:1"]
    (problem,) = newsroom.told
    assert problem.is_error
    assert "id: berita/2026/a;" in problem.hint
    assert "kim move" in problem.hint
    assert newsroom.build(renamed) == ["K371:1"]
    assert newsroom.build({"berita/2026/b.md": news(id="berita/2026/a")}) == []


def test_a_rename_into_another_year_keeps_the_year_of_a_short_identifier() -> None:
    room = Newsroom()
    room.build({PATH: news(id="panen")})
    assert room.build({"berita/2027/a.md": news(id="panen")}) == ["K370:5"]
    assert "id: 2026:panen" in room.told[0].hint
    assert room.build({"berita/2027/a.md": news(id="2026:panen")}) == []


def test_another_bulletin_of_that_day_is_no_rename(newsroom: Newsroom) -> None:
    assert newsroom.build({PATH: news(), "berita/2026/b.md": news()}) == []
    assert newsroom.build({"berita/2026/c.md": news("Lain", "2026-08-18")}) == ["K377:1"] * 2


def test_a_file_that_cannot_be_read_was_not_renamed(newsroom: Newsroom) -> None:
    assert newsroom.build({PATH: "---\ntitle: x", "berita/2026/b.md": news()}) == []


@pytest.mark.parametrize(
    "path, text",
    [
        ("berita/2026/b.md", news()),
        ("berita/2026/A.md", news()),
        ("berita/2027/a.md", news()),
        ("berita/2026/b.md", news(body="Isi yang lain sama sekali.")),
        ("literasi/a.md", news(**LESSON)),
        ("berita/2026/a.md", news(id="berita/2026/panen-raya")),
        ("berita/2026/b.md", news(id="panen")),
    ],
)
def test_every_way_of_renaming_is_told_of_the_ways_out(
    newsroom: Newsroom, path: str, text: str
) -> None:
    newsroom.build({path: text})
    (problem,) = newsroom.told
    assert (problem.code, problem.is_error, problem.path) == ("K371", True, path)
    assert "id: berita/2026/a;" in problem.hint
    assert "kim move" in problem.hint


@pytest.mark.parametrize(
    "text", [news("Panen padi"), news(date="2026-09-20"), news("PANEN", "2026-09-20", "Lain.")]
)
def test_a_rename_with_other_words_is_told_as_one_that_may_be(
    newsroom: Newsroom, text: str
) -> None:
    """It may be another bulletin too, so it stops nothing."""
    assert newsroom.build({"berita/2026/b.md": text}) == ["K377:1"]
    (problem,) = newsroom.told
    assert (problem.path, problem.is_error) == (PATH, False)
    assert problem.hint.startswith(
        "bila ia sekarang berita/2026/b.md, tulis di sana: id: berita/2026/a, atau kembalikan "
        "namanya dan pakai: kim move; bila memang harus hilang, kembalikan berkasnya, lalu cabutlah"
    )


def test_a_deletion_says_how_to_withdraw_and_is_told_once(newsroom: Newsroom) -> None:
    assert newsroom.build({}) == ["K377:1"]
    assert "withdrawn: {date: 2026-10-01, reason: salah-terbit}" in newsroom.told[0].hint
    assert newsroom.build({}) == []


def test_what_was_withdrawn_may_be_deleted(newsroom: Newsroom) -> None:
    newsroom.build({PATH: news(withdrawn="{date: 2026-10-01, reason: ganda}")})
    assert newsroom.build({}) == []


def test_what_cannot_be_read_may_be_the_one_that_is_gone(newsroom: Newsroom) -> None:
    assert newsroom.build({"berita/2026/b.md": "---\ntitle: x"}) == []


def test_a_site_that_begins_anew_is_told_in_one_sentence() -> None:
    room = Newsroom()
    room.build(MANY)
    assert room.build({PATH: news()}) == ["K377:1"]
    assert "25 tulisan yang sudah terbit" in room.told[0].message


def test_without_a_register_nothing_is_asked() -> None:
    assert Newsroom().build({PATH: news(), "berita/2026/b.md": news(date="2020-01-01")}) == []


def test_one_group_more_changes_no_guid(newsroom: Newsroom) -> None:
    newsroom.now = datetime(2026, 10, 2, tzinfo=JAKARTA)
    other = {"kelompok/laut.md": GROUP.replace("KIM Tani", "KIM Laut")}
    assert newsroom.build({**other, PATH: news(group="tani")}) == []
