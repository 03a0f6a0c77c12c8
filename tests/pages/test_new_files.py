"""New files that are begun at the code host, from `/tulis/`."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from kim_plugins.pages import PageRenderer, PageSpec, Repository, desk_targets
from kim_plugins.pages.desk import DESK
from kim_plugins.records import read_file
from tests.pages.frames import draw
from tests.sites.memory import JAKARTA, NOW, gathered

HOSTS = [
    ("https://github.com/kim/situs", "edit/terbit/isi/", "/kim/situs/new/terbit/isi/", "filename"),
    ("https://gitlab.com/desa/kim/situs/", "", "/desa/kim/situs/-/new/main/isi/", "file_name"),
    ("https://codeberg.org/kim/situs", "_edit/main/isi/", "/kim/situs/_new/main/isi/", "filename"),
    ("https://forgejo.desa.example/kim/situs", "", "/kim/situs/_new/main/isi/", "filename"),
]


def desk(repository: Repository) -> str:
    catalogue, _ = gathered({})
    target = next(one for one in desk_targets(catalogue, repository) if one.name == DESK)
    (spec,) = (one for one in target.plan() if isinstance(one, PageSpec))
    return PageRenderer(catalogue, draw).render(spec)


def links(html: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'<li><a href="(https://[^"]+)"', html)]


@pytest.mark.parametrize("url, edit_uri, place, name", HOSTS)
def test_each_kind_is_begun_in_its_folder(url: str, edit_uri: str, place: str, name: str) -> None:
    found = links(desk(Repository(url, edit_uri, "isi")))
    folders = [f"berita/{NOW.year}", "literasi", f"keputusan/{NOW.year}"]
    assert [urlsplit(link).path for link in found] == [f"{place}{folder}" for folder in folders]
    for link in found:
        assert parse_qs(urlsplit(link).query)[name] == ["ganti-nama-ini.md"]
        assert len(link) < 8_000  # what GitHub takes


def test_a_file_begins_as_a_draft_that_nobody_publishes_unfilled() -> None:
    for link in links(desk(Repository("https://github.com/kim/situs", "", "content"))):
        parts = urlsplit(link)
        (text,) = parse_qs(parts.query)["value"]
        path = unquote(parts.path).partition("/content/")[2] + "/ganti-nama-ini.md"
        found, _ = read_file(path, text.encode(), JAKARTA)
        assert found
        assert found.record.draft
        published = text.replace("draft: true\n", "")
        _, problems = read_file(path, published.encode(), JAKARTA)
        assert [problem for problem in problems if problem.is_error]


def test_a_host_that_takes_no_text_is_given_it_to_copy() -> None:
    html = desk(Repository("https://gitlab.com/kim/situs", "", "content"))
    assert html.count("<pre>---\n") == 3
    assert "value=" not in html


def test_without_a_known_host_there_is_none() -> None:
    assert "Menulis langsung" not in desk(Repository())
    assert "Menulis langsung" not in desk(Repository("https://git.desa.example/kim"))
