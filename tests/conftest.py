"""What all tests share: how golden files are renewed, and how long hypothesis looks."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.golden import golden as compare
from tests.sites.folder import Site
from tests.sites.shared import sample_site

# The same examples at each run; `--hypothesis-profile=ci` looks at twenty times as many, `explore`
# at others each time.
settings.register_profile("kim", max_examples=500, deadline=None, derandomize=True, database=None)
settings.register_profile("ci", settings.get_profile("kim"), max_examples=10_000)
settings.register_profile("explore", max_examples=10_000, deadline=None, database=None)
settings.load_profile("kim")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write the expected output of golden cases anew; read the diff",
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        help="more edits, more killed builds, every template: minutes instead of seconds",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--regenerate"):
        os.environ["KIM_REGENERATE"] = "1"
    # A shell leaves it ignored in what it runs in the background, and so would all that tests stop.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Have each of several workers begin with its share of the longest tests.

    Each is given a piece of the list and takes from others what they haven't begun; a long test
    that begins last is waited for by all.
    """
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers > 1:
        longest = [item for item in items if _is_long(item)]
        others = [item for item in items if not _is_long(item)]
        items[:] = [
            item
            for number in range(workers)
            for piece in (longest[number::workers], _piece(others, number, workers))
            for item in piece
        ]


def _is_long(item: pytest.Item) -> bool:
    """Whether a test is one of few that could take longer still, or is parted already."""
    return not {"thorough", "quarter"}.isdisjoint(getattr(item, "fixturenames", ()))


def _piece(items: list[pytest.Item], number: int, of: int) -> list[pytest.Item]:
    return items[len(items) * number // of : len(items) * (number + 1) // of]


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Holds a text against a committed file, or writes it there with --regenerate."""
    return compare


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small sample as it is published on 1 October 2026; built once a run."""
    return sample_site(tmp_path_factory)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A copy of the sample to change and to build."""
    return Site.copied(tmp_path)


@pytest.fixture
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether a test shall take the time to look at everything."""
    return bool(pytestconfig.getoption("--thorough"))
