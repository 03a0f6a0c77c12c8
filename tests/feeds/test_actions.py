"""The feed of what became of decisions, from the files alone."""

from __future__ import annotations

import json

from kim_plugins.feeds import site_feeds
from tests.feeds.edge_site import DECISION
from tests.feeds.samples import find, parse
from tests.sites.memory import gathered

GUID = "tag:kabar.example,2026:keputusan/2026/air#"
PATH = "/tindak-lanjut/feed.xml"


def feeds(text: str = DECISION) -> dict[str, bytes]:
    catalogue, problems = gathered({"keputusan/2026/air.md": text})
    assert [problem for problem in problems if problem.is_error] == []
    return dict(site_feeds(catalogue))


def test_one_item_per_entry_and_per_answer_dated_by_it() -> None:
    found = [(e.id, e.title, e.published) for e in parse(feeds()[PATH]).entries]
    assert found == [
        (f"{GUID}jawaban", "Jawaban Dinas PUPR: Jadwal air", "Wed, 01 Apr 2026 00:00:00 +0700"),
        (
            f"{GUID}tindak-1-2026-03-20-selesai",
            "Selesai: Menambal <saluran> & pintu",
            "Fri, 20 Mar 2026 00:00:00 +0700",
        ),
        (
            f"{GUID}tindak-1-2026-03-05-berjalan",
            "Sedang dikerjakan: Menambal <saluran> & pintu",
            "Thu, 05 Mar 2026 00:00:00 +0700",
        ),
        (
            f"{GUID}tindak-1-2026-03-05-berjalan-2",
            "Sedang dikerjakan: Menambal <saluran> & pintu",
            "Thu, 05 Mar 2026 00:00:00 +0700",
        ),
    ]


def test_three_formats_hold_the_same_items() -> None:
    made = feeds()
    ids = [entry.id for entry in parse(made[PATH]).entries]
    assert [entry.id for entry in parse(made["/tindak-lanjut/atom.xml"]).entries] == ids
    assert [i["id"] for i in json.loads(made["/tindak-lanjut/feed.json"])["items"]] == ids


def test_item_says_who_does_what_until_when() -> None:
    entry = parse(feeds()[PATH]).entries[-2]
    assert entry.summary == (
        "<p>5 Maret 2026: sedang dikerjakan. Semen dibeli. Dikerjakan Kelompok tani.</p>"
    )
    assert entry.author == "KIM Tani"
    assert {tag.term for tag in entry.tags} == {"Hasil musyawarah", "Sedang dikerjakan"}


def test_a_later_entry_and_a_mended_note_leave_the_other_items_as_they_are() -> None:
    more = "      - {date: 2026-03-10, status: berjalan, note: Pasir datang}\n"
    before = DECISION.replace("      - {date: 2026-03-20", f"{more}      - {{date: 2026-03-20")
    old, new = (find(feeds(text)[PATH], "//guid/text()") for text in (DECISION, before))
    assert set(new) - set(old) == {f"{GUID}tindak-1-2026-03-10-berjalan"}
    mended = find(
        feeds(DECISION.replace("Semen dibeli", "Semen sudah dibeli"))[PATH], "//guid/text()"
    )
    assert mended == old


def test_an_aspiration_without_an_answer_is_no_news() -> None:
    text = DECISION.replace(", responded: 2026-04-01, response: Akan disurvei", "")
    assert f"{GUID}jawaban" not in find(feeds(text)[PATH], "//guid/text()")


def test_entries_are_withdrawn_with_their_decision() -> None:
    gone = "withdrawn: {date: 2026-05-01, reason: salah-terbit}\n"
    made = feeds(DECISION.replace("problem:", f"{gone}problem:"))
    found = parse(made[PATH]).entries
    titles = {entry.title for entry in found}
    assert titles == {"Tindak lanjut ini dicabut", "Dicabut: hasil musyawarah 1 Maret 2026"}
    tombstones = find(made["/tindak-lanjut/atom.xml"], "//at:deleted-entry/@ref")
    own = [entry.id for entry in found if not entry.id.endswith("#pencabutan")]
    assert sorted(tombstones) == sorted(own)
    assert b"Menambal" not in b"".join(made.values())
