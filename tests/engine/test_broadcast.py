"""What mkdocs.yml says about broadcasting is what is broadcast."""

from __future__ import annotations

import pytest

from tests.cli.previews import kim_preview
from tests.sites.folder import Site

PANEN = "site/berita/2026/panen"


def script(site: Site) -> str:
    text = (site.folder / PANEN / "naskah/naskah.txt").read_text(encoding="utf-8")
    return " ".join(text.split())


def test_clock_and_lexicon_are_the_sites_own(site: Site) -> None:
    site.edit(
        "mkdocs.yml",
        "  - kim/broadcast\n",
        "  - kim/broadcast:\n      radio_clock: 24-jam\n"
        "      lexicon: {spelt: [KIM], always: {BMKG: badan cuaca}}\n",
    )
    site.edit("content/berita/2026/panen.md", "Panen selesai", "Panen selesai pukul 19.30")
    assert site.build().code == 0
    text = script(site)
    assert "pukul sembilan belas tiga puluh" in text
    assert "K-I-M Tani" in text
    assert "badan cuaca" in text


def test_the_preview_draws_a_sheet_when_it_is_asked_for(site: Site) -> None:
    with kim_preview(site) as shown:
        assert "Kode QR ke" in shown.wait("berita/2026/panen/cetak/", "Panen raya")
        assert "NASKAH SIARAN" in shown.get("berita/2026/panen/naskah/naskah.txt")


def test_after_its_days_a_bulletin_has_no_script_and_nobody_is_told(site: Site) -> None:
    assert site.build().code == 0
    assert (site.folder / PANEN / "cetak/index.html").exists()
    ran = site.kim("build", "--now", "2027-06-01T12:00+07:00")
    assert ran.code == 0
    assert not (site.folder / PANEN / "cetak").exists()
    assert (site.folder / PANEN / "index.html").exists()
    assert "/cetak/" not in ran.err
    assert "Naskah siaran" not in (site.folder / PANEN / "index.html").read_text("utf-8")


def test_the_site_does_without_the_plugin(site: Site) -> None:
    site.edit("mkdocs.yml", "  - kim/broadcast\n", "")
    assert site.build().code == 0
    # The podcast stands in this folder, so whoever asks for the folder is led on.
    assert "url=../" in (site.folder / "site/siaran/index.html").read_text(encoding="utf-8")
    assert not (site.folder / PANEN / "naskah").exists()


@pytest.mark.parametrize(
    "wrong", ["radio_clock: pagi", "sheets_days: banyak", "lexicon: {spelt: 1}"]
)
def test_a_wrong_option_is_a_sentence(site: Site, wrong: str) -> None:
    site.edit("mkdocs.yml", "  - kim/broadcast\n", f"  - kim/broadcast: {{{wrong}}}\n")
    ran = site.build()
    assert (ran.code, ran.err.count("KESALAHAN")) == (2, 1)


def test_a_script_follows_what_it_tells_of(site: Site) -> None:
    """A decision that is continued says so; a year that begins is said; an event passes."""
    assert site.build().code == 0
    first = (site.folder / "content/keputusan/2026/jadwal-air.md").read_text(encoding="utf-8")
    later = first.replace("2026-08-03", "2026-09-03").replace("Jadwal air 2026", "Jadwal baru")
    later = later.replace("supersedes: [keputusan/2025/jadwal-air.md]\n", "")
    later = later.replace("follows: keputusan/2025", "follows: keputusan/2026")
    site.write("content/keputusan/2026/lanjutan.md", later)
    site.edit(
        "content/berita/2026/sumur.md",
        "\n---\n",
        "\nevent: {start: 2026-10-01 19:00, place: Balai}\n---\n",
    )
    for now in ("2026-10-01T12:00+07:00", "2026-10-01T21:00+07:00", "2026-10-02T12:00+07:00"):
        assert site.kim("build", "--now", now).code == 0
        kept = site.published()
        assert site.kim("build", "--clean", "--now", now).code == 0
        assert site.published() == kept
