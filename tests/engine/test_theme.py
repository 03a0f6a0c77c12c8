"""The theme as MkDocs sees it."""

from __future__ import annotations

from mkdocs.theme import Theme

from kim_plugins.engine.theme import QuietTheme


def test_quiet_theme_names_all_templates_but_hidden_ones() -> None:
    """MkDocs passes over those that are hidden, so nothing is lost to it."""
    theme = Theme("material")
    named = theme.get_env().list_templates()
    shown = [name for name in named if not name.startswith(".") and "/." not in name]

    assert QuietTheme(theme).get_env().list_templates() == shown
    assert len(named) > 10 * len(shown)
