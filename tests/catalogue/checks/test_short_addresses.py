"""Short addresses (`/s/<key>/`) belong to one bulletin each."""

from __future__ import annotations

from kim_plugins.catalogue import short_address
from tests.sites.memory import gathered, news

# Two identifiers with the same 40 bits, found by trying.
ONE = "berita/2026/kabar-708335"
OTHER = "berita/2026/kabar-759586"


def test_two_bulletins_with_one_short_address_are_a_problem_with_its_remedy() -> None:
    assert short_address(ONE) == short_address(OTHER)
    catalogue, problems = gathered({f"{ONE}.md": news("A"), f"{OTHER}.md": news("B")})
    (problem,) = problems
    assert (problem.path, problem.code, problem.is_error) == (f"{OTHER}.md", "K303", True)
    assert f"sudah dipakai oleh {ONE}.md" in problem.message
    assert f"id: {OTHER}-2" in problem.hint
    assert set(catalogue.entries) == {"kelompok/tani.md", f"{ONE}.md"}


def test_the_remedy_helps() -> None:
    files = {f"{ONE}.md": news("A"), f"{OTHER}.md": news("B", id=f"{OTHER}-2")}
    assert gathered(files)[1] == []


def test_the_same_identifier_twice_is_one_problem() -> None:
    files = {"berita/2026/a.md": news("A", id="x"), "berita/2026/b.md": news("B", id="x")}
    assert [problem.code for problem in gathered(files)[1]] == ["K302"]
