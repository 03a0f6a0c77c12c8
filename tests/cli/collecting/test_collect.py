"""`kim collect` and the hub that `kim build` makes of what it brought."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from kim_plugins.cli.commands import main
from tests.cli.collecting.hubs import Hub, site_of, write, zipped
from tests.cli.collecting.repositories import commit
from tests.exchange.archives import SITE, Entry, as_tar_gz, as_zip
from tests.exchange.servers import Reply, Versioned, answer, redirect, serving
from tests.sites.folder import NOW, Site
from tests.sites.memory import GROUP, news


def test_sites_become_one_and_a_second_time_nothing_changes(
    hub: Callable[[str], Hub], tmp_path: Path
) -> None:
    write(tmp_path / "tirta", site_of("tirta"))
    archive = zipped(site_of("melati"))
    feed = (
        b"<rss version='2.0'><channel><title>Dinas</title><link>https://dinas.example/</link>"
        b"<item><guid>1</guid><title>Pasar &lt;b&gt;murah</title><link>https://dinas.example/1"
        b"</link><pubDate>Fri, 01 Jan 2099 00:00:00 GMT</pubDate></item></channel></rss>"
    )

    with serving({"/s.zip": Versioned(archive), "/feed": Versioned(feed)}) as server:
        made = hub(
            f"id: tirta, folder: ../tirta\nid: melati, zip: '{server.url('/s.zip')}'\n"
            f"id: dinas, feed: '{server.url('/feed')}'"
        )
        code, said = made.run("collect")
        assert (code, "tanggal 1 Januari 2099 pada 'Pasar murah' diganti" in said) == (0, True)
        assert made.run("build")[0] == 0
        first = made.bytes()
        code, said = made.run("collect")
        assert code == 0
        assert "melati:" not in said
        assert made.run("build")[0] == 0
        assert made.bytes() == first
        assert [asked.headers.get("if-none-match") for asked in server.asked[2:]] == ['"a"'] * 2

    parsed = feedparser.parse((made.folder / "site/feed.xml").read_bytes())
    items = {item.id: item for item in parsed.entries}
    assert set(items) == {
        f"tag:{name}.example,2026:berita/2026/panen" for name in ("tirta", "melati")
    }
    source = items["tag:melati.example,2026:berita/2026/panen"].source
    assert (source.title, source.href) == ("KIM melati", "https://melati.example/feed.xml")
    # Two sites have the same path: the second stands beside it.
    page = made.page("berita/2026/panen-melati")
    assert '<link rel="canonical" href="https://melati.example/berita/2026/panen/">' in page
    assert "Panen tirta" in made.page("berita/2026/panen")
    assert "KIM melati" in made.page("sumber")
    assert {"sumber/", "mitra/kabar/"} <= set(re.findall(r'href="\./([^"]+)"', made.page("")))
    news_page = made.page("mitra/kabar")
    assert "Pasar murah" in news_page
    assert "2099" not in news_page
    assert (
        "https://tirta.example/feed.xml" in (made.folder / "site/langganan/sumber.opml").read_text()
    )


def test_a_source_speaks_for_its_own_groups_only(hub: Callable[[str], Hub], tmp_path: Path) -> None:
    write(tmp_path / "tirta", site_of("tirta"))
    foreign = {
        "content/kelompok/tirta.md": GROUP.replace("KIM Tani", "KIM Palsu"),
        "content/berita/2026/palsu.md": news("Kabar palsu", group="tirta"),
        "content/berita/2026/asing.md": news("Kabar asing", group="entah"),
        "content/berita/2026/panen.md": news("Panen melati", group="melati"),
        "content/berita/2026/rusak.md": "---\ntitle: Rusak\n---\n\nIsi.\n",
    }
    write(tmp_path / "melati", site_of("melati", **foreign))
    made = hub("id: tirta, folder: ../tirta\nid: melati, folder: ../melati")
    code, said = made.run("collect")
    assert code == 3
    assert {"K550", "K552", "K100"} & set(re.findall(r"K\d{3}", said)) >= {"K550", "K552"}
    assert made.run("build")[0] == 3
    assert "Panen melati" in made.page("berita/2026/panen-melati")
    shown = "".join(
        file.read_text(encoding="utf-8") for file in (made.folder / "site").rglob("*.html")
    )
    assert not [word for word in ("Palsu", "palsu", "asing", "Rusak") if f"Kabar {word}" in shown]
    assert main(["check", "--config", str(made.folder / "mkdocs.yml"), "--now", NOW]) == 0


def test_who_has_no_site_of_his_own_may_not_use_a_guid_twice(
    hub: Callable[[str], Hub], tmp_path: Path
) -> None:
    for name in ("tirta", "melati"):
        files = site_of(name)
        del files["mkdocs.yml"]
        write(tmp_path / name, files)
    made = hub("id: tirta, folder: ../tirta\nid: melati, folder: ../melati")
    assert "K553" in made.run("collect")[1]
    assert made.run("build")[0] == 3
    assert "Panen tirta" in made.page("berita/2026/panen")
    assert not (made.folder / "site/berita/2026/panen-melati").exists()


FAULTS: dict[str, tuple[Reply, str]] = {
    "down": (answer(b"", "503 Unavailable"), "kode 503"),
    "private": (redirect("http://10.0.0.1/s.zip"), "jaringan tertutup"),
    "file": (redirect("file:///etc/passwd"), "bukan alamat http"),
    "html": (answer(b"<html><body>Masuk dulu</body></html>"), "melainkan halaman web"),
    "huge": (answer(b"", Content_Length=str(1 << 40)), "terputus"),
    "link": (
        answer(as_tar_gz([*SITE, Entry("content/media/a.jpg", kind=tarfile.SYMTYPE)])),
        "tautan (symlink)",
    ),
    "way out": (answer(as_zip([*SITE, Entry("../../a.md")])), "keluar dari foldernya"),
    "empty": (answer(zipped({"content/catatan.txt": "x"})), "content/kelompok/<id>.md"),
    "cut": (answer(zipped(site_of("melati"))[:-40]), "terpotong"),
}
"""What a source of a good site says one day, and the words that tell it."""


def test_every_fault_leaves_the_last_good_copy(hub: Callable[[str], Hub], tmp_path: Path) -> None:
    """One after the other: the site stays complete, and says what is wrong."""
    write(tmp_path / "tirta", site_of("tirta"))
    with serving({"/s.zip": answer(zipped(site_of("melati")))}) as server:
        made = hub(f"id: melati, zip: '{server.url('/s.zip')}'\nid: tirta, folder: ../tirta")
        assert made.run("collect")[0] == 0
        for name, (reply, words) in FAULTS.items():
            server.replies["/s.zip"] = reply
            code, said = made.run("collect")
            assert (code, "mkdocs.yml:9:11: melati: gagal: " in said, name) == (3, True, name)
            assert words in said
            assert "salinan terakhirnya tetap dipakai" in said
            assert "1 dari 2 sumber baik, 2 menyumbang tulisan, 0 berkas ditahan" in said
        assert made.run("build")[0] == 0
        assert "Panen melati" in made.page("berita/2026/panen")
        assert "Tidak dapat diambil sejak 1 Oktober 2026" in made.page("sumber")
        later = site_of("melati", **{"content/berita/2026/panen.md": news("Panen lagi")})
        server.replies["/s.zip"] = answer(zipped(later))
        assert made.run("collect")[0] == 0
        assert made.run("build")[0] == 0
        assert "Panen lagi" in made.page("berita/2026/panen")


def _fifo(place: Path) -> None:
    os.mkfifo(place)


def _large(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(300 << 20)


def _deep(place: Path) -> None:
    (place / "content/kelompok").mkdir(parents=True)
    (place / "/".join("a" * 60)).mkdir(parents=True)


@pytest.mark.skipif(os.name != "posix", reason="pipes of a disk")
@pytest.mark.parametrize(
    "key, make, said",
    [
        ("feed", _fifo, "bukan berkas biasa"),
        ("zip", _fifo, "tidak ada"),
        ("feed", _large, "lebih besar dari 5 MB"),
        ("zip", _large, "lebih besar dari 200 MB"),
        ("folder", _deep, "terlalu dalam"),
        ("folder", _fifo, "folder 'x' tidak ada"),
        ("zip", Path.mkdir, "tidak ada"),
        ("feed", Path.mkdir, "bukan berkas biasa"),
        ("git", Path.mkdir, "tidak ada repositori git"),
    ],
)
def test_what_lies_on_this_machine_has_bounds_too(
    hub: Callable[[str], Hub], key: str, make: Callable[[Path], None], said: str
) -> None:
    made = hub(f"id: melati, {key}: x")
    make(made.folder / "x")
    code, told = made.run("collect")
    assert code == 3
    assert "melati: gagal: " in told
    assert said in told
    assert "belum ada salinannya" in told


def test_who_is_offline_is_told_so_and_how_a_closed_network_is_allowed(
    hub: Callable[[str], Hub],
) -> None:
    made = hub("id: a, zip: 'http://a.invalid/s.zip'\nid: b, feed: 'http://localhost:9/feed.xml'")
    code, said = made.run("collect")
    assert code == 3
    assert "'a.invalid' tidak ditemukan" in said
    assert "allowed_hosts: [localhost]" in said
    assert "Tidak satu pun sumber di internet menjawab" in said


@pytest.mark.skipif(not shutil.which("git"), reason="asks the system's git")
def test_a_repository_is_taken_without_links(hub: Callable[[str], Hub], tmp_path: Path) -> None:
    place = tmp_path / "repo"
    write(place, site_of("tirta"))
    commit(place)
    made = hub("id: tirta, git: ../repo")
    assert made.run("collect")[0] == 0
    assert made.run("build")[0] == 0
    assert "Panen tirta" in made.page("berita/2026/panen")
    (place / "content/media").mkdir()
    (place / "content/media/a.jpg").symlink_to("/etc/passwd")
    commit(place)
    code, said = made.run("collect")
    assert code == 3
    assert "memuat tautan (symlink) 'media/a.jpg'" in said


@pytest.mark.skipif(not shutil.which("git"), reason="asks the system's git")
def test_a_branch_is_followed_though_others_end_in_its_name(
    hub: Callable[[str], Hub], tmp_path: Path
) -> None:
    place = tmp_path / "repo"
    write(place, site_of("tirta"))
    commit(place)
    subprocess.run(["git", "-C", str(place), "branch", "a/utama"], check=True)
    made = hub("id: tirta, git: ../repo, ref: utama")
    assert "2 berkas" in made.run("collect")[1]
    write(place, {"content/berita/2026/baru.md": news("Baru")})
    commit(place)
    assert made.run("collect")[0] == 0
    assert list((made.folder / ".kim/sumber/tirta").rglob("baru.md"))


def test_all_that_is_wrong_is_said_at_once_each_at_its_own_place(
    hub: Callable[[str], Hub],
) -> None:
    """The good ones between them are not named."""
    made = hub(
        "id: a, folder: ../a\nid: B, folder: ../b\nid: c, gti: ../c\nid: d, git: x, ref: '-x'\n"
        "id: e, git: x, groups: e\nid: f, folder: ../f\nid: a, folder: ../g\nfolder: ../h"
    )
    code, said = made.run("collect")
    assert code == 2
    assert re.findall(r"mkdocs\.yml:(\d+:\d+): ", said) == [
        *("10:16", "11:19", "12:32", "13:35", "15:16", "16:11")
    ]
    assert "maksudnya git?" in said


@pytest.mark.parametrize(
    "line, said",
    [
        ("id: a, git: 'git@git.example.id:tirta/situs.git'", "alamat https-nya"),
        ("id: a, git: 'https://nama:sandi@git.example.id/a.git'", "kata sandi"),
        ("id: a, folder: x, site: tirta.example", "bukan alamat lengkap"),
        ("id: A, folder: x", "'A' harus huruf kecil"),
        ("id: a", "tepat satu dari"),
        ("id: a, git: 'file:///x'", "bukan alamat http atau https"),
        ("id: a, git: 'ext::sh -c x'", "bukan alamat http atau https"),
        ("id: a, git: --upload-pack=x", "bukan alamat"),
        ("id: a, git: x, ref: --upload-pack=x", "bukan nama cabang"),
        ("id: a, folder: x, warna: biru", "'warna' tidak dikenal"),
        ("id: a, folder: x, path: ../..", "keluar dari sumbernya"),
        ("id: a, folder: x\nid: a, zip: y", "dipakai dua sumber"),
    ],
)
def test_what_is_no_source_is_said_at_its_place(
    hub: Callable[[str], Hub], line: str, said: str
) -> None:
    code, text = hub(line).run("collect")
    assert code == 2
    assert said in text
    assert re.search(r"mkdocs\.yml:\d+:\d+: ", text)


def test_a_site_without_sources_is_told_how_to_name_one(site_without: Site) -> None:
    ran = site_without.kim("collect")
    assert ran.code == 0
    assert "sources:" in ran.err
    assert "umpan (feed) mitranya" in ran.err


@pytest.fixture
def site_without(tmp_path: Path) -> Site:
    site = Site.copied(tmp_path)
    site.edit("content/kelompok/tani.md", ', feed: "https://radio.example/feed.xml"', "")
    return site
