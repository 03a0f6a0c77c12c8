"""`kim build`, as an editor, a workflow and a subscriber meet it."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sites.folder import NOW, Site

SECRETS = ("Kalimat rahasia", "Judul yang dicabut", "Pengumuman yang ditahan", "belum matang")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was built once for all; no test may change it."""
    site = Site.copied(tmp_path_factory.mktemp("terbit"))
    assert site.build().code == 0
    return site


def test_build_publishes_pages_feeds_and_old_addresses(site: Site) -> None:
    """Exit 0, the addresses of C4 and C5 that this site has, and a word on the next change."""
    ran = site.build()

    assert (ran.code, ran.out.count("KESALAHAN")) == (0, 0)
    assert "1 Desember 2026 pukul 06.00 WIB" in ran.err
    for path in (
        *("index.html", "berita/index.html", "berita/2026/index.html", "literasi/index.html"),
        *("keputusan/index.html", "kelompok/index.html", "kelompok/tani/index.html"),
        *("topik/index.html", "topik/air-bersih/index.html", "arsip/index.html", "404.html"),
        *("langganan/index.html", "langganan/feeds.opml", "tentang/index.html", "sitemap.xml"),
        *("feed.xml", "atom.xml", "feed.json", "keputusan/feed.xml", "kelompok/tani/feed.xml"),
        *("topik/air-bersih/atom.xml", "berita/2026/panen/index.html", "warta/panen/index.html"),
        *("_headers", "_redirects", ".htaccess", "robots.txt"),
        "cari/indeks.js",
    ):
        assert (site.folder / "site" / path).is_file(), path
    assert 'url=../../berita/2026/panen/"' in (
        site.folder / "site/warta/panen/index.html"
    ).read_text(encoding="utf-8")


def test_nothing_unpublished_leaves_the_content_folder(site: Site) -> None:
    """No draft, embargoed or withdrawn text, and no picture that only such a bulletin uses."""
    site.build()

    for path in (site.folder / "site").rglob("*"):
        if path.is_file() and not path.is_relative_to(site.folder / "site/assets"):
            text = path.read_bytes().decode("utf-8", "replace")
            assert [secret for secret in SECRETS if secret in text] == [], path
    kept = [path for path in (site.folder / "site/media").rglob("*") if path.suffix != ".html"]
    media = {path.name.partition("-")[0] for path in kept}
    assert media == {"sawah", "halo.mp3"}


def test_embargo_ends_by_the_clock_and_not_a_minute_early(site: Site) -> None:
    page = site.folder / "site/berita/2026/embargo/index.html"

    site.kim("build", "--now", "2026-12-01T07:59:59+09:00")
    assert not page.exists()
    site.kim("build", "--now", "2026-12-01T08:00:00+09:00")
    assert "Kalimat rahasia embargo" in page.read_text(encoding="utf-8")


def test_six_faults_in_one_run_and_the_site_as_before(site: Site) -> None:
    """Every problem of every file, with its place; nothing is published."""
    site.build()
    before = site.published()
    group = (site.folder / "content/kelompok/laut.md").read_text(encoding="utf-8")
    for name, members in (("dua", "{men: 1, women: 1}"), ("banyak", "{men: 20, women: 11}")):
        site.write(f"content/kelompok/{name}.md", group.replace("{men: 2, women: 1}", members))
    head = "---\ntitle: Uji\ndescription: Uji\n"
    site.write("content/berita/2026/a.md", f"{head}date: 2026-01-02\ngroup: tanih\n---\n")
    site.write("content/berita/2026/b.md", f"{head}date: 31 Februari 2026\ngroup: tani\n---\n")
    site.write("content/berita/2026/c.md", f"{head}date: 2026-01-02\ngroup: tani\n")
    site.write("content/berita/2026/d.md", f"{head}date: 2026-01-02\ngroup: tani\ntittle: x\n---\n")

    ran = site.build()

    found = [line.split(": ")[:3] for line in ran.out.splitlines() if ": KESALAHAN " in line]
    assert found == [
        ["content/berita/2026/a.md:5:8", "KESALAHAN K301", "kelompok 'tanih' tidak ada"],
        ["content/berita/2026/b.md:4:7", "KESALAHAN K104", found[1][2]],
        ["content/berita/2026/c.md:1:1", "KESALAHAN K003", found[2][2]],
        ["content/berita/2026/d.md:6:1", "KESALAHAN K102", "kunci 'tittle' tidak dikenal"],
        ["content/kelompok/banyak.md:8:10", "KESALAHAN K208", found[4][2]],
        ["content/kelompok/dua.md:8:10", "KESALAHAN K208", found[5][2]],
    ]
    assert ran.code == 1
    assert site.published() == before


@pytest.mark.parametrize("way", ["option", "setting"])
def test_faulty_file_is_left_out_and_named(site: Site, way: str) -> None:
    """`--keep-going` and `on_invalid: leave-out` publish the rest with exit 3."""
    site.edit("content/berita/2026/sumur.md", "date: 2026-09-01", "date: kemarin")
    if way == "setting":
        site.edit("mkdocs.yml", "kim/catalogue: {", "kim/catalogue: {on_invalid: leave-out, ")

    ran = site.build(*(["--keep-going"] if way == "option" else []))

    assert ran.code == 3
    assert "content/berita/2026/sumur.md" in ran.err
    assert not (site.folder / "site/berita/2026/sumur").exists()
    assert (site.folder / "site/berita/2026/panen/index.html").exists()


def test_faulty_group_holds_up_only_its_own_bulletins(site: Site) -> None:
    site.edit("content/kelompok/laut.md", "established: 2022", "established: dulu")

    ran = site.build("--keep-going")

    assert ran.code == 3
    assert "menunggu kelompok 'laut'" in ran.out
    assert not (site.folder / "site/kelompok/laut").exists()
    assert not (site.folder / "site/berita/2026/sumur").exists()
    assert (site.folder / "site/berita/2026/panen/index.html").exists()


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["--config", "tidak-ada.yml"], "tidak ada"),
        (["--content", "tidak-ada"], "folder isi 'tidak-ada' tidak ada"),
        (["--now", "kemarin"], "2026-08-17T08:00+07:00"),
        (["--now", "2026-08-17T08:00"], "bukan waktu yang lengkap"),
        (["--apa"], "tidak ada pilihan --apa"),
        (["--site-dir", "."], "folder hasil memuat folder isi"),
        (["--site-dir", "mkdocs.yml/site"], "mkdocs.yml' adalah berkas; pilih folder lain"),
    ],
)
def test_wrong_use_is_a_sentence(published: Site, arguments: list[str], sentence: str) -> None:
    before = published.published()

    ran = published.kim("build", *arguments)

    assert ran.code == 2
    assert sentence in ran.err
    assert ran.err.startswith("KESALAHAN: ")
    assert published.published() == before


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        ("site_name:", "site_name: [", "mkdocs.yml:"),
        ("material", "matrial", "tema 'matrial' tidak ada"),
        ("kim/pages", "kim/page", "plugin 'kim/page' tidak terpasang"),
        ("{license_name", "{timezone: Asia/Bandung, license_name", "zona waktu 'Asia/Bandung'"),
        ("{license_name", "{on_invalid: apa, license_name", "'apa' bukan pilihan"),
        ("- kim/catalogue:", "- tags:", "kim/catalogue"),
    ],
)
def test_unusable_configuration_is_a_sentence(
    site: Site, old: str, new: str, sentence: str
) -> None:
    site.edit("mkdocs.yml", old, new)

    ran = site.build()

    assert ran.code == 2
    assert sentence in ran.err
    assert not (site.folder / "site").exists()


def test_same_content_and_clock_give_the_same_bytes(site: Site) -> None:
    """Whatever time zone, language, hash seed and order of files the machine has."""
    site.build()
    other = Site(site.folder / "lain")
    # Written in reverse, so that the file system lists them in another order.
    for path in sorted(site.folder.joinpath("content").rglob("*"), reverse=True):
        if path.is_file():
            target = other.folder / path.relative_to(site.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    other.write("mkdocs.yml", (site.folder / "mkdocs.yml").read_text(encoding="utf-8"))

    ran = other.build(TZ="Pacific/Kiritimati", LANG="C", LC_ALL="C", PYTHONHASHSEED="7")

    assert ran.code == 0
    assert other.published() == site.published()


def test_mkdocs_build_strict_builds_the_same_site(site: Site) -> None:
    """Only the clock is the machine's there, so it is ours too."""
    (site.folder / "content/berita/2026/embargo.md").unlink()
    site.edit("content/berita/2026/panen.md", ", dan [rencana](rencana.md) berikutnya", "")
    ours = site.kim("build")  # by the same clock as MkDocs
    theirs = site.run(sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "hasil")

    assert (ours.code, theirs.code) == (0, 0), theirs.err
    assert site.published("hasil") == site.published()


def test_mkdocs_build_names_the_problem_and_leaves_the_site(site: Site) -> None:
    site.build()
    before = site.published()
    site.edit("content/berita/2026/sumur.md", "date: 2026-09-01", "date: kemarin")

    ran = site.run(sys.executable, "-m", "mkdocs", "build")

    assert ran.code == 1
    assert "content/berita/2026/sumur.md:4:7: KESALAHAN K105" in ran.err
    assert site.published() == before


def test_lost_address_is_named(site: Site) -> None:
    """A build that drops an address of the site that it replaces says so, once for each."""
    site.build()
    (site.folder / "content/literasi/hoaks-pupuk.md").unlink()

    ran = site.build()

    assert (ran.out + ran.err).count("/literasi/hoaks-pupuk/") == 1
    assert "alamat /topik/hoaks/ tidak ada lagi" in ran.err


def test_full_disk_leaves_the_site(site: Site) -> None:
    """Simulated by a limit on the size of files, which fails a write in the same way."""
    site.build()
    before = site.published()

    done = subprocess.run(
        [sys.executable, "-m", "kim_plugins.cli", "build", "--clean", "--now", NOW],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)),
    )

    assert done.returncode == 2
    assert "KESALAHAN: situs tidak dapat ditulis" in done.stderr
    assert "Traceback" not in done.stderr
    assert site.published() == before
    assert [path.name for path in site.folder.glob(".site*")] == []


def test_killed_build_leaves_the_site_and_the_next_one_clears_up(site: Site) -> None:
    site.build()
    before = site.published()
    command = [sys.executable, "-m", "kim_plugins.cli", "build", "--now", NOW]
    with subprocess.Popen(command, cwd=site.folder, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not list(site.folder.glob(".site.kim-*")):
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)

    assert site.published() == before
    assert site.build().code == 0
    assert [path.name for path in site.folder.glob(".site*")] == []
    assert site.published() == before


def test_an_hour_in_which_nothing_falls_due_writes_nothing(tmp_path: Path) -> None:
    """Hosted sites are built every hour; what is rewritten is uploaded again."""
    site = Site.copied(tmp_path)
    assert site.kim("build", "--now", "2026-10-01T09:00+07:00").code == 0
    for hour in ("10:00", "14:30", "23:30"):
        assert "; 0 dari " in site.kim("build", "--now", f"2026-10-01T{hour}+07:00").err
