"""`kim` without a command: a menu on a terminal, the help anywhere else."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kim_plugins.cli import main
from kim_plugins.cli.commands import kim
from kim_plugins.cli.starting import menu


def chosen(monkeypatch: pytest.MonkeyPatch, typed: str) -> list[Sequence[str]]:
    ran: list[Sequence[str]] = []

    def run(arguments: Sequence[str]) -> int:
        ran.append(arguments)
        return 0

    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert menu.show_menu(run) == 0
    return ran


def test_what_is_chosen_is_run_until_nothing_more_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    assert chosen(monkeypatch, "3\n\n99\nx\n5\n0\n1\n") == [("check",), ("build",)]
    said = capsys.readouterr().out
    assert "1. Tulis kabar" in said
    assert "'99' tidak ada di daftar; tulis angka 0 sampai 10" in said
    assert chosen(monkeypatch, "") == []


def test_every_choice_is_a_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for _, (name, *_) in (*menu._OF_A_SITE, *menu._ELSEWHERE):
        assert name in kim.commands


def test_a_folder_without_a_site_offers_to_begin_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert chosen(monkeypatch, "1\n0\n") == [("init", "situs-kim")]


def test_without_a_terminal_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Perintah:" in capsys.readouterr().out


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kim 0.")
