"""What the writing desk says of a mistake is what `kim check` says of the file."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Final

import pytest

from kim_plugins.records import read_file
from kim_plugins.records.kinds import Kind
from tests.browser.desk import Values, fill, place
from tests.browser.desk_site import BULLETINS, KINDS, NEWS, OpenPage, forgetful, opened

# Each breaks one rule that a browser can know.
FAULTS: Final[list[tuple[Kind, Values]]] = [
    (Kind.NEWS, {"title": ""}),
    (Kind.NEWS, {"title": "a" * 121}),
    (Kind.NEWS, {"description": "Kabar " * 40}),
    (Kind.NEWS, {"lang": "bahasa jawa"}),
    (Kind.NEWS, {"id": "a b"}),
    (Kind.NEWS, {"redirect_from": ["/Berita/Lama/"]}),
    (Kind.NEWS, {"sources": [{"title": "BMKG", "url": "bmkg"}]}),
    (Kind.NEWS, {"sources": [{"title": "", "url": "https://a.example/"}]}),
    (Kind.NEWS, {"priority": "darurat"}),
    (Kind.NEWS, {"expires": "2026-11-01"}),
    (Kind.NEWS, {"expires": "2026-11-25", "embargo": "2026-12-01"}),
    (Kind.NEWS, {"updated": "2026-11-19"}),
    (Kind.NEWS, {"tags": ["Air", "air"]}),
    (Kind.NEWS, {"event": {"start": "2026-12-20 08:00", "end": "07.00", "place": "Balai"}}),
    (Kind.NEWS, {"event": {"start": "2026-12-20", "end": "2026-12-19 10:00", "place": "Balai"}}),
    (Kind.NEWS, {"event": {"start": "2026-12-20", "end": "nanti", "place": "Balai"}}),
    (Kind.NEWS, {"event": {"start": "2026-12-20", "end": "2026-12-19", "place": "Balai"}}),
    (Kind.NEWS, {"event": {"end": "Ba'da Isya"}}),
    (Kind.NEWS, {"event": {"end": "24.00"}}),
    (Kind.NEWS, {"event": {"end": "21.60"}}),
    (Kind.NEWS, {"event": {"end": "11"}}),
    (Kind.NEWS, {"event": {"end": "2026-02-31"}}),
    (Kind.NEWS, {"event": {"start": "", "place": "Balai"}}),
    (Kind.NEWS, {"date": "0026-11-20", "updated": "1899-01-01", "embargo": "9999-12-31"}),
    (Kind.NEWS, {"corrections": [{"kind": "ralat", "date": "2026-11-01", "after": "b"}]}),
    (Kind.NEWS, {"withdrawn": {"date": "2026-11-01", "reason": "ganda"}}),
    (
        Kind.NEWS,
        {"withdrawn": {"date": "2026-11-22", "reason": "ganda", "restored": "2026-11-21"}},
    ),
    (Kind.NEWS, {"image": {"alt": "Warga"}}),
    (Kind.DECISION, {"method": "mufakat"}),
    (Kind.DECISION, {"votes": {"for": 90, "against": 1, "abstain": 0}}),
    (Kind.DECISION, {"meeting": {"end": "18.00"}}),
    (Kind.DECISION, {"meeting": {"attendance": {"men": "dua"}}}),
    (Kind.DECISION, {"actions": [{"due": "2026-11-01"}]}),
    (Kind.DECISION, {"actions": [{"due": "0026-12-31"}], "votes": {"for": 1_000_000_000}}),
    (Kind.DECISION, {"actions": [{"cost": "sejuta"}]}),
    (Kind.DECISION, {"actions": [{"progress": [{"date": "2026-11-01"}]}]}),
    (
        Kind.DECISION,
        {
            "actions": [
                {
                    "progress": [
                        {"status": "selesai", "date": "2026-11-22"},
                        {"date": "2026-11-20", "status": "berjalan"},
                    ]
                }
            ]
        },
    ),
    (Kind.DECISION, {"aspiration": {"sent": "2026-11-20", "responded": "2026-11-19"}}),
    (Kind.DECISION, {"decision": ["", ""]}),
    (Kind.DECISION, {"follows": ["../jadwal.md"]}),
    (Kind.LESSON, {"duration": 0}),
    (Kind.LESSON, {"duration": "sejam"}),
    (Kind.LESSON, {"quiz": [{"answer": 3}]}),
    (Kind.LESSON, {"quiz": [{"choices": ["Satu", ""]}]}),
    (Kind.LESSON, {"level": ""}),
    (Kind.LESSON, {"claim": {"references": [{"title": "", "url": ""}]}}),
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_says_what_the_check_says(open_page: OpenPage, desk: str, kind: Kind) -> None:
    """Each sentence of the form is one of `kim check`'s for the same field of the same file."""
    page = forgetful(open_page())
    for fault in (fault for of, fault in FAULTS if of is kind):
        opened(page, desk, kind)
        values = json.loads(json.dumps({k: v for k, v in BULLETINS[kind].items() if k != "image"}))
        fill(page, values, "Isi.")
        fill(page, fault)
        said = page.evaluate(
            "() => { const form = document.querySelector('#tulis'), values = kimDesk.values(form);"
            " return [kimDesk.check(form, values), kimDesk.markdown(values, 'Isi.')]; }"
        )
        assert said[0], fault
        _, problems = read_file(place(kind, "a"), said[1].encode(), UTC)
        theirs = {problem.message.replace(" UTC+0000", "") for problem in problems}
        for one in said[0]:
            assert one["message"].replace(" WIB", "") in theirs, (fault, one, theirs)
        with pytest.raises(Exception, match="Timeout"), page.expect_download(timeout=50):
            page.locator("#hasil").dispatch_event("click")
        assert page.locator(".kim-ask__fault:visible").count() >= 1


def test_what_is_said_stays_until_it_is_mended(open_page: OpenPage, desk: str) -> None:
    """Also below fields that nobody was in yet, when the button is pressed right after typing."""
    page = opened(forgetful(open_page()), desk, Kind.DECISION)
    faults = page.locator(".kim-ask__fault:visible")
    page.locator("#tulis [name=title]").press_sequentially("Air")
    page.locator("#hasil").click()
    before = faults.all_inner_texts()
    page.wait_for_timeout(600)
    assert faults.all_inner_texts() == before
    page.locator("#tulis [name=description]").press_sequentially("Air digilir.")
    page.wait_for_timeout(600)
    assert faults.all_inner_texts() == [one for one in before if "description" not in one]


def test_what_the_check_reads_is_no_mistake(open_page: OpenPage, desk: str) -> None:
    """The one field that takes an hour, a day or a word: each as people write it."""
    page = opened(forgetful(open_page()), desk, Kind.NEWS)
    event = {"start": "2026-12-20 08:00", "place": "Balai"}
    for end in ("Selesai", "sampai selesai", "s.d. selesai", "s/d 11.00", "jam 10", "11:30 WIB"):
        fill(page, {**NEWS, "event": {**event, "end": end}})
        values = "kimDesk.values(document.querySelector('#tulis'))"
        text = str(page.evaluate(f"() => kimDesk.markdown({values}, 'Isi.')"))
        assert not [
            p for p in read_file(place(Kind.NEWS, "a"), text.encode(), UTC)[1] if p.is_error
        ]
        assert (
            page.evaluate(f"() => kimDesk.check(document.querySelector('#tulis'), {values})") == []
        )
