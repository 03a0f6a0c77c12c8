"""Actions and aspirations on the day of the build."""

from __future__ import annotations

from kim_plugins.catalogue import FollowUp
from tests.sites.memory import gathered

MEETING = "meeting: {date: 2026-01-10, place: Balai, chair: Ketua, attendance: {men: 3, women: 3}}"


def board(*actions: str, aspiration: str = "", more: str = "") -> FollowUp:
    """The board on 1 October 2026."""
    listed = "".join(f"  - {action}\n" for action in actions)
    wish = f"aspiration: {aspiration}\n" if aspiration else ""
    text = (
        "---\ntitle: Keputusan\ndescription: Ringkasan.\ndate: 2026-01-12\nproblem: Masalah.\n"
        f"{MEETING}\ndecision: [Jadi]\nmethod: mufakat\n"
        f"{f'actions:{chr(10)}{listed}' if listed else ''}{wish}{more}---\n"
    )
    catalogue, problems = gathered({"keputusan/2026/a.md": text})
    assert [problem for problem in problems if problem.is_error] == []
    return catalogue.follow_up


def test_every_action_stands_in_one_part() -> None:
    found = board(
        "{task: Lewat, owner: A, due: 2026-09-30}",
        "{task: Lama lewat, owner: A, due: 2026-02-01}",
        "{task: Hari ini, owner: A, due: 2026-10-01}",
        "{task: Tanpa batas, owner: A}",
        "{task: Selesai, owner: A, progress: [{date: 2026-02-01, status: selesai}]}",
        "{task: Batal, owner: A, progress: [{date: 2026-03-01, status: batal}]}",
        "{task: Jalan, owner: A, due: 2027-01-01, "
        "progress: [{date: 2026-02-01, status: berjalan}]}",
    )
    parts = (found.overdue, found.open, found.done, found.cancelled)
    assert [[task.action.task for task in part] for part in parts] == [
        ["Lama lewat", "Lewat"],
        ["Hari ini", "Jalan", "Tanpa batas"],
        ["Selesai"],
        ["Batal"],
    ]
    assert sum(map(len, parts)) == len(found.tasks)


def test_what_is_due_today_is_not_overdue() -> None:
    assert board("{task: A, owner: A, due: 2026-10-01}").overdue == ()


def test_an_aspiration_tells_how_long_it_waits() -> None:
    (request,) = board(aspiration="{to: Dinas, sent: 2026-09-01}").waiting
    assert request.days(request.aspiration.sent.replace(month=10)) == 30


def test_an_answered_aspiration_tells_how_long_it_took() -> None:
    found = board(aspiration="{to: Dinas, sent: 2026-02-01, responded: 2026-02-11}")
    assert found.waiting == ()
    assert [request.days(found.today) for request in found.answered] == [10]


def test_an_answer_without_a_day_counts_from_when_it_was_told() -> None:
    found = board(
        aspiration="{to: Dinas, sent: 2026-02-01, response: Ya}", more="updated: 2026-02-05\n"
    )
    assert [request.days(found.today) for request in found.answered] == [4]


def test_an_aspiration_sent_in_the_future_has_waited_for_nothing() -> None:
    (request,) = board(aspiration="{to: Dinas, sent: 2026-12-01}").waiting
    assert request.days(board().today) == 0
