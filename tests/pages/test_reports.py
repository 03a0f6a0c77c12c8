"""The yearly reports add up (issue 5), counted here from the files by other means."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import Catalogue, Period, gather, group_id
from kim_plugins.pages import FileSpec, planned
from tests.pages.frames import page, pages, text_of
from tests.sites.memory import GROUP, JAKARTA, NOW, OPTIONS, gathered, news

CONTENT = Path(__file__).resolve().parents[2] / "content"
GROUPS = sorted(path.stem for path in (CONTENT / "kelompok").glob("*.md"))
YEARS = (2024, 2025, 2026)
TODAY = date(2026, 11, 25)
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def decision(held: str = "2026-03-01", place: str = "Balai", **more: str) -> str:
    """A decision of the only group."""
    fields = {
        "title": "Keputusan",
        "description": "Ringkasan.",
        "date": held,
        "problem": "Masalah.",
        "meeting": f"{{date: {held}, place: {place}, chair: Ketua, "
        "attendance: {men: 5, women: 4}}",
        "decision": "[Jadi]",
        "method": "mufakat",
        **more,
    }
    return "---\n" + "\n".join(f"{key}: {value}" for key, value in fields.items()) + "\n---\n"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    now = NOW.replace(year=2026, month=11, day=25)
    found, problems = gather(content_of(CONTENT), OPTIONS, now)
    assert not [problem for problem in problems if problem.is_error]
    return found


def day(value: object) -> date:
    """A date as YAML or an editor gives it."""
    text = str(value)
    if found := re.search(r"(\d{4})-(\d\d)-(\d\d)", text):
        return date(*map(int, found.groups()))
    if found := re.search(r"(\d+)/(\d+)/(\d{4})", text):
        return date(*map(int, reversed(found.groups())))
    number, month, year = re.findall(r"(\d+) (\w+) (\d{4})", text)[0]
    return date(int(year), MONTHS.index(month) + 1, int(number))


def shown_files(group: str) -> list[dict[str, Any]]:
    """The front matter of what a group has published and not withdrawn, read with YAML only."""
    found = []
    for path in sorted(CONTENT.rglob("*.md")):
        if path.parent == CONTENT or path.parent.name == "kelompok":
            continue
        matter = frontmatter.loads(path.read_text(encoding="utf-8")).metadata
        owners = matter["group"] if isinstance(matter["group"], list) else [matter["group"]]
        hidden = matter.get("draft") or matter.get("withdrawn")
        published = max(day(matter["date"]), day(matter.get("embargo", matter["date"])))
        if group in owners and not hidden and published <= TODAY:
            found.append({**matter, "published": published})
    return found


def counted(group: str, year: int) -> Counter[str]:
    """What the report of a group must say."""
    sums: Counter[str] = Counter()
    for matter in shown_files(group):
        sums["Tulisan"] += matter["published"].year == year
        if "meeting" not in matter:
            continue
        meeting = matter["meeting"]
        held = day(meeting["date"])
        if held.year == year:
            sums["Rapat"] += 1
            sums["Hadir laki-laki"] += meeting["attendance"]["men"]
            sums["Hadir perempuan"] += meeting["attendance"]["women"]
        for action in matter.get("actions", ()):
            last = (action.get("progress") or [{}])[-1]
            ended = last.get("status") in {"selesai", "batal"}
            sums["Tindak lanjut baru"] += held.year == year
            if held.year == year:
                sums["Biaya tindak lanjut baru (rupiah)"] += action.get("cost", 0)
            if ended and day(last["date"]).year == year:
                sums[f"Tindak lanjut {last['status']}"] += 1
            if held.year <= year and not (ended and day(last["date"]).year <= year):
                sums["terbuka"] += 1
        if wish := matter.get("aspiration"):
            sums["Aspirasi dikirim"] += day(wish["sent"]).year == year
            answered = day(wish["responded"]).year if "responded" in wish else None
            sums["Aspirasi dijawab"] += answered == year
            sums["menunggu"] += day(wish["sent"]).year <= year and not (
                answered and answered <= year
            )
    return +sums


def rows(catalogue: Catalogue, address: str) -> list[dict[str, str]]:
    """A table of the site, as a spreadsheet reads it."""
    data = next(file.make() for file in planned(catalogue, FileSpec) if file.address == address)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("year", YEARS)
def test_the_table_of_a_group_adds_up_against_its_files(
    catalogue: Catalogue, group: str, year: int
) -> None:
    expected = counted(group, year)
    del expected["terbuka"], expected["menunggu"]
    address = f"/kelompok/{group}/laporan/{year}/laporan.csv"
    if address not in {file.address for file in planned(catalogue, FileSpec)}:
        assert not expected
        return
    sums: Counter[str] = Counter()
    for row in rows(catalogue, address):
        for column, number in row.items():
            if column not in {"Tahun", "Bulan", "Aktivitas"}:
                sums[column] += int(number)
    assert +sums == expected


def test_costs_are_summed_by_decision_year_and_source_of_funds() -> None:
    actions = (
        "[{task: Besi, owner: Desa, cost: Rp1.500.000, funding: Dana desa},"
        " {task: Kayu, owner: Warga, cost: 750000, funding: Swadaya},"
        " {task: Cat, owner: Warga, cost: 1.000.000, funding: Dana desa},"
        " {task: Paku, owner: Warga, cost: 5000}, {task: Kopi, owner: Ibu-ibu}]"
    )
    files = {
        "keputusan/2026/a.md": decision(actions=actions),
        "keputusan/2025/b.md": decision("2025-03-01", actions="[{task: T, owner: O, cost: 9}]"),
    }
    shown = pages(gathered(files)[0])
    report = text_of(shown["/kelompok/tani/laporan/2026/"])
    assert "Biaya seluruhnya: Rp3.255.000." in text_of(shown["/keputusan/2026/a/"])
    assert "Biaya seluruhnya" not in text_of(shown["/keputusan/2025/b/"])
    assert "Biaya tindak lanjut yang baru tahun 2026: Rp3.255.000." in report
    assert "Dana desa: Rp2.500.000 Swadaya: Rp750.000 Sumber dana belum disebut: Rp5.000" in report


@pytest.mark.parametrize("group", GROUPS)
def test_the_page_of_a_report_says_the_same_numbers(catalogue: Catalogue, group: str) -> None:
    expected = counted(group, 2026)
    text = text_of(page(catalogue, f"/kelompok/{group}/laporan/2026/"))
    assert f"{expected['Tulisan']} tulisan terbit" in text
    present = expected["Hadir laki-laki"] + expected["Hadir perempuan"]
    assert f"{expected['Rapat']} rapat, dihadiri {present} orang" in text
    done, still = expected["Tindak lanjut selesai"], expected["terbuka"]
    assert f"{done} pekerjaan selesai, {still} belum selesai" in text
    answered, waiting = expected["Aspirasi dijawab"], expected["menunggu"]
    assert f"{answered} aspirasi dijawab, {waiting} masih menunggu" in text


def test_the_table_of_all_groups_has_a_line_a_quarter_and_adds_up(catalogue: Catalogue) -> None:
    found = rows(catalogue, "/laporan/2026/laporan.csv")
    assert len(found) == 4 * len(GROUPS)
    for group in GROUPS:
        own = [row for row in found if row["Alamat"].endswith(f"/kelompok/{group}/")]
        expected = counted(group, 2026)
        assert sum(int(row["Tulisan"]) for row in own) == expected["Tulisan"]
        assert sum(int(row["Rapat"]) for row in own) == expected["Rapat"]
        assert int(own[-1]["Tindak lanjut terbuka"]) == expected["terbuka"]
        assert int(own[-1]["Aspirasi menunggu"]) == expected["menunggu"]


def test_open_before_and_new_is_done_given_up_and_still_open(catalogue: Catalogue) -> None:
    for ledger in map(catalogue.ledger_of, map(group_id, catalogue.groups)):
        for year in YEARS:
            account = ledger.account(Period.year(year))
            ended = len(account.done) + len(account.cancelled)
            assert account.tasks_before + len(account.new_tasks) == ended + len(account.open)
            asked = account.requests_before + len(account.sent)
            assert asked == len(account.answered) + len(account.waiting)


def test_quarters_add_up_to_their_year(catalogue: Catalogue) -> None:
    for ledger in map(catalogue.ledger_of, map(group_id, catalogue.groups)):
        for year in YEARS:
            account = ledger.account(Period.year(year))
            quarters = [ledger.counts(Period.quarter(year, number)) for number in (1, 2, 3, 4)]
            assert sum(counts.bulletins for counts in quarters) == len(account.bulletins)
            assert sum(counts.meetings for counts in quarters) == len(account.meetings)
            assert quarters[-1].open_tasks == len(account.open)
            assert quarters[-1].waiting == len(account.waiting)


def test_quarters_follow_one_another_without_a_gap() -> None:
    quarters = [Period.quarter(2024, number) for number in (1, 2, 3, 4)]
    assert [(q.start.isoformat(), q.end.isoformat()) for q in quarters] == [
        ("2024-01-01", "2024-03-31"),
        ("2024-04-01", "2024-06-30"),
        ("2024-07-01", "2024-09-30"),
        ("2024-10-01", "2024-12-31"),
    ]


def test_two_summaries_of_one_meeting_are_one_meeting() -> None:
    """Whoever came is not counted twice."""
    texts = {f"keputusan/2026/{name}.md": decision() for name in "ab"}
    texts["keputusan/2026/c.md"] = decision(place="Masjid")
    text = text_of(page(gathered(texts)[0], "/kelompok/tani/laporan/2026/"))
    assert "2 rapat, dihadiri 18 orang (10 laki-laki, 8 perempuan)" in text


def test_a_meeting_counts_in_the_year_in_which_it_was_held() -> None:
    text = decision("2025-12-30", date="2026-01-02")
    found = gathered({"keputusan/2026/a.md": text})[0]
    assert "0 rapat" in text_of(page(found, "/kelompok/tani/laporan/2026/"))
    assert "1 rapat" in text_of(page(found, "/kelompok/tani/laporan/2025/"))


@pytest.mark.parametrize("last, still", [("2025-12-31", 0), ("2026-01-01", 1)])
def test_what_ends_on_the_last_day_of_a_year_has_ended_in_it(last: str, still: int) -> None:
    done = f"[{{task: A, owner: B, progress: [{{date: {last}, status: selesai}}]}}]"
    wish = f"{{to: Dinas, sent: 2025-12-01, responded: {last}}}"
    text = decision("2025-11-30", actions=done, aspiration=wish)
    catalogue = gathered({"keputusan/2025/a.md": text})[0]
    (ledger,) = map(catalogue.ledger_of, map(group_id, catalogue.groups))
    account = ledger.account(Period.year(2025))
    counts = ledger.counts(Period.quarter(2025, 4))
    assert (len(account.open), len(account.waiting)) == (still, still)
    assert (counts.open_tasks, counts.waiting) == (still, still)
    assert ledger.account(Period.year(2026)).tasks_before == still


def test_what_is_decided_on_the_last_day_of_a_year_is_open_in_it() -> None:
    text = decision("2025-12-31", actions="[{task: A, owner: B}]")
    catalogue = gathered({"keputusan/2025/a.md": text})[0]
    (ledger,) = map(catalogue.ledger_of, map(group_id, catalogue.groups))
    assert len(ledger.account(Period.year(2025)).open) == 1
    assert len(ledger.account(Period.year(2024)).open) == 0


def test_a_group_without_bulletins_has_a_report_of_this_year() -> None:
    text = text_of(page(gathered({})[0], "/kelompok/tani/laporan/2026/"))
    assert "0 tulisan terbit" in text
    assert "Tidak ada rapat yang dicatat pada tahun 2026." in text
    assert "1 kelompok belum berkabar tahun ini" in text_of(page(gathered({})[0], "/laporan/2026/"))


def test_expired_announcements_were_work_too_and_withdrawn_ones_were_not() -> None:
    texts = {
        "berita/2026/a.md": news(date="2026-07-01", expires="2026-07-31"),
        "berita/2026/b.md": news("B", withdrawn="{date: 2026-09-01, reason: ganda}"),
    }
    text = text_of(page(gathered(texts)[0], "/kelompok/tani/laporan/2026/"))
    assert "1 tulisan terbit" in text


@pytest.mark.parametrize("name", ["=1+2", "+62", "-1", "@SUM(A1)", "＝1"])
def test_no_text_becomes_a_formula(name: str) -> None:
    group = GROUP.replace("title: KIM Tani", f"title: '{name}'")
    found = gathered({}, group=group)[0]
    assert rows(found, "/laporan/2026/laporan.csv")[0]["Kelompok"] == f"'{name}"


def test_tables_are_as_excel_in_indonesia_opens_them() -> None:
    """A BOM for the encoding, semicolons because the comma is the decimal sign, CRLF."""
    found = gathered({"berita/2026/a.md": news()})[0]
    for file in planned(found, FileSpec):
        if file.address.endswith(".csv"):
            data = file.make()
            assert data.startswith(b"\xef\xbb\xbf")
            assert data.count(b"\r\n") == data.count(b"\n") > 0
            assert b";" in data.splitlines()[0]


def test_every_page_of_the_sample_content_can_be_drawn_on_any_day(catalogue: Catalogue) -> None:
    """Reports and boards hold for the past and the future as well."""
    for year in (2023, 2025, 2031):
        now = NOW.replace(year=year, tzinfo=JAKARTA)
        assert pages(gather(content_of(CONTENT), OPTIONS, now)[0])
