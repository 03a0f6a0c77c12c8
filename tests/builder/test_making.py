"""Targets are found one after the other, no further than somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kim_plugins.builder.making import File, Making, Target
from kim_plugins.builder.outputs import Outputs


def target(name: str) -> Target:
    return Target(name, lambda: [File(name, name.encode())])


def test_what_comes_after_the_page_that_is_asked_for_is_not_looked_for(tmp_path: Path) -> None:
    """The preview shows an edit without finding the other thousands."""
    found: list[str] = []

    def find() -> Iterator[Target]:
        for name in ("/a/", "/b/", "/c/"):
            found.append(name)
            yield target(name)

    making = Making(Outputs(tmp_path), 1, b"")
    making.add(find)
    making.add(lambda: [target("/d/")])
    assert making.at("b/index.html") == b"/b/"
    assert making.at("a/index.html") == b"/a/"
    assert found == ["/a/", "/b/"]
    assert [*making.targets] == ["/a/", "/b/", "/c/", "/d/"]
    assert making.at("e/index.html") is None
    assert found == ["/a/", "/b/", "/c/"]


def test_an_error_is_met_each_time_that_all_are_asked_for(tmp_path: Path) -> None:
    """Never a part of them, as if the others were no more."""

    def find() -> Iterator[Target]:
        yield target("/a/")
        raise ValueError("lost")

    making = Making(Outputs(tmp_path), 1, b"")
    making.add(find)
    for _ in range(2):
        with pytest.raises(ValueError, match="lost"):
            _ = making.targets
