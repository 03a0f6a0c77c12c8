"""What search is given."""

from __future__ import annotations

from kim_plugins.search import Documents
from tests.memory import gathered, news


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
    assert [one for one in found if one.startswith("/berita/")] == ["/berita/2026/d/"]
