"""How each contender of `search.py` builds its index, and how it is asked."""

from __future__ import annotations

import gzip
import html
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from measuring import Cost, measured
from search_ours import catalogue_of

from kim_plugins.search import Documents

ROOT: Final = Path(__file__).parent.parent
VENV: Final = ROOT / ".venv-benchmarks"
_FIELDS: Final = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
"""Material's defaults."""
_PINNED: Final = ("pagefind", "pagefind-bin")

_ASK_OURS: Final = """window.ask = async (query) => {
  const form = document.querySelector("form.kim-find");
  const status = document.getElementById("search-status");
  if (new URLSearchParams(location.search).get("q") !== query) {
    form.elements.namedItem("q").value = query;
    form.requestSubmit();
  }
  while (/^$|^Mencari/.test(status.textContent)) await new Promise((done) => setTimeout(done, 10));
  const links = [...document.querySelectorAll("#search-results > li > a")];
  return links.map((link) => new URL(link.href).pathname);
};"""
_ASK_PAGEFIND: Final = """window.ask = async (query) => {
  const engine = await import("/pagefind/pagefind.js");
  const found = await engine.search(query);
  const data = await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
  return data.map((one) => one.url);
};"""
_ASK_MATERIAL: Final = """
const worker = new Worker("/worker.js");
const answer = (type) => new Promise((done) => {
  worker.addEventListener("message", function heard({ data }) {
    if (data.type !== type) return;
    worker.removeEventListener("message", heard);
    done(data.data);
  });
});
window.ask = async (query) => {
  if (!window.ready) {
    window.ready = answer(1);
    const index = await (await fetch("/search_index.json")).json();
    worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
  }
  await window.ready;
  const result = answer(3);
  worker.postMessage({ type: 2, data: query });
  return (await result).items.slice(0, 10).map((item) => "/" + item[0].location);
};"""


@dataclass(frozen=True, slots=True)
class Built:
    """A folder to serve, the part of it that is the index, and what it cost.

    `script` defines `ask(query)`, which resolves to the addresses of the first ten results;
    `page` is where it is first asked. `after_edit` is the cost of building again.
    """

    folder: Path
    index: Path
    page: str
    script: str
    cost: Cost
    after_edit: Cost | None = None


def built(contender: str, folder: Path) -> Built:
    """Build one contender's index for the content in `folder`."""
    return CONTENDERS[contender](folder)


def _ours(folder: Path) -> Built:
    site = folder / "ours"
    small = folder / "small"
    shutil.copytree(ROOT / "content", small / "content")
    shutil.copy(ROOT / "mkdocs.yml", small)
    build = [sys.executable, "-m", "kim_plugins.cli", "build", "--site-dir", str(site)]
    subprocess.run(build, cwd=small, check=True, capture_output=True)
    shutil.rmtree(site / "cari" / "bagian")
    (site / "cari" / "indeks.js").unlink()
    answer = folder / "ours.json"
    program = Path(__file__).with_name("search_ours.py")
    whole = _measured(sys.executable, program, folder / "content", site, answer)
    first, edit = (
        Cost(seconds, work, whole.peak) for seconds, work in json.loads(answer.read_text("utf-8"))
    )
    return Built(site, site / "cari", "/cari/?q=pengairan", _ASK_OURS, first, edit)


def _pagefind(folder: Path) -> Built:
    site = folder / "pagefind"
    for address, title, body in _pages(folder / "content"):
        target = site / address.lstrip("/") / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            f'<!doctype html><html lang="id"><title>{html.escape(title)}</title>'
            f"<main data-pagefind-body><h1>{html.escape(title)}</h1>{body}</main></html>",
            encoding="utf-8",
        )
    cost = _measured(_environment(), "-m", "pagefind", "--site", site)
    return _with_page(Built(site, site / "pagefind", "/ask.html", _ASK_PAGEFIND, cost))


def _material(folder: Path) -> Built:
    import material  # noqa: PLC0415 - only this contender needs it

    site = folder / "material"
    site.mkdir()
    started, worked = time.perf_counter(), time.process_time()
    docs = [
        {"location": address.lstrip("/"), "title": html.escape(title), "text": body}
        for address, title, body in _pages(folder / "content")
    ]
    config = {
        "lang": ["en"],
        "separator": r"[\s\-]+",
        "pipeline": ["stopWordFilter"],
        "fields": _FIELDS,
    }
    text = json.dumps({"config": config, "docs": docs}, separators=(",", ":"))
    (site / "search_index.json").write_text(text, encoding="utf-8")
    cost = Cost(time.perf_counter() - started, time.process_time() - worked, 0)
    workers = Path(str(material.__file__)).parent / "templates/assets/javascripts/workers"
    shutil.copy(next(workers.glob("search.*.min.js")), site / "worker.js")
    return _with_page(Built(site, site, "/ask.html", _ASK_MATERIAL, cost))


CONTENDERS: Final[dict[str, Callable[[Path], Built]]] = {
    "ours": _ours,
    "pagefind": _pagefind,
    "material": _material,
}


def _with_page(made: Built) -> Built:
    (made.folder / "ask.html").write_text("<!doctype html><title>Cari</title>", encoding="utf-8")
    return made


def _pages(content: Path) -> Iterator[tuple[str, str, str]]:
    for document in Documents(catalogue_of(content)).all.values():
        yield document.address, document.title, document.body().html


def _measured(*command: str | Path) -> Cost:
    return measured([[str(piece) for piece in command]], ROOT, {})


def _environment() -> Path:
    """A Python with Pagefind, by its pinned hashes, apart from the one that runs our code."""
    python = VENV / "bin" / "python"
    if not python.exists():
        uv = [sys.executable, "-m", "uv"]
        subprocess.run([*uv, "venv", "--quiet", str(VENV)], check=True)
        lines = (ROOT / "requirements/benchmarks.txt").read_text("utf-8").replace("\\\n", " ")
        pins = [line for line in lines.splitlines() if line.partition("==")[0] in _PINNED]
        wanted = VENV / "pagefind.txt"
        wanted.write_text("\n".join(pins) + "\n", encoding="utf-8")
        install = ["pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*uv, *install, "--python", str(python), "-r", str(wanted)], check=True)
    return python


class _Compressed(SimpleHTTPRequestHandler):
    """Answers as a host does that compresses text."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """Say nothing."""

    def do_GET(self) -> None:
        """Serve a file, compressed unless it is already."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        shrunk = gzip.compress(data, 9)
        smaller = len(shrunk) < len(data)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if smaller:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(shrunk if smaller else data)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(shrunk if smaller else data)
        moved.append(len(shrunk if smaller else data))


moved: list[int] = []
"""Bytes of each answer that was served; a browser doesn't tell what its workers fetch."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, while it is served."""
    handler = partial(_Compressed, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
