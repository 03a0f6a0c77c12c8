"""Generated sites of a province, served as their groups would, and whatever befalls them.

What a hub should show is worked out here a second time, from what the groups wrote alone.
"""

from __future__ import annotations

import hashlib
import os
import socket
import tarfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.cli.collecting.hubs import site_of, write, zipped
from tests.cli.collecting.repositories import commit, repository
from tests.exchange.archives import Entry, as_tar_gz, as_zip
from tests.exchange.servers import Asked, Reply, Server, answer, redirect
from tests.sites.memory import GROUP, news

WAYS: Final = ("zip", "tar.gz", "folder", "git", "zip", "zip")


@dataclass
class Village:
    """A group with a site; `shown` are the titles that the hub should show of it."""

    name: str
    way: str
    files: dict[str, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    @property
    def path(self) -> str:
        return f"/{self.name}.{'zip' if self.way == 'zip' else 'tar.gz'}"

    @property
    def titles(self) -> set[str]:
        """The titles of everything that it wrote."""
        own = (text for path, text in self.files.items() if "/berita/" in path)
        return {text.split("title: ")[1].partition("\n")[0] for text in own}

    def write(self, title: str, date: str, **fields: str) -> None:
        """Publish one more bulletin."""
        slug = title.lower().replace(" ", "-")
        self.files[f"content/berita/{date[:4]}/{slug}.md"] = news(title, date, **fields)


class Province:
    """Villages, each published in its way below a folder or at a server."""

    def __init__(self, folder: Path, server: Server, count: int) -> None:
        self.folder, self.server = folder, server
        self.bodies: Counter[str] = Counter()
        self.villages = [
            Village(f"desa{number:02}", WAYS[number % len(WAYS)]) for number in range(count)
        ]
        for village in self.villages:
            village.files = site_of(village.name)

    def source(self, village: Village, name: str = "") -> str:
        """Its line in the hub's mkdocs.yml."""
        name = name or village.name
        if village.way in ("git", "folder"):
            return f"id: {name}, {village.way}: {self.folder / village.name}"
        return f"id: {name}, zip: '{self.server.url(village.path)}'"

    def publish(self, village: Village) -> None:
        """Put what a village wrote where the hub asks for it."""
        place = self.folder / village.name
        if village.way == "folder":
            for path in [*place.rglob("*.md"), *place.rglob("*.jpg")]:
                path.unlink()
            write(place, village.files)
        elif village.way == "git":
            data = {path: text.encode() for path, text in village.files.items()}
            if not place.exists():
                repository(place, data)
                return
            for path in place.rglob("content/**/*.*"):
                path.unlink()
            write(place, village.files)
            commit(place)
        else:
            entries = [Entry(path, text.encode()) for path, text in village.files.items()]
            packed = zipped(village.files) if village.way == "zip" else as_tar_gz(entries)
            self.server.replies[village.path] = self.remembering(village.path, packed)

    def remembering(self, path: str, body: bytes) -> Reply:
        """An answer that knows conditions, and counts what it sends."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'

        def reply(asked: Asked, connection: socket.socket) -> None:
            if asked.headers.get("if-none-match") == tag:
                connection.sendall(answer(b"", "304 Not Modified", ETag=tag))
                return
            self.bodies[path] += 1
            connection.sendall(answer(body, ETag=tag))

        return reply

    def says(self, village: Village, reply: Reply) -> None:
        """Let its server answer this."""
        self.server.replies[village.path] = reply


Fault = Callable[[Province, Village], None]


def _slow(_: Asked, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _drop in range(400):
        connection.sendall(b"P")
        time.sleep(0.05)


def _packed(village: Village, *more: Entry) -> Reply:
    return answer(as_zip([*(Entry(p, t.encode()) for p, t in village.files.items()), *more]))


SERVED: Final[dict[str, tuple[Fault, str]]] = {
    "down": (lambda p, v: p.says(v, answer(b"", "503 Unavailable")), "kode 503"),
    "slow": (lambda p, v: p.says(v, _slow), "tidak selesai menjawab"),
    "huge": (lambda p, v: p.says(v, answer(os.urandom(3 << 20))), "lebih besar dari 2 MB"),
    "private": (lambda p, v: p.says(v, redirect("http://10.0.0.1/a.zip")), "jaringan tertutup"),
    "file": (lambda p, v: p.says(v, redirect("file:///etc/passwd")), "bukan alamat http"),
    "html": (lambda p, v: p.says(v, answer(b"<html>Masuk dulu</html>")), "halaman web"),
    "bomb": (
        lambda p, v: p.says(v, _packed(v, Entry("content/media/a.jpg", bytes(51 << 20)))),
        "lebih besar dari 50 MB",
    ),
    "link": (
        lambda p, v: p.says(v, _packed(v, Entry("content/media/a.jpg", kind=tarfile.SYMTYPE))),
        "tautan (symlink)",
    ),
}
"""What befalls a server: its copy stays as it was."""


def _foreign(province: Province, village: Village) -> None:
    other = next(one.name for one in province.villages if one is not village)
    village.files[f"content/kelompok/{other}.md"] = GROUP.replace("KIM Tani", "KIM Palsu")
    village.write("Kabar palsu", "2026-09-01", group=other)


def far_ahead(_: Province, village: Village) -> None:
    """A bulletin that nobody here will read."""
    village.write("Kabar masa depan", "2099-01-01")


def _twice(province: Province, village: Village) -> None:
    """The guid of somebody else's bulletin, with other words."""
    other = next(one for one in province.villages if one is not village)
    village.files["mkdocs.yml"] += "extra: {}\n"
    village.write(
        "Kabar kembar", "2026-08-17", guid=f"tag:{other.name}.example,2026:berita/2026/panen"
    )


def _renamed(_: Province, village: Village) -> None:
    profile = village.files.pop(f"content/kelompok/{village.name}.md")
    village.files[f"content/kelompok/{village.name}-jaya.md"] = profile


WRITTEN: Final[dict[str, tuple[Fault, str, str]]] = {
    "foreign profile": (_foreign, "K550", "Kabar palsu"),
    "2099": (far_ahead, "K452", "Kabar masa depan"),
    "guid twice": (_twice, "K553", "Kabar kembar"),
    "renamed": (_renamed, "nama kelompok berganti", ""),
}
"""What a group writes wrongly: what is told, and the title that is held back."""
