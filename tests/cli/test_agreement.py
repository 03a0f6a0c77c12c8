"""Whatever fails a build is a problem with file and line in `kim check` (contract C1, C2)."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from tests.catalogue.sites import news, picture
from tests.cli.agreement import OUR_FAULT, Names, run, verdict, write
from tests.sites.folder import NOW, Site

PAGE = "---\ntitle: Halaman\n---\nIsi.\n"
NEWS = "berita/2026/a.md"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="such a name is no name there")


@pytest.mark.parametrize(
    "old, code",
    [
        ("/../x/", "K111"),
        ("/./", "K111"),
        ("/a/../b/", "K111"),
        ("/a./", "K111"),
        ("/.git/", "K111"),
        ("/.htaccess/", "K111"),
        ("https://kim.example/a/", "K111"),
        ("//kim.example/a/", "K111"),
        ("/a/?p=1/", "K111"),
        ("/a#b/", "K111"),
        ("/a b/", "K111"),
        (f"/{'a' * 256}/", "K111"),
        (f"/{'abc/' * 250}", "K111"),
        ("/feed.xml/", "K303"),
        ("/feed.xml/x/", "K303"),
        ("/404.html/", "K303"),
        ("/index.html/", "K303"),
        ("/berita/2026/a/index.html/", "K303"),
        ("/sitemap.xml/", "K303"),
        ("/robots.txt/", "K303"),
        ("/_headers/", "K303"),
        ("/siaran/podcast.xml/", "K303"),
        ("/siaran/kabar.txt/", "K303"),
        ("/agenda/kalender.ics/", "K303"),
        ("/langganan/umpan.css/", "K303"),
        ("/media/halo.mp3/", "K303"),
        ("/assets/kim/", "K303"),
        ("/cari/", "K303"),
        ("/s/abcdefgh/", "K303"),
        ("/topik/irigasi/", "K303"),
        ("/berita/halaman/2/", "K303"),
        ("/topik/irigasi/halaman/1/", "K303"),
        ("/berita/2026/a/naskah/", "K303"),
        ("/berita/2026/a/cetak/", "K303"),
        ("/kelompok/tirta/laporan/2020/", "K303"),
        ("/laporan/2026/", "K303"),
        ("/wilayah/33/", "K303"),
        ("/", "K303"),
    ],
)
def test_an_old_address_that_no_build_can_write_is_a_problem_at_its_place(
    tmp_path: Path, old: str, code: str
) -> None:
    start: Names = {"index.md": PAGE} if old == "/" else {}
    write(tmp_path, {NEWS: news(f'tags: [irigasi]\nredirect_from: ["/lama/", "{old}"]\n'), **start})
    said = verdict(tmp_path).out
    assert said.startswith(f"content/{NEWS}:6:27: KESALAHAN {code}: ")


@pytest.mark.parametrize("old", ["/a/", "/2019/panen.html/", "/warta.php/", "/a_b~c.d/", "/v1.2/"])
def test_an_old_address_as_other_programs_gave_them_is_led_on(tmp_path: Path, old: str) -> None:
    write(tmp_path, {NEWS: news(f"redirect_from: [{old}]\n")})
    assert verdict(tmp_path).code == 0
    assert (tmp_path / f"site{old}index.html").is_file()


def test_an_old_address_that_stands_there_twice_is_led_on_once(tmp_path: Path) -> None:
    write(tmp_path, {NEWS: news("redirect_from: [/a/, /a/]\n")})
    ran = verdict(tmp_path)
    assert (ran.code, ran.out.count("PERINGATAN K115")) == (0, 1)


def test_nothing_that_a_site_publishes_can_be_an_old_address(tmp_path: Path) -> None:
    """Whatever comes to be published: pages, feeds, tables, scripts, pictures and sound."""
    site = Site.copied(tmp_path)
    assert run(tmp_path, "build", "--quiet", "--workers", "1", "--now", NOW).code == 0
    addresses = {f"/{place.removesuffix('index.html')}".rstrip("/") for place in site.published()}
    # What leads up from a folder gives way to whoever wants its address.
    free = {"/warta/panen/", "/warta/", "/media/", "/cari/bagian/"}
    old = {f"{address}/" for address in addresses} - free
    for number, address in enumerate(sorted(old)):
        redirect = f"redirect_from: {address}"
        site.write(f"content/lain/{number}.md", f"---\ntitle: Lain\n{redirect}\n---\nIsi.\n")

    found = json.loads(run(tmp_path, "check", "--now", NOW, "--format", "json").out)

    refused = {problem["path"] for problem in found if problem["field"].startswith("redirect_from")}
    assert len(old) > 200
    assert len(refused) == len(old)


@POSIX
@pytest.mark.parametrize(
    "path, code",
    [
        (b"berita/2026/panen\xe9.md", "K023"),
        (b"foto\xe9/a.md", "K023"),
        (b"media/\xff/a.png", "K023"),
        ("berita/2026/a\nb.md", "K022"),
        ("berita/2026/a\tb.md", "K022"),
        ("a\x1bb/c.md", "K022"),
        ("berita/2026/a\u202eb.md", "K022"),
        ("berita/2026/a\ufffeb.md", "K022"),
        (f"{'㎯' * 80}.md", "K020"),
        (f"{'abc/' * 300}a.md", "K020"),
    ],
)
def test_a_name_that_no_address_can_be_made_of_is_a_problem(
    tmp_path: Path, path: str | bytes, code: str
) -> None:
    write(tmp_path, {path: PAGE if b"2026" not in os.fsencode(path) else news()})
    assert f":1:1: KESALAHAN {code}: " in verdict(tmp_path).out


@POSIX
def test_a_picture_that_nothing_can_name_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, {NEWS: news(), b"media/foto\xe9.jpg": picture("JPEG")})
    ran = verdict(tmp_path)
    assert (ran.code, "content/media/foto[U+DCE9].jpg:1:1: PERINGATAN K023" in ran.out) == (0, True)


@POSIX
def test_a_colon_in_a_name_says_nothing_of_a_year(tmp_path: Path) -> None:
    write(tmp_path, {"berita/2026/a:b.md": news()})
    assert verdict(tmp_path).code == 0
    assert "2026:berita/2026/a:b" in (tmp_path / "site/feed.xml").read_text()


@pytest.mark.parametrize("topic", ["a" * 256, "a" * 5000, "㎯" * 100, "é" * 300])
def test_a_topic_that_is_longer_than_a_name_may_be_has_an_address(
    tmp_path: Path, topic: str
) -> None:
    """And another one that begins alike has its own."""
    write(tmp_path, {NEWS: news(f"tags: [{topic}, {topic}b]\n")})
    assert verdict(tmp_path).code == 0
    assert len([*(tmp_path / "site/topik").iterdir()]) >= 2


def test_folders_deeper_than_any_system_opens_are_told(tmp_path: Path) -> None:
    write(tmp_path, {NEWS: news()})
    with chdir(tmp_path / "content"):
        for _ in range(900):
            Path("dalam").mkdir()
            os.chdir("dalam")
    ran = verdict(tmp_path)
    assert ran.code == 1
    assert "KESALAHAN K020: folder ini bertingkat terlalu dalam" in ran.out
    shutil.rmtree(tmp_path / "content")


@POSIX
def test_what_is_no_file_is_named_once(tmp_path: Path) -> None:
    """Links in a circle, to nowhere, outside or to a folder; pipes and sockets."""
    write(tmp_path, {NEWS: news()})
    content = tmp_path / "content"
    (content / "putar.md").symlink_to("putar.md")
    (content / "hilang.md").symlink_to("tidak-ada.md")
    (content / "luar.md").symlink_to(tmp_path / "mkdocs.yml")
    (content / "folder").symlink_to("berita")
    os.mkfifo(content / "pipa.md")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(content / "soket.md"))
        ran = verdict(tmp_path)
    assert (ran.code, ran.out.count("PERINGATAN K024")) == (0, 6)


@pytest.fixture
def ordinary(tmp_path: Path) -> list[str]:
    """A command prefix under which the modes of files hold for root, too."""
    if os.name != "posix":
        pytest.skip("no modes there")
    if os.getuid():
        return []
    if not (setpriv := shutil.which("setpriv")):
        pytest.skip("no setpriv here")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.parametrize(
    "path, place",
    [
        ("berita/2026/a.md", "content/berita/2026/a.md:1:1: KESALAHAN K021: berkas ini"),
        ("media/a.png", "content/berita/2026/a.md:5:14: KESALAHAN K021: berkas ini"),
        ("berita/2026", "content/berita/2026/:1:1: KESALAHAN K021: folder ini"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_what_may_not_be_read_is_named(
    tmp_path: Path, ordinary: list[str], path: str, place: str, command: str
) -> None:
    site = Site(tmp_path)
    extra = "image: {src: ../../media/a.png, alt: Sawah}\n"
    write(tmp_path, {NEWS: news(extra), "media/a.png": picture()})
    (tmp_path / "content" / path).chmod(0)
    program = [sys.executable, "-m", "kim_plugins.cli", command, "--now", NOW]

    ran = site.run(*ordinary, *program)

    (tmp_path / "content" / path).chmod(0o755)
    assert (ran.code, ran.out.count("KESALAHAN")) == (1, 1)
    assert ran.out.startswith(f"{place} tidak dapat dibaca: Anda tidak diberi izin membacanya")


@pytest.mark.parametrize(
    "now",
    ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "9999-12-31T23:59Z", "1000-01-01T00:00Z"],
)
def test_a_clock_at_the_end_of_time_is_wrong_use(tmp_path: Path, now: str) -> None:
    write(tmp_path, {NEWS: news()})
    ran = verdict(tmp_path, now=now)
    assert (ran.code, "--now" in ran.err) == (2, True)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"kelompok/tirta.md": "---\ntitle: Salah\n---\n"},
        {NEWS: news("draft: true\n")},
        {NEWS: news(date="2027-01-01")},
        {NEWS: news("expires: 2026-04-01\n")},
        {"index.md": "---\ntitle: Beranda\ndraft: true\n---\n"},
        {"media/a.png": picture()},
    ],
)
def test_a_folder_with_hardly_anything_is_judged_alike(tmp_path: Path, files: Names) -> None:
    write(tmp_path, files)
    verdict(tmp_path)


@pytest.mark.parametrize("files", [{}, {"a.md": PAGE}, {NEWS: news()}, {"media/a.png": picture()}])
def test_a_folder_without_a_group_is_judged_alike(tmp_path: Path, files: Names) -> None:
    write(tmp_path, files)
    (tmp_path / "content/kelompok/tirta.md").unlink()
    assert OUR_FAULT not in verdict(tmp_path).err
