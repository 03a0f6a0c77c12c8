"""Sveltia CMS on its test back end: each kind opened, changed and saved, and only that differs."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import jsonschema
import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser

from kim_plugins.cli import main
from kim_plugins.records import read_file
from kim_plugins.records.problems import Problem
from kim_plugins.records.reader import ReadFile
from tests.browser.sveltia import Cms, package
from tests.catalogue.sites import group
from tests.sites.shared import served, shared

NEWS = """---
title: 'Panen: "raya" 🌾'
description: Warga memanen 40 hektare padi.
date: 5 Mei 2026 pukul 08.00 WITA
group: tani
updated: 06/05/2026
tags: pertanian
authors: ["007", "no", Sri Wahyuni]
draft: false
priority: darurat
embargo: Rabu, 6 Mei 2026 07.30
expires: 2026-06-01
place: "0812"
activity: diseminasi
image: {src: ../../media/panen.png, alt: "Petani, memotong: padi"}
audio: {src: ../../media/suara/kabar.mp3, transcript: "Baris satu.\\nBaris dua."}
sources: [{title: "19.30", url: "https://contoh.example/?a=1&b=2", kind: langsung}]
event: {start: 20 Mei 2026 08.00, end: "11.00", time_note: "ba'da Isya", place: "yes"}
corrections: [{kind: ralat, date: 2026-05-07, before: "1,4", after: "1.4", by: null}]
---

Isi **tebal** dan _miring_.
Baris kedua, 2 * 3 = 6
- sabit
  - dua lembar

| a | b |
|---|---|
| 1 | 2 |

```
kode  apa adanya
```
"""
LESSON = """---
title: Memeriksa kabar
description: Cara memeriksa.
date: 2026-11-22
level: dasar
objectives: Mengenali ciri hoaks
audience: remaja
duration: "45"
pillars: [cakap, aman]
competencies: [analisis]
steps: ["1", Baca bersama]
quiz: [{question: "Berapa?", choices: ["1", "2", "no"], answer: 3, explanation: ya}]
claim:
  text: "Pupuk dihapus!"
  source: null
  date: 1 Agustus 2026
  verdict: salah
  type: konten-palsu
  references: [{title: "Keterangan", url: "https://contoh.example/"}]
---

Isi.
"""
DECISION = """---
title: Jadwal air
description: Digilir.
date: 2026-11-21
problem: |
  Air tidak sampai.
  Dua blok kering.
meeting:
  {date: 18 November 2026, start: "19.30", end: "21:45", place: Balai, chair: "001",
  agenda: Jadwal, attendance: {men: 24, women: 19}}
decision: ["Air digilir; bergantian.", "Iuran Rp5.000."]
method: pemungutan-suara
votes: {for: 30, against: 8}
options: [{title: Giliran, pros: Adil, cons: [Perlu penjaga]}]
actions:
  - task: Bersih
    owner: Tani
    due: 31 Desember 2026
    cost: Rp1.500.000
    progress: [{date: 2026-11-19, status: berjalan, note: "200"}]
  - {task: Cat, owner: Tani, cost: 500000}
aspiration: {to: Dinas, sent: 20/11/2026, ticket: "005"}
follows: [keputusan/2025/lama.md]
---

Isi.
"""
GROUP = group().replace("081200001234", '"081200001234"')
PAGE = "---\ntitle: Tentang\ndescription: Siapa kami.\n---\n\nIsi.\n"
FILES = {
    "berita/2026/panen.md": NEWS,
    "literasi/cek.md": LESSON,
    "keputusan/2026/air.md": DECISION,
    "kelompok/tani.md": GROUP,
    "tentang.md": PAGE,
}
CONFIG = """
site_name: KIM Tani
site_url: https://tani.example/
docs_dir: content
theme: {name: material, language: id, font: false}
plugins: [kim/catalogue, kim/pages, kim/feeds, kim/broadcast, kim/search, kim/publish]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the program, and settings for its test back end."""

    def fill(made: Path) -> None:
        (made / "content").mkdir()
        (made / "content" / "tentang.md").write_text(PAGE)
        (made / "mkdocs.yml").write_text(CONFIG)
        (made / "admin").mkdir()
        (made / "admin" / "config.yml").write_text("backend: {name: test-repo}\n")
        file = str(package(made))
        config = str(made / "mkdocs.yml")
        assert main(["schema", "--cms", "sveltia", "--package", file, "--config", config]) == 0

    return shared(tmp_path_factory, "cms", fill)


@pytest.fixture(scope="module")
def cms(folder: Path, browser: Browser) -> Iterator[Cms]:
    """The program, once for all; the page's policy refuses what it asks of another host."""
    # A village in another zone than the machine on which somebody edits.
    context = browser.new_context(timezone_id="America/New_York", locale="id-ID")
    with served(folder) as address:
        page = context.new_page()
        asked: list[str] = []
        page.on("response", lambda answer: asked.append(answer.url))
        yield Cms(page, address, {f"content/{path}": text for path, text in FILES.items()})
        assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []
        context.close()


def read(path: str, text: str) -> tuple[ReadFile, list[Problem]]:
    found, problems = read_file(path, text.encode(), UTC)
    assert found, [problem.message for problem in problems]
    return found, problems


def differing(path: str, before: str, after: str) -> list[str]:
    """The fields that differ between two texts of a file, and `body`."""
    (old, known), (new, problems) = read(path, before), read(path, after)
    fields = type(old.record).model_fields
    found = [name for name in fields if getattr(old.record, name) != getattr(new.record, name)]
    assert {problem.code for problem in problems} <= {problem.code for problem in known}
    return found + ["body"] * (old.body.strip("\n") != new.body.strip("\n"))


def test_the_settings_are_those_that_the_program_knows(folder: Path) -> None:
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        found = archive.extractfile("package/schema/sveltia-cms.json")
        assert found
        schema = json.load(found)
    jsonschema.validate(yaml.safe_load((folder / "admin" / "config.yml").read_text()), schema)


@pytest.mark.parametrize("path", FILES)
def test_only_what_was_changed_differs(cms: Cms, path: str) -> None:
    place = path.removesuffix(".md")
    collection, _, slug = place.partition("/") if "/" in place else ("halaman", "", place)
    cms.open(f"{collection}/entries/{slug}")
    cms.fill("description", "Ringkasan: baru, 081 & 19.30")
    after = cms.save()[f"content/{path}"]
    assert differing(path, FILES[path], after) == ["description"]


def test_a_nested_list_grows(cms: Cms) -> None:
    before = cms.files()["content/keputusan/2026/air.md"]
    cms.open("keputusan/entries/2026/air")
    cms.field("actions").get_by_role("button", name="Expand All").click()
    cms.field("actions.1.progress").get_by_role("button", name="Add").click()
    cms.fill("actions.1.progress.0.date", "25 November 2026")
    cms.field("actions.1.progress.0.status").get_by_text("Selesai", exact=True).click()
    after = cms.save()["content/keputusan/2026/air.md"]
    assert differing("keputusan/2026/air.md", before, after) == ["actions"]
    assert "\n      - date: 25 November 2026\n        status: selesai\n" in after


def test_a_new_bulletin_with_a_picture_passes_the_check(cms: Cms, tmp_path: Path) -> None:
    known = cms.files().keys()
    Image.effect_noise((2400, 1200), 50).save(tmp_path / "Foto Pak RT (1).jpg")
    cms.open("berita/new")
    cms.fill("title", 'Kerja bakti "RT 03": 081 & Émoji 🌾')
    cms.fill("description", "0812")
    cms.fill("date", "28 November 2026 08.00 WIB")
    cms.fill("body", "Isi **tebal**\n- satu")
    cms.field("tags").locator("input").first.fill("2026")
    cms.field("image").get_by_role("checkbox").click()
    cms.field("image.src").get_by_role("button", name="Browse").click()
    with cms.page.expect_file_chooser() as chooser:
        cms.page.get_by_role("button", name="Upload").click()
    chooser.value.set_files(tmp_path / "Foto Pak RT (1).jpg")
    cms.page.get_by_role("button", name="Insert").click()
    cms.fill("image.alt", "Warga membersihkan got")
    files = cms.save()

    new = sorted(files.keys() - known)
    (picture,) = [path for path in new if path.startswith("content/media/")]
    (path,) = [path for path in new if path.endswith(".md")]
    assert path.startswith("content/berita/2")
    assert path.endswith("/kerja-bakti-rt-03-081-emoji.md")
    assert f"src: ../../{picture.removeprefix('content/')}\n" in files[path]
    found, problems = read(path.removeprefix("content/"), files[path])
    assert [problem.message for problem in problems if problem.is_error] == []
    assert (found.record.title, found.record.description) == (
        'Kerja bakti "RT 03": 081 & Émoji 🌾',
        "0812",
    )
    # Both programs read the same of it: a later save changes nothing by itself.
    assert yaml.safe_load(files[path].split("---")[1])["tags"] == ["2026"]
