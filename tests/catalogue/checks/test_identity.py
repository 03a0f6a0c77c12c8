"""Identifiers and addresses belong to one file; decisions follow decisions, never themselves."""

from __future__ import annotations

import pytest

from tests.catalogue.sites import codes, decision, group, news, site, told

PAGE = "---\ntitle: Halaman\n{}---\n"


def test_an_identifier_belongs_to_one_file() -> None:
    files = {"berita/2026/a.md": news("id: x\n"), "berita/2026/b.md": news("id: x\n")}
    catalogue, problems = site(files)
    assert told(problems) == ["berita/2026/b.md:5:5 K302"]
    assert catalogue.left_out == {"berita/2026/b.md"}


def test_an_identifier_may_not_be_another_files_path() -> None:
    files = {"berita/2026/a.md": news(), "berita/2026/b.md": news("id: berita/2026/a\n")}
    assert told(site(files)[1]) == ["berita/2026/b.md:5:5 K302"]


def test_two_names_that_give_one_address_collide() -> None:
    files = {"berita/2026/Panen Raya.md": news(), "berita/2026/panen-raya.md": news()}
    assert told(site(files)[1]) == ["berita/2026/panen-raya.md:1:1 K303"]


@pytest.mark.parametrize("path", ["berita.md", "topik/irigasi.md", "arsip.md", "berita/2026.md"])
def test_a_page_cannot_take_an_address_that_the_site_makes(path: str) -> None:
    files = {path: PAGE.format(""), "berita/2026/a.md": news("tags: [irigasi]\n")}
    assert codes(files)[0] in ("K303", "K101")
    assert path in site(files)[0].left_out


@pytest.mark.parametrize(
    "old", ["/berita/2026/a/", "/berita/", "/berita/2026/b/", "/berita/2025/lama/"]
)
def test_an_old_address_may_not_be_in_use(old: str) -> None:
    """Neither by a file, nor by the site, nor by the file itself, nor by another old address."""
    files = {
        "berita/2026/a.md": news("redirect_from: /berita/2025/lama/\n"),
        "berita/2026/b.md": news(f"redirect_from: [/berita/2024/b/, {old}]\n"),
    }
    assert told(site(files)[1]) == ["berita/2026/b.md:5:34 K303"]


@pytest.mark.parametrize("others", [{}, {"index.md": PAGE.format("")}])
def test_no_old_address_is_the_home_page(others: dict[str, str]) -> None:
    """The site makes one also where there is no `index.md`."""
    files = {"tentang.md": PAGE.format("redirect_from: [/]\n"), **others}
    assert "K303" in codes(files)


def test_an_old_address_that_nobody_uses_is_fine() -> None:
    assert codes({"berita/2026/a.md": news("redirect_from: /berita/2025/lama/\n")}) == []


@pytest.mark.parametrize("name", ["follows", "supersedes"])
def test_a_decision_that_does_not_exist_is_suggested(name: str) -> None:
    files = {
        "keputusan/2026/a.md": decision(f"{name}: [keputusan/2025/jadwal-ai.md]\n"),
        "keputusan/2025/jadwal-air.md": decision(date="2025-02-21"),
    }
    _, problems = site(files)
    assert told(problems) == [f"keputusan/2026/a.md:9:{len(name) + 4} K314"]
    assert problems[0].hint == "maksudnya keputusan/2025/jadwal-air.md?"


def test_only_decisions_are_followed() -> None:
    files = {
        "keputusan/2026/a.md": decision("follows: berita/2026/b.md\n"),
        "berita/2026/b.md": news(),
    }
    assert codes(files) == ["K314"]


def test_a_decision_that_cannot_be_read_is_no_second_problem() -> None:
    files = {
        "keputusan/2026/a.md": decision("follows: keputusan/2026/b.md\n"),
        "keputusan/2026/b.md": "---\n",
    }
    assert codes(files) == ["K003"]


def test_a_cycle_is_reported_where_it_runs_and_nowhere_else() -> None:
    """What leads into a cycle, or out of it, is sound."""
    files = {
        "keputusan/2026/a.md": decision("follows: keputusan/2026/b.md\n"),
        "keputusan/2026/b.md": decision(
            "follows: keputusan/2026/d.md\nsupersedes: keputusan/2026/c.md\n"
        ),
        "keputusan/2026/c.md": decision("follows: keputusan/2026/b.md\n"),
        "keputusan/2026/d.md": decision(),
    }
    assert told(site(files)[1]) == [
        "keputusan/2026/b.md:10:13 K313",
        "keputusan/2026/c.md:9:10 K313",
    ]


def test_a_decision_does_not_follow_itself() -> None:
    files = {"keputusan/2026/a.md": decision("follows: keputusan/2026/a.md\n")}
    assert told(site(files)[1]) == ["keputusan/2026/a.md:9:10 K313"]


def test_a_long_chain_is_no_cycle() -> None:
    files = {"keputusan/2026/0.md": decision()}
    for number in range(1, 300):
        files[f"keputusan/2026/{number}.md"] = decision(
            f"follows: keputusan/2026/{number - 1}.md\n"
        )
    catalogue, problems = site(files)
    assert problems == []
    assert [e.path for e in catalogue.followers_of("keputusan/2026/5.md")] == [
        "keputusan/2026/6.md"
    ]


def test_a_bulletin_without_an_identifier_has_its_path() -> None:
    catalogue, _ = site({"berita/2026/Panen Raya.md": news(), "literasi/x.md": "---\n"})
    entry = catalogue.entries["berita/2026/Panen Raya.md"]
    assert (entry.identifier, entry.address) == (
        "berita/2026/Panen Raya",
        "/berita/2026/panen-raya/",
    )


def test_an_index_is_its_folder() -> None:
    catalogue, problems = site(
        {"index.md": PAGE.format(""), "kelompok/melati.md": group()}, only=False
    )
    assert catalogue.entries["index.md"].address == "/"
    assert [problem.code for problem in problems] == ["K311"]


@pytest.mark.parametrize(
    "guid",
    [
        "tag:kim.example.id,2026:berita/2026/a",
        "tag:kim.example.id,2026:berita/2026/a#ralat-1",
        "x 1",
    ],
)
def test_a_guid_of_an_earlier_site_belongs_to_one_file(guid: str) -> None:
    """Neither another file keeps it, nor do our feeds give it to a file or an announcement."""
    files = {
        "berita/2026/a.md": news("guid: x 1\n"),
        "berita/2026/b.md": news(f'guid: "{guid}"\n'),
    }
    if guid != "x 1":
        files["berita/2026/a.md"] = news()
    assert told(site(files)[1]) == ["berita/2026/b.md:5:7 K530"]


def test_the_number_in_a_guid_is_nobodys() -> None:
    """Blogger numbers posts as banks number cards."""
    assert (
        codes({"berita/2026/a.md": news("guid: tag:blogger.com,1999:post-4111111111111111\n")})
        == []
    )
    assert codes({"berita/2026/a.md": news("place: Kartu 4111111111111111\n")}) == ["K402"]
