"""Every setting of MkDocs and Material is honoured or named: nothing is ignored in silence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from material import __file__ as material
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from kim_plugins.engine.look.applying import leave_out_plugins
from kim_plugins.engine.look.options import used_extensions
from kim_plugins.engine.look.palette import palette_of
from kim_plugins.engine.look.palettes import READY
from kim_plugins.engine.look.plain import has_default_look
from kim_plugins.engine.look.problems import placed, settings_remarks
from kim_plugins.engine.look.remarks import Remark
from kim_plugins.engine.look.supported_settings import (
    EXTENSIONS,
    EXTRA,
    FEATURES,
    HONOURED,
    ICONS,
    IMPOSSIBLE,
    NAMED,
    NEEDLESS,
    THEME,
)
from kim_plugins.engine.look.templates import refuse_faulty_templates, template_remarks
from kim_plugins.engine.site_config import content_in

TEMPLATES = Path(str(material)).parent / "templates"
PLAIN: dict[str, Any] = {
    "site_name": "KIM Contoh",
    "site_url": "https://kim.example/",
    "docs_dir": "isi",
    "theme": {"name": "material", "language": "id", "font": False},
    "plugins": [],
}


def of_templates(pattern: str) -> set[str]:
    return {
        found
        for file in TEMPLATES.rglob("*.html")
        for found in re.findall(pattern, file.read_text(encoding="utf-8"))
    }


def test_the_tables_hold_all_that_mkdocs_and_material_know() -> None:
    known = set(MkDocsConfig()._schema_keys) - {"config_file_path"}
    assert known | {"INHERIT"} == HONOURED | NAMED.keys()
    assert of_templates(r"config\.theme\.([a-z_]+)") <= THEME.keys()
    assert of_templates(r"config\.theme\.icon\.([a-z]+)") == ICONS.keys()
    assert of_templates(r"config\.extra\.([a-z_]+)") == EXTRA.keys()
    assert of_templates(r'"([a-z.]+)" (?:not )?in features') <= FEATURES.keys()
    (bundle,) = TEMPLATES.glob("assets/javascripts/bundle.*.min.js")
    named = re.findall(
        r'"((?:announce|content|header|navigation|toc)\.[a-z.]+)"', bundle.read_text("utf-8")
    )
    assert len(set(named)) > 10
    assert set(named) <= FEATURES.keys()
    folders = {path.name for path in (TEMPLATES.parent / "plugins").iterdir() if path.is_dir()}
    # These only take part in what others do, or change nothing that is seen.
    assert {f"material/{name}" for name in folders - {"__pycache__"}} - NEEDLESS.keys() == {
        "material/group",
        "material/projects",
        "material/typeset",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("settings")
    (made / "isi").mkdir()
    (made / "isi/ada.css").write_text("@font-face{font-family:Tulis;src:url(t.woff2)}")
    (made / "isi/t.woff2").write_bytes(b"wOF2")
    return made


def config_of(folder: Path, **written: Any) -> MkDocsConfig:  # noqa: ANN401 - anything YAML has
    theme = {**PLAIN["theme"], **written.pop("theme", {})}
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump({**PLAIN, **written, "theme": theme}, sort_keys=False), "utf-8")
    return load_config(str(file))


def remarks(folder: Path, **written: Any) -> list[Remark]:  # noqa: ANN401 - as above
    return [*settings_remarks(config_of(folder, **written))]


def test_a_plain_site_has_nothing_to_be_told(folder: Path) -> None:
    config = config_of(folder)
    assert has_default_look(config)
    assert [*settings_remarks(config)] == []


NOT_HONOURED: dict[str, dict[str, Any]] = {
    **{f"theme.features.{n}": {"theme": {"features": [n]}} for n, why in FEATURES.items() if why},
    **{f"theme.icon.{n}": {"theme": {"icon": {n: "a/b"}}} for n, why in ICONS.items() if why},
    **{f"extra.{name}": {"extra": {name: {"a": 1}}} for name, why in EXTRA.items() if why},
    "theme.language": {"theme": {"language": "en"}},
    "theme.direction": {"theme": {"direction": "rtl"}},
    "theme.font.text": {"theme": {"font": {"text": "Roboto"}}},
    "theme.font": {"theme": {"font": True}},
    "theme.warna": {"theme": {"warna": "merah"}},
    "theme.logo": {"theme": {"logo": "tiada.png"}},
    "theme.favicon": {"theme": {"favicon": "https://lain.example/a.png"}},
    "theme.palette.primary": {"theme": {"palette": {"primary": "tael"}}},
    "theme.palette.accent": {"theme": {"palette": {"accent": "#12"}}},
    "theme.palette.scheme": {"theme": {"palette": {"scheme": "slaet"}}},
    "theme.palette.toggle": {"theme": {"palette": [{"scheme": "slate", "toggle": {"icon": "x"}}]}},
    "theme.palette.media": {"theme": {"palette": {"media": "print"}}},
    "theme.palette.warna": {"theme": {"palette": {"warna": "merah"}}},
    "theme.palette": {"theme": {"palette": "batikk"}},
    "use_directory_urls": {"use_directory_urls": False},
    "validation": {"validation": {"links": {"anchors": "warn"}}},
    "extra_css.tiada.css": {"extra_css": ["tiada.css"]},
    "extra_css.https://lain.example/a.css": {"extra_css": ["https://lain.example/a.css"]},
    "extra_css.../luar.css": {"extra_css": ["../luar.css"]},
    "extra_javascript.tiada.js": {"extra_javascript": [{"path": "tiada.js", "defer": True}]},
    "extra_javascript.//lain.example/a.js": {"extra_javascript": ["//lain.example/a.js"]},
    "extra.social": {"extra": {"social": [{"icon": "material/link", "link": "javascript:x"}]}},
    "extra.social.tiada": {"extra": {"social": [{"icon": "tiada", "link": "https://a.example/"}]}},
    **{
        f"markdown_extensions.{name}": {"markdown_extensions": [name]}
        for name, why in EXTENSIONS.items()
        if why
    },
    "markdown_extensions.toc.permalink": {"markdown_extensions": [{"toc": {"permalink": True}}]},
    "plugins.material/search": {"plugins": ["material/search"]},
}  # fmt: skip


def test_templates_that_nothing_is_drawn_with_are_named(folder: Path) -> None:
    own = folder / "templat"
    for name in ("main.html", "bagian.html", "partials/content.html", "kim/berita.html"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text("{% include 'bagian.html' %}")
    theme = {"custom_dir": "templat"}
    config = config_of(folder, theme=theme, extra_templates=["tiada.html"])
    said = [remark.message for remark in template_remarks(config)]
    assert "'tiada.html'" in said[0]
    assert sorted(said[1:]) == [
        f"templat '{name}' di custom_dir tidak dipakai halaman mana pun"
        for name in ("kim/berita.html", "partials/content.html")
    ]
    (folder / "isi/salah.html").write_text("\n{{ config.site_name }")
    with pytest.raises(PluginError, match=r"salah\.html:2: tulisannya salah"):
        refuse_faulty_templates(config_of(folder, extra_templates=["salah.html"]))


def test_only_extensions_that_do_something_are_used(folder: Path) -> None:
    """`meta` would take a first line with a colon away, `nl2br` double every line end."""
    names = ["meta", "tables", "nl2br", "smarty"]
    config = config_of(folder, markdown_extensions=names, exclude_docs="*.css\n*.html")
    assert used_extensions(config.markdown_extensions)[-1] == "smarty"
    assert not {"meta", "nl2br"} & {*used_extensions(config.markdown_extensions)}
    assert content_in(config).media == ["t.woff2"]


def test_every_plugin_that_is_left_out_stands_in_the_table() -> None:
    table = (Path(__file__).parents[2] / "docs/mkdocs.md").read_text(encoding="utf-8")
    names = {name.removeprefix("material/") for name in (*NEEDLESS, *IMPOSSIBLE)}
    assert [name for name in sorted(names) if name not in table] == []


def test_plugins_that_are_left_out_hear_nothing(folder: Path) -> None:
    config = config_of(folder, plugins=["material/search", "material/tags"])
    assert any(config.plugins.events.values())
    leave_out_plugins(config)
    assert not any(config.plugins.events.values())


@pytest.mark.parametrize("field", NOT_HONOURED)
def test_what_is_not_honoured_is_named_at_its_line(folder: Path, field: str) -> None:
    """In a file where every setting stands in a line of its own."""
    config = config_of(folder, **NOT_HONOURED[field])
    assert not has_default_look(config)
    problems, _ = placed(config, settings_remarks(config))
    assert [problem.field for problem in problems] == [field]
    (problem,) = problems
    assert not problem.is_error
    assert 520 <= int(problem.code[1:]) <= 539
    lines = (folder / "mkdocs.yml").read_text("utf-8").splitlines()
    last = field.rsplit(".", 1)[-1] if "/" not in field and ".css" not in field else field
    around = "\n".join(lines[problem.line - 2 : problem.line + 1])
    assert (
        last.partition(".")[2] in around
        or last in around
        or field.rsplit(".", maxsplit=1)[-1] in around
    )


HONOURED_VALUES: list[dict[str, Any]] = [
    {"theme": {"features": [name for name, why in FEATURES.items() if not why]}},
    {"theme": {"icon": {name: "material/plus" for name, why in ICONS.items() if not why}}},
    {"theme": {"palette": "songket"}},
    {"theme": {"palette": {"scheme": "ulos", "accent": "amber"}}},
    {"theme": {"palette": {"primary": "custom"}}},
    {"theme": {"font": {"text": "Tulis"}}, "extra_css": ["ada.css"]},
    {"extra_css": ["ada.css?v=2"]},
    {"extra": {"homepage": "https://desa.example/", "generator": False, "milik": 1}},
    {"repo_url": "https://github.com/kim/kabar", "edit_uri": "edit/main/isi/"},
    {"validation": {"nav": {"omitted_files": "ignore"}}},
    {"copyright": "&copy; KIM", "not_in_nav": "x.md", "strict": True},
    {"draft_docs": "konsep/", "dev_addr": "0.0.0.0:8001"},
]


@pytest.mark.parametrize("written", HONOURED_VALUES, ids=str)
def test_what_is_honoured_is_passed_over(folder: Path, written: dict[str, Any]) -> None:
    assert [one for one in remarks(folder, **written) if not one.is_note] == []


OF_MKDOCS = {"name", "custom_dir", "locale", "static_templates"}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab-./:#", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner),
    max_leaves=4,
)


@given(
    st.dictionaries(st.sampled_from(["x", *sorted(THEME.keys() - OF_MKDOCS)]), VALUES, max_size=3),
    st.dictionaries(st.sampled_from([*EXTRA, "x"]), VALUES, max_size=3),
)
@settings(max_examples=60)
def test_no_value_of_the_look_ends_in_a_traceback(
    folder: Path, theme: dict[str, Any], extra: dict[str, Any]
) -> None:
    """`site_settings.faults` refuses some of them before; none may break what reads them."""
    try:
        config = config_of(folder, theme=theme, extra=extra)
    except Exception:  # noqa: BLE001 - what MkDocs itself refuses is another's business
        return
    for problem in placed(config, settings_remarks(config))[0]:
        assert problem.message
        assert problem.hint


@pytest.mark.parametrize(
    "palette, only, primary",
    [
        ({"primary": "teal"}, None, "#008577"),
        ({"scheme": "default", "primary": "teal"}, "light", "#008577"),
        ({"scheme": "slate", "primary": "teal"}, "dark", None),
        ([{"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "indigo"},
          {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "teal"}],
         None, "#4051b5"),
        ([{"scheme": "default", "primary": "indigo"}, {"scheme": "slate"}], None, "#4051b5"),
        ({"media": "(prefers-color-scheme)", "scheme": "slate", "primary": "indigo"}, None,
         "#4051b5"),
        ({"primary": "#FFF"}, None, "#ffffff"),
        ({"primary": "Deep Purple"}, None, "#7e56c2"),
    ],
)  # fmt: skip
def test_forms_of_material_are_understood(
    folder: Path, palette: object, only: str | None, primary: str | None
) -> None:
    found, said = palette_of(config_of(folder, theme={"palette": palette}))
    assert [one for one in said if not one.is_note] == []
    assert found.only == only
    if primary:
        assert found.light["roof"] == primary


def test_the_page_on_looks_names_every_ready_palette() -> None:
    text = (Path(__file__).parents[2] / "docs/tampilan.md").read_text(encoding="utf-8")
    assert [name for name in READY if f"| `{name}` |" not in text] == []
    pictures = [Path(__file__).parents[2] / f"docs/gambar/palet-{name}.webp" for name in READY]
    assert [one.name for one in pictures if f"(gambar/{one.name})" not in text] == []
    assert max(one.stat().st_size for one in pictures) < 30_000
