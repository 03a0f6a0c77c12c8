"""Boards of groups and villages, what things cost, and what a calendar and a feed tell of it."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

import icalendar
import pytest

from kim_plugins.catalogue import Catalogue
from kim_plugins.feeds import site_feeds
from kim_plugins.pages import FileSpec, planned
from tests.catalogue.sites import decision, group
from tests.feeds.samples import parse
from tests.pages.frames import page, pages, text_of
from tests.sites.memory import JAKARTA, NOW, Files, gathered

DONE = "progress: [{date: 2026-09-01, status: selesai}]"


def of(owner: str, extra: str) -> str:
    """A decision of a group."""
    return decision(f"group: {owner}\n{extra}")


FILES: Files = {
    "kelompok/tirta.md": group(),
    "kelompok/tetangga.md": group(title="KIM Tetangga"),
    "kelompok/sepi.md": group(title="KIM Sepi"),
    "keputusan/2026/air.md": of(
        "tirta",
        "actions:\n"
        "  - {task: Menyapu, owner: Warga, due: 2026-09-20, cost: 5000, funding: Swadaya}\n"
        f"  - {{task: Menambal, owner: Desa, cost: 70000, funding: Dana desa, {DONE}}}\n"
        "  - {task: Mengecat, owner: Warga, due: 2026-12-24}\n"
        "aspiration: {to: Camat, sent: 2026-02-22}\n",
    ),
    "keputusan/2026/jalan.md": of(
        "tetangga", "actions: [{task: Meratakan, owner: Warga, cost: 900}]\n"
    ),
}


def site(files: Files = FILES, now: datetime = NOW) -> Catalogue:
    catalogue, problems = gathered(files, now=now, group=None)
    assert [problem for problem in problems if problem.is_error] == []
    return catalogue


def file(catalogue: Catalogue, address: str) -> bytes:
    return next(one.make() for one in planned(catalogue, FileSpec) if one.address == address)


def events(data: bytes) -> list[Any]:
    found = icalendar.Calendar.from_ical(data)
    assert found.errors == []
    return list(found.walk("VEVENT"))


def test_a_group_has_a_board_of_its_own_and_one_without_work_has_none() -> None:
    shown = pages(site())
    own = text_of(shown["/kelompok/tirta/tindak-lanjut/"])
    assert "Menyapu" in own
    assert "Kepada Camat" in own
    assert "Meratakan" not in own
    assert "Meratakan" in text_of(shown["/kelompok/tetangga/tindak-lanjut/"])
    assert "/kelompok/sepi/tindak-lanjut/" not in shown


def test_the_board_of_a_village_has_all_of_its_groups() -> None:
    text = text_of(page(site(), "/wilayah/33.09.12.2004/tindak-lanjut/"))
    assert "Menyapu" in text
    assert "Meratakan" in text


def test_the_board_of_the_site_leads_to_those_of_groups_and_villages() -> None:
    html = page(site(), "/tindak-lanjut/")
    for address in ("kelompok/tirta", "kelompok/tetangga", "wilayah/33.09.12.2004"):
        assert f'href="../{address}/tindak-lanjut/"' in html
    assert "1 selesai, 1 lewat batas waktu, 1 belum selesai" in text_of(html)
    assert "sepi/tindak-lanjut" not in html


def test_many_groups_stand_on_a_page_of_their_own() -> None:
    files: dict[str, str | bytes] = {}
    for n in range(12):
        files[f"kelompok/g{n}.md"] = group(title=f"KIM {n}")
        files[f"keputusan/2026/k{n}.md"] = of(f"g{n}", "actions: [{task: T, owner: O}]\n")
    shown = pages(site(files))
    assert "kelompok/g3/tindak-lanjut/" not in shown["/tindak-lanjut/"]
    assert 'href="../tindak-lanjut/kelompok/"' in shown["/tindak-lanjut/"]
    for n in range(12):
        assert f'href="../../kelompok/g{n}/tindak-lanjut/"' in shown["/tindak-lanjut/kelompok/"]


def test_what_is_finished_is_folded_and_nothing_else() -> None:
    html = page(site(), "/tindak-lanjut/")
    folded = html.partition("<details")[2]
    assert "Menambal" in folded
    assert "Menyapu" not in folded
    only_done = {"kelompok/tirta.md": group(), "keputusan/2026/a.md": decision(
        f"actions: [{{task: Menambal, owner: Desa, {DONE}}}]\n"
    )}  # fmt: skip
    assert "kim-finished" not in page(site(only_done), "/tindak-lanjut/")


def test_costs_are_told_by_decision_group_and_year() -> None:
    shown = pages(site())
    assert "Biaya seluruhnya: Rp75.000. Dari: Dana desa Rp70.000; Swadaya Rp5.000." in text_of(
        shown["/keputusan/2026/air/"]
    )
    assert "2026 Rp70.000 Rp5.000 Rp75.000" in text_of(shown["/kelompok/tirta/tindak-lanjut/"])
    assert "Rp70.000 Rp5.000 Rp75.000" in text_of(shown["/kelompok/tirta/laporan/2026/"])
    report = text_of(shown["/laporan/2026/"])
    assert "Rp75.900 biaya pekerjaan yang disepakati" in report
    assert "Biaya pekerjaan yang disepakati: Rp75.000." in report


def test_the_treasurer_has_a_table_with_a_line_for_each_cost() -> None:
    data = file(site(), "/kelompok/tirta/laporan/2026/biaya.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data), delimiter=";"))
    assert [(row["Pekerjaan"], row["Biaya (rupiah)"], row["Sumber dana"]) for row in rows] == [
        ("Menyapu", "5000", "Swadaya"),
        ("Menambal", "70000", "Dana desa"),
    ]
    addresses = {one.address for one in planned(site(), FileSpec)}
    assert "/kelompok/sepi/laporan/2026/biaya.csv" not in addresses


def test_the_agenda_and_its_calendar_have_the_days_until_when_work_is_due() -> None:
    catalogue = site()
    text = text_of(page(catalogue, "/agenda/"))
    assert "Mengecat Kamis, 24 Desember 2026 Batas waktu" in text
    assert "Menyapu" not in text
    (only,) = events(file(catalogue, "/agenda/kalender.ics"))
    assert only["SUMMARY"] == "Batas waktu: Mengecat"
    assert only["UID"] == "keputusan/2026/air#tindak-3@kabar.example"
    assert only["DTSTART"].to_ical() == b"20261224"
    assert only["TRANSP"] == "TRANSPARENT"


def test_a_decision_has_a_calendar_and_a_feed_of_its_own_while_it_is_followed() -> None:
    catalogue = site()
    found = events(file(catalogue, "/keputusan/2026/air/kalender.ics"))
    assert [str(one["SUMMARY"]) for one in found] == [
        "Batas waktu: Menyapu",
        "Batas waktu: Mengecat",
    ]
    made = dict(site_feeds(catalogue))
    titles = [entry.title for entry in parse(made["/keputusan/2026/air/feed.xml"]).entries]
    assert titles[0] == "Selesai: Menambal"
    assert len(titles) == 2
    html = page(catalogue, "/keputusan/2026/air/")
    assert 'href="../../../keputusan/2026/air/feed.xml"' in html
    assert 'href="../../../keputusan/2026/air/kalender.ics"' in html


@pytest.mark.parametrize("now, is_followed", [("2027-06-22", True), ("2027-06-23", False)])
def test_a_decision_is_followed_for_half_a_year_after_the_last_of_it(
    now: str, *, is_followed: bool
) -> None:
    catalogue = site(now=datetime.fromisoformat(now).replace(tzinfo=JAKARTA))
    made = dict(site_feeds(catalogue))
    addresses = {one.address for one in planned(catalogue, FileSpec)}
    assert ("/keputusan/2026/air/feed.xml" in made) is is_followed
    assert ("/keputusan/2026/air/kalender.ics" in addresses) is is_followed
    assert ("air/feed.xml" in page(catalogue, "/keputusan/2026/air/")) is is_followed


def test_a_decision_that_asks_for_nothing_is_not_followed() -> None:
    catalogue = site({"kelompok/tirta.md": group(), "keputusan/2026/a.md": decision("")})
    assert "/keputusan/2026/a/feed.xml" not in dict(site_feeds(catalogue))


def test_a_withdrawn_decision_tells_those_who_follow_it_and_nothing_else() -> None:
    gone = "withdrawn: {date: 2026-09-30, reason: salah-terbit}\n"
    text = str(FILES["keputusan/2026/air.md"]).replace("actions:", f"{gone}actions:")
    catalogue = site({**FILES, "keputusan/2026/air.md": text})
    feed = dict(site_feeds(catalogue))["/keputusan/2026/air/feed.xml"]
    assert b"Menambal" not in feed
    assert b"dicabut" in feed
    addresses = {one.address for one in planned(catalogue, FileSpec)}
    assert "/keputusan/2026/air/kalender.ics" not in addresses
