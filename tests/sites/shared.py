"""Sites that many tests look at: built once a run, whichever worker asks first, and served."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bootstrap import taken
from tests.sites.folder import SAMPLE, Site

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-24T08:00+07:00"
"""The day of our own content."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """Say nothing."""


def built(folder: Path, *options: str) -> Path:
    """Our own content as `kim build` publishes it in `folder`; options may name other content."""
    done = Site(ROOT).kim("build", "--now", TODAY, "--site-dir", str(folder), *options)
    assert done.code == 0, done.out + done.err
    return folder


def shared(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], object]) -> Path:
    """A folder that the first worker who asks for it fills for all."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        while not taken(lock.fileno()):
            time.sleep(0.2)
        whole = folder / "whole"
        if not whole.exists():
            folder.mkdir()
            fill(folder)
            whole.touch()
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, while it is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def sample_site(factory: pytest.TempPathFactory) -> Path:
    """The small sample as it is published on 1 October 2026."""

    def fill(folder: Path) -> None:
        config = str(SAMPLE / "mkdocs.yml")
        done = Site(ROOT).build("--config", config, "--site-dir", str(folder / "site"))
        assert done.code == 0, done.out + done.err

    return shared(factory, "sample", fill) / "site"
