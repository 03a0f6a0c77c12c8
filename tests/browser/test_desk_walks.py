"""From an empty form to the page, as somebody with a telephone goes (issue 22, "Must show" 1)."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from kim_plugins.cli import main
from kim_plugins.records import Kind
from tests.browser.desk import lines
from tests.browser.desk_site import BODY, BULLETINS, FOLDERS, KINDS, build, small_site
from tests.browser.desk_walks import WAYS, by_keyboard, by_touch, telephone
from tests.browser.test_every_page import AXE, violations
from tests.sites.shared import served

WALKS: Final = {"jari": by_touch, "tombol": by_keyboard}
EVERY: Final = [(kind, how, way) for way in WAYS for how in WALKS for kind in KINDS]
# Each place that the form is opened from, each kind and each way of filling.
SOME: Final = list(zip(cycle(KINDS), cycle(WALKS), WAYS, strict=False))
SHAPE: Final = """(root) => {
  const found = [];
  root.querySelectorAll("img").forEach((one) => one.replaceWith(one.alt));
  const walk = (node) => node.childNodes.forEach((child) => {
    if (child.nodeType === 3) found.push(child.data.replace(/\\s+/g, " ").trim());
    else if (["DIV", "SPAN"].includes(child.tagName)) walk(child);
    else { found.push("<" + child.tagName.toLowerCase() + ">"); walk(child); found.push("</>"); }
  });
  walk(root);
  return found.filter(Boolean).join(" ");
}"""


def _filled(browser: Browser, address: str, site: Path, walk: tuple[Kind, str, str]) -> Any:  # noqa: ANN401
    """A form filled from empty to file: what came out, and what the preview showed."""
    kind, how, way = walk
    context = telephone(browser)
    page = WAYS[way](context, address, site, kind)
    title = f"{BULLETINS[kind]['title']} {how} {way}"
    WALKS[how](page, {**BULLETINS[kind], "title": title}, BODY)
    if how == "tombol":
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        file = waiting.value.path()
        name = waiting.value.suggested_filename
    else:
        with page.expect_download() as waiting:
            page.locator("#hasil").tap()
        file, name = waiting.value.path(), waiting.value.suggested_filename
    data = Path(file).read_bytes()
    page.locator("#tulis-pratinjau > summary").click()
    page.locator("#tulis-halaman article").wait_for()
    if way == "online":
        page.evaluate(AXE)
        assert violations(page) == []
    shown = lines(page.inner_text("#tulis-halaman"))
    shape = _shape(page, "#tulis-halaman .kim-body")
    context.close()
    return name, data, shown, shape


def _shape(page: Page, place: str) -> str:
    return str(page.eval_on_selector(place, SHAPE))


@pytest.fixture
def own_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that receives what is written."""
    small_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def filled(
    browser: Browser, desk: str, desk_folder: Path, thorough: bool
) -> dict[tuple[Kind, str, str], Any]:
    """Forms that were filled from empty to file, each in its own way."""
    walks = EVERY if thorough else SOME
    return {walk: _filled(browser, desk, desk_folder / "site", walk) for walk in walks}


def test_a_form_filled_on_a_telephone_becomes_the_page_that_it_showed(
    browser: Browser,
    own_site: Path,
    filled: dict[tuple[Kind, str, str], Any],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By touch and by keyboard, online, cut off, from what was kept, from a disk."""
    inbox = own_site / "kiriman"
    inbox.mkdir()
    for name, data, *_ in filled.values():
        (inbox / name).write_bytes(data)
    files = [str(inbox / name) for name, *_ in filled.values()]
    assert len(set(files)) == len(filled)
    options = ["--now", "2026-11-28T08:00+07:00", "--content", "content"]
    assert main(["receive", "--publish", *options, *files]) == 0
    paths = [line for line in capsys.readouterr().out.splitlines() if line.endswith(".md")]
    assert len(paths) == len(filled)
    assert main(["check", *options, "--format", "json"]) == 0
    assert capsys.readouterr().out.strip() == "[]"
    with served(build(own_site)) as address:
        page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
        for (kind, how, way), (_, _, shown, shape) in filled.items():
            [path] = [one for one in paths if f"{how}-{way}" in one and f"/{FOLDERS[kind]}/" in one]
            page.goto(f"{address}/{path.removeprefix('content/').removesuffix('.md')}/")
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            text = lines(page.inner_text("article.kim-bulletin"))
            # The page adds how long reading takes.
            missing = [line for line in shown if not any(one.startswith(line) for one in text)]
            assert not missing, (kind, "\n".join(["MISSING", *missing, "PAGE", *text]))
            assert _shape(page, "article.kim-bulletin .kim-body") == shape
        page.context.close()
