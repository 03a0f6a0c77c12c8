"""An mkdocs.yml that isn't right: said with file, line and column, the same by check and build."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kim_plugins.cli.settings import Settings, UsageProblem
from kim_plugins.engine.options import Options
from tests.catalogue.sites import news
from tests.cli.agreement import SETTINGS, run, verdict, write

PLACED = re.compile(r"mkdocs\.yml:\d+:\d+: .+", re.DOTALL)
ENGLISH = re.compile(r"\b(?:[Ee]xpected|[Ii]nvalid|must|should|isn't|not|class|value|type)\b")
WRONG: dict[str, list[object]] = {
    "timezone": [[], "", "Asia", "Asia/Solo", 7, "x" * 5000, "../x", "\x00"],
    "on_invalid": [[], True, "leave", 0],
    "guid_host": [[], "a b", "https://kim.example", "a\x01b", 5],
    "long_form": [[], 5, "a\nb", "a\u202eb", "x" * 5000],
    "line_breaks": ["x", 1, []],
    "attachments": ["x", 0, {}],
    "writing": ["x", 0, {}],
    "page_only": ["x", [1], {}],
    "admin": ["x", 0, {}, "admin"],
    "license_name": [[], 5, "a\x01b"],
    "license_url": ["x", "http://[::1", "ftp://x.id/", "https://x.id/\u202e", 5, "javascript:a"],
    "sources": ["x", [5], [{"id": "a"}], [{"id": "a", "git": "file:///x"}]],
    "allowed_hosts": ["x", [5]],
    "hub": ["x", "https://hub.example:99999/", []],
    "email": ["x", "a\x01@b.id", 5],
    "sheets_days": [-1, 10**30, 1.5, True, "90", []],
    "radio_clock": ["24", 24, []],
    "radio_wpm": [0, -1, 10**9, True, "130"],
    "programme_items": [0, -1, 10**30],
    "lexicon": [{"spelt": 5}, {"spelt": [5]}, {"always": {"a": 1}}, {"eja": []}, 5, []],
    "synonyms": ["a", 5, [5], [["a"]]],
    "guid_host_was": [5],
}


def plugin_of(option: str) -> str:
    if option in ("sheets_days", "radio_clock", "radio_wpm", "programme_items", "lexicon"):
        return "kim/broadcast"
    return {
        "synonyms": "kim/search",
        **dict.fromkeys(("writing", "admin", "page_only"), "kim/pages"),
    }.get(option, "kim/catalogue")


def with_option(plugin: str, option: str, value: object) -> str:
    settings = yaml.safe_load(SETTINGS)
    settings["plugins"] = [
        {name: {option: value} if name == plugin else {}}
        for name in (p if isinstance(p, str) else next(iter(p)) for p in settings["plugins"])
    ]
    return dump(settings)


def dump(settings: object) -> str:
    text = yaml.safe_dump(settings, sort_keys=False)
    assert isinstance(text, str)
    return text


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    settings = yaml.safe_load(SETTINGS)
    change(settings)
    return dump(settings)


def said(folder: Path, settings: str) -> str:
    """What the configuration is refused with."""
    (folder / "content").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(UsageProblem) as caught:
        Settings(Path("mkdocs.yml")).load()
    return str(caught.value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("option", WRONG)
def test_a_wrong_value_of_ours_is_refused_at_its_place(folder: Path, option: str) -> None:
    for value in WRONG[option]:
        text = said(folder, with_option(plugin_of(option), option, value))
        assert PLACED.fullmatch(text)
        assert f"{plugin_of(option)}: {option}" in text
        assert not ENGLISH.search(text.partition(option)[2].partition("; ")[2] or "bukan")


@pytest.mark.parametrize("option", WRONG)
def test_an_option_that_is_empty_is_its_default(folder: Path, option: str) -> None:
    (folder / "content").mkdir()
    (folder / "mkdocs.yml").write_text(with_option(plugin_of(option), option, None))
    if option != "lexicon":
        Settings(Path("mkdocs.yml")).load()


def test_every_option_of_ours_is_tried() -> None:
    found = {
        key
        for kind in Options.__subclasses__()
        for key, _ in kind._schema
        if kind.__name__ != "LexiconConfig"
    }
    assert found == set(WRONG)


@pytest.mark.parametrize(
    "plugin", ["catalogue", "pages", "feeds", "broadcast", "search", "publish"]
)
def test_an_option_that_does_not_exist_is_refused(folder: Path, plugin: str) -> None:
    assert "tidak ada; " in said(folder, with_option(f"kim/{plugin}", "zona_waktu", "x"))


def test_the_option_that_was_meant_is_named(folder: Path) -> None:
    text = said(folder, with_option("kim/catalogue", "timezon", "Asia/Jakarta"))
    assert text == (
        "mkdocs.yml:13:14: plugins: kim/catalogue: timezon: tidak ada; maksudnya timezone?"
    )


def test_every_fault_of_a_plugin_is_told(folder: Path) -> None:
    settings = SETTINGS.replace("kim/broadcast", "kim/broadcast: {radio_wpm: 0, sheets_days: -1}")
    text = said(folder, settings)
    assert text.count("mkdocs.yml:10:") == 2
    assert "\nKESALAHAN: " in text


FAULTS: dict[str, list[object]] = {
    "theme": ["mkdocs", None, {"name": "readthedocs"}, 5, {"name": "material", "language": "zz"}],
    "theme ": [{"name": "material", key: 5} for key in ("features", "palette", "icon", "logo")],
    "theme  ": [{"name": "material", "static_templates": 5}, {"name": "material", "locale": "zz"}],
    "site_name": ["", None, 5, "a\x01b"],
    "site_url": ["http://[::1", "https://x/?q", "ftp://x.id/", "https://kim.example:99999/", 5],
    "site_dir": ["content", "content/site", ".", "mkdocs.yml", "mkdocs.yml/x", "x" * 5000, "\x00"],
    "docs_dir": ["nope", "mkdocs.yml", ".", "\x00", 5],
    "plugins": [5, "kim/pages", [5], ["kim/catalogue"], ["kim/pages"], ["zz"], [{"a": 1, "b": 2}]],
    "extra_css": [[1], 5],
    "extra_templates": [[1], 5],
    "INHERIT": [5, [], None, "nope.yml", "mkdocs.yml"],
    "markdown_extensions": ["x", ["zz"], [{"toc": {"zz": 1}}]],
    "nav": [5, [5]],
    "hooks": [["nope.py"]],
    "watch": [["nope"]],
    "edit_uri_template": ["{x}"],
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_setting_that_no_site_can_be_made_with_is_refused(folder: Path, name: str) -> None:
    for value in FAULTS[name]:

        def change(settings: dict[str, Any], value: object = value) -> None:
            settings[name.strip()] = value

        text = said(folder, changed(change))
        assert PLACED.fullmatch(text) or "kim/catalogue" in text
        assert not re.search(r"Expected|<class|Traceback", text)


@pytest.mark.parametrize(
    "text, place",
    [
        ("site_name: 'a\nsite_url: b\n", "1:12"),
        ("site_name: a: b\n", "1:13"),
        ("site_name: a\nplugins: [x\n", "2:10"),
        ("\tsite_name: a\n", "1:1"),
        ("site_name: a\n  b: c\n", "2:"),
        ("site_name Kabar\nsite_url: x\n", "1:1"),
        ("- a\n", "1:1"),
        ("x", "1:1"),
        ("", "1:1"),
        ("a: \x1b[31m\n", "1:4"),
        ("a: " + "[" * 5000, "1:"),
        ("{", "1:1"),
    ],
)
def test_yaml_that_can_not_be_read_is_told_where_it_is_mended(
    folder: Path, text: str, place: str
) -> None:
    assert said(folder, text).startswith(f"mkdocs.yml:{place}")


def test_a_hook_of_an_event_that_does_not_exist_is_told_which_was_meant(folder: Path) -> None:
    (folder / "kait.py").write_text("def on_page_markdwon(markdown, **kw): ...\n")
    text = said(folder, f"{SETTINGS}hooks: [kait.py]\n")
    assert text.endswith("on_page_markdwon di MkDocs; maksudnya on_page_markdown?")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"site_name: \xe9\n", SETTINGS.encode("utf-16")])
def test_settings_in_another_encoding_are_judged_alike(folder: Path, data: bytes) -> None:
    write(folder, {"berita/2026/a.md": news()})
    (folder / "mkdocs.yml").write_bytes(data)
    verdict(folder)


@pytest.mark.parametrize("broken", ["zzz: 1", "site_nama: x", "extra: {a: 1}", "strict: true"])
def test_what_is_not_ours_is_judged_alike(folder: Path, broken: str) -> None:
    write(folder, {"berita/2026/a.md": news()}, f"{SETTINGS}{broken}\n")
    assert verdict(folder).code == 0


def test_a_setting_that_nobody_knows_is_named(folder: Path) -> None:
    write(folder, {"berita/2026/a.md": news()}, f"{SETTINGS}site_desciption: x\n")
    err = run(folder, "check").err
    assert "PERINGATAN: mkdocs.yml:14:18: site_desciption: setelan ini tidak dikenal" in err
    assert "maksudnya site_description?" in err


@pytest.mark.parametrize(
    "settings",
    [
        with_option("kim/broadcast", "radio_wpm", 0),
        changed(lambda s: s.update(theme="mkdocs")),
        changed(lambda s: s["plugins"].append("kim/pages")),
        changed(lambda s: s["plugins"].remove("kim/publish")),
        changed(lambda s: s.update(site_dir="mkdocs.yml/x")),
    ],
)
def test_check_refuses_a_configuration_as_build_does(folder: Path, settings: str) -> None:
    write(folder, {"berita/2026/a.md": news()}, settings)
    assert verdict(folder).code == 2
