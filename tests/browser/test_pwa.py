"""What a telephone keeps of the site, and what it never shows (contract C14)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.unsteady import Network, network
from tests.sites.shared import ROOT, built, shared

SAMPLE = ROOT / "tests/sample"
NEWS = "berita/2026/panen/"
DECISION = "keputusan/2026/jadwal-air/"
LESSON = "literasi/hoaks-pupuk/"
GONE = "Warga memanen padi dalam sepekan."
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      found.push(decodeURIComponent(request.url.slice(location.origin.length + 6)));
  return found.sort();
}"""
# A page's policy lets no condition be waited for in it.
WAIT = """async () => {{
  for (let n = 0; n < 300 && !({}); n++) await new Promise(done => setTimeout(done, 50));
}}"""
CONTROLLED = WAIT.format("navigator.serviceWorker.controller")
NO_WORKER = WAIT.format("!(await navigator.serviceWorker.getRegistrations()).length")
IS_KEPT = WAIT.format(
    "await caches.match(location.href) && (!document.querySelector('.kim-figure img') "
    "|| await caches.match(document.querySelector('.kim-figure img').currentSrc))"
)
LISTINGS_ARE_KEPT = WAIT.format("await caches.match(new URL('/desa/luring/', location.href))")
NEWS_IS_GONE = WAIT.format(
    "!await caches.match(new URL('/desa/berita/2026/panen/', location.href))"
)
USED = """async () => {
  let sum = 0;
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      sum += (await (await caches.match(request)).blob()).size;
  return sum;
}"""


def changed(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="session")
def versions(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample before a bulletin is withdrawn (`dulu`), and after that (`kini`)."""

    def fill(folder: Path) -> None:
        content = shutil.copytree(SAMPLE / "content", folder / "content")
        config = folder / "mkdocs.yml"
        config.write_text((SAMPLE / "mkdocs.yml").read_text("utf-8"), encoding="utf-8")
        shutil.copytree(sample_folder, folder / "dulu")
        news = content / "berita/2026/panen.md"
        text = news.read_text("utf-8").replace(
            "\n---\n", "\nwithdrawn: {date: 2026-11-20, reason: data-pribadi}\n---\n", 1
        )
        news.write_text(text, encoding="utf-8")
        built(folder / "kini", "--config", str(config))
        for version in ("dulu", "kini"):
            changed(folder / version / "luring.js", '"sabar":6', '"sabar":0.5')

    return shared(tmp_path_factory, "pocket", fill)


@pytest.fixture
def net(versions: Path) -> Iterator[Network]:
    with network(versions / "dulu") as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
    yield context
    context.close()


@pytest.fixture
def reader(context: BrowserContext, net: Network) -> Page:
    """A reader who has seen home, a bulletin and a decision."""
    page = context.new_page()
    for address in ("", NEWS, DECISION):
        page.goto(net.url(address))
        page.evaluate(IS_KEPT)
    page.evaluate(LISTINGS_ARE_KEPT)
    return page


def is_kept(page: Page) -> bool:
    return page.locator(".kim-kept[role=status]").count() == 1


def test_three_pages_open_without_a_network_with_their_age(reader: Page, net: Network) -> None:
    """Those that were seen, whole; the newest listings too; what else there is, is named."""
    net.is_down = True
    for address, title in (("", "Selamat datang"), (NEWS, "Panen raya"), (DECISION, "jadwal air")):
        reader.goto(net.url(address))
        expect(reader.locator("h1")).to_contain_text(re.compile(title, re.IGNORECASE))
        expect(reader.locator(".kim-kept")).to_have_text(
            re.compile(r"Tanpa jaringan.*diambil \w+, \d+ \w+ 20\d\d.*\((baru saja|\d+ menit)")
        )
        expect(reader).to_have_title(re.compile("^Simpanan: "))
        assert reader.evaluate("getComputedStyle(document.body).marginTop") == "0px"
        assert reader.locator(".kim-kept").get_attribute("role") == "status"
    reader.goto(net.url(NEWS))
    picture = reader.locator(".kim-figure img")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    reader.goto(net.url("berita/"))
    assert is_kept(reader)
    reader.goto(net.url("topik/air-bersih/"))
    expect(reader.get_by_role("status")).to_contain_text("belum tersimpan")
    reader.get_by_role("link", name="Panen raya").click()
    expect(reader).to_have_url(net.url(NEWS))
    assert is_kept(reader)
    net.is_down = False
    reader.get_by_role("link", name="Coba muat lagi").click()
    expect(reader.locator(".kim-kept")).to_have_count(0)


def test_what_is_withdrawn_never_comes_back(reader: Page, net: Network, versions: Path) -> None:
    """Neither the page nor a card of it, though the reader never opened it again."""
    net.is_down = True
    reader.goto(net.url(NEWS))
    assert is_kept(reader), "nobody could know"
    net.site, net.is_down = versions / "kini", False
    reader.goto(net.url(DECISION))
    reader.evaluate(NEWS_IS_GONE)
    net.is_down = True
    for address in (NEWS, "", "berita/"):
        reader.goto(net.url(address))
        assert GONE not in reader.content(), address
    kept = reader.evaluate(KEPT)
    assert NEWS not in kept
    assert not [path for path in kept if path.startswith("media/sawah")]
    net.is_down = False
    reader.goto(net.url(NEWS))
    expect(reader.locator("h1")).to_contain_text("dicabut")
    reader.wait_for_load_state("networkidle")
    assert NEWS not in reader.evaluate(KEPT)


def test_a_newer_page_is_shown_while_there_is_a_network(
    reader: Page, net: Network, versions: Path, tmp_path: Path
) -> None:
    """A slow network is waited for; a kept page that stands meanwhile gives way by itself."""
    newer = shutil.copytree(versions / "dulu", tmp_path / "baru")
    changed(newer / "index.html", "<h1>Selamat datang", "<h1>Selamat pagi")
    net.site, net.wait = newer, 1.5
    reader.goto(net.url(""))
    expect(reader.locator(".kim-kept")).to_contain_text("Jaringan lambat")
    expect(reader.locator("h1")).to_have_text("Selamat pagi")
    assert not is_kept(reader)


def test_versions_are_not_mixed(reader: Page, net: Network, versions: Path, tmp_path: Path) -> None:
    """A page has the style and script that it was made for, those of its network or its own."""
    newer = shutil.copytree(versions / "dulu", tmp_path / "baru")
    style = next((newer / "assets/kim").glob("style.*.css"))
    style.rename(style.with_name("style.ffffffffff.css"))
    for file in newer.rglob("*.html"):
        text = file.read_text("utf-8")
        file.write_text(text.replace(style.name, "style.ffffffffff.css"), encoding="utf-8")
    net.site = newer
    reader.goto(net.url(DECISION))
    reader.evaluate(WAIT.format("await caches.match(document.styleSheets[0].href)"))
    net.is_down = True
    for address, name in ((NEWS, style.name), (DECISION, "style.ffffffffff.css")):
        reader.goto(net.url(address))
        assert is_kept(reader)
        assert reader.evaluate("document.styleSheets[0].href").endswith(name)
        assert reader.evaluate("document.styleSheets[0].cssRules.length") > 100


@pytest.mark.parametrize("fault", ["status", "hotspot"])
def test_what_is_no_page_of_the_site_is_not_kept(reader: Page, net: Network, fault: str) -> None:
    """An overloaded host: the kept page; a hotspot's page is shown, and taken for nothing else."""
    if fault == "status":
        net.status = 503
        reader.goto(net.url(NEWS))
        expect(reader.locator(".kim-kept")).to_contain_text("tidak dapat dibuka")
        return
    net.instead = b"<title>Masuk</title><h1>Beli paket data</h1>"
    reader.goto(net.url(DECISION))
    expect(reader.locator("h1")).to_have_text("Beli paket data")
    net.instead, net.is_down = b"", True
    reader.goto(net.url(DECISION))
    assert "Beli paket" not in reader.content()


def test_a_wrong_clock_gives_no_wrong_age(context: BrowserContext, net: Network) -> None:
    """The day is the server's; how long ago is said only where the clocks agree."""
    page = context.new_page()
    for address in ("", NEWS):
        page.goto(net.url(address))
        page.evaluate(IS_KEPT)
    page.evaluate(
        """async path => {
          const cache = await caches.open((await caches.keys())[0]);
          const found = await cache.match(path);
          const headers = new Headers(found.headers);
          headers.set("x-kim-at", 1262304000000);  // 1 January 2010
          await cache.put(path, new Response(await found.blob(), {headers}));
        }""",
        net.url(NEWS),
    )
    net.is_down = True
    page.goto(net.url(NEWS))
    said = page.locator(".kim-kept").inner_text()
    assert "yang lalu" not in said
    assert "2010" not in said


def test_it_stays_small_and_goes_away_with_the_site(
    reader: Page, net: Network, tmp_path: Path
) -> None:
    """A site that has no such worker any more is not held up by the one of before."""
    assert 10_000 < reader.evaluate(USED) < 5_000_000
    net.site = tmp_path
    reader.goto(net.url(""))
    reader.evaluate(NO_WORKER)
    assert reader.evaluate(KEPT) == []


def test_what_was_seen_longest_ago_makes_room(
    context: BrowserContext, versions: Path, tmp_path: Path
) -> None:
    """The bound holds; here it is a thirtieth of what it is."""
    site = shutil.copytree(versions / "dulu", tmp_path / "situs")
    changed(site / "luring.js", '"batas":4500000', '"batas":170000')
    with network(site) as net:
        page = context.new_page()
        for address in ("", NEWS, DECISION, LESSON, "kelompok/tani/", "kelompok/laut/", "topik/"):
            page.goto(net.url(address))
            page.evaluate(IS_KEPT)
            assert page.evaluate(USED) <= 170_000
        kept = page.evaluate(KEPT)
        assert {"", "berita/", "topik/"} <= set(kept)
        assert NEWS not in kept


@pytest.mark.parametrize("missing", ["caches", "navigator.serviceWorker"])
def test_without_storage_everything_comes_from_the_network(
    context: BrowserContext, versions: Path, tmp_path: Path, missing: str
) -> None:
    """Nor is anything said of it."""
    site = shutil.copytree(versions / "dulu", tmp_path / "situs")
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    if missing == "caches":
        refusing = "Object.defineProperty(self, 'caches', {get() {throw new Error('no')}});"
        changed(site / "luring.js", "self.SITUS =", f"{refusing} self.SITUS =")
    else:
        page.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {value: void 0})")
    with network(site) as net:
        page.goto(net.url())
        if missing == "caches":
            page.evaluate(CONTROLLED)
        page.goto(net.url(NEWS))
        page.wait_for_load_state("networkidle")
        assert page.locator(".kim-figure img").evaluate("image => image.naturalWidth") > 0
    assert faults == []


def test_a_preview_frees_itself_of_a_worker(reader: Page, net: Network, tmp_path: Path) -> None:
    """It is drawn without a manifest, and served where a built site may have been looked at."""
    preview = shutil.copytree(net.site, tmp_path / "pratinjau")
    for file in preview.rglob("*.html"):
        text = re.sub(r'<link rel="manifest"[^>]*>', "", file.read_text("utf-8"))
        file.write_text(text, encoding="utf-8")
    net.site = preview
    reader.goto(net.url(""))
    reader.evaluate(NO_WORKER)
