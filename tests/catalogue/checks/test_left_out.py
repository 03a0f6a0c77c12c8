"""What has an error of its own is left out, also where its record can be read."""

from __future__ import annotations

import pytest

from tests.catalogue.sites import group, news, site

SUBURB = "kelompok/sukamaju.md"


@pytest.mark.parametrize(
    "text, code",
    [
        (news(body="NIK beliau 3309124510850003."), "K401"),
        (news("place: Dusun Krajan # ganti\n"), "K131"),
        (news(body="Tulis kabarnya di sini: apa, siapa."), "K132"),
        (news("image: {src: a.png, alt: Petani memotong padi (contoh)}\n"), "K130"),
    ],
)
def test_a_file_that_must_not_be_published_is_left_out(text: str, code: str) -> None:
    path = "berita/2026/a.md"
    catalogue, problems = site({path: text, "berita/2026/b.md": news()}, leaves_out=True)
    assert code in {problem.code for problem in problems if problem.is_error}
    assert path not in catalogue.entries
    assert path in catalogue.left_out
    assert "berita/2026/b.md" in catalogue.entries


def test_bulletins_of_an_unfinished_group_wait_with_it() -> None:
    files = {
        SUBURB: group().replace("Sutarjo", "Sutarjo (contoh)"),
        "berita/2026/a.md": news("group: sukamaju\n"),
    }
    catalogue, _ = site(files, leaves_out=True)
    assert list(catalogue.entries) == ["kelompok/tirta.md"]


def test_what_else_is_wrong_is_told_in_the_same_round() -> None:
    """A missing picture and a group that isn't there don't wait for the marks."""
    text = news("group: tirto\nplace: Krajan # ganti\n", "![Padi](padi.png)")
    problems = site({"berita/2026/a.md": text})[1]
    assert {"K131", "K301", "K305"} <= {problem.code for problem in problems}
