"""Pages that a worker keeps from test to test: a new one costs as much as six visits.

Another test finds nothing of what was done there but a longer history. Who sets up more than a
page forgets by itself (a clock, scripts that run first, answers to requests, permissions, files
that differ) opens one of its own: `open_page`. Media are emulated after a visit: it begins in a new
process, which may draw before it hears of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page

Scheme = Literal["light", "dark"]

NO_WORKER = "Service Worker registration blocked by Playwright"
HEIGHT = 800
FORGET = "localStorage.clear(); sessionStorage.clear()"


def new_page(
    browser: Browser, width: int, scheme: Scheme, faults: list[str], *, scripts: bool
) -> Page:
    """A page that notes errors in the console, requests to other hosts, and dialogs.

    Without what keeps pages for later, which costs a visit half as much again: see test_pwa.py.
    """
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme=scheme,
        java_script_enabled=scripts,
        service_workers="block",
    )

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and message.text != NO_WORKER:
            faults.append(message.text)

    def refuse(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", hear)
    page.on("dialog", refuse)  # ours asks for nothing so
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith("http://127.0.0.1:") else faults.append(request.url)
        ),
    )
    return page


@dataclass
class KeptPage:
    """A page, whether it runs scripts, and what went wrong in it."""

    page: Page
    scripts: bool
    faults: list[str]


@dataclass
class KeptPages:
    """Those of one worker."""

    browser: Browser
    _idle: list[KeptPage] = field(default_factory=list)

    def take(self, width: int, scheme: Scheme, *, scripts: bool) -> KeptPage:
        """A page that no test has, as if it were new."""
        for kept in self._idle:
            if kept.scripts == scripts:
                self._idle.remove(kept)
                kept.page.set_viewport_size({"width": width, "height": HEIGHT})
                kept.page.emulate_media(
                    media="null", color_scheme=scheme, reduced_motion="no-preference"
                )
                return kept
        faults: list[str] = []
        page = new_page(self.browser, width, scheme, faults, scripts=scripts)
        return KeptPage(page, scripts, faults)

    def give_back(self, kept: KeptPage) -> None:
        """Leave what it shows; what went wrong until now is in its faults."""
        if kept.page.url.startswith("http"):
            kept.page.evaluate(FORGET)
        kept.page.goto("about:blank")
        if kept.faults:
            kept.page.context.close()
        else:
            self._idle.append(kept)
