"""Checks of settings that MkDocs accepts and no site can be made with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.options import is_link
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.problems import quote

Setting = tuple[str, ...]
"""The keys that lead to a setting in mkdocs.yml."""

_TEXTS: Final = ("site_name", "site_description", "site_author", "copyright", "site_dir")
_LISTS: Final = ("extra_css", "extra_templates")
_LAST_PORT: Final = 65535
_PREVIEW: Final = "tulis misalnya: dev_addr: 127.0.0.1:8000"
_ADDRESS: Final = "tulis misalnya: site_url: https://kim-desa-anda.example/"
_NO_SITE_DIR: Final = "pilih folder lain, misalnya: site_dir: site"


def faults(config: MkDocsConfig) -> Iterator[tuple[Setting, str]]:
    """Each faulty setting with a sentence on its remedy."""
    for name in _TEXTS:
        text = config[name] or ""
        if HIDDEN.search(text):
            yield (name,), f"{quote(text)} memuat tanda yang tidak terlihat; ketik ulang"
    if not config.site_name.strip():
        yield ("site_name",), "belum diisi; tulis misalnya: site_name: KIM Tirta Mandiri"
    if config.site_url and (not is_link(config.site_url) or set("?#") & set(config.site_url)):
        yield ("site_url",), f"{quote(config.site_url)} bukan alamat situs; {_ADDRESS}"
    for name in _LISTS:
        if not all(isinstance(item, str) for item in config[name] or ()):
            yield (
                (name,),
                f"harus berupa daftar nama berkas; tulis misalnya: {name}: [tambahan.css]",
            )
    yield from _theme_faults(config)
    yield from _place_faults(config)
    for name in config.plugins:
        plugin, twice, _ = name.partition(" #")
        if twice and plugin.startswith("kim/"):
            yield ("plugins", plugin), "plugin ini ditulis dua kali; hapus salah satunya"
    if "kim/publish" not in config.plugins:
        yield ("plugins",), "belum memuat plugin kim/publish; tambahkan paling akhir"


def _theme_faults(config: MkDocsConfig) -> Iterator[tuple[Setting, str]]:
    theme = config.theme
    if theme.name != "material":
        said = f"tema {quote(theme.name)} tidak dapat dipakai; tulis di bawah theme: name: material"
        yield ("theme", "name"), said
        return
    language = theme.get("language", "en")
    if not any(
        Path(folder, f"partials/languages/{language}.html").is_file() for folder in theme.dirs
    ):
        yield ("theme", "language"), f"bahasa {quote(language)} tidak ada; tulis: language: id"
    for name, kinds, example in (
        ("features", list, "[navigation.tabs]"),
        ("palette", (dict, list, str), "{primary: teal}"),
        ("icon", dict, "{repo: fontawesome/brands/git-alt}"),
        ("font", (dict, bool), "false"),
        ("logo", str, "assets/logo.png"),
        ("favicon", str, "assets/favicon.png"),
    ):
        value = theme.get(name)
        items = value if isinstance(value, list) else ()
        kind = str if name == "features" else dict
        if value is not None and not (
            isinstance(value, kinds) and all(isinstance(item, kind) for item in items)
        ):
            said = f"nilai {quote(repr(value))} tidak dikenal; tulis misalnya: {name}: {example}"
            yield ("theme", name), said


def _place_faults(config: MkDocsConfig) -> Iterator[tuple[Setting, str]]:
    """Where a site is shown, and where it is written."""
    host, port = config.dev_addr
    if ":" in host:  # MkDocs would write addresses of pages without the brackets
        yield ("dev_addr",), f"alamat IPv6 {quote(host)} tidak dapat dipakai; {_PREVIEW}"
    if not 0 < port <= _LAST_PORT:
        yield ("dev_addr",), f"pintu (port) {port} tidak ada; {_PREVIEW}"
    site = Path(config.site_dir).absolute()
    try:
        around = next((p for p in (site, *site.parents) if p.exists()), site)
        is_file = around.exists() and not around.is_dir()
    except OSError:  # too long a name
        yield ("site_dir",), f"{quote(config.site_dir)} bukan nama folder; {_NO_SITE_DIR}"
        return
    if is_file:
        # Whole: the end of a path is what tells one from another.
        path = str(around)
        yield ("site_dir",), f"{quote(path, len(path))} adalah berkas; {_NO_SITE_DIR}"
