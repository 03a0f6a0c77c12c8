"""Settings of a site's look as templates and MkDocs see them: without what isn't honoured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from kim_plugins.builder.files import bytes_of
from kim_plugins.engine.look.extras import extras, path_of
from kim_plugins.engine.look.site_files import file_of, is_elsewhere, is_within
from kim_plugins.engine.look.supported_settings import EXTRA, FEATURES, IMPOSSIBLE, NEEDLESS
from kim_plugins.records.problems import Fault, quote

_PICTURES: Final = (".png", ".jpg", ".jpeg")

log = get_plugin_logger("kim/pages")


def drop_unsupported_settings(config: MkDocsConfig) -> None:
    """Remove settings that a warning names, so that no template acts on half of them."""
    theme = config.theme
    theme["language"], config.use_directory_urls = "id", True
    features = theme.get("features") or ()
    theme["features"] = [name for name in features if not FEATURES.get(str(name), "?")]
    # The colours stand in the stylesheet; a scheme of one's own is asked for by its name.
    palette = theme.get("palette")
    has_scheme = bool(config.extra_css) and not isinstance(palette, str)
    theme["palette"] = palette if has_scheme else None
    for name in config.extra.keys() & {name for name, why in EXTRA.items() if why}:
        del config.extra[name]
    found = extras(config)
    config.extra_css, config.extra_javascript = found.styles, found.scripts


def leave_out_plugins(config: MkDocsConfig, after: object = None) -> None:
    """Have plugins hear nothing that were named in a warning.

    `after` is the method that MkDocs has called, so that those before it keep their places.
    """
    origins = config.plugins._event_origins  # noqa: SLF001 - nobody else knows them
    for methods in config.plugins.events.values():
        first = methods.index(after) + 1 if after in methods else 0
        methods[first:] = [one for one in methods[first:] if _is_used(origins.get(one, ""))]


def _is_used(plugin: str) -> bool:
    name = plugin.partition(" #")[0]
    return name not in NEEDLESS and name not in IMPOSSIBLE


def own_files(config: MkDocsConfig) -> Iterator[File]:
    """The files of `extra_css`, `extra_javascript` and `extra_templates`, for MkDocs to publish."""
    templates = [name for name in config.extra_templates if is_within(name)]
    for path in (*extras(config).files, *templates):
        file = file_of(config, path)
        data = _published(path, bytes_of(str(file))) if file else None
        if data is not None:
            yield File.generated(config, path, content=data)


def drop_blocked_assets(config: MkDocsConfig) -> None:
    """Remove assets of plugins that the policy would block."""
    for name in ("extra_css", "extra_javascript"):
        kept = []
        for entry in config[name]:
            if is_elsewhere(path_of(entry)):
                log.warning(
                    "%s: %s ditambahkan oleh sebuah plugin dan ada di situs lain, jadi tidak "
                    "dipakai; simpan berkasnya di folder isi, lalu atur plugin itu memakainya",
                    *(name, quote(path_of(entry))),
                )
            else:
                kept.append(entry)
        config[name] = kept


def _published(path: str, data: bytes) -> bytes | None:
    """The bytes of a file as published, without metadata of cameras and programs.

    None for a picture that can't be read.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in (*_PICTURES, ".svg"):
        return data
    # Few sites have one, and the libraries that read pictures take their time to come.
    from kim_plugins.builder.inspecting import inspect_safely  # noqa: PLC0415
    from kim_plugins.catalogue.media.picture_notes import strip_metadata  # noqa: PLC0415
    from kim_plugins.catalogue.media.vectors import sanitised_svg  # noqa: PLC0415

    found = inspect_safely(path, data)
    if isinstance(found, Fault):
        log.warning("%s: %s; %s", found.code, found.message, found.hint)
        return None
    return strip_metadata(data) if found.is_raster else sanitised_svg(data).data
