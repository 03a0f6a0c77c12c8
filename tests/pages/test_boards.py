"""The boards of what groups offer."""

from __future__ import annotations

from kim_plugins.pages.boards import access_points, public_access
from tests.sites.memory import GROUP, gathered

FACILITIES = """ict:
  patterns: [fasilitas-bersama]
  facilities:
    - {kind: komputer, name: Komputer pengurus}
    - {kind: wifi-publik, name: Wi-Fi balai, public: ya}
"""


def test_what_is_open_to_everybody_comes_first() -> None:
    group = GROUP.replace("ict: {patterns: mandiri}\n", FACILITIES)
    catalogue, problems = gathered({}, group=group)
    assert [problem.as_text() for problem in problems if problem.is_error] == []
    [(_, rows)] = next(access_points(catalogue)).values["sections"]
    assert [owned.thing.name for owned in rows] == ["Wi-Fi balai", "Komputer pengurus"]
    assert [owned.thing.name for owned in public_access(catalogue)] == ["Wi-Fi balai"]
