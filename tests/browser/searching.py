"""The page of the search, as tests ask it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

RESULTS = "#search-results > li"
LINKS = f"{RESULTS} > a[href]"

Search = Callable[..., Page]


def wait(page: Page) -> Page:
    """Until an answer is there."""
    # Not `wait_for_function`: the pages' policy forbids to evaluate its text again and again.
    expect(page.locator("#search-status")).to_have_text(re.compile("^(?!Mencari)."))
    return page


def titles(page: Page) -> list[str]:
    return page.locator(LINKS).all_inner_texts()
