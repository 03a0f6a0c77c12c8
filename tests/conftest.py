"""What all tests share: how golden files are renewed, and how long hypothesis looks."""

from __future__ import annotations

import os
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
