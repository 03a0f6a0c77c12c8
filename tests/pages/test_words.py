"""How pages group and name what they list."""

from __future__ import annotations

from kim_plugins.pages.words import by_correction
from kim_plugins.records import News
from tests.sites.memory import gathered, news

CORRECTIONS = """
  - {kind: ralat, date: 2026-08-18, before: a, after: b}
  - {kind: koreksi, date: 2026-08-20, before: c, after: d}
  - {kind: hak-jawab, date: 2026-08-19, before: e, after: f, by: Warga Contoh}"""


def test_the_latest_correction_comes_first_and_replies_stand_apart() -> None:
    catalogue, problems = gathered({"berita/2026/a.md": news(corrections=CORRECTIONS)})
    assert [problem.as_text() for problem in problems if problem.is_error] == []
    [entry] = catalogue.bulletins
    assert isinstance(entry.record, News)
    found = by_correction(entry.record.corrections)
    assert [[one.after for one in some] for _, some in found] == [["d", "b"], ["f"]]
