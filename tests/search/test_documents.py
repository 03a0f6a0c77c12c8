"""What search is given."""

from __future__ import annotations

import pickle

import pytest

from kim_plugins.search import Documents, SearchDocument
from kim_plugins.search.record_texts import record_texts
from kim_plugins.search.terms import terms_of
from kim_plugins.search.words import words
from tests.pages.specimens import Specimen
from tests.pages.test_every_field import KINDS, LEFT_OUT, site
from tests.sites.memory import gathered, news

AROUND = set(
    words("setuju tidak abstain digantikan oleh keputusan ini a b terbuka untuk umum rp 5")
)
"""What pages say around a number or a choice, and a sum."""


def test_fields_and_body_are_found_as_text() -> None:
    catalogue, _ = gathered(
        {
            "berita/2026/a.md": news(
                place="Dusun Krajan", tags="[air]", body="**Padi** & <b>jagung</b>"
            )
        }
    )
    found = {document.address: document for document in Documents(catalogue).all.values()}

    document = found["/berita/2026/a/"]
    assert document.title == "Panen"
    assert document.description == "Ringkasan Panen"
    assert document.fields == ("Dusun Krajan",)
    assert document.body().text == "Padi & jagung"
    assert document.tags == ("air",)
    assert any("Desa Contoh" in field for field in found["/kelompok/tani/"].fields)


def test_unpublished_and_withdrawn_bulletins_are_not_found() -> None:
    catalogue, _ = gathered(
        {
            "berita/2026/a.md": news(draft="true"),
            "berita/2026/b.md": news(embargo="2026-12-01"),
            "berita/2026/c.md": news(withdrawn="{date: 2026-09-01, reason: ganda}"),
            "berita/2026/d.md": news(date="2026-07-01", expires="2026-08-01"),
        }
    )
    found = [document.address for document in Documents(catalogue).all.values()]
    assert [one for one in found if one.startswith("/berita/20")] == ["/berita/2026/d/"]


@pytest.mark.parametrize("path", KINDS)
def test_every_word_of_a_record_that_its_page_shows_is_found(path: str) -> None:
    """A new field comes along by itself; what is only a link, a language or another's
    title isn't read as text."""
    model, fixed = KINDS[path]
    specimen = Specimen(model, fixed=fixed, leave_out=LEFT_OUT)
    documents = Documents(site(path, specimen.markdown())).all.values()
    document = next(
        one for one in documents if isinstance(one, SearchDocument) and one.entry.path == path
    )
    forms = terms_of(document, document.body()).forms.replace("=", "").split()
    lost = {
        where: sought
        for where, texts in specimen.leaves
        for sought in texts
        if not sought.startswith(("href=", "lang=", "media/"))
        and where not in {"group", "follows", "supersedes"}
        and not where.endswith(".repeat")
        and not set(words(sought)) - AROUND <= {*forms}
    }
    assert lost == {}


def test_a_record_from_the_cache_has_the_same_texts() -> None:
    """It doesn't know any more what was filled in."""
    files = {"berita/2026/a.md": news(place="Balai", priority="penting", tags="[air]")}
    for entry in gathered(files)[0].entries.values():
        kept = pickle.loads(pickle.dumps(entry.record))  # noqa: S301 - our own
        assert [*record_texts(kept)] == [*record_texts(entry.record)]
        assert "Biasa" not in record_texts(kept)
