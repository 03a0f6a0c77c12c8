"""Names of files and topics as people give them, on every computer (contract C4)."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from kim_plugins.catalogue.addresses import address_of, topic_address, topic_slug
from tests.catalogue.sites import news, picture, site, told
from tests.sites.memory import Files

SOUND = Path(__file__).parents[3] / "content/media/suara/kabar-laut-18-november.mp3"
ODD = "Foto Pak RT's 100% #1.JPG"


def problems(files: Files) -> list[str]:
    found = site(files)[1]
    return [problem for problem in told(found) if "K312" not in problem]


@pytest.mark.parametrize(
    "name",
    [
        ODD,
        "a (1).jpg",
        "a & b.jpg",
        "R&D&amp;C.jpg",
        'papan "RT".jpg',
        "apa?.jpg",
        "[baru] {1}.jpg",
        "cafe\u0301\u00a0desa.jpg",
        "a+b.jpg",
        "Apa ini.jpg",
        "panen #2 #3.jpg",
        "#1.jpg",
        "50% off.jpg",
        "é – «x».jpg",
        "a;b,c=d.jpg",
        "a..b.jpg",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        "![x](<../../media/{raw}>)",
        "![x](../../media/{encoded})",
        "![x](<../../media/{raw}> 'Judul')",
        "[unduh](<../../media/{raw}>)",
        "[unduh](../../media/{encoded})",
        "![x][f]\n\n[f]: <../../media/{raw}>",
        '<img src="../../media/{html}" alt="x">',
    ],
)
def test_a_picture_is_found_as_it_is_called_and_as_links_are_written(name: str, body: str) -> None:
    raw = name.replace("&", "\\&")
    text = body.format(raw=raw, encoded=quote(name).replace("(", "%28"), html=escape(name))
    files: Files = {f"media/{name}": picture("JPEG"), "berita/2026/a.md": news(body=text)}
    assert [problem for problem in problems(files) if "K122" not in problem] == []
    assert_shown(files, name)


LINK = "[unduh](../../media/{encoded})"
PLAYER = '<audio controls src="../../media/{html}"></audio>'


@pytest.mark.parametrize(
    "name, body",
    [
        ("Jadwal R&D.pdf", LINK),
        ("lagu & doa #1.mp3", LINK),
        ("lagu & doa #1.mp3", PLAYER),
        ('"Jum\'at" 100%.mp3', PLAYER),
    ],
)
def test_a_document_and_a_sound_are_too(name: str, body: str) -> None:
    text = body.format(encoded=quote(name), html=escape(quote(name)))
    data = SOUND.read_bytes() if name.endswith(".mp3") else b"%PDF-1.7\n"
    assert_shown({f"media/{name}": data, "berita/2026/a.md": news(body=text)}, name)


def assert_shown(files: Files, name: str) -> None:
    """That page and feed show or link the file of this name at its address."""
    catalogue, _ = site(files)
    entry = catalogue.entries["berita/2026/a.md"]
    address = catalogue.media[f"media/{name}"].address
    for base in ("../../", "https://kim.example.id/"):
        assert f'="{base}{address[1:]}"' in catalogue.body_html(entry, base)


@pytest.mark.parametrize("written", [f'"../../media/{ODD}"', f"../../media/{quote(ODD)}"])
def test_a_picture_of_a_field_is_found_in_both_ways(written: str) -> None:
    extra = f"image: {{src: {written}, alt: Pak RT}}\n"
    files: Files = {f"media/{ODD}": picture("JPEG"), "berita/2026/a.md": news(extra)}
    assert problems(files) == []


@pytest.mark.parametrize(
    "link, address",
    [
        ("a.md#bagian.satu", "a.md"),
        ("a.md#gambar.jpg", "a.md"),
        ("a.md?x=1", "a.md"),
        ("../../media/a.jpg#t=1.jpg", "media/a.jpg"),
    ],
)
def test_a_fragment_stays_one(link: str, address: str) -> None:
    files: Files = {
        "media/a.jpg": picture("JPEG"),
        "berita/2026/a.md": news(),
        "berita/2026/b.md": news(body=f"[x]({link})"),
    }
    assert problems(files) == []
    assert address


def test_the_hint_is_a_link_that_works_and_no_echo() -> None:
    files: dict[str, str | bytes] = {
        f"media/{ODD}": picture("JPEG"),
        "berita/2026/a.md": news(body=f"![x](<../../media/{ODD.replace('JPG', 'jpg')}>)"),
    }
    (problem,) = site(files)[1]
    hint = problem.hint.removeprefix("maksudnya ").removesuffix("?")
    assert problems(files | {"berita/2026/a.md": news(body=f"![x]({hint})")}) == []


def test_names_that_only_a_computer_tells_apart_are_explained() -> None:
    files: Files = {
        "media/cafe\u0301.jpg": picture("JPEG"),
        "berita/2026/a.md": news(body="![x](../../media/caf\u00e9.jpg)"),
    }
    (problem,) = site(files)[1]
    assert "huruf beraksennya tersusun lain" in problem.hint


@pytest.mark.parametrize(
    "files, expected",
    [
        ({"berita/2026/con.md": news()}, ["berita/2026/con.md:1:1 K122"]),
        ({"berita/2026/AUX.md": news()}, ["berita/2026/AUX.md:1:1 K122"]),
        ({"literasi/lpt1.a.md": news("level: dasar\nobjectives: [a]\n")}, ["K122"]),
        ({"berita/2026/konser.md": news(), "berita/2026/com10.md": news()}, []),
        ({"berita/2026/apa?.md": news()}, ["K122"]),
        ({"berita/2026/a.md": news(), "berita/2026/A.md": news()}, ["K123", "K303"]),
        (
            {"berita/2026/a.md": news(), "media/X.png": picture(), "media/x.png": picture()}
            | {"berita/2026/b.md": news(body="![a](../../media/X.png) ![b](../../media/x.png)")},
            ["media/x.png:1:1 K123"],
        ),
        (
            {"berita/2026/b.md": news(body="![a](../../media/X/a.png) ![b](../../media/x/b.png)")}
            | {"media/X/a.png": picture(), "media/x/b.png": picture()},
            ["media/x/b.png:1:1 K123"],
        ),
        ({"berita/2026/é.md": news(), "berita/2026/e\u0301.md": news()}, ["K123", "K303"]),
    ],
)
def test_names_that_other_computers_cannot_hold_are_named(
    files: Files, expected: list[str]
) -> None:
    found = problems(files)
    assert len(found) == len(expected)
    for part in expected:
        assert any(one.endswith(part) for one in found), found


TOPICS = ["ꦥꦤꦺꦤ꧀", "ปลูกข้าว", "農業", "!!!", "🌾", "Пани"]


def test_topics_of_other_scripts_have_addresses_of_their_own() -> None:
    assert len({topic_address(topic) for topic in TOPICS}) == len(TOPICS)
    for topic in TOPICS:
        assert topic_slug(topic) == topic_slug(topic_slug(topic))
        assert topic_address(topic).isascii()


@pytest.mark.parametrize("name", ["con", "AUX", "nul", "com1", "LPT9"])
def test_a_topic_that_windows_reserves_has_another_folder(name: str) -> None:
    assert topic_address(name) == f"/topik/topik-{name.lower()}/"


@pytest.mark.parametrize(
    "topic, slug",
    [("Air bersih", "air-bersih"), ("C++", "c"), ("Jum'at", "jumat"), ("UMKM", "umkm"), ("é", "e")],
)
def test_what_is_published_keeps_its_address(topic: str, slug: str) -> None:
    assert topic_slug(topic) == slug


@pytest.mark.parametrize(
    "topics, merged",
    [
        (["C++", "C#"], 1),
        (["C++", "C#", "c"], 2),
        (["R&D", "RD"], 1),
        (["Panen", "panen 農"], 1),
        (["Pertanian", "pertanian"], 0),
        (["air-bersih", "Air Bersih", "air_bersih"], 0),
        (["Jum'at", "Jumat"], 0),
        (["Panen!", "Panen 🌾", "panén"], 0),
        (["農業", "ปลูกข้าว"], 0),
    ],
)
def test_topics_do_not_merge_in_silence(topics: list[str], merged: int) -> None:
    files: Files = {
        f"berita/2026/{number}.md": news(f'tags: ["{topic}"]\n')
        for number, topic in enumerate(topics)
    }
    found = site(files)[1]
    warnings = [problem for problem in found if problem.code == "K121"]
    assert len(warnings) == merged
    for problem in warnings:
        assert f"'{topics[0]}'" in problem.message
        assert problem.field == "tags[0]"


def test_addresses_of_files_stay_as_they_are() -> None:
    assert address_of("berita/2026/Panen Raya.md") == "/berita/2026/panen-raya/"
    assert address_of("berita/2026/con.md") == "/berita/2026/con/"


def test_a_topic_is_shortened_only_where_it_is_too_long() -> None:
    longest = next(n for n in range(20, 300) if topic_slug("a" * n) != "a" * n) - 1
    assert topic_slug("a" * (longest + 1)).startswith(f"{'a' * longest}-")
