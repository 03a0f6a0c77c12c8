"""Fixtures of the checks of a whole site."""

from __future__ import annotations

import pytest

from tests.catalogue.checks.newsroom import PATH, Newsroom
from tests.sites.memory import news


@pytest.fixture
def newsroom() -> Newsroom:
    room = Newsroom()
    assert room.build({PATH: news()}) == []
    return room
