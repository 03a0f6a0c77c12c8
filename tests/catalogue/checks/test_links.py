"""Links, pictures and sound lead to something inside the site that is what it says."""

from __future__ import annotations

import pytest

from kim_plugins.records import Problem
from tests.catalogue.sites import codes, news, picture, site, told
from tests.sites.memory import Files

PATH = "berita/2026/a.md"
OTHER = "berita/2026/b.md"


def problems_of(body: str, **files: str | bytes) -> list[Problem]:
    """The problems of one body; `files` are keyed with `__` for `/` and `_` before the suffix."""
    named = {name.replace("__", "/").replace("_", "."): data for name, data in files.items()}
    return site({PATH: news("", body), **named})[1]


def html_of(body: str, files: Files | None = None) -> str:
    catalogue, _ = site({PATH: news("", body), **(files or {})})
    return catalogue.body_html(catalogue.entries[PATH], "../../../")


def test_a_link_that_leads_nowhere_is_found_where_it_stands() -> None:
    """Not where the same words stand as text; the suggestion can be pasted as it is."""
    problems = problems_of("bb.md itu\n\nBaca [ini](bb.md)", berita__2026__b_md=news())
    assert told(problems) == [f"{PATH}:8:12 K304"]
    assert problems[0].hint == "maksudnya b.md?"


@pytest.mark.parametrize(
    "body, column",
    [
        ("[ini]( <hilang.md> )", 9),
        ("[ini](hilang.md 'Judul')", 7),
        ("[ini][1]\n\n[1]: hilang.md", 6),
        ('<a href="hilang.md">ini</a>', 10),
        (r"[ini](..\hilang.md)", 7),
        (r"[ini](..\..\tentang\!.md)", 7),
        ("[ini]()", 7),
    ],
)
def test_every_way_to_write_a_link_has_its_place(body: str, column: int) -> None:
    (problem,) = problems_of(body)
    assert (problem.code, problem.column) == ("K304", column)


def test_a_missing_picture_is_found_with_the_nearest_name() -> None:
    problems = problems_of("![Sawah](../../media/panenn.png)", media__panen_png=picture())
    assert told(problems) == [f"{PATH}:6:10 K305"] or problems[0].hint.startswith("periksa")


def test_a_used_picture_suggests_itself_for_a_misspelt_one() -> None:
    body = "![a](../../media/panen.png) ![b](../../media/panenn.png)"
    (problem,) = problems_of(body, media__panen_png=picture())
    assert problem.hint == "maksudnya ../../media/panen.png?"


def test_a_missing_picture_or_sound_of_the_front_matter_is_found() -> None:
    extra = "image: {src: x.png, alt: Sawah}\naudio: {src: ../../media/x.mp3}\n"
    assert told(site({PATH: news(extra)})[1]) == [f"{PATH}:5:14 K305", f"{PATH}:6:14 K305"]


@pytest.mark.parametrize(
    "extra",
    [
        "image: {src: ../../media/a.pdf, alt: Sawah}\n",
        "audio: {src: ../../media/a.png}\n",
    ],
)
def test_a_picture_is_a_picture_and_a_sound_a_sound(extra: str) -> None:
    files: Files = {PATH: news(extra), "media/a.png": picture(), "media/a.pdf": b"%PDF-1.7\n"}
    assert codes(files) == ["K306"]


@pytest.mark.parametrize(
    "body",
    [
        "![x](b.md)",
        "![x](/berita/2026/b/)",
        "![x](../../media/a.pdf)",
        '<audio src="../../media/a.png"></audio>',
    ],
)
def test_only_pictures_are_shown_and_only_sounds_played(body: str) -> None:
    files: Files = {OTHER: news(), "media/a.png": picture(), "media/a.pdf": b"%PDF-1.7\n"}
    assert codes({PATH: news("", body), **files}) == ["K306"]


@pytest.mark.parametrize(
    "address",
    [
        "https://lain.example/a.png",
        "//lain.example/a.png",
        "http://lain.example/a.png",
        "file:///C:/foto.png",
        "C:/foto.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_a_picture_from_elsewhere_is_an_error(address: str) -> None:
    problems = problems_of(f"![x]({address})")
    assert told(problems) == [f"{PATH}:6:6 K307"]


@pytest.mark.parametrize(
    "address, code",
    [
        ("../../../etc/passwd", "K315"),
        ("../../../../../etc/passwd", "K315"),
        ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", "K315"),
        ("..%2f..%2f..%2fetc/passwd", "K315"),
        ("/etc/passwd", "K304"),
        ("/../../etc/passwd", "K304"),
        ("%252e%252e/etc/passwd", "K304"),
        ("..\\..\\..\\etc\\passwd", "K304"),
    ],
)
def test_no_link_leaves_the_folder(address: str, code: str) -> None:
    assert [problem.code for problem in problems_of(f"[x]({address})")] == [code]


@pytest.mark.parametrize("name", ["image", "audio"])
def test_no_picture_or_sound_leaves_the_folder(name: str) -> None:
    alt = ", alt: x" if name == "image" else ""
    files = {PATH: news(f"{name}: {{src: ../../../etc/passwd{alt}}}\n")}
    assert codes(files) == ["K315"]


@pytest.mark.parametrize(
    "target", ["b.md", "../2026/b.md", "/berita/2026/b/", "/berita/2025/lama/", "b.md#harga"]
)
@pytest.mark.parametrize("extra", ["draft: true\n", "embargo: 2026-12-01\n"])
def test_a_link_to_what_is_not_published_becomes_text(target: str, extra: str) -> None:
    """However the link is written, its address stays secret and a warning tells."""
    files: dict[str, str | bytes] = {OTHER: news(extra + "redirect_from: /berita/2025/lama/\n")}
    problems = site({PATH: news("", f"Baca [**ini**]({target}) ya."), **files})[1]
    assert [(p.code, p.is_error) for p in problems] == [("K308", False)]
    assert html_of(f"Baca [**ini**]({target}) ya.", files) == (
        "<p>Baca <strong>ini</strong> ya.</p>"
    )


def test_a_link_to_a_file_that_is_left_out_becomes_text() -> None:
    files: dict[str, str | bytes] = {OTHER: "---\n"}
    every = {PATH: news("", "[x](b.md)"), **files}
    assert [problem.code for problem in site(every, leaves_out=True)[1]] == ["K308", "K003"]
    assert html_of("[x](b.md)", files) == "<p>x</p>"


def test_a_link_to_a_faulty_file_is_no_second_problem() -> None:
    """Where nothing is published, the fault is mended first and the link is right again."""
    assert codes({PATH: news("", "[x](b.md)"), OTHER: "---\n"}) == ["K003"]


def test_a_draft_may_link_to_a_draft() -> None:
    files = {PATH: news("draft: true\n", "[x](b.md)"), OTHER: news("draft: true\n")}
    assert codes(files) == []


def test_a_link_to_what_the_site_makes_is_fine_and_only_then() -> None:
    """There is a page of a topic or year only if something is listed there."""
    body = "[a](/berita/) [b](/topik/padi/) [c](/berita/2026/) [d](/kelompok/tirta/)"
    assert problems_of(body, berita__2026__b_md=news("tags: [Padi]\n")) == []
    expired = news("tags: [Padi]\nexpires: 2026-03-05\n")
    (problem,) = problems_of(body, berita__2026__b_md=expired)
    assert problem.message == "berkas atau alamat '/topik/padi/' tidak ditemukan"


@pytest.mark.parametrize(
    "body, lost",
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT>alert(1)</SCRIPT>", "<script>"),
        ("<iframe srcdoc='x'></iframe>", "<iframe>"),
        ("<b onclick='alert(1)'>x</b>", "onclick="),
        ("<img src='../../media/a.png' alt='Sawah' ONERROR=alert(1)>", "onerror="),
        ("<p style='position:fixed'>x</p>", "style="),
        ("[x](javascript:alert(1))", "javascript:alert(1)"),
        ("<a href='java&#10;script:alert(1)'>x</a>", "java script:alert(1)"),
        ("[x](vbscript:alert)", "vbscript:alert"),
        ("[x](data:text/html,alert)", "data:text/html,alert"),
    ],
)
def test_what_is_dangerous_is_dropped_with_a_warning(body: str, lost: str) -> None:
    problems = problems_of(body, media__a_png=picture())
    assert [(p.code, p.is_error) for p in problems] == [("K320", False)]
    assert f"'{lost}'" in problems[0].message
    assert (problems[0].line, problems[0].column) >= (6, 1)
    html = html_of(body, {"media/a.png": picture()}).lower()
    for word in ("script", "alert", "onerror", "style", "iframe", "data:"):
        assert word not in html


def test_a_marked_place_cannot_be_forged() -> None:
    """The two private characters that stand for addresses inside never come from a file."""
    body = '<a href="&#xE000;media/x.png&#57345;">x</a> src="&#xE000;media/x.png&#xE001;" &#8;'
    assert "K304" in [problem.code for problem in problems_of(body)]
    # In a text a number of no character is words, so that none is lost.
    html = html_of('src="&#xE000;media/x.png&#xE001;" &#8; &#955;')
    assert html == '<p>src="&amp;#xE000;media/x.png&amp;#xE001;" &amp;#8; λ</p>'


@pytest.mark.parametrize(
    "written",
    [
        *("&#xE000;x&#xE001;", "&#57344x&#57345", "&#x0000000000E000;", "&#000000057344;"),
        *("&#&#8;57344;", "&#x&#xE000;E000;", "&amp;#57344;", "&#&#0;57344;", "&#\u200b57344;"),
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        *("{}", '<b title="{}">y</b>', '<a href="https://x.example/{}">y</a>', "[y](b.md '{}')"),
        *(
            "<pre>{}</pre>",
            "    {}",
            '<img src="../../media/x.png" alt="{}">',
            "![{}](../../media/x.png)",
        ),
        *("# {}", "a[^1]\n\n[^1]: {}", "<p>{}</p>", "[y][z]\n\n[z]: b.md '{}'", "<code>{}</code>"),
        *("<div>\n{}\n</div>", "*[y]: {}\n\ny", '<q cite="https://x.example/{}">y</q>'),
    ],
)
def test_no_number_becomes_a_mark_anywhere(body: str, written: str) -> None:
    """All true marks have become addresses in what a page shows."""
    files: Files = {"media/x.png": picture(), OTHER: news()}
    assert not set("\ue000\ue001") & set(html_of(body.replace("{}", written), files))


@pytest.mark.parametrize("written", ["&#150;", "&#x96;", "&#0150;"])
def test_a_number_of_windows_is_what_browsers_show(written: str) -> None:
    """Programs of Windows write a dash as 150, which is a control character to Unicode."""
    assert html_of(f"Senin {written} Rabu") == "<p>Senin – Rabu</p>"
    assert 'title="–"' in html_of(f'<b title="{written}">y</b>')


def test_pictures_are_looked_for_in_the_first_round_whatever_is_wrong_above() -> None:
    """Whoever mends front matter first would be told of the body only then."""
    wrong = news("image: {src: x.png, alt: Sawah}\n", "![Sawah](y.png)").replace(
        "description:", "activity: entah\nplace: Balai: desa\ndescription:"
    )
    assert told(site({PATH: wrong})[1]) == [
        *(f"{PATH}:3:11 K107", f"{PATH}:4:13 K004", f"{PATH}:7:14 K305", f"{PATH}:9:10 K305")
    ]


@pytest.mark.parametrize(
    "body, remedy",
    [
        ('<iframe srcdoc="x"></iframe>', "https://www.youtube.com/"),
        ('<video src="../../media/a.mp4"></video>', "https://www.youtube.com/"),
        ('<form action="https://x.example"><input name="a"></form>', "[Isi formulir]("),
        ("<script>x</script>", "hapus unsur itu"),
        ('<p style="color: red">Awas</p>', "isinya tetap"),
        ("<marquee>Awas</marquee>", "biarkan kata-katanya"),
        ('<a href="javascript:x">x</a>', "https://"),
    ],
)
def test_what_is_dropped_has_a_remedy_of_its_own(body: str, remedy: str) -> None:
    problems = [problem for problem in problems_of(body) if problem.code == "K320"]
    assert problems
    assert all(remedy in problem.hint for problem in problems)
