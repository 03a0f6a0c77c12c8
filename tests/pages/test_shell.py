"""The frame is drawn once and filled by joining strings."""

from __future__ import annotations

import pytest

from kim_plugins.pages import Shell, slot
from kim_plugins.pages.shell import base_of, relative


def test_slots_are_filled_wherever_they_stand() -> None:
    shell = Shell.of(f"{slot('title')}|{slot('head')}|{slot('content')}|{slot('title')}")
    assert shell.fill({"title": "a", "head": "b", "content": "c"}) == "a|b|c|a"


def test_frame_without_room_for_content_is_refused() -> None:
    """A theme that lost its slot would publish empty pages."""
    with pytest.raises(ValueError, match="content"):
        Shell.of(f"{slot('title')}{slot('head')}")


@pytest.mark.parametrize(
    "address, base", [("/", ""), ("/berita/", "../"), ("/berita/2026/a/", "../../../")]
)
def test_base_leads_back_to_the_root(address: str, base: str) -> None:
    assert base_of(address) == base


@pytest.mark.parametrize(
    "address, base, expected",
    [
        ("/berita/", "../../", "../../berita/"),
        ("/", "../", "../"),
        ("/", "", "./"),
        ("/feed.xml", "", "feed.xml"),
        ("/feed.xml", "https://kabar.example/", "https://kabar.example/feed.xml"),
    ],
)
def test_addresses_are_seen_from_the_page(address: str, base: str, expected: str) -> None:
    assert relative(address, base) == expected
