"""Whose code has failed is told in one sentence with file and line (engine/blame.py)."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from kim_plugins.engine.blame import blamed
from tests.ports import free_port
from tests.sites.folder import Site

TEMPLATES = {
    "{{ config.site_name }\n": (":1: tulisannya salah", "unexpected '}'"),
    "\n{% if %}x{% endif %}": (":2: tulisannya salah", ""),
    "\n\n{{ tiada.apa }}": (":3: nama yang dipakai tidak ada", "'tiada' is undefined"),
    "{{ 'a' | tiada }}": (":1: tulisannya salah", "No filter named 'tiada'"),
    "{% extends 'tiada.html' %}": (":1: templat 'tiada.html' tidak ada", ""),
    "{{ 1 / 0 }}": (":1: division by zero", ""),
    "{% include 'bagian.html' %}": ("bagian.html:2: nama yang dipakai tidak ada", ""),
}
HOOKS = {
    "def on_env(env, **k):\n    return 1 / 0": "hook kait.py gagal di on_env (kait.py:2): "
    "ZeroDivisionError: division by zero",
    "def on_env(env, **k):\n    open('/tiada/sini')": "hook kait.py gagal di on_env (kait.py:2): "
    "FileNotFoundError",
    "from mkdocs.exceptions import PluginError\n"
    "def on_env(env, **k):\n    raise PluginError('Sorry')": "(kait.py:3): Sorry",
    "import sys\ndef on_env(env, **k):\n    sys.exit(0)": "hook kait.py gagal di on_env "
    "(kait.py:3): program diakhiri (sys.exit)",
    "def deep():\n    raise OSError(28, 'penuh')\ndef on_env(env, **k):\n    deep()": "(kait.py:2)",
}

EXITS = {
    "on_post_page": "hook kait.py gagal di on_post_page untuk ",
    "on_startup": "hook kait.py gagal di on_startup (kait.py:3): program diakhiri (sys.exit)",
    "on_shutdown": "hook kait.py gagal di on_shutdown (kait.py:3): program diakhiri (sys.exit)",
    "": "mkdocs.yml:14:8: hooks: kait.py:3: program diakhiri (sys.exit)",
}
"""What is said where a hook ends the program in one of its functions, or outside of them."""
WRONG_RESULTS = {
    "def on_post_page(output, page, config):\n    return 5": "salah satu dari kait.py memberi int "
    "di on_post_page, seharusnya teks",
    "def on_nav(nav, config, files):\n    return 'x'": "memberi str di on_nav",
    "def on_files(files, config):\n    return [1]": "memberi list di on_files, seharusnya Files",
    "def on_config(config):\n    return 1 / 0": "hook kait.py gagal di on_config (kait.py:2)",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "templat").mkdir()
    (tmp_path / "templat/bagian.html").write_text("\n{{ tiada.apa }}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def config_of(folder: Path, more: str = "") -> MkDocsConfig:
    settings = (
        "site_name: KIM Contoh\nsite_url: https://kim.example/\ndocs_dir: content\n"
        "theme: {name: material, custom_dir: templat}\nplugins: []\n"
    )
    (folder / "mkdocs.yml").write_text(settings + more)
    return load_config(str(folder / "mkdocs.yml"))


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_template_is_named_with_its_line(site: Path, text: str) -> None:
    (site / "templat/main.html").write_text(text)
    config = config_of(site)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(site / "templat"), autoescape=True
    )
    with pytest.raises(Exception) as raised:  # noqa: PT011 - whatever a template may raise
        environment.get_template("main.html").render(config=config)
    said = blamed(raised.value, config)
    place, cause = TEMPLATES[text]
    assert said is not None
    assert said.startswith("templat templat/")
    assert place in said
    assert cause in said


@pytest.mark.parametrize("code", HOOKS)
def test_a_hook_is_named_with_its_line(site: Path, code: str) -> None:
    (site / "kait.py").write_text(code)
    config = config_of(site, "hooks: [kait.py]\n")
    with pytest.raises((Exception, SystemExit)) as raised:
        config.plugins.on_env(config.theme.get_env(), config=config, files=Files([]))
    said = blamed(raised.value, config)
    assert said is not None
    assert HOOKS[code] in said
    assert "situs yang sudah terbit tidak berubah" in said


def test_our_own_fault_is_nobody_elses(site: Path) -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        1 / 0  # noqa: B018 - it fails
    assert blamed(raised.value, config_of(site)) is None


def test_nothing_is_published_where_others_fail(tmp_path: Path) -> None:
    """A hook that fails in a worker on a page without a file, and one that gives no text."""
    site = Site.copied(tmp_path)
    site.write("kait.py", "def on_post_page(output, page, config):\n    return output[page.url]")
    config = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    site.write("mkdocs.yml", f"{config}hooks: [kait.py]\n")
    ran = site.build("--quiet")
    assert ran.code == 2
    assert "hook kait.py gagal di on_post_page untuk " in ran.err
    assert "(kait.py:2): TypeError" in ran.err
    assert not (tmp_path / "site").exists()
    for code, said in WRONG_RESULTS.items():
        site.write("kait.py", code)
        ran = site.build("--quiet")
        assert ran.code == 2
        assert said in ran.err
    page_only = config.replace("kim/pages", "kim/pages: {page_only: [kait.py]}")
    site.write("mkdocs.yml", f"{page_only}hooks: [kait.py]\n")  # which has workers call it
    for function, said in EXITS.items():
        head = f"def {function}(*a, **k):" if function else "if True:"
        site.write("kait.py", f"import sys\n{head}\n    sys.exit(0)\n")
        ran = site.build("--quiet")
        assert ran.code == 2
        assert said in ran.err
        if function == "on_startup":
            assert said in site.kim("serve", "--port", str(free_port())).err
    site.write("mkdocs.yml", f"{config}hooks: [kait.py]\n")
    site.write("kait.py", 'def on_post_page(output, page, config):\n    return page.url and ""')
    ran = site.build("--quiet")
    assert ran.code == 0
    assert "kait.py mengosongkan halaman /tentang/, jadi halaman itu tidak terbit" in ran.err
    assert not (tmp_path / "site/berita/index.html").exists()
