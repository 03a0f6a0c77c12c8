"""A browser is found or installed, or the checks stop: they never pass without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import browser
from interpreter import SetupError


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The browsers of this machine; an installer puts its name there."""
    present: list[str] = []
    monkeypatch.setattr(browser, "places", lambda _root, _variables: iter(present))
    monkeypatch.setattr(browser, "install", lambda commands: present.extend(commands[0]))
    return present


def ways(*names: str) -> Iterator[list[list[str]]]:
    return iter([[[name]] for name in names])


def test_the_named_browser_is_taken(tmp_path: Path, installed: list[str]) -> None:
    installed.append("/usr/bin/chromium")
    named = {"CHROMIUM": "/opt/mine"}
    assert browser.provide(tmp_path, named, lambda _path: True, ways()) == "/opt/mine"


def test_a_named_browser_that_does_not_start_is_refused(
    tmp_path: Path, installed: list[str]
) -> None:
    installed.append("/usr/bin/chromium")
    works = installed.__contains__
    with pytest.raises(SetupError, match="CHROMIUM=/opt/mine"):
        browser.provide(tmp_path, {"CHROMIUM": "/opt/mine"}, works, ways())


def test_a_stub_that_does_not_start_is_passed_over(tmp_path: Path, installed: list[str]) -> None:
    installed += ["/stub", "/real"]
    assert browser.provide(tmp_path, {}, lambda path: path != "/stub", ways()) == "/real"


def test_the_first_installer_that_helps_is_enough(tmp_path: Path, installed: list[str]) -> None:
    found = browser.provide(tmp_path, {}, lambda path: path != "apt", ways("apt", "play", "more"))
    assert found == "play"
    assert installed == ["apt", "play"]


def test_without_any_browser_the_checks_stop(tmp_path: Path, installed: list[str]) -> None:
    with pytest.raises(SetupError, match="browser tests can't run"):
        browser.provide(tmp_path, {}, lambda _path: False, ways("apt", "play"))


def test_a_file_that_is_no_program_does_not_start(tmp_path: Path) -> None:
    assert not browser.starts(str(tmp_path / "nothing"))
