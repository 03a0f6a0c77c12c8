"""`kim check --fix`: what it writes, what it shows and what it leaves alone."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from tests.sites.folder import NOW, Site

SUMUR = "content/berita/2026/sumur.md"
TANI = "content/kelompok/tani.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.without_warnings(tmp_path)


def text(site: Site, path: str) -> str:
    return (site.folder / path).read_bytes().decode()


def test_what_has_one_meaning_is_written_and_shown(site: Site) -> None:
    right = text(site, SUMUR)
    site.edit(SUMUR, "date: ", "tanggal: ")

    ran = site.kim("check", "--now", NOW, "--fix")

    assert (ran.code, text(site, SUMUR)) == (0, right)
    assert ran.out.splitlines()[:2] == [f"--- {SUMUR}", f"+++ {SUMUR}"]
    assert "-tanggal: 2026-09-01" in ran.out.splitlines()
    assert "+date: 2026-09-01" in ran.out.splitlines()
    assert "\x1b" not in ran.out
    assert "1 berkas dibetulkan." in ran.err
    assert "Semua berkas benar." in ran.err


def test_nothing_is_written_without_being_asked(site: Site) -> None:
    site.edit(SUMUR, "date: ", "tanggal: ")
    wrong = text(site, SUMUR)
    assert site.kim("check", "--now", NOW).code == 0
    assert wrong == text(site, SUMUR)


def test_a_second_time_changes_nothing(site: Site) -> None:
    site.edit(SUMUR, "date: ", "tanggal: ")
    site.kim("check", "--fix", "--now", NOW)
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*.md")}

    ran = site.kim("check", "--fix", "--now", NOW)

    assert (ran.code, ran.out) == (0, "")
    assert "Tidak ada yang diubah." in ran.err
    assert before == {path: path.stat().st_mtime_ns for path in site.folder.rglob("*.md")}


def test_what_is_left_is_reported_and_decides_the_exit_code(site: Site) -> None:
    site.edit(SUMUR, "date: 2026-09-01", "tanggal: 31 Februari 2026")

    ran = site.kim("check", "--fix", "--now", NOW)

    assert ran.code == 1
    assert "+date: 31 Februari 2026" in ran.out
    assert f"{SUMUR}:4:7: KESALAHAN K104" in ran.out


def test_a_file_in_doubt_is_left_alone_and_named(site: Site) -> None:
    site.edit(SUMUR, "date: 2026-09-01", "tanggal: Sabu, 5 September 2026")
    wrong = text(site, SUMUR)

    ran = site.kim("check", "--fix", "--now", NOW)

    assert (ran.code, text(site, SUMUR)) == (1, wrong)
    assert f"{SUMUR}: tidak diubah, 'Sabu' di baris 4 bisa berarti Rabu atau Sabtu" in ran.err


def test_paths_say_what_may_be_written(site: Site) -> None:
    site.edit(SUMUR, "date: ", "tanggal: ")
    site.edit(TANI, "title: ", "judul: ")

    site.kim("check", "--fix", "--now", NOW, "content/kelompok")

    assert "tanggal: " in text(site, SUMUR)
    assert "title: " in text(site, TANI)


def test_a_path_that_is_not_there_is_wrong_use_and_nothing_is_written(site: Site) -> None:
    site.edit(SUMUR, "date: ", "tanggal: ")
    ran = site.kim("check", "--fix", SUMUR, "content/brita")
    assert ran.code == 2
    assert "tanggal: " in text(site, SUMUR)


def test_json_stays_json(site: Site) -> None:
    """The changes are told beside it."""
    site.edit(SUMUR, "date: ", "tanggal: ")
    ran = site.kim("check", "--fix", "--now", NOW, "--format", "json")
    assert json.loads(ran.out) == []
    assert "+date: 2026-09-01" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="permissions and links are those of POSIX")
def test_a_file_keeps_its_mode_and_a_link_stays_a_link(site: Site) -> None:
    site.edit(SUMUR, "date: ", "tanggal: ")
    file = site.folder / SUMUR
    file.chmod(0o640)
    kept = site.folder / "content" / "berita" / "sumur-asli.txt"
    file.rename(kept)
    file.symlink_to(kept)

    site.kim("check", "--fix", "--now", NOW)

    assert file.is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o640
    assert "date: " in kept.read_text(encoding="utf-8")
    assert not list(site.folder.rglob(".*.kim"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_cannot_be_written_is_said(site: Site) -> None:
    site.edit(SUMUR, "date: ", "tanggal: ")
    folder = (site.folder / SUMUR).parent
    folder.chmod(0o500)
    ran = site.kim("check", "--fix", "--now", NOW)
    folder.chmod(0o700)
    assert ran.code == 2
    assert "tidak dapat ditulis" in ran.err


def test_links_that_lack_something_are_mended_with_a_diff(site: Site) -> None:
    """A name in other capitals, a folder that is left out, an address without its scheme."""
    wrong = "![Sawah](Sawah.PNG) [situs](www.contoh.id) [telepon](0271 000 1234)"
    site.write(SUMUR, f"{text(site, SUMUR)}\n{wrong}\n")

    ran = site.kim("check", "--fix", "--now", NOW)

    assert ran.code == 0
    right = "![Sawah](../../media/sawah.png) [situs](https://www.contoh.id)"
    assert f"+{right} [telepon](tel:+622710001234)" in ran.out.splitlines()
    assert "1 berkas dibetulkan." in ran.err


def pictured(site: Site, name: str, kind: str) -> bytes:
    """Put a picture into the media folder, of another kind than its name may say."""
    data = io.BytesIO()
    image = Image.new("RGB", (20, 10), "green")
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(data)
    else:
        image.save(data, kind)
    (site.folder / "content/media" / name).write_bytes(data.getvalue())
    return data.getvalue()


def media(site: Site) -> set[str]:
    return {path.name for path in (site.folder / "content/media").iterdir()}


@pytest.mark.parametrize(
    "name, kind, right",
    [
        ("iphone.jpg", "HEIF", "iphone.heic"),
        ("foto.PNG", "JPEG", "foto.jpg"),
        ("IMG_2041", "JPEG", "IMG_2041.jpg"),
        ("foto 1.webp", "PNG", "foto%201.png"),
    ],
)
def test_a_picture_gets_its_right_name_and_all_that_leads_to_it_follows(
    site: Site, name: str, kind: str, right: str
) -> None:
    data = pictured(site, name, kind)
    image = f"image: {{src: ../../media/{name}, alt: Sawah}}\n"
    whole = text(site, SUMUR).replace("---\n", f"---\n{image}", 1)
    site.write(SUMUR, f"{whole}\n![Sawah](<../../media/{name}>) `media/{name}`\n")
    site.write(TANI, f"{text(site, TANI)}\n[Sawah](../media/{name.replace(' ', '%20')})\n")

    ran = site.kim("check", "--now", NOW)
    assert "K350" in ran.out
    ran = site.kim("check", "--fix", "--now", NOW)

    plain = right.replace("%20", " ")
    assert ran.code == 0
    assert f"content/media/{name} → content/media/{plain}" in ran.out
    assert "3 berkas dibetulkan." in ran.err
    assert (site.folder / "content/media" / plain).read_bytes() == data
    assert name not in media(site)
    assert f"src: ../../media/{plain}" in text(site, SUMUR).replace('"', "")
    assert f"![Sawah](<../../media/{right}>) `media/{name}`" in text(site, SUMUR)
    assert f"[Sawah](../media/{right})" in text(site, TANI)
    assert "K350" not in site.kim("check", "--now", NOW).out
    assert site.kim("check", "--fix", "--now", NOW).err.startswith("Tidak ada yang diubah.")


def test_no_picture_takes_the_name_of_another(site: Site) -> None:
    """In no capitals either: on Windows and macOS they would be one file."""
    kept = pictured(site, "Foto.JPG", "JPEG")
    pictured(site, "foto.png", "JPEG")
    pictured(site, "foto.gif", "JPEG")
    body = "![a b](../../media/foto.png) ![c d](../../media/foto.gif)"
    site.write(SUMUR, f"{text(site, SUMUR)}\n{body}\n")

    site.kim("check", "--fix", "--now", NOW)

    assert {"Foto.JPG", "foto-2.jpg", "foto-3.jpg"} <= media(site)
    assert (site.folder / "content/media/Foto.JPG").read_bytes() == kept
    assert "![a b](../../media/foto-3.jpg) ![c d](../../media/foto-2.jpg)" in text(site, SUMUR)


def test_a_picture_that_an_unreadable_file_may_use_keeps_its_name(site: Site) -> None:
    pictured(site, "foto.png", "JPEG")
    pictured(site, "lain.png", "JPEG")
    body = "![Sawah](../../media/foto.png) ![Kali](../../media/lain.png)"
    site.write(SUMUR, f"{text(site, SUMUR)}\n{body}\n")
    site.write("content/berita/2026/rusak.md", "![Sawah](../../media/foto.png)")

    ran = site.kim("check", "--fix", "--now", NOW)

    assert "foto.png: nama tidak diganti, 'berita/2026/rusak.md' belum dapat dibaca" in ran.err
    assert "![Sawah](../../media/foto.png) ![Kali](../../media/lain.jpg)" in text(site, SUMUR)
    assert {"foto.png", "lain.jpg"} <= media(site)


def test_paths_say_whose_pictures_are_renamed(site: Site) -> None:
    pictured(site, "foto.png", "JPEG")
    pictured(site, "lain.png", "JPEG")
    site.write(SUMUR, f"{text(site, SUMUR)}\n![Sawah](../../media/foto.png)\n")
    site.write(
        TANI, f"{text(site, TANI)}\n![Sawah](../media/foto.png) ![Kali](../media/lain.png)\n"
    )

    site.kim("check", "--fix", "--now", NOW, SUMUR)

    assert {"foto.jpg", "lain.png"} <= media(site)
    assert "![Sawah](../media/foto.jpg) ![Kali](../media/lain.png)" in text(site, TANI)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_picture_that_cannot_be_renamed_changes_nothing(site: Site) -> None:
    pictured(site, "foto.png", "JPEG")
    site.write(SUMUR, f"{text(site, SUMUR)}\n![Sawah](../../media/foto.png)\n")
    folder = site.folder / "content/media"
    folder.chmod(0o500)
    ran = site.kim("check", "--fix", "--now", NOW)
    folder.chmod(0o700)
    assert ran.code == 2
    assert "tidak ada yang diubah" in ran.err
    assert "![Sawah](../../media/foto.png)" in text(site, SUMUR)
