"""What goes by the clock changes when something is due, and not before."""

from __future__ import annotations

from datetime import datetime, timedelta

from kim_plugins.broadcast import BroadcastOptions, aired, script_of
from kim_plugins.catalogue import Memory, Read, recording
from kim_plugins.catalogue.answers import Answers
from kim_plugins.pages import FileSpec, planned
from kim_plugins.pages.words import waiting_time
from tests.catalogue.sites import decision, group, news
from tests.pages.frames import pages, redirects
from tests.sites.memory import JAKARTA, Files, gathered

FILES: Files = {
    "kelompok/tirta.md": group(),
    "berita/2026/lama.md": news(date="2026-01-10 09:00"),
    "keputusan/2026/r.md": decision(
        "actions: [{task: Menyapu, owner: Warga, due: 2026-03-20}]\n"
        "aspiration: {to: Camat, sent: 2026-02-22}\n"
    ),
    "keputusan/2026/j.md": decision(
        "actions: [{task: Menimbang, owner: Warga, progress: "
        "[{date: 2026-03-01, status: selesai}]}]\n"
        "aspiration: {to: Lurah, sent: 2026-02-22, responded: 2026-02-25, response: Baik.}\n"
    ),
}
MEMORY = Memory()


def shown(now: str) -> dict[str, str | bytes]:
    """Everything that `pages` publishes at a moment."""
    moment = datetime.fromisoformat(now).replace(tzinfo=JAKARTA)
    catalogue, _ = gathered(FILES, now=moment, group=None, memory=MEMORY)
    tables = {file.address: file.make() for file in planned(catalogue, FileSpec)}
    return {**pages(catalogue), **redirects(catalogue), **tables}


def changed(before: str, after: str) -> set[str]:
    old, new = shown(before), shown(after)
    return {address for address in old | new if old.get(address) != new.get(address)}


def test_the_next_hour_and_the_next_day_change_nothing() -> None:
    assert changed("2026-03-10 12:00", "2026-03-10 13:00") == set()
    assert changed("2026-03-10 12:00", "2026-03-11 12:00") == set()


def test_a_task_is_overdue_where_it_stands() -> None:
    assert changed("2026-03-20 12:00", "2026-03-21 12:00") == {
        "/",
        "/kelompok/tirta/",
        "/keputusan/2026/r/",
        "/layar/",
        "/agenda/",
        "/agenda/kalender.ics",
        "/tindak-lanjut/",
        "/tindak-lanjut/kelompok/",
        "/kelompok/tirta/tindak-lanjut/",
        "/wilayah/33.09.12.2004/tindak-lanjut/",
    }


def test_a_month_that_begins_is_told_by_reports() -> None:
    """And one that isn't the first of a quarter by those of groups alone."""
    assert changed("2026-04-30 12:00", "2026-05-01 12:00") == {"/kelompok/tirta/laporan/2026/"}


def test_a_new_year_has_its_reports_and_no_page_with_a_menu_changes_for_it() -> None:
    """What changes are the reports, and what names their years."""
    found = changed("2026-12-31 12:00", "2027-01-01 12:00")
    assert "/laporan/2027/" in found
    assert "/laporan/" in found
    assert all("/laporan/" in address or address == "/kelompok/tirta/" for address in found)


def test_how_long_is_waited_reads_the_same_for_a_week_or_a_month() -> None:
    told = {days: waiting_time(days) for days in range(-3, 1500)}
    assert [told[d] for d in (-3, 6, 7, 13, 14, 29, 30, 60, 364, 365, 730)] == [
        *("", "", "seminggu lebih", "seminggu lebih", "2 minggu lebih", "4 minggu lebih"),
        *("sebulan lebih", "2 bulan lebih", "12 bulan lebih", "setahun lebih", "2 tahun lebih"),
    ]
    assert len(set(told.values())) == 1 + 4 + 12 + 4


def test_scripts_end_with_a_day_and_not_at_an_hour() -> None:
    """Published at nine, ninety days before the tenth of April."""

    def there(now: str) -> set[str]:
        moment = datetime.fromisoformat(now).replace(tzinfo=JAKARTA)
        catalogue, _ = gathered(FILES, now=moment, group=None, memory=MEMORY)
        return {entry.path for entry in aired(catalogue, 90)}

    assert "berita/2026/lama.md" in there("2026-04-10 08:59")
    assert "berita/2026/lama.md" in there("2026-04-10 23:59")
    assert "berita/2026/lama.md" not in there("2026-04-11 00:01")


def test_a_script_with_an_event_is_made_again_when_the_event_is_over() -> None:
    files = {
        "kelompok/tirta.md": group(),
        "berita/2026/a.md": news("event: {start: 2026-03-12 09:00, place: Balai}\n"),
    }

    def answers(now: datetime) -> dict[Read, bytes]:
        catalogue, _ = gathered(files, now=now, group=None)
        with recording() as reads:
            script_of(catalogue, catalogue.bulletins[0], BroadcastOptions())
        return {read: Answers(catalogue).of(read) for read in reads}

    start = datetime(2026, 3, 12, 9, tzinfo=JAKARTA)
    before = answers(start - timedelta(hours=2))
    assert before == answers(start - timedelta(hours=1))
    assert before != answers(start + timedelta(hours=16))
