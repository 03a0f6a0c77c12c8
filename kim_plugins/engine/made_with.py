"""What a build depends on besides the content, as `mkdocs.yml` and the environment have it."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.made_with import Parts, parts_of_program, parts_of_settings
from kim_plugins.engine.catalogue import catalogue_of


def settings_of(config: MkDocsConfig) -> Parts:
    """The settings as they are when all plugins have read them, and the folders of the theme."""
    # Hooks stand among the plugins, as modules without settings.
    plugins = {
        f"{key} di {name}": value
        for name, plugin in config.plugins.items()
        for key, value in dict(getattr(plugin, "config", {})).items()
    }
    theme = {f"theme.{key}": config.theme[key] for key in config.theme}
    own = {key: value for key, value in config.items() if key not in ("plugins", "theme")}
    return parts_of_settings({**own, **theme, **plugins}, config.theme.dirs)


def parts_of(config: MkDocsConfig) -> Parts:
    """All parts, those of the program too."""
    return {**settings_of(config), **parts_of_program(catalogue_of(config).options)}
