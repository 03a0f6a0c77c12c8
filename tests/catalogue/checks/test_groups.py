"""Every bulletin has a group that exists and can answer for it."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.catalogue.sites import codes, decision, group, news, site, told
from tests.sites.memory import JAKARTA

TWO = {"kelompok/melati.md": group(title="KIM Melati"), "kelompok/tirta.md": group()}


def test_an_unknown_group_is_found_with_the_nearest_name() -> None:
    _, problems = site({**TWO, "berita/2026/a.md": news("group: tirtaa\n")}, only=False)
    assert told(problems)[0] == "berita/2026/a.md:5:8 K301"
    assert problems[0].hint == "maksudnya tirta? kelompok yang ada: melati, tirta"


def test_the_faulty_one_of_several_groups_is_pointed_at() -> None:
    _, problems = site({**TWO, "berita/2026/a.md": news("group: [tirta, melatih]\n")}, only=False)
    assert told(problems)[0] == "berita/2026/a.md:5:16 K301"


def test_a_group_is_found_under_its_indonesian_key() -> None:
    _, problems = site({**TWO, "berita/2026/a.md": news("kelompok: siapa\n")}, only=False)
    assert told(problems)[:2] == ["berita/2026/a.md:5:1 K113", "berita/2026/a.md:5:11 K301"]


def test_a_draft_group_answers_for_nothing() -> None:
    files = {**TWO, "kelompok/melati.md": group("draft: true\n")}
    catalogue, problems = site({**files, "berita/2026/a.md": news("group: melati\n")}, only=False)
    assert problems[0].message == "kelompok 'melati' masih konsep"
    assert "berita/2026/a.md" in catalogue.left_out


def test_the_only_group_answers_for_what_names_none() -> None:
    catalogue, problems = site({"berita/2026/a.md": news()})
    assert problems == []
    assert catalogue.entries["berita/2026/a.md"].groups == ("tirta",)


def test_among_several_groups_one_must_be_named() -> None:
    _, problems = site({**TWO, "berita/2026/a.md": news()}, only=False)
    assert "berita/2026/a.md:1:1 K316" in told(problems)


def test_without_any_group_the_hint_says_to_make_one() -> None:
    _, problems = site({"berita/2026/a.md": news()}, only=False)
    assert problems[0].hint == "buat dulu satu berkas di folder kelompok/"


def test_a_faulty_group_holds_up_its_own_bulletins_only() -> None:
    files = {
        **TWO,
        "kelompok/melati.md": "---\ntitle: KIM Melati\n---\n",
        "berita/2026/a.md": news("group: melati\n"),
        "berita/2026/b.md": news("group: tirta\n"),
        "berita/2026/c.md": news("group: [tirta, melati]\n"),
    }
    catalogue, problems = site(files, only=False)
    assert set(catalogue.entries) == {"kelompok/tirta.md", "berita/2026/b.md"}
    assert [problem.path for problem in problems if problem.code == "K318"] == [
        "berita/2026/a.md",
        "berita/2026/c.md",
    ]


def test_no_bulletin_goes_to_another_group_because_a_file_is_faulty() -> None:
    """Two groups, one of them faulty: the other isn't the only one."""
    files = {**TWO, "kelompok/melati.md": "---\n", "berita/2026/a.md": news()}
    catalogue, problems = site(files, only=False)
    assert "berita/2026/a.md:1:1 K316" in told(problems)
    assert "berita/2026/a.md" not in catalogue.entries


def test_a_group_that_is_faulty_only_among_others_holds_up_its_bulletins_too() -> None:
    files = {
        **TWO,
        "kelompok/melati.md": group("id: kelompok/tirta\nredirect_from: [/berita/]\n"),
        "berita/2026/a.md": news("group: melati\n"),
    }
    catalogue, _ = site(files, only=False)
    assert {"kelompok/melati.md", "berita/2026/a.md"} <= catalogue.left_out


def test_a_groups_file_is_a_name_that_bulletins_can_write() -> None:
    _, problems = site({"kelompok/Tirta Mandiri.md": group()}, only=False)
    assert "kelompok/Tirta Mandiri.md:1:1 K317" in told(problems)


def test_a_group_without_bulletins_is_told_so() -> None:
    files = {**TWO, "berita/2026/a.md": news("group: tirta\n")}
    assert told(site(files, only=False)[1]) == ["kelompok/melati.md:1:1 K311"]


@pytest.mark.parametrize(
    "end, warned", [("2026-06-08", True), ("2026-06-09", False), ("2026-01-01", True)]
)
def test_a_term_that_ends_within_ninety_days_is_a_warning(end: str, *, warned: bool) -> None:
    text = group(f"term: {{start: 2023-01-01, end: {end}}}\n")
    _, problems = site({"kelompok/tirta.md": text, "berita/2026/a.md": news()})
    assert told(problems) == (["kelompok/tirta.md:9:32 K312"] if warned else [])


def test_the_ninety_days_are_counted_in_the_zone_of_the_site() -> None:
    """At 23.30 in UTC it is tomorrow in Jakarta."""
    text = group("term: {start: 2023-01-01, end: 2026-06-09}\n")
    now = datetime.fromisoformat("2026-03-10T23:30:00+00:00")
    files = {"kelompok/tirta.md": text, "berita/2026/a.md": news()}
    here = site(files, now=now.astimezone(JAKARTA))[1]
    assert told(here) == ["kelompok/tirta.md:9:32 K312"]
    assert here == site(files, now=now)[1]


def test_the_year_of_the_folder_is_that_of_the_date() -> None:
    _, problems = site({"berita/2025/a.md": news(), "keputusan/2026/b.md": decision()})
    assert told(problems) == ["berita/2025/a.md:4:7 K309"]
    assert not problems[0].is_error


@pytest.mark.parametrize(
    "path", ["berita/a.md", "berita/2026/02/a.md", "berita/26/a.md", "keputusan/a.md"]
)
def test_a_bulletin_in_the_wrong_folder_is_an_error(path: str) -> None:
    text = decision() if path.startswith("keputusan") else news()
    assert codes({path: text}) == ["K317"]


@pytest.mark.parametrize(
    "second",
    [
        group("draft: true\n", title="KIM Melati"),
        group("konsep: ya\n", title="KIM Melati"),
        group("draft: true\nanggota: x\n", title="KIM Melati"),
        group("draft: true\n", title="KIM Melati").replace("Jateng", "Jateng (contoh)"),
    ],
)
def test_a_draft_of_a_second_group_changes_nothing(second: str) -> None:
    """Its faults are its own, if it has any."""
    files = {"kelompok/melati.md": second, "berita/2026/a.md": news()}
    catalogue, problems = site(files, leaves_out=True)
    assert {"kelompok/melati.md"} >= {problem.path for problem in problems}
    assert catalogue.entries["berita/2026/a.md"].groups == ("tirta",)


def test_a_second_group_that_cannot_be_read_may_be_anybodys() -> None:
    files = {"kelompok/melati.md": "---\ntitle: x", "berita/2026/a.md": news()}
    assert "K316" in {problem.code for problem in site(files)[1]}
