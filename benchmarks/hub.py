"""What a hub of hundreds of groups costs: `kim collect` and `kim build`, first and after changes.

    python3 benchmarks/hub.py --sources 300 --bulletins 10000

Each source is a site of its own with one group: eight of ten are ZIPs and one a tar.gz of a server
on this machine that knows conditions and answers after a while, as one far away does; one of ten is
a repository. Prints a row a command, and what was fetched for it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import tools

tools.bring(__name__)
from corpus import write_corpus
from measuring import measured, size_of

KIM = [sys.executable, "-m", "kim_plugins.cli"]
NOW = ["--now", "2026-12-01T08:00+07:00"]
_GROUP = re.compile(r"^group: (kim-\d+)$", re.MULTILINE)
_OWN = "site_name: KIM {0}\nsite_url: https://{0}.example/\ndocs_dir: content\n"
_NEW = (
    "---\ntitle: Kabar paling baru\ndescription: Kabar baru.\ndate: 2026-12-01\n"
    "place: Balai desa\n---\n\nIsi kabar.\n"
)


class Far(ThreadingHTTPServer):
    """A server that takes `delay` seconds for each answer, and counts what it sends."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, delay: float) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.delay = delay
        self.bodies: dict[str, bytes] = {}
        self.asked = self.sent = 0


class _Answering(BaseHTTPRequestHandler):
    server: Far

    def do_GET(self) -> None:
        """Answer with what lies there, unless it is known."""
        time.sleep(self.server.delay)
        body = self.server.bodies[self.path]
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        is_known = self.headers.get("If-None-Match") == tag
        self.server.asked += 1
        self.send_response(HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK)
        self.send_header("ETag", tag)
        self.end_headers()
        if not is_known:
            self.server.sent += len(body)
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--bulletins", type=int, default=10_000)
    parser.add_argument("--delay", type=float, default=0.1, help="seconds of each answer")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, Far(options.delay) as far:
        threading.Thread(target=far.serve_forever, daemon=True).start()
        folder = Path(name)
        sites = written_sites(folder / "corpus", options.sources, options.bulletins)
        hub = folder / "hub"
        (hub / "content").mkdir(parents=True)
        publish(far, folder, sites)
        (hub / "mkdocs.yml").write_text(settings(far, folder, sites), encoding="utf-8")
        print(f"{options.sources} sources, {options.bulletins} bulletins, {options.delay} s each\n")
        print("| what | seconds | of it work | peak memory | asked | fetched |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for command in ("collect", "build"):
            row(f"first {command}", command, hub, far)
        for command in ("collect", "build"):
            row(f"nothing new: {command}", command, hub, far)
        changed = next(iter(sites))
        sites[changed]["content/berita/2026/kabar-paling-baru.md"] = _NEW.encode()
        publish(far, folder, {changed: sites[changed]})
        for command in ("collect", "build"):
            row(f"one source has one more: {command}", command, hub, far)
        site, copies = size_of(hub / "site"), size_of(hub / ".kim/sumber")
        print(f"\nsite: {site.bytes >> 20} MB, {site.files} files; ", end="")
        print(f"copies: {copies.bytes >> 20} MB, {copies.files} files")


def row(label: str, command: str, hub: Path, far: Far) -> None:
    """Run one command and print its row."""
    far.asked = far.sent = 0
    cost = measured([[*KIM, command, *NOW]], hub, {})
    print(
        f"| {label} | {cost.seconds:.1f} | {cost.work:.1f} | {cost.peak >> 20} MB "
        f"| {far.asked} | {far.sent / 1e6:.1f} MB |",
        flush=True,
    )


def written_sites(folder: Path, sources: int, bulletins: int) -> dict[str, dict[str, bytes]]:
    """The files of each site, by the name of its group."""
    write_corpus(folder, bulletins, villages=sources)
    sites: dict[str, dict[str, bytes]] = {}
    for file in sorted(folder.rglob("*.md")):
        text, path = file.read_text(encoding="utf-8"), file.relative_to(folder).as_posix()
        found = _GROUP.search(text)
        files = sites.setdefault(found[1] if found else file.stem, {})
        files[f"content/{path}"] = text.encode()
    for name, files in sites.items():
        files["mkdocs.yml"] = _OWN.format(name).encode()
    return sites


def way_of(name: str) -> str:
    """How a site is published."""
    return {8: "tar.gz", 9: "git"}.get(int(name.rpartition("-")[2]) % 10, "zip")


def settings(far: Far, folder: Path, sites: Mapping[str, object]) -> str:
    """The mkdocs.yml of the hub."""
    port = far.server_address[1]
    places = {
        name: f"git: {folder / name}"
        if way_of(name) == "git"
        else f"zip: 'http://127.0.0.1:{port}/{name}.{way_of(name)}'"
        for name in sites
    }
    lines = "".join(f"        - {{id: {name}, {place}}}\n" for name, place in places.items())
    return (
        "site_name: Kabar Provinsi\nsite_url: https://provinsi.example/\ndocs_dir: content\n"
        "theme: {name: material, language: id, font: false}\nplugins:\n  - kim/catalogue:\n"
        f"      allowed_hosts: ['127.0.0.1']\n      sources:\n{lines}"
        "  - kim/pages\n  - kim/feeds\n  - kim/broadcast\n  - kim/search\n  - kim/publish\n"
    )


def publish(far: Far, folder: Path, sites: Mapping[str, Mapping[str, bytes]]) -> None:
    """Put sites where the hub asks for them."""
    pack: dict[str, Callable[[Mapping[str, bytes]], bytes]] = {"zip": zipped, "tar.gz": tarred}
    for name, files in sites.items():
        way = way_of(name)
        if way == "git":
            commit(folder / name, files)
        else:
            far.bodies[f"/{name}.{way}"] = pack[way](files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a ZIP."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return data.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a tar.gz."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for path, text in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return data.getvalue()


def commit(place: Path, files: Mapping[str, bytes]) -> None:
    """Commit files to a repository."""
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(text)
    who = ["-c", "user.name=a", "-c", "user.email=a@kim.example"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "isi"]):
        subprocess.run(["git", "-C", str(place), *words], check=True)  # noqa: S607 - the system's


if __name__ == "__main__":
    main()
