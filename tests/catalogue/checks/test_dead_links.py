"""A link that leads nowhere says which file it means, or what it lacks; `--fix` writes it."""

from __future__ import annotations

import pytest

from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.catalogue.checks.bare_addresses import with_scheme
from kim_plugins.moving.fixing import LinkFixer
from tests.catalogue.sites import decision, news, picture, site
from tests.sites.memory import Files

PATH = "berita/2026/a.md"
SOUND = b"ID3"
FILES: Files = {
    "media/Foto.JPG": picture("JPEG"),
    "media/foto-panen 1.jpg": picture("JPEG"),
    "media/2025/kerja bakti.jpeg": picture("JPEG"),
    "media/2025/tanam.png": picture(),
    "media/2026/tanam.png": picture(),
    "media/IMG_20260105.jpg": picture("JPEG"),
    "media/suara/Kabar Laut.mp3": SOUND,
    "media/Surat Edaran.pdf": b"%PDF-1.7\n",
    "berita/2026/Jadwal Air.md": news(),
    "media/peta.png": picture(),
    "berita/2026/peta.md": news(),
    "keputusan/2026/giliran-air.md": decision(),
}
RENDERER = BodyRenderer((), {})


def fixed(text: str, files: Files = FILES) -> str:
    documents = [PATH, *(path for path in files if path.endswith(".md"))]
    media = [path for path in files if not path.endswith(".md")]
    return LinkFixer(documents, media, RENDERER.render).mended(PATH, text.encode()).decode()


def hint(body: str) -> str:
    """What is said of the only link of a body."""
    (problem,) = (one for one in site({PATH: news(body=body), **FILES})[1] if one.path == PATH)
    assert problem.is_error
    return problem.hint


@pytest.mark.parametrize(
    "written, meant",
    [
        ("../../media/foto.jpg", "../../media/Foto.JPG"),
        ("../../Media/Foto.jpg", "../../media/Foto.JPG"),
        ("../../media/foto.jpeg", "../../media/Foto.JPG"),
        ("../../media/foto%20panen%201.jpg", "../../media/foto-panen%201.jpg"),
        ("../../media/foto_panen_1.jpg", "../../media/foto-panen%201.jpg"),
        ("../../media/Foto-Panen-1.JPEG", "../../media/foto-panen%201.jpg"),
        ("../media/foto.jpg", "../../media/Foto.JPG"),
        ("../../../media/foto.jpg", "../../media/Foto.JPG"),
        ("content/media/foto.jpg", "../../media/Foto.JPG"),
        ("/media/foto.jpg", "../../media/Foto.JPG"),
        ("foto.jpg", "../../media/Foto.JPG"),
        ("../media/../media/foto.jpg", "../../media/Foto.JPG"),
        (r"C:\Users\Warga\Foto.jpg", "../../media/Foto.JPG"),
        ("file:///C:/foto/foto.jpg", "../../media/Foto.JPG"),
        ("/storage/emulated/0/DCIM/foto.jpg", "../../media/Foto.JPG"),
        (r"..\..\media\foto.jpg", "../../media/Foto.JPG"),
        ("../../media/kerja-bakti.jpg", "../../media/2025/kerja%20bakti.jpeg"),
        ("../../media/IMG_20260105", "../../media/IMG_20260105.jpg"),
        ("../../media/2026/Tanam.png", "../../media/2026/tanam.png"),
    ],
)
def test_a_picture_is_known_by_a_name_that_is_nearly_its_own(written: str, meant: str) -> None:
    body = f"![Sawah]({written})"
    assert hint(body) == f"maksudnya {meant}?"
    assert fixed(news(body=body)) == news(body=f"![Sawah]({meant})")


@pytest.mark.parametrize(
    "body, mended",
    [
        ("[x](jadwal-air.md)", "[x](Jadwal%20Air.md)"),
        ("[x](<jadwal air.md>)", "[x](<Jadwal%20Air.md>)"),
        (
            "[x](keputusan/2026/giliran-air.md#catatan)",
            "[x](../../keputusan/2026/giliran-air.md#catatan)",
        ),
        ("[x](/keputusan/2026/giliran-air)", "[x](../../keputusan/2026/giliran-air.md)"),
        ("[x](giliran-air.html)", "[x](../../keputusan/2026/giliran-air.md)"),
        ("[x][1]\n\n[1]: giliran_air.md", "[x][1]\n\n[1]: ../../keputusan/2026/giliran-air.md"),
        ("<a href='giliran-air.md'>x</a>", "<a href='../../keputusan/2026/giliran-air.md'>x</a>"),
        ("[x](../../media/surat-edaran.PDF)", "[x](../../media/Surat%20Edaran.pdf)"),
        ("[x](www.contoh.id)", "[x](https://www.contoh.id)"),
        ("[x](contoh.go.id/hal?a=b#c 'Judul')", "[x](https://contoh.go.id/hal?a=b#c 'Judul')"),
        ("[x](wa.me/6281200001234)", "[x](https://wa.me/6281200001234)"),
        ("[x](wa.me/081200001234?text=Halo)", "[x](https://wa.me/6281200001234?text=Halo)"),
        ("[x](0812-0000-1234)", "[x](tel:+6281200001234)"),
        ("[x](+6281200001234)", "[x](tel:+6281200001234)"),
        ("[x](+62 812-0000 1234)", "[x](tel:+6281200001234)"),
        ("[x](112)", "[x](tel:112)"),
        ("[x](kim@desa.example.id)", "[x](mailto:kim@desa.example.id)"),
        ("[x](https//contoh.id)", "[x](https://contoh.id)"),
        ("[x](https:/contoh.id)", "[x](https://contoh.id)"),
        ("[x](htps://contoh.id/a)", "[x](https://contoh.id/a)"),
        ("[x](http:contoh.id)", "[x](http://contoh.id)"),
        ("[x](http://https://contoh.id)", "[x](https://contoh.id)"),
        ("[x](<www.contoh.id/a b>)", "[x](<https://www.contoh.id/a%20b>)"),
        ("[x](forms.gle/abc)", "[x](https://forms.gle/abc)"),
        ("[x](62812 0000 1234)", "[x](tel:+6281200001234)"),
        ("[x](812-0000-1234)", "[x](tel:+6281200001234)"),
        ("[x](1500123)", "[x](tel:1500123)"),
        ("[x](telp:081200001234)", "[x](tel:+6281200001234)"),
        ("[x](WA 0812 0000 1234)", "[x](https://wa.me/6281200001234)"),
        ("[x](surat edaran.pdf)", "[x](../../media/Surat%20Edaran.pdf)"),
    ],
)
def test_a_link_is_mended_where_it_has_one_meaning(body: str, mended: str) -> None:
    assert fixed(news(body=body)) == news(body=mended)
    before = [one for one in site({PATH: news(body=body), **FILES})[1] if one.path == PATH]
    assert [one.is_error for one in before] == [True]
    assert not any(
        one.is_error for one in site({PATH: news(body=mended), **FILES})[1] if one.path == PATH
    )


@pytest.mark.parametrize(
    "body",
    [
        "![x](tanam.png)",
        "![x](../../media/2024/foto.jpg)",
        "![x](../../media/tak-ada.jpg)",
        "[x](berita.md)",
        "`[x](www.contoh.id)`",
        "```\n![x](foto.jpg)\n```",
        "[x](/topik/giliran-air/)",
        "[x](https://contoh.id/foto.jpg)",
        "[x](mailto:a@b.id) [y](tel:112) [z](#foto.jpg) [w](../../media/Foto.JPG)",
        "[x](12 34 56)",
        "![x](../../media/Peta)",
    ],
)
def test_what_may_mean_more_or_nothing_is_left_alone(body: str) -> None:
    assert fixed(news(body=body)) == news(body=body)


def test_the_same_name_with_another_ending_is_offered_and_not_taken() -> None:
    body = "![Sawah](foto.png)"
    assert hint(body) == "maksudnya ../../media/Foto.JPG?"
    assert fixed(news(body=body)) == news(body=body)


def test_two_files_of_one_name_are_both_named() -> None:
    said = hint("![x](tanam.png)")
    assert said == "maksudnya ../../media/2025/tanam.png atau ../../media/2026/tanam.png?"


@pytest.mark.parametrize(
    "extra, mended",
    [
        (
            "image: {src: ../../media/foto.jpg, alt: x}",
            "image: {src: ../../media/Foto.JPG, alt: x}",
        ),
        ("image:\n  src: 'foto.jpeg'\n  alt: x", "image:\n  src: '../../media/Foto.JPG'\n  alt: x"),
        ("audio: {src: kabar-laut.mp3}", "audio: {src: ../../media/suara/Kabar Laut.mp3}"),
        ("follows: [Giliran-Air.md]", "follows: [keputusan/2026/giliran-air.md]"),
        ("supersedes: keputusan/giliran_air.md", "supersedes: keputusan/2026/giliran-air.md"),
    ],
)
def test_paths_in_front_matter_are_mended_alike(extra: str, mended: str) -> None:
    assert fixed(news(f"{extra}\n")) == news(f"{mended}\n")
    assert fixed(news(f"{mended}\n")) == news(f"{mended}\n")


@pytest.mark.parametrize(
    "written, said",
    [
        ("www.contoh.id", "alamat situs 'www.contoh.id' di dalam tautan belum diawali https://"),
        ("0812 0000 1234", "nomor telepon '0812 0000 1234' di dalam tautan belum diawali tel:"),
        ("12 34 56", None),
        ("081200001234", "nomor telepon '081200001234' di dalam tautan belum diawali tel:"),
        ("a@b.id", "alamat surel 'a@b.id' di dalam tautan belum diawali mailto:"),
    ],
)
def test_a_link_that_lacks_its_beginning_is_named(written: str, said: str | None) -> None:
    problems = [one for one in site({PATH: news(body=f"[x]({written})")})[1] if one.path == PATH]
    found = [one for one in problems if one.code == "K356"]
    assert [(one.line, one.column) for one in found] == ([(6, 5)] if said else [])
    assert all(one.message.startswith(said or "") for one in found)


@pytest.mark.parametrize(
    "written",
    [
        *("panen.md", "foto.jpgg", "surat.pdf", "catatan.txt", "2026-03-01", "03/05", "12.500"),
        *(
            "Jl. Merdeka",
            "index.php",
            "berita/2026/x.md",
            "12",
            "foto.zip",
            "b.",
            "..",
            "1.000.000",
        ),
        *("https://contoh.id", "mailto:a@b.id", "tel:112x", "javascript:alert(1)", "C:/foto.png"),
    ],
)
def test_what_is_no_address_is_not_made_one(written: str) -> None:
    assert with_scheme(written) is None


def test_a_picture_on_another_host_stays_one_without_its_scheme() -> None:
    said = hint("![x](www.contoh.id/foto.jpg)")
    assert said.startswith("simpan berkasnya di folder media/")


def test_an_address_without_a_scheme_gets_one() -> None:
    """From a disk `//contoh.id` would lead to a folder."""
    catalogue, _ = site({PATH: news(body="[x](//contoh.id/a)")})
    assert 'href="https://contoh.id/a"' in catalogue.bodies[PATH].html
