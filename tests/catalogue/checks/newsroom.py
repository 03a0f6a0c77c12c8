"""A site that publishes, changes and publishes again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kim_plugins.catalogue import Memory, SiteOptions
from kim_plugins.catalogue.guids import updated_register
from kim_plugins.catalogue.memory import Register
from kim_plugins.records import Problem
from tests.sites.memory import NOW, OPTIONS, gathered, news

PATH = "berita/2026/a.md"

Files = Mapping[str, str | bytes]


class Newsroom:
    """One site over several builds; `told` are the problems of the last one, K370 to K379."""

    def __init__(self, options: SiteOptions = OPTIONS) -> None:
        self.register: Register = {}
        self.options = options
        self.told: list[Problem] = []
        self.now = NOW

    def build(self, files: Files) -> list[str]:
        """The codes with their lines; what has an error isn't published."""
        memory = Memory()
        memory.published = self.register
        catalogue, problems = gathered(files, self.options, self.now, memory=memory)
        self.told = [problem for problem in problems if problem.code.startswith("K37")]
        if not any(problem.is_error for problem in problems):
            self.register = updated_register(catalogue, self.register)[0]
        self.now += timedelta(hours=1)
        return [f"{problem.code}:{problem.line}" for problem in self.told]


KEPT = "https://desa.example/?p=12"


MANY: Files = {f"berita/2026/k{n:02}.md": news(f"K{n}", f"2026-09-{n + 1:02}") for n in range(25)}
