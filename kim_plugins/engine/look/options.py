"""Remarks on settings that have no effect here, each with a reason and an alternative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.look.extras import extras
from kim_plugins.engine.look.remarks import Remark, Setting, written
from kim_plugins.engine.look.supported_settings import (
    ALREADY,
    EXTENSIONS,
    EXTRA,
    FEATURES,
    ICONS,
    IMPOSSIBLE,
    NAMED,
    NEEDLESS,
    THEME,
)
from kim_plugins.records.problems import quote

_FOREIGN: Final = "tidak dipakai: huruf tidak diambil dari situs lain, supaya hemat kuota"
_OWN_FONT: Final = "simpan hurufnya di folder isi, lalu daftarkan dengan @font-face di extra_css"


def used_extensions(names: Sequence[str]) -> list[str]:
    """Markdown extensions without those that are named in a warning, or would do things twice."""
    return [one for one in names if one not in ALREADY and not EXTENSIONS.get(one)]


def unsupported_settings(config: MkDocsConfig) -> Iterator[Remark]:
    """Remarks on every setting that is set and unsupported."""
    given = written(config)
    for name in sorted(given.keys() & NAMED.keys(), key=str):
        if _is_said(name, given[name]):
            yield _told((name,), f"setelan {name} {NAMED[name]}")
    yield from _of_theme(config, given["theme"])
    yield from _of_extra(given.get("extra"))
    yield from _of_extensions(config)
    for name in config.plugins:
        if said := NEEDLESS.get(plugin := name.partition(" #")[0]):
            said = f"plugin {quote(name)} tidak dipakai, karena tidak diperlukan: {said}"
            yield _told(("plugins", name), said if "|" in said else f"{said}|hapus barisnya")
        elif said := IMPOSSIBLE.get(plugin):
            yield _told(("plugins", name), f"plugin {quote(name)} tidak dipakai: {said}")


def _is_said(name: str, value: object) -> bool:
    """Whether a value asks for anything but what holds anyway."""
    if name == "validation":
        return not isinstance(value, Mapping) or "links" in value or not value.keys() <= {"nav"}
    return value is not None and not (name == "use_directory_urls" and value is True)


def _of_theme(config: MkDocsConfig, theme: Mapping[str, Any]) -> Iterator[Remark]:
    yield from _of_features(theme.get("features"))
    yield from _of_fixed(theme)
    yield from _of_font(config, theme.get("font"))
    icons = theme.get("icon")
    for name in icons if isinstance(icons, Mapping) else ():
        if why := ICONS.get(str(name), "nama ini tidak dikenal"):
            yield _told(
                ("theme", "icon", str(name)),
                f"ikon {quote(str(name))} tidak dipakai: {why}|hapus barisnya",
            )
    if config.theme.custom_dir:
        return  # templates of one's own may read settings of one's own
    for name in theme:
        if name not in THEME:
            near = get_close_matches(str(name), THEME, 1)
            hint = f"maksudnya {near[0]}?" if near else "hapus barisnya"
            yield _told(
                ("theme", str(name)),
                f"setelan tema {quote(str(name))} tidak dikenal, jadi tidak dipakai|{hint}",
            )


def _of_extensions(config: MkDocsConfig) -> Iterator[Remark]:
    """Extensions whose signs aren't read; of one that nobody knows here nothing is promised."""
    for name in config.markdown_extensions:
        setting, why = ("markdown_extensions", name), EXTENSIONS.get(name)
        if why is None:
            why = "tanda-tandanya sendiri tidak dibaca|lihat cara menulis di panduan editor"
            yield _told(setting, f"ekstensi {quote(name)} dipakai sebagian: {why}")
        elif why:
            yield _told(setting, f"ekstensi {quote(name)} tidak dipakai: {why}")
    if (config.mdx_configs.get("toc") or {}).get("permalink"):
        said = "tautan di samping judul tidak ada|hapus permalink"
        yield _told(("markdown_extensions", "toc", "permalink"), said)


def _of_features(features: object) -> Iterator[Remark]:
    for name in features if isinstance(features, list) else ():
        why = FEATURES.get(str(name))
        if why is None:
            near = get_close_matches(str(name), FEATURES, 1)
            why, hint = "tidak dikenal", f"maksudnya {near[0]}?" if near else "hapus barisnya"
        else:
            hint = "hapus barisnya"
        if why:
            yield _told(
                ("theme", "features", str(name)),
                f"fitur {quote(str(name))} tidak dipakai: {why}|{hint}",
            )


def _of_fixed(theme: Mapping[str, Any]) -> Iterator[Remark]:
    for name, right in (("language", "id"), ("direction", "ltr"), ("locale", "id")):
        value = theme.get(name)
        if value is not None and str(value).partition("_")[0] != right:
            said = f"{name} {quote(str(value))} tidak dipakai: halaman selalu berbahasa Indonesia"
            yield _told(("theme", name), f"{said}|tulis {name}: {right}, atau hapus barisnya")


def _of_font(config: MkDocsConfig, font: object) -> Iterator[Remark]:
    if not isinstance(font, Mapping):
        if font is True:
            yield _told(("theme", "font"), f"font: true {_FOREIGN}|tulis font: false")
        return
    own = extras(config).fonts
    for use, name in font.items():
        if use not in ("text", "code"):
            yield _told(
                ("theme", "font", str(use)),
                f"font {quote(str(use))} tidak dikenal|yang ada: text, code",
            )
        elif name and str(name) not in own:
            yield _told(
                ("theme", "font", str(use)), f"huruf {quote(str(name))} {_FOREIGN}|{_OWN_FONT}"
            )


def _of_extra(extra: object) -> Iterator[Remark]:
    if not isinstance(extra, Mapping):
        return
    for name in extra:
        if (why := EXTRA.get(str(name))) and extra[name] not in (None, False):
            yield _told(
                ("extra", str(name)),
                f"setelan {quote(str(name))} tidak dipakai: {why}|hapus barisnya",
            )


def _told(setting: Setting, said: str) -> Remark:
    message, _, hint = said.partition("|")
    return Remark("K521" if setting[0] == "theme" else "K527", setting, message, hint)
