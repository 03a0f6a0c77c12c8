"""The pictures of docs/menulis-dari-telepon.md, taken of a real site.

`.venv/bin/python scripts/guide_pictures.py` takes all of them anew. A site is begun by `kim init`,
a volunteer fills the writing desk on a telephone, the file is received and published, a villager's
correction is sent and taken over; each step is photographed. Whatever a command answers is printed,
for the guide to quote. The browser is that of `CHROMIUM`.
"""

import functools
import http.server
import io
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "gambar"
NOW = "2026-11-28T16:00+07:00"
LATER = "2026-11-29T08:00+07:00"
SIZE: ViewportSize = {"width": 360, "height": 640}
QUALITY = 50
TITLE = "Kerja bakti membersihkan saluran air"
SUMMARY = "Warga RT 02 diajak membersihkan saluran air hari Minggu."
BODY = """Warga RT 02 membersihkan saluran di *Gang Dahlia* hari Minggu, 6 Desember.

Yang dibawa:
- cangkul atau sekop
- karung bekas
- sarung tangan

Ibu-ibu PKK menyiapkan makan siang."""
CORRECTION = "Kumpulnya di balai RW, bukan di balai desa. Balai desa sedang diperbaiki."
INIT = (
    *("--yes", "--name", "KIM Tirta Contoh", "--group", "KIM Tirta Contoh"),
    *("--url", "https://kim-tirta.example/", "--village", "Tirta Contoh"),
    *("--contact", "081200000017", "--now", NOW),
)


def main() -> int:
    """Take all pictures anew; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="kim-gambar-") as name, sync_playwright() as playwright:
        site = Path(name) / "situs"
        kim(Path(name), "init", str(site), *INIT)
        kim(site, "build", "--now", NOW, "--quiet")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
        )
        context = browser.new_context(
            viewport=SIZE,
            device_scale_factor=1.5,
            is_mobile=True,
            has_touch=True,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        parcel = written(page, site)
        kim(site, "receive", str(parcel), "--now", NOW)
        [text] = site.glob("content/berita/2026/kerja-bakti*.md")
        text.write_text(re.sub("(?m)^draft: true.*\n", "", text.read_text("utf-8")), "utf-8")
        kim(site, "check", "--now", NOW)
        kim(site, "build", "--now", NOW, "--quiet")
        message = corrected(page, site, Path(name))
        kim(site, "receive", str(message), "--now", LATER)
        sys.stdout.write(text.read_text("utf-8").partition("\ntitle")[0] + "\n")
        text.write_text(taken_over(text.read_text("utf-8")), "utf-8")
        kim(site, "check", "--now", LATER)
        kim(site, "build", "--now", LATER, "--quiet")
        with served(site) as address:
            page.goto(f"{address}{address_of(site)}")
            picture(page, "koreksi-4-tampil")
        browser.close()
    return 0


def written(page: Page, site: Path) -> Path:
    """The volunteer's part: from the foot of the start page to a file."""
    with served(site) as address:
        page.goto(f"{address}/")
        link = page.get_by_role("link", name="Menulis kabar")
        picture(page, "tulis-1-kaki", link)
        link.tap()
        page.wait_for_url("**/tulis/")
        picture(page, "tulis-2-jenis")
        page.get_by_role("link", name="Berita", exact=True).tap()
        page.locator("form#tulis").wait_for()
        page.fill("[name=title]", TITLE)
        page.fill(
            "#tulis [name=description]", "Warga RT 02 diajak membersihkan saluran air hari Minggu."
        )
        picture(page, "tulis-3-isi", page.locator("h1"))
        page.fill("#isi-body", BODY)
        picture(page, "tulis-4-badan", page.get_by_text("Isi tulisan").first)
        page.locator("summary", has_text="Gambar dan suara").tap()
        photo = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
        page.locator('[name="image.src"]').set_input_files(photo)  # type: ignore[arg-type]
        page.locator('[data-path="image.src"] img').wait_for()
        picture(page, "tulis-5-foto", page.locator('[data-path="image.src"]'))
        page.locator("#hasil").tap()
        page.locator(".kim-ask__fault:visible").first.wait_for()
        picture(page, "tulis-6-keliru", page.locator('[data-path="image.alt"] label'))
        page.fill('[name="image.alt"]', "Saluran air di Gang Dahlia yang penuh daun")
        page.wait_for_timeout(500)
        page.locator("#tulis-pratinjau > summary").tap()
        page.locator("#tulis-halaman article").wait_for()
        picture(page, "tulis-7-pratinjau", page.locator("#tulis-pratinjau"))
        page.wait_for_timeout(1200)
        with page.expect_download() as waiting:
            page.locator("#hasil").tap()
        page.get_by_text("Sudah terkirim?").wait_for()
        picture(page, "tulis-8-kirim", page.get_by_role("heading", name="Kirim"))
        parcel = site.parent / waiting.value.suggested_filename
        waiting.value.save_as(parcel)
        return parcel


def corrected(page: Page, site: Path, folder: Path) -> Path:
    """The villager's part: from the bulletin to the text that WhatsApp would send."""
    with served(site) as address:
        page.goto(f"{address}{address_of(site)}")
        picture(page, "tulis-9-terbit")
        other = page.get_by_role("link", name="Cara lain")
        picture(page, "koreksi-1-tautan", page.locator("#tanya"))
        other.tap()
        page.wait_for_url("**/usul/*")
        page.locator("#jenis").select_option("koreksi")
        page.fill("#isi-usul", CORRECTION)
        page.fill("#nama", "Warga Contoh")
        picture(page, "koreksi-2-isi", page.locator("label", has_text="Yang ingin"))
        picture(page, "koreksi-3-kirim", page.get_by_text("Pesan yang akan dikirim"))
        link = page.get_by_role("link", name="Kirim lewat WhatsApp")
        link.evaluate("one => one.addEventListener('click', event => event.preventDefault())")
        link.tap()
        query = urlsplit(link.get_attribute("href") or "").query
        message = folder / "pesan.txt"
        message.write_text(parse_qs(query)["text"][0], encoding="utf-8")
        return message


def taken_over(text: str) -> str:
    """The correction without its signs of a comment, as an editor leaves it."""
    start = text.index("#corrections:")
    end = text.index("\n", text.index("#    by:")) + 1
    return text[:start] + re.sub("(?m)^#", "", text[start:end]) + text[end:]


def address_of(site: Path) -> str:
    """The address of the bulletin."""
    [page] = site.glob("site/berita/2026/kerja-bakti*/index.html")
    return f"/{page.parent.relative_to(site / 'site').as_posix()}/"


def picture(page: Page, name: str, beside: object = None) -> None:
    """What the telephone shows, with something of the page at its top."""
    page.evaluate(
        "place => { scrollTo(0, place ? place.getBoundingClientRect().top + scrollY - 90 : 0); "
        "document.activeElement.blur(); }",
        beside.element_handle() if beside else None,  # type: ignore[attr-defined]
    )
    page.wait_for_timeout(500)
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        taken.convert("RGB").save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)


def photograph() -> bytes:
    """A photo as a camera's, so that nobody's is shown: water between green banks."""
    data = io.BytesIO()
    image = Image.new("RGB", (2400, 1600), "#7fa55a")
    for high in range(1600):
        width = 200 + high // 2
        image.paste(
            (96, 128 + high // 40, 150), (1200 - width // 2, high, 1200 + width // 2, high + 1)
        )
    image.paste("#bcd7ea", (0, 0, 2400, 420))
    for number in range(90):
        left, top = 150 + (number * 619) % 2100, 450 + (number * 331) % 1100
        image.paste("#8a6a2f", (left, top, left + 60, top + 26))
    image.save(data, "JPEG", quality=85)
    return data.getvalue()


def kim(folder: Path, *arguments: str) -> None:
    """Call `kim` as an editor does, and show what it answered. Raises `CalledProcessError`."""
    done = subprocess.run(
        [sys.executable, "-m", "kim_plugins.cli", *arguments],
        cwd=folder,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    sys.stdout.write(f"$ kim {' '.join(arguments)}\n{done.stdout}\n")
    done.check_returncode()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a built site, while it is served."""
    handler = functools.partial(_Quiet, directory=str(site / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    raise SystemExit(main())
