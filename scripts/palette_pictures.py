"""The pictures of docs/tampilan.md: each ready palette on a telephone and on a wide screen.

`.venv/bin/python scripts/palette_pictures.py` takes all of them anew, of our own site.
The browser is that of `CHROMIUM`.
"""

import functools
import http.server
import io
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Route, sync_playwright

from kim_plugins.engine.look.palette import own_stylesheet
from kim_plugins.engine.look.palettes import READY, PaletteRequest, palette, rules

ROOT = Path(__file__).parents[1]
NOW = "2026-11-28T16:00+07:00"
SCREENS = ((360, 560, "light"), (360, 560, "dark"), (1280, 800, "light"))
"""Width, height and scheme, from left to right."""
HEIGHT, GAP, QUALITY = 336, 6, 50


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and tells nothing."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - as the base class
        """Say nothing."""


def main() -> int:
    """Take all pictures anew; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="kim-gambar-") as folder, sync_playwright() as play:
        command = [sys.executable, "-m", "kim_plugins.cli", "build", "--quiet", "--now", NOW]
        subprocess.run([*command, "--site-dir", folder], cwd=ROOT, check=True)
        handler = functools.partial(Quiet, directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        [style] = Path(folder, "assets/kim").glob("style.*.css")
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
        )
        for name in READY:
            css = style.read_text(encoding="utf-8") + _added(name)
            picture = _side_by_side(browser, f"http://127.0.0.1:{server.server_port}/", css)
            picture.save(ROOT / f"docs/gambar/palet-{name}.webp", quality=QUALITY, method=6)
        browser.close()
    return 0


def _added(name: str) -> str:
    """The rules of a palette."""
    own, wish = own_stylesheet(), PaletteRequest(name)
    return rules(palette(wish, wish, None, own), own)


def _side_by_side(browser: Browser, address: str, css: str) -> Image.Image:
    """The start page with a stylesheet on every screen."""

    def answer(route: Route) -> None:
        route.fulfill(body=css, content_type="text/css")

    shots = []
    for width, height, scheme in SCREENS:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            service_workers="block",
        )
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        page.route("**/assets/kim/style.*.css", answer)
        page.goto(address, wait_until="networkidle")
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        size = (round(width * HEIGHT / height), HEIGHT)
        shots.append(shot.resize(size, Image.Resampling.LANCZOS))
        context.close()
    whole = Image.new("RGB", (sum(s.width + GAP for s in shots) - GAP, HEIGHT), "#888")
    left = 0
    for shot in shots:
        whole.paste(shot, (left, 0))
        left += shot.width + GAP
    return whole


if __name__ == "__main__":
    sys.exit(main())
