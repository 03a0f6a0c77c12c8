"""Nothing that an editor writes runs or fetches, even where no policy stops it (contract C8).

The policy is the second wall. `tests/browser/test_hostile.py` switches it off: a site whose records
are filled from the models (`tests/pages/specimens.py`), a hostile line in each text of each field
and setting, is opened page by page, feed by feed and question by question, and may run and fetch
nothing. A new field is tried from the day that it is made.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, Request, expect

from kim_plugins.catalogue.bodies import BodyRenderer, resolve
from kim_plugins.catalogue.media.vectors import sanitised_svg
from tests.browser.hostile import BODIES, LINES, MOMENT, hostile_files, hostile_settings
from tests.browser.page_types import pages_of
from tests.catalogue.media.test_vectors import FETCHING, RUNNING
from tests.catalogue.media.vectors import SVG
from tests.catalogue.sites import OPTIONS
from tests.sites.shared import ROOT, served, shared

OWN = "https://kabar-kim.example/"
"""The site's own address, which stands in its feeds."""

SHOWN_ELSEWHERE = (".json", ".txt", ".xml")
"""Other files that a browser opens in a tab."""

AS_HTML = (".//item/description", ".//{*}encoded", ".//{*}content[@type='html']")
"""What stands in RSS and Atom as HTML; titles, names and summaries are text there."""

# What would run later, at a touch or in another browser; each is told by its first characters.
ARMED = r"""() => {
  const armed = [];
  const runs = /^[\s\0-\x20]*(javascript|vbscript|data:text|data:image\/svg|data:application)/i;
  const leads = [
    "href", "src", "srcset", "srcdoc", "action", "formaction", "cite", "data", "poster", "from",
    "to", "values", "background", "longdesc", "ping", "manifest", "style",
  ];
  const loads = ["iframe", "frame", "object", "embed", "applet", "base", "portal"];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    const told = () => armed.push(element.outerHTML?.slice(0, 160) ?? name);
    if (loads.includes(name)) told();
    if (name === "meta" && /refresh/i.test(element.httpEquiv)) told();
    if (name === "script" && element.type !== "application/ld+json" && !element.src) told();
    for (const {localName, value} of element.attributes) {
      if (localName.startsWith("on")) told();
      if (leads.includes(localName) && runs.test(value)) told();
      if (leads.includes(localName) && localName !== "href" && /lain\.example/.test(value)) told();
    }
  }
  return armed;
}"""
TOUCHED = f"""() => {{
  for (const element of document.querySelectorAll("*"))
    for (const name of ["mouseover", "mouseenter", "focus", "pointerdown", "toggle", "error"])
      element.dispatchEvent(new Event(name));
  return ({ARMED})();
}}"""


class Watched:
    """A page without a policy, and what ran in it, or was asked from elsewhere."""

    def __init__(self, browser: Browser) -> None:
        self.found: list[str] = []
        self._context = browser.new_context(
            bypass_csp=True, accept_downloads=False, service_workers="block"
        )
        self._context.on("request", self._ask)
        self.page: Page = self._context.new_page()
        self.page.on("dialog", self._ran)

    def close(self) -> None:
        """End it."""
        self._context.close()

    def look(self, name: str) -> None:
        """Touch all that the page shows, and look for what waits."""
        self.found += [f"{name}: {armed}" for armed in self.page.evaluate(TOUCHED)]

    def _ask(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", OWN)):
            self.found.append(f"{self.page.url} asks for {request.url}")

    def _ran(self, dialog: object) -> None:
        self.found.append(f"{self.page.url} ran something")
        dialog.dismiss()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def watched_page(browser: Browser) -> Iterator[Watched]:
    """One for all: to open a page costs as much as six visits."""
    opened = Watched(browser)
    yield opened
    opened.close()


@pytest.fixture
def watched(watched_page: Watched) -> Iterator[Watched]:
    yield watched_page
    watched_page.page.goto("about:blank")
    found = watched_page.found[:20]
    watched_page.found.clear()
    assert not found, "\n".join(found)


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site; bulletins whose bodies are refused are left out, as a hub of many groups does."""

    def fill(folder: Path) -> None:
        for path, text in hostile_files().items():
            file = folder / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        config = folder / "mkdocs.yml"
        settings = hostile_settings(ROOT / "mkdocs.yml", folder / "content")
        config.write_text(settings, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "kim_plugins.cli",
            "build",
            "--keep-going",
            "--now",
            MOMENT,
        ]
        places = ["--config", str(config), "--site-dir", str(folder / "site")]
        done = subprocess.run(
            [*command, *places],
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 3, done.stdout + done.stderr

    return shared(tmp_path_factory, "hostile", fill) / "site"


@pytest.fixture(scope="session")
def hostile_site(hostile_folder: Path) -> Iterator[str]:
    with served(hostile_folder) as address:
        yield address


def test_every_record_is_published_with_its_lines(hostile_folder: Path) -> None:
    """Otherwise nothing below could fail."""
    pages = pages_of(hostile_folder)
    for kind in ("/berita/2026", "/literasi", "/keputusan/2026"):
        assert {f"{kind}/{number}/" for number in range(len(LINES))} <= pages.keys()
    assert len(pages) > 150
    shown = "".join(pages.values())
    assert shown.count("&lt;img src=x onerror=alert(1)&gt;") > 500
    assert len(list(hostile_folder.glob("media/gambar-*.svg"))) == len(RUNNING)


@pytest.mark.parametrize("quarter", range(4))
def test_no_page_runs_or_fetches_anything(
    watched: Watched, hostile_folder: Path, hostile_site: str, quarter: int
) -> None:
    """Every page of every kind, script and sheet."""
    for address in sorted(pages_of(hostile_folder))[quarter::4]:
        watched.page.goto(hostile_site + address)
        watched.look(address)


def test_no_feed_and_no_other_file_runs_anything(
    watched: Watched, hostile_folder: Path, hostile_site: str
) -> None:
    """Opened by themselves, pictures too."""
    files = [
        file for suffix in SHOWN_ELSEWHERE for file in sorted(hostile_folder.rglob(f"*{suffix}"))
    ]
    for file in [*files[::3], *hostile_folder.glob("*.xml"), *hostile_folder.glob("media/*.svg")]:
        address = file.relative_to(hostile_folder).as_posix()
        watched.page.goto(f"{hostile_site}/{address}")
        watched.look(address)


def test_no_item_of_a_feed_runs_anything_in_a_reader_that_trusts_it(
    watched: Watched, hostile_folder: Path, hostile_site: str
) -> None:
    """What stands in a feed as HTML is HTML of ours, in all three formats."""
    texts: set[str] = set()
    for file in hostile_folder.rglob("feed.json"):
        texts.update(item["content_html"] for item in json.loads(file.read_text("utf-8"))["items"])
    for file in (*hostile_folder.rglob("feed*.xml"), *hostile_folder.rglob("atom*.xml")):
        root = etree.parse(str(file)).getroot()
        for path in AS_HTML:
            texts.update(node.text for node in root.iterfind(path) if node.text)
    assert len(texts) > 100
    watched.page.goto(f"{hostile_site}/404.html")
    for text in sorted(texts):
        watched.page.set_content(text)
        watched.look(text[:60])


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_no_question_to_the_search_runs_anything(
    watched: Watched, hostile_site: str, line: str
) -> None:
    watched.page.goto(
        f"{hostile_site}/cari/?q={quote(line)}&topik={quote(line)}&jenis={quote(line)}"
    )
    expect(watched.page.locator("#search-status")).not_to_be_empty()
    watched.look(line)
    watched.page.goto(f"{hostile_site}/cari/?q=img")
    expect(watched.page.locator("#search-results > li").first).to_be_visible()
    watched.look(line)


def test_no_body_runs_anything_whether_or_not_it_is_refused(
    watched: Watched, hostile_site: str
) -> None:
    renderer = BodyRenderer(OPTIONS.markdown_extensions, OPTIONS.markdown_configs)
    watched.page.goto(f"{hostile_site}/404.html")
    for block in BODIES:
        for text in (block, f"- {block}", f"> {block}", f"| {block} |\n|---|", f"# {block}"):
            body = renderer.render("berita/2026/a.md", text)
            watched.page.set_content(resolve(body.html, f"{hostile_site}/", lambda _: None))
            watched.look(text)


def test_no_drawing_runs_or_fetches_anything_opened_by_itself(
    watched: Watched, tmp_path: Path
) -> None:
    """In a tab of its own, where an SVG is a document and may run what it holds."""
    drawings = [SVG.format("", inside) for inside in (*FETCHING.values(), *RUNNING.values())]
    with served(tmp_path) as address:
        for number, drawing in enumerate(drawings):
            (tmp_path / f"{number}.svg").write_bytes(sanitised_svg(drawing.encode()).data)
            watched.page.goto(f"{address}/{number}.svg")
            watched.look(drawing)


@pytest.mark.parametrize("kind", ["handler in capitals", "image", "import escaped", "script"])
def test_as_they_were_they_do(browser: Browser, tmp_path: Path, kind: str) -> None:
    """The other tests can fail: what they look for is found in the originals."""
    (tmp_path / "a.svg").write_text(SVG.format("", {**FETCHING, **RUNNING}[kind]), encoding="utf-8")
    watched = Watched(browser)
    with served(tmp_path) as address:
        watched.page.goto(f"{address}/a.svg")
        watched.look(kind)
    watched.close()
    assert watched.found
