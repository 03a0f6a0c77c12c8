"""A move of one bulletin: its plan, its texts, its refusal."""

from __future__ import annotations

from collections.abc import Mapping

from kim_plugins.moving.plan import MovePlan, Refusal, plan_move
from tests.catalogue.sites import NOW, OPTIONS, group
from tests.sites.memory import Files, content

OLD = "berita/2026/panen.md"
NEW = "berita/2026/panen-raya.md"


def planned(files: Files, old: str, new: str) -> MovePlan | Refusal:
    return plan_move(content({"kelompok/tirta.md": group(), **files}), (old, new), OPTIONS, NOW)


def texts(files: Files, old: str = OLD, new: str = NEW) -> Mapping[str, str]:
    plan = planned(files, old, new)
    assert isinstance(plan, MovePlan), plan
    return {path: data.decode() for path, data in plan.texts.items()}
