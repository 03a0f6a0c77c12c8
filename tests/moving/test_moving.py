"""Moving a file: what it keeps, what follows it, and what stands in its way."""

from __future__ import annotations

import pytest

from kim_plugins.moving.plan import MovePlan
from tests.catalogue.sites import decision, group, news, picture, site
from tests.moving.moves import NEW, OLD, planned, texts
from tests.sites.memory import Files


def moved(extra: str = "", body: str = "Isi.", new: str = NEW, **others: str) -> str:
    return texts({OLD: news(extra, body), **others}, OLD, new)[new]


def test_the_identifier_and_the_address_it_had_are_written_down() -> None:
    assert moved() == news("id: berita/2026/panen\nredirect_from: [/berita/2026/panen/]\n")


def test_an_identifier_of_its_own_stays() -> None:
    assert moved("id: kabar-7\n") == news("id: kabar-7\nredirect_from: [/berita/2026/panen/]\n")


def test_an_address_that_stays_is_not_redirected() -> None:
    """A name in other letters may lead to the same address."""
    text = moved(new="berita/2026/Panen.md")
    assert text == news("id: berita/2026/panen\n")


def test_the_home_page_leads_nowhere_when_its_text_moves() -> None:
    """The site has a home page without the file, too."""
    page = "---\ntitle: Selamat datang\n---\n\nIsi.\n"
    kept = page.replace("\n---", "\nid: index\n---", 1)
    assert texts({"index.md": page}, "index.md", "beranda.md")["beranda.md"] == kept


@pytest.mark.parametrize(
    "before, after",
    [
        ("redirect_from:\n", "redirect_from: [{}]\n"),
        ("redirect_from: ~ # kosong\n", "redirect_from: [{}] # kosong\n"),
        ("redirect_from: []\n", "redirect_from: [{}]\n"),
        ("redirect_from: /a/ # dulu\n", "redirect_from: [/a/, {}] # dulu\n"),
        ("redirect_from: '/a/'\n", "redirect_from: ['/a/', {}]\n"),
        ('redirect_from: [/a/,  "/b/"] # dulu\n', 'redirect_from: [/a/,  "/b/", {}] # dulu\n'),
        ("redirect_from: [\n  /a/,\n  ]\n", "redirect_from: [\n  /a/, {},\n  ]\n"),
        ("redirect_from:\n- /a/ # satu\n", "redirect_from:\n- /a/ # satu\n- {}\n"),
        (
            "redirect_from:\n  - /a/\n  -   /b/\n\n  # catatan\n",
            "redirect_from:\n  - /a/\n  -   /b/\n  -   {}\n\n  # catatan\n",
        ),
    ],
)
def test_every_form_of_a_list_of_old_addresses_is_extended(before: str, after: str) -> None:
    assert moved(f"id: x\n{before}tags: [a]\n") == news(
        f"id: x\n{after.format('/berita/2026/panen/')}tags: [a]\n"
    )


def test_a_file_that_returns_swaps_its_addresses() -> None:
    """Its own address can't be one of its old ones."""
    there = moved("tags: [a] # topik\n")
    back = texts({NEW: there}, NEW, OLD)[OLD]

    assert back == there.replace("/berita/2026/panen/", "/berita/2026/panen-raya/")
    assert "id: berita/2026/panen\n" in back


def test_comments_line_ends_and_bom_stay() -> None:
    text = "\ufeff" + news("# catatan\n", "Isi.\n").replace("\n", "\r\n")
    expected = news(
        "# catatan\nid: berita/2026/panen\nredirect_from: [/berita/2026/panen/]\n", "Isi.\n"
    )

    assert texts({OLD: text})[NEW] == "\ufeff" + expected.replace("\n", "\r\n")


LINKS = [
    ("[a](panen.md)", "[a](panen-raya.md)"),
    ("[a](./panen.md#hasil 'x')", "[a](panen-raya.md#hasil 'x')"),
    ("[a](<panen.md>) dan [b](../2026/panen.md)", "[a](<panen-raya.md>) dan [b](panen-raya.md)"),
    ("[a](p%61nen.md)", "[a](panen-raya.md)"),
    ("[a](/berita/2026/panen/#x)", "[a](/berita/2026/panen-raya/#x)"),
    ("[a][p] dan [p]\n\n[p]: panen.md 'x'", "[a][p] dan [p]\n\n[p]: panen-raya.md 'x'"),
    ('<a href="panen.md">a</a>', '<a href="panen-raya.md">a</a>'),
    ("<a href='panen.md#x'>a</a>", "<a href='panen-raya.md#x'>a</a>"),
    ("[![g](../../media/a.png)](panen.md)", "[![g](../../media/a.png)](panen-raya.md)"),
    ("- butir\n\n    [a](panen.md)", "- butir\n\n    [a](panen-raya.md)"),
    ("> [a](panen.md)\n\n[^1]\n\n[^1]: [b](panen.md)", None),
    ("`[a](panen.md)` dan [b](panen.md)", "`[a](panen.md)` dan [b](panen-raya.md)"),
    ("~~~\n[a](panen.md)\n~~~\n[b](panen.md)", "~~~\n[a](panen.md)\n~~~\n[b](panen-raya.md)"),
    ("<!-- [a](panen.md) -->\n\n[b](panen.md)", "<!-- [a](panen.md) -->\n\n[b](panen-raya.md)"),
]


@pytest.mark.parametrize("before, after", LINKS)
def test_links_to_it_follow_and_code_stays(before: str, after: str | None) -> None:
    other = "berita/2026/lain.md"
    files: Files = {OLD: news(), other: news(body=before), "media/a.png": picture()}

    found = texts(files)[other]

    assert found == news(body=after or before.replace("panen.md", "panen-raya.md"))


@pytest.mark.parametrize(
    "body, expected",
    [
        ("[a](lain.md)", "[a](../2026/lain.md)"),
        ("[a](../2026/lain.md?x#y)", "[a](../2026/lain.md?x#y)"),
        ("![a](../../media/a.png)", "![a](../../media/a.png)"),
        ("![a](gambar/a%20b.png)", "![a](../2026/gambar/a%20b.png)"),
        ('<img src="gambar/a b.png" alt="a">', '<img src="../2026/gambar/a%20b.png" alt="a">'),
        ("[diri](panen.md#x) [bagian](#x)", "[diri](panen-raya.md#x) [bagian](#x)"),
        ("[luar](https://a.example/panen.md) <a@b.example>", None),
    ],
)
def test_its_own_links_are_seen_from_the_new_place(body: str, expected: str | None) -> None:
    files: Files = {
        OLD: news(body=body, date="2025-03-01"),
        "berita/2026/lain.md": news(),
        "media/a.png": picture(),
        "berita/2026/gambar/a b.png": picture(),
    }
    text = texts(files, OLD, "berita/2025/panen-raya.md")["berita/2025/panen-raya.md"]
    assert text.endswith(f"---\n{expected or body}\n")


@pytest.mark.parametrize(
    "before, after",
    [
        ("image: {src: gambar/a.png, alt: A}", "image: {src: ../2026/gambar/a.png, alt: A}"),
        ("gambar:\n  berkas: 'gambar/a.png' # x\n  alt: A", None),
        ('image: {src: "gambar/a.png", alt: A}', 'image: {src: "../2026/gambar/a.png", alt: A}'),
    ],
)
def test_its_picture_is_seen_from_the_new_place(before: str, after: str | None) -> None:
    files: Files = {
        OLD: news(f"{before}\n", date="2025-03-01"),
        "berita/2026/gambar/a.png": picture(),
    }
    text = texts(files, OLD, "berita/2025/panen.md")["berita/2025/panen.md"]
    assert (after or before.replace("'gam", "'../2026/gam")) in text


def test_a_picture_that_moves_is_found_under_its_new_name() -> None:
    """A name that YAML would take for more than a text is quoted."""
    files: Files = {
        OLD: news("image: {src: ../../media/a.png, alt: A}\n", "![A](../../media/a.png)"),
        "berita/2026/lain.md": news(),
        "media/a.png": picture(),
    }
    new = "media/2026/padi, sawah (1).png"

    assert texts(files, "media/a.png", new) == {
        OLD: news(
            'image: {src: "../../media/2026/padi, sawah (1).png", alt: A}\n',
            "![A](../../media/2026/padi,%20sawah%20%281%29.png)",
        )
    }


def test_a_decision_that_moves_is_followed_by_the_others() -> None:
    files: Files = {
        "keputusan/2026/air.md": decision(),
        "keputusan/2026/b.md": decision("follows: keputusan/2026/air.md # yang lama\n"),
        "keputusan/2026/c.md": decision(
            'supersedes: [keputusan/2026/b.md, "keputusan/2026/air.md"]\n'
        ),
    }
    found = texts(files, "keputusan/2026/air.md", "keputusan/2026/gilir-air.md")

    assert "follows: keputusan/2026/gilir-air.md # yang lama\n" in found["keputusan/2026/b.md"]
    assert (
        'supersedes: [keputusan/2026/b.md, "keputusan/2026/gilir-air.md"]\n'
        in found["keputusan/2026/c.md"]
    )


def test_a_group_that_is_renamed_is_renamed_in_its_bulletins() -> None:
    files: Files = {
        "kelompok/laut.md": group(title="KIM Laut"),
        OLD: news("kelompok: tirta # kami\n"),
        "berita/2026/b.md": news('group: [laut, "tirta"]\n'),
        "berita/2026/c.md": news("group: laut\ntags: [tirta]\n"),
    }
    found = texts(files, "kelompok/tirta.md", "kelompok/tirta-mandiri.md")

    assert found[OLD] == news("kelompok: tirta-mandiri # kami\n")
    assert found["berita/2026/b.md"] == news('group: [laut, "tirta-mandiri"]\n')
    assert set(found) == {OLD, "berita/2026/b.md", "kelompok/tirta-mandiri.md"}


def test_a_folder_moves_with_all_that_is_in_it() -> None:
    files: Files = {
        OLD: news(body="[a](lain.md) ![g](gambar/a.png)", date="2025-03-01"),
        "berita/2026/lain.md": news(body="[a](panen.md)", date="2025-03-01"),
        "berita/2026/gambar/a.png": picture(),
        "literasi.md": news(body="[a](berita/2026/panen.md)").replace("date: 2026-03-01\n", ""),
    }
    plan = planned(files, "berita/2026", "berita/2025")

    assert isinstance(plan, MovePlan)
    assert plan.paths == {
        "berita/2026/gambar/a.png": "berita/2025/gambar/a.png",
        "berita/2026/lain.md": "berita/2025/lain.md",
        OLD: "berita/2025/panen.md",
    }
    assert plan.links == {"literasi.md": 1}
    assert b"[a](lain.md) ![g](gambar/a.png)" in plan.texts["berita/2025/panen.md"]
    assert b"id: berita/2026/panen\n" in plan.texts["berita/2025/panen.md"]


def test_what_was_planned_brings_up_no_problem_and_keeps_the_identifier() -> None:
    files: dict[str, str | bytes] = {
        OLD: news(body="[a](lain.md)"),
        "berita/2026/lain.md": news(body="[a](panen.md)"),
    }
    identifier = site(files)[0].entries[OLD].identifier
    after = {**files, **texts(files)}
    del after[OLD]
    catalogue, problems = site(after)

    assert problems == []
    assert catalogue.entries[NEW].identifier == identifier
    assert "/berita/2026/panen/" in catalogue.addresses
