"""Builds in processes of their own that have everything imported: a tenth of a command's start."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from multiprocessing import get_context
from pathlib import Path

from kim_plugins.cli import main
from tests.sites.folder import Ran

_IMPORTED = (
    "kim_plugins.cli.build",
    "kim_plugins.engine.page_outputs",
    "kim_plugins.engine.feed_outputs",
    "kim_plugins.search",
)


class Builders:
    """Processes that build side by side; each builds once, and may be copied by its workers."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def begin(self, project: Path, *arguments: str) -> Future[Ran]:
        """Build a project from within its folder."""
        return self._pool.submit(_built, project, ["build", "--quiet", *arguments])


@contextmanager
def builders(count: int = 2) -> Iterator[Builders]:
    """So many builds at once. The process of a test itself has threads, beside which none forks."""
    context = get_context("forkserver")
    context.set_forkserver_preload([*_IMPORTED])
    with ProcessPoolExecutor(count, mp_context=context, max_tasks_per_child=1) as pool:
        yield Builders(pool)


def _built(project: Path, arguments: list[str]) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    with chdir(project), redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Ran(code, out.getvalue(), err.getvalue())
