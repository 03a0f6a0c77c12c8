"""One finding of each code of the doctor, for docs/messages.md."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

from kim_plugins.cli.doctor import content, environment, online, published
from kim_plugins.cli.doctor.finding import Finding
from kim_plugins.records import Problem
from kim_plugins.records.problems import Severity

CLOCK: Final = datetime.fromisoformat("2026-10-01T12:00+07:00")
SHOWN: Final = "/home/kim/situs"
URL: Final = "https://kim-tirta.id/"


def findings(folder: Path) -> dict[str, Finding]:
    """The first finding of each code; paths below `folder` are shown as an editor's own."""
    found: dict[str, Finding] = {}
    for one in _all(folder):
        if one.code:
            here = replace(one, said=one.said.replace(str(folder), SHOWN))
            found.setdefault(one.code, here)
    return found


def _all(folder: Path) -> Iterator[Finding]:
    (folder / "requirements").mkdir()
    (folder / "requirements/kim.txt").write_text("kim_plugins==0.9\n")
    config = folder / "mkdocs.yml"
    config.write_text('site_name: "KIM Contoh" # contoh\n')
    os.utime(config, (CLOCK.timestamp(), CLOCK.timestamp()))
    usage = shutil.disk_usage(folder)._replace(free=120_000_000)
    with ExitStack() as stack:
        stack.enter_context(patch.object(environment, "version", lambda: "1.0"))
        stack.enter_context(patch.object(shutil, "disk_usage", lambda _: usage))
        stack.enter_context(patch.object(os, "access", lambda *_: False))
        yield from environment.environment(folder, CLOCK - timedelta(days=900))
    yield from environment.schedule(folder)
    for url in ("", "https://kim-contoh.example/", "http://kim-tirta.id/"):
        yield from content.settings(_any(site_url=url))
    yield from content.examples(folder, folder / "content")
    region = _any(record=_any(region=_any(code="81.01.02.2003")))
    yield from content.zones(_any(groups=(region,), options=_any(zone="Asia/Jakarta")))
    error = Problem("content/index.md", 1, 1, "K104", "", "", "")
    for one in (error, replace(error, severity=Severity.WARNING)):
        yield from content.problems([one])
    yield from _of_a_site(folder, folder / "site")


def _of_a_site(folder: Path, site: Path) -> Iterator[Finding]:
    yield from published.published(site, URL, CLOCK)
    site.mkdir()
    (site / "index.html").touch()
    note = {"built": "2026-09-20", "next": None}
    (site / "build.json").write_text(json.dumps(note))
    with (site / "rapat.mp3").open("wb") as sound:
        sound.truncate(950_000_000)
    yield from published.published(site, URL, CLOCK)
    yield from online.online(folder, "http://127.0.0.1:9/", CLOCK)
    page = online._Answer(200, URL, b"assets/kim/ " + json.dumps(note).encode())
    answers = {"build.json": online._Answer(200, URL, json.dumps(note).encode())}
    with patch.object(online, "_get", lambda url: answers.get(url.rpartition("/")[2], page)):
        yield from online.online(folder, URL, CLOCK)


def _any(**values: Any) -> Any:  # noqa: ANN401 - stands in for what has these values
    return SimpleNamespace(**values)
