"""What a site with `/admin/` has beside its mkdocs.yml, and what of it is published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from kim_plugins.catalogue.addresses import ADMIN
from kim_plugins.catalogue.content import Content
from kim_plugins.engine.look.editing import repository_of
from kim_plugins.engine.look.remarks import Remark
from kim_plugins.engine.names import PAGES
from kim_plugins.pages.admin import (
    FILES,
    SCRIPT,
    SETTINGS,
    admin_files,
    admin_policy,
    admin_settings,
)
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.problems import quote

FOLDER: Final = "admin"
_SETTING: Final = ("plugins", PAGES, "admin")


def is_asked_for(config: MkDocsConfig) -> bool:
    """Whether mkdocs.yml wants the page."""
    plugin = config.plugins.get(PAGES)
    return bool(plugin and plugin.config["admin"])


def admin_remarks(config: MkDocsConfig) -> list[Remark]:
    """That the program is missing, without which there is nothing to publish."""
    if not is_asked_for(config) or (admin_folder(config) / SCRIPT).is_file():
        return []
    said = f"halaman /admin/ tidak terbit: {quote(f'{FOLDER}/{SCRIPT}')} belum ada"
    hint = (
        "unduh paket @sveltia/cms (berkas .tgz), lalu: kim schema --cms sveltia --package "
        "BERKAS.tgz; atau hapus barisnya"
    )
    return [Remark("K450", _SETTING, said, hint)]


def admin_folder(config: MkDocsConfig) -> Path:
    """Where an editor puts the program: beside mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").absolute().parent / FOLDER


def settings_of(config: MkDocsConfig, content: Content) -> dict[str, Any]:
    """The program's settings for this site. Raises PluginError where what is kept is none."""
    folders = {
        str(PurePosixPath(path).parent).removeprefix(".")
        for path in content.documents
        if kind_of(path) is Kind.PAGE
    }
    return admin_settings(
        _kept(admin_folder(config) / SETTINGS),
        repository_of(config),
        config.site_name,
        config.site_url or "",
        sorted({"", *folders}),
    )


def _kept(file: Path) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        told = str(error).partition("\n")[0]
        raise PluginError(
            f"{quote(file.name)} di {file.parent} tidak dapat dibaca: {told}"
        ) from None
    if not isinstance(found, dict) or not isinstance(found.get("backend", {}), dict):
        raise PluginError(
            f"{quote(file.name)} di {file.parent} bukan setelan Sveltia; hapus, lalu buat lagi "
            "dengan: kim schema --cms sveltia"
        )
    return found


def published(config: MkDocsConfig, content: Content) -> tuple[dict[str, bytes], str]:
    """What is published of it, by address, and what a page there may do.

    Nothing where the program itself is missing.
    """
    folder = admin_folder(config)
    placed = {name: (folder / name).read_bytes() for name in FILES if (folder / name).is_file()}
    if SCRIPT not in placed:
        return {}, ""
    settings = settings_of(config, content)
    files = admin_files(settings, config.site_name, placed)
    return {f"{ADMIN}{name}": data for name, data in files.items()}, admin_policy(
        settings["backend"]
    )
