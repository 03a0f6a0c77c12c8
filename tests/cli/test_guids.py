"""A guid never returns for something else: `kim build` remembers what it has published."""

from __future__ import annotations

import pytest

from kim_plugins.cli import main
from tests.sites.folder import NOW, Site

PATH = "content/berita/2026/sumur.md"


def build(site: Site) -> int:
    return main(["build", "--quiet", "--now", NOW, "--config", str(site.folder / "mkdocs.yml")])


def warned(capsys: pytest.CaptureFixture[str]) -> list[str]:
    lines = capsys.readouterr().err.splitlines()
    return [line for line in lines if "pernah terbit untuk" in line]


def test_another_bulletin_under_a_deleted_name_is_told_once(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """Builds between the two don't make it forgotten; the remedy makes a new guid."""
    text = (site.folder / PATH).read_text(encoding="utf-8")
    build(site)
    (site.folder / PATH).unlink()
    build(site)
    build(site)
    site.write(PATH, text.replace("Sumur dikabarkan keruh", "Sumur baru digali"))
    capsys.readouterr()
    assert build(site) == 0
    (sentence,) = warned(capsys)
    assert sentence == (
        "PERINGATAN: berita/2026/sumur.md: pengenal 'berita/2026/sumur' pernah terbit untuk "
        "«Sumur dikabarkan keruh», sekarang untuk «Sumur baru digali» (1 September 2026); bila ini "
        "tulisan lain, beri pengenal baru, misalnya id: berita/2026/sumur-baru"
    )
    build(site)
    assert warned(capsys) == []


@pytest.mark.parametrize(
    "old, new",
    [
        ("Sumur dikabarkan keruh", "Sumur dikabarkan sangat keruh"),
        ("date: 2026-09-01", "date: 2026-09-02"),
        ("Warga melapor", "Beberapa warga melapor"),
    ],
)
def test_mending_a_bulletin_is_no_reuse(
    site: Site, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    build(site)
    site.edit(PATH, old, new)
    build(site)
    assert warned(capsys) == []


def test_a_file_replaced_in_one_go_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    build(site)
    site.edit(PATH, "Sumur dikabarkan keruh", "Lomba perahu")
    site.edit(PATH, "date: 2026-09-01", "date: 2026-09-20")
    build(site)
    assert len(warned(capsys)) == 1


def test_a_damaged_register_stops_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    build(site)
    for register in (site.folder / ".kim").glob("pengenal/*.json"):
        register.write_text('{"a": [1, 2, 3, 4]}', encoding="utf-8")
    site.edit(PATH, "Sumur dikabarkan keruh", "Lomba perahu")
    assert build(site) == 0
    assert warned(capsys) == []


def test_the_register_leaves_no_trace_in_the_site(site: Site) -> None:
    """The same bytes, whatever was published from this folder before (contract C1)."""
    build(site)
    fresh = site.published()
    site.edit(PATH, "Sumur dikabarkan keruh", "Lomba perahu")
    build(site)
    site.edit(PATH, "Lomba perahu", "Sumur dikabarkan keruh")
    build(site)
    assert site.published() == fresh


def test_a_rename_by_hand_stops_the_build_and_a_move_does_not(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    build(site)
    before = site.published()
    new = site.folder / PATH.replace("sumur", "sumur-keruh")
    (site.folder / PATH).rename(new)
    capsys.readouterr()
    assert build(site) == 1
    said = capsys.readouterr().out
    assert "K371" in said
    assert "id: berita/2026/sumur;" in said
    assert "python3 scripts/kim.py move" in said
    assert site.published() == before
    new.rename(site.folder / PATH)
    config = ["--config", str(site.folder / "mkdocs.yml"), "--now", NOW]
    assert main(["move", *config, str(site.folder / PATH), str(new)]) == 0
    assert build(site) == 0


def test_a_deletion_says_how_to_withdraw(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    build(site)
    (site.folder / PATH).unlink()
    capsys.readouterr()
    assert build(site) == 0
    said = "".join(capsys.readouterr())
    assert "tidak ada lagi di /berita/2026/sumur/ tanpa pemberitahuan" in said
    assert said.count("tidak ada lagi") == 1, "its page, short and old addresses are told with it"
    assert "withdrawn" in said
    assert "python3 scripts/kim.py move" in said


def test_check_tells_of_a_deletion_and_of_a_rename_too(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    build(site)
    text = (site.folder / PATH).read_text(encoding="utf-8")
    (site.folder / PATH).unlink()
    check = ["check", "--now", NOW, "--config", str(site.folder / "mkdocs.yml")]
    capsys.readouterr()
    assert main(check) == 0
    said = capsys.readouterr().out
    assert "sumur.md:1:1: PERINGATAN K377" in said
    assert "withdrawn: {date: 2026-10-01" in said
    site.write(PATH.replace("sumur", "air-sumur"), text)
    assert main(check) == 1
    assert "KESALAHAN K371" in capsys.readouterr().out


def test_a_return_to_draft_says_how_to_withdraw(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.edit(PATH, "title:", "redirect_from: [/sumur-lama/]\ntitle:")
    build(site)
    site.edit(PATH, "title:", "draft: true\ntitle:")
    capsys.readouterr()
    assert build(site) == 0
    said, besides = capsys.readouterr()
    assert "tidak ada lagi" not in besides, "its page, short and old addresses are told with it"
    assert "K374" in said
    assert "withdrawn: {date: 2026-10-01" in said


def test_another_address_of_the_site_would_change_every_guid(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    build(site)
    before = site.published()
    site.edit("mkdocs.yml", "https://kabar.example/desa/", "https://baru.example/desa/")
    capsys.readouterr()
    assert build(site) == 2
    assert "guid_host: kabar.example" in capsys.readouterr().err
    assert site.published() == before
    site.edit("mkdocs.yml", "kim/catalogue: {", "kim/catalogue: {guid_host: kabar.example, ")
    assert build(site) == 0


@pytest.mark.parametrize(
    "old, new",
    [
        ("https://kabar.example/desa/", "https://baru.example/desa/"),
        ("kim/catalogue: {", "kim/catalogue: {guid_host: baru.example, "),
    ],
)
def test_another_host_in_guids_has_to_be_confirmed_by_the_name_of_the_old_one(
    site: Site, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    build(site)
    site.edit("mkdocs.yml", old, new)
    check = ["check", "--now", NOW, "--config", str(site.folder / "mkdocs.yml")]
    assert (build(site), main(check)) == (2, 2)
    said = capsys.readouterr().err
    assert said.count("tulis di situ juga: guid_host_was: kabar.example") == 2
    site.edit("mkdocs.yml", "kim/catalogue: {", "kim/catalogue: {guid_host_was: lain.example, ")
    assert build(site) == 2
    site.edit("mkdocs.yml", "was: lain.example", "was: kabar.example")
    assert (main(check), build(site)) == (0, 0)
    # What was confirmed once confirms nothing else.
    site.edit("mkdocs.yml", "baru.example", "ketiga.example")
    assert build(site) == 2
    assert "guid_host: baru.example" in capsys.readouterr().err
