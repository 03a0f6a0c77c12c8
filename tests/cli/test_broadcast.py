"""`kim print` and `kim digest`, as a group's editor uses them."""

from __future__ import annotations

import pytest
import weasyprint

from tests.sites.folder import NOW, Site

PANEN = "content/berita/2026/panen.md"


def test_a_sheet_stands_alone(site: Site) -> None:
    ran = site.kim("print", "--now", NOW, PANEN)
    assert ran.code == 0
    assert ran.out.startswith("<!doctype html>")
    assert "<style>" in ran.out
    assert "lembar.css" not in ran.out


def test_an_old_bulletin_can_be_printed(site: Site) -> None:
    assert site.kim("print", "--now", "2040-01-01T00:00+07:00", PANEN).code == 0


def test_a_script_as_text_goes_to_a_file(site: Site) -> None:
    options = ("--now", NOW, "--sheet", "naskah", "--format", "txt", "--output", "n.txt")
    ran = site.kim("print", *options, "berita/2026/panen.md")
    assert (ran.code, ran.out) == (0, "")
    text = (site.folder / "n.txt").read_text(encoding="utf-8")
    assert "NASKAH SIARAN" in text
    assert text.endswith("\n")


def test_a_pdf_of_a_normal_bulletin_is_one_page(site: Site) -> None:
    ran = site.kim("print", "--now", NOW, "--format", "pdf", PANEN, PYTHONWARNINGS="default")
    assert (ran.code, ran.err.strip()) == (0, "Ditulis: panen-cetak.pdf")
    assert (site.folder / "panen-cetak.pdf").read_bytes().startswith(b"%PDF-")
    html = site.kim("print", "--now", NOW, PANEN).out
    assert len(weasyprint.HTML(string=html).render().pages) == 1


def test_without_weasyprint_there_is_a_sentence(site: Site) -> None:
    site.write("empty/weasyprint.py", "raise ImportError\n")
    ran = site.kim("print", "--format", "pdf", PANEN, PYTHONPATH=str(site.folder / "empty"))
    assert (ran.code, ran.out) == (2, "")
    assert "pip install" in ran.err
    assert not list(site.folder.glob("*.pdf"))


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (("berita/2026/pane.md",), "maksudnya berita/2026/panen.md?"),
        (("content/kelompok/tani.md",), "bukan berita"),
        (("--format", "txt", PANEN), "tidak ada sebagai txt"),
        (("--output", "content", PANEN), "tidak dapat ditulis"),
    ],
)
def test_wrong_use_is_one_sentence(site: Site, arguments: tuple[str, ...], sentence: str) -> None:
    ran = site.kim("print", "--now", NOW, *arguments)
    assert (ran.code, ran.err.count("KESALAHAN")) == (2, 1)
    assert sentence in ran.err


def test_a_faulty_bulletin_shows_its_problems(site: Site) -> None:
    site.edit(PANEN, "description:", "descriptoin:")
    ran = site.kim("print", "--now", NOW, PANEN)
    assert ran.code == 1
    assert "K1" in ran.out


def test_a_fault_elsewhere_is_no_reason_not_to_print(site: Site) -> None:
    site.write("content/berita/2026/rusak.md", "---\ntitle: x\n---\n")
    assert site.kim("print", "--now", NOW, PANEN).code == 0


def test_a_draft_is_not_printed(site: Site) -> None:
    site.edit(PANEN, "description:", "draft: true\ndescription:")
    ran = site.kim("print", "--now", NOW, PANEN)
    assert ran.code == 2
    assert "masih konsep" in ran.err


def test_digest_is_the_same_at_the_same_time(site: Site) -> None:
    runs = [site.kim("digest", "--now", NOW, "--since", "365d") for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0].code == 0
    assert 0 < len(runs[0].out) <= 1_000
    assert runs[0].out.endswith("\n")


@pytest.mark.parametrize(
    "arguments, sentence",
    [(("--since", "kemarin"), "tulis misalnya 7d"), (("--group", "x"), "kelompok 'x' tidak ada")],
)
def test_digest_explains_what_it_was_told_wrong(
    site: Site, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = site.kim("digest", *arguments)
    assert ran.code == 2
    assert sentence in ran.err
