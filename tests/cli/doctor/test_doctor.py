"""`kim doctor`: what is out of order is named with its remedy, and nothing else is."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kim_plugins.cli import main
from kim_plugins.cli.doctor import environment
from kim_plugins.cli.doctor.finding import Finding, Verdict
from kim_plugins.cli.doctor.online import online
from kim_plugins.cli.doctor.published import feed, lateness, published
from tests.sites.shared import served

NOW = "2026-10-01T12:00+07:00"
CLOCK = datetime.fromisoformat(NOW)
GIVEN = (
    ("--group", "KIM Tirta"),
    ("--url", "https://kim-tirta.id/"),
    ("--region", "33.09.12.2004, Desa Tirtasari, Kecamatan Sawit, Kabupaten Boyolali"),
    ("--contact", "0812 0000 1234"),
    ("--chair", "Bu Lurah"),
    ("--members", "6, 4"),
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("situs") / "desa"
    flags = [part for pair in GIVEN for part in pair]
    assert main(["init", str(folder), *flags, "--yes", "--now", NOW]) == 0
    config = str(folder / "mkdocs.yml")
    assert main(["build", "--config", config, "--now", NOW, "--quiet"]) == 0
    os.utime(config, (CLOCK.timestamp(), CLOCK.timestamp()))
    return folder


Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def site(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(begun, tmp_path / "desa", symlinks=True)
    monkeypatch.chdir(tmp_path / "desa")
    return tmp_path / "desa"


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def command(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["doctor", "--offline", "--now", NOW, *arguments])
        return code, capsys.readouterr().out

    return command


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    os.utime(file, (CLOCK.timestamp(), CLOCK.timestamp()))


def test_a_site_in_order_has_nothing_to_do(site: Path, ask: Ask) -> None:
    code, said = ask()
    assert (code, said.splitlines()[-1]) == (0, "Semuanya beres.")
    assert "umpan feed.xml" in said


@pytest.mark.parametrize(
    "file, edited, code",
    [
        ("mkdocs.yml", ("https://kim-tirta.id/", "https://kim-contoh.example/"), "K506"),
        ("mkdocs.yml", ("https://kim-tirta.id/", "http://kim-tirta.id/"), "K507"),
        ("mkdocs.yml", ('"https://kim-tirta.id/"', ""), "K505"),
        ("mkdocs.yml", ("site_name:", "site_nama:"), "K505"),
        ("mkdocs.yml", ("Asia/Jakarta #", "Asia/Jayapura #"), "K509"),
        ("content/kelompok/tirta.md", ('"Bu Lurah"', '"Bu Lurah" # contoh'), "K508"),
        ("content/kelompok/tirta.md", ("established: 2026", "established: dulu"), "K510"),
        ("content/index.md", ("(tentang.md)", "(nihil.md)"), "K510"),
        ("requirements/kim.txt", ("kim_plugins==", "kim_plugins==9."), "K500"),
    ],
)
def test_each_fault_is_named_with_its_remedy(
    site: Path, ask: Ask, file: str, edited: tuple[str, str], code: str
) -> None:
    edit(site / file, *edited)
    exit_code, said = ask()
    assert f" {code}: " in said
    assert said.partition(f" {code}: ")[2].splitlines()[1].startswith("      → ")
    assert exit_code == ("PERLU" in said)


def test_a_published_site_that_is_late_or_gone_is_told(site: Path, ask: Ask) -> None:
    code, said = ask("--now", "2026-10-05T12:00+07:00")
    assert code == 0
    assert "K516" in said
    shutil.rmtree(site / "site")
    assert "K512" in ask()[1]


def test_without_any_schedule_it_says_what_will_not_happen(site: Path, ask: Ask) -> None:
    shutil.rmtree(site / ".github")
    assert "K504" not in ask()[1]
    (site / ".gitlab-ci.yml").unlink()
    assert "K504" in ask()[1]


def codes(findings: Iterator[Finding]) -> list[str]:
    return [finding.code for finding in findings if finding.verdict is not Verdict.GOOD]


def test_a_clock_that_lags_and_a_full_disk_are_told(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(site)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10))
    monkeypatch.setattr(os, "access", lambda *_: False)
    found = environment.environment(site, CLOCK - timedelta(days=900))
    assert codes(found) == ["K501", "K502", "K503"]


def test_hosts_limits_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").touch()
    with (tmp_path / "suara.mp3").open("wb") as file:
        file.truncate(950_000_000)
    found = codes(published(tmp_path, "https://kim.id/", CLOCK))
    assert found[:2] == ["K513", "K514"]


@pytest.mark.parametrize(
    "data",
    [b"", b"<rss>", b"<rss/>", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'],
)
def test_what_is_no_feed_of_this_address_is_told(data: bytes) -> None:
    assert feed("feed.xml", data, "https://kim.id").code == "K515"


@pytest.mark.parametrize(
    "note, is_late",
    [
        ({"built": "2026-10-01", "next": None}, False),
        ({"built": "2026-09-30", "next": None}, False),
        ({"built": "2026-09-29", "next": None}, True),
        ({"built": "2026-10-01", "next": "2026-10-01T11:00:00+07:00"}, False),
        ({"built": "2026-10-01", "next": "2026-10-01T08:59:00+07:00"}, True),
        ({}, True),
        ({"built": 7}, True),
    ],
)
def test_a_schedule_that_stopped_shows_by_the_day_and_by_what_was_due(
    note: dict[str, object], is_late: bool
) -> None:
    assert bool(lateness(note, CLOCK)) is is_late


# -- at its address --------------------------------------------------------------------------------


@pytest.fixture
def host(site: Path) -> Iterator[tuple[Path, str]]:
    """The published folder as it is reached, with feeds that name the address of the test."""
    with served(site / "site") as url:
        for name in ("feed.xml", "atom.xml"):
            edit(site / "site" / name, "https://kim-tirta.id/", f"{url}/")
        yield site / "site", url


def test_a_site_that_is_up_to_date_is_in_order(host: tuple[Path, str], site: Path) -> None:
    assert codes(online(site, host[1], CLOCK)) == []


def test_a_schedule_that_stopped_is_noticed_and_the_way_named(
    host: tuple[Path, str], site: Path
) -> None:
    found = list(online(site, host[1], CLOCK + timedelta(days=70)))
    assert [f.code for f in found if f.verdict is Verdict.WRONG] == ["K518"]
    assert "tab Actions" in next(f.remedy for f in found if f.code == "K518")
    shutil.rmtree(site / ".github")
    assert "Pipeline schedules" in str(list(online(site, host[1], CLOCK + timedelta(days=70))))


def test_what_is_missing_at_the_address_is_told(host: tuple[Path, str], site: Path) -> None:
    folder, url = host
    (folder / "feed.xml").unlink()
    (folder / "build.json").write_text(json.dumps([]))
    assert codes(online(site, url, CLOCK)) == ["K518", "K519"]
    (folder / "index.html").write_text("<p>Situs orang lain.</p>")
    assert codes(online(site, url, CLOCK))[0] == "K517"
    assert codes(online(site, f"{url}/nihil", CLOCK)) == ["K517"]


def test_a_site_that_can_not_be_reached_is_a_sentence(site: Path) -> None:
    (found,) = online(site, "http://127.0.0.1:9/", CLOCK)
    assert found.code == "K517"
    assert "tidak dapat dihubungi" in found.said


def test_without_a_site_there_is_nothing_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 2
    assert "berkas setelan 'mkdocs.yml' tidak ada" in capsys.readouterr().err
