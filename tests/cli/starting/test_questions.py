"""What is answered of a new site: refused, asked again, or read as it was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kim_plugins.cli.settings import UsageProblem
from kim_plugins.cli.starting import asking
from kim_plugins.cli.starting.answers import QUESTIONS, Answers, InvalidAnswer, read_all
from kim_plugins.cli.starting.pin import Pin
from kim_plugins.cli.starting.writing import site_files
from kim_plugins.records import read_file

CLOCK = datetime.fromisoformat("2026-10-01T12:00+07:00")
NAMES = st.text(min_size=1, max_size=130)


@settings(max_examples=100)
@given(NAMES, NAMES, NAMES)
@example("KIM “Tirta”", "a: b # c", "'\"\\")
@example("- x", "? y", "! z")
@example("yes", "012", "19:30")
@example("KIM Con", "COM1", "x" * 120)
def test_any_name_is_refused_or_read_as_it_was_given(group: str, name: str, village: str) -> None:
    """Also one that YAML would take for something else."""
    try:
        answers = read_all({"group": group, "name": name, "village": village}, CLOCK)
    except InvalidAnswer:
        return
    files = site_files(answers, Pin("1.0"))
    config = yaml.safe_load(files["mkdocs.yml"])
    assert config["site_name"] == answers["name"]
    for path, text in files.items():
        if path.startswith("content/"):
            record, problems = read_file(path.removeprefix("content/"), text.encode(), UTC)
            # What only a person can judge (names that stand for themselves) is left to the check.
            assert record is not None or problems
            if "kelompok" in path and record is not None:
                assert record.record.title == answers["group"]


# -- on a terminal ---------------------------------------------------------------------------------


def asked(monkeypatch: pytest.MonkeyPatch, lines: Sequence[str]) -> Answers:
    answers = Answers(CLOCK)
    waiting = iter(lines)
    monkeypatch.setattr(
        asking,
        "sys",
        type("", (), {"stdin": type("", (), {"readline": lambda _: next(waiting)})()}),
    )
    asking.ask_for_the_rest(answers)
    assert next(waiting, None) is None
    return answers


def test_a_wrong_answer_is_asked_again_and_an_empty_one_takes_what_is_offered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["KIM Tirta\n", "\n", "desa.example\n", "https://desa.example\n", "81.01.02.2003\n"]
    answers = asked(monkeypatch, [*lines, *["\n"] * (len(QUESTIONS) - 4)])
    said = capsys.readouterr().err
    assert "bukan alamat dengan https" in said
    assert "Zona waktu (WIB, WITA atau WIT; Enter = Asia/Jayapura): " in said
    assert answers["name"] == "KIM Tirta"
    assert answers["province"] == "Maluku"
    asks = [question.ask for question in answers.examples]
    assert "Provinsi" not in asks
    assert "Ketua" in asks


def test_an_input_that_ends_begins_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageProblem, match="masukan berakhir di pertanyaan 'Alamat situs'"):
        asked(monkeypatch, ["KIM Tirta\n", "\n", ""])


def test_names_that_come_with_a_region_are_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["\n", "\n", "\n", "33.09.12.2004, Desa Tirtasari, Kecamatan Sawit\n"]
    answers = asked(monkeypatch, [*lines, *["\n"] * (len(QUESTIONS) - 6)])
    assert answers["district"] == "Kecamatan Sawit"
