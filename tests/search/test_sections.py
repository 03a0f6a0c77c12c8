"""The pages that a site makes by itself are found as the editors' own are."""

from __future__ import annotations

import re

import pytest

from kim_plugins.catalogue import Catalogue
from kim_plugins.pages.plan import planned
from kim_plugins.pages.spec import PageSpec
from kim_plugins.search import Documents
from kim_plugins.search.sections import Section, sections
from kim_plugins.search.words import words
from tests.sites.memory import gathered, news

NOT_SOUGHT = re.compile(r"/cari/|/tulis/.*|/luring/|/layar/|/404.html|.*/halaman/\d+/")
DECISION = """---
title: Got dikeruk
description: Got dikeruk bersama.
date: 2026-06-02
problem: Got penuh.
meeting:
  {date: 2026-06-01, place: Balai, chair: Ketua, attendance: {men: 5, women: 5}}
decision: [Got dikeruk]
method: mufakat
actions: [{task: Mengeruk got, owner: Warga}]
---
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    files = {"berita/2026/a.md": news(tags="[Air bersih]"), "keputusan/2026/got.md": DECISION}
    return gathered(files)[0]


def test_every_page_that_a_reader_looks_for_is_found(catalogue: Catalogue) -> None:
    """A new kind of page comes with a line in sections.txt, or with a rule in sections.py."""
    found = {document.address for document in Documents(catalogue).all.values()}
    pages = {spec.address for spec in planned(catalogue, PageSpec)}
    assert {page for page in pages - found if not NOT_SOUGHT.fullmatch(page)} == set()
    assert found - pages <= {"/siaran/", "/laporan/"}


def test_each_is_called_as_its_page_is(catalogue: Catalogue) -> None:
    titles = {spec.address: spec.title for spec in planned(catalogue, PageSpec)}
    for section in sections(catalogue, has_programme=False):
        # The start page is called as the site is; that of subscriptions says more in its heading.
        if section.address in titles.keys() - {"/", "/langganan/"}:
            told = {*words(section.title), *words(section.description), *words(section.others)}
            assert {*words(titles[section.address])} <= told, section


def test_a_site_without_a_programme_names_none(catalogue: Catalogue) -> None:
    with_it, without = (
        {one.address for one in sections(catalogue, has_programme=has)} for has in (True, False)
    )
    assert with_it - without == {"/siaran/"}
    documents = [Documents(catalogue, has_programme=has) for has in (True, False)]
    assert documents[0].digest != documents[1].digest


def test_what_an_editor_wrote_stands_instead(catalogue: Catalogue) -> None:
    """An editor's page with the address of a section would be refused; nothing is found twice."""
    documents = Documents(catalogue).all
    addresses = [document.address for document in documents.values()]
    assert len(addresses) == len({*addresses})
    assert all(name == one.identifier for name, one in documents.items())


def test_a_new_bulletin_of_a_known_topic_changes_none() -> None:
    """Otherwise parts of the index that hold old documents would be written again."""
    before = {"berita/2026/a.md": news(tags="[air]")}
    after = {**before, "berita/2026/b.md": news("Lain", tags="[air]")}
    old, new = ([*map(_told, Documents(gathered(f)[0]).all.values())] for f in (before, after))
    assert [one for one in old if one] == [one for one in new if one]


def _told(document: object) -> object:
    return document if isinstance(document, Section) else None
