"""Remarks on settings as problems with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import shown_folder
from kim_plugins.engine.admin import admin_remarks
from kim_plugins.engine.look.extras import extras
from kim_plugins.engine.look.logos import missing_logos
from kim_plugins.engine.look.look import icon_remarks, social
from kim_plugins.engine.look.options import unsupported_settings
from kim_plugins.engine.look.palette import palette_of
from kim_plugins.engine.look.places import place_of, settings_tree
from kim_plugins.engine.look.remarks import Remark
from kim_plugins.engine.look.templates import template_remarks
from kim_plugins.records import Problem
from kim_plugins.records.problems import Severity


def settings_remarks(config: MkDocsConfig) -> Iterator[Remark]:
    """All remarks on the settings that need no rendering."""
    yield from palette_of(config)[1]
    yield from extras(config).remarks
    yield from missing_logos(config)
    yield from icon_remarks(config)
    yield from social(config)[1]
    yield from unsupported_settings(config)
    yield from template_remarks(config)
    yield from admin_remarks(config)


def placed(config: MkDocsConfig, remarks: Iterable[Remark]) -> tuple[list[Problem], list[str]]:
    """Remarks as warnings with their places, and notes as sentences, in the order of the file."""
    found = [*remarks]
    if not found:
        return [], []
    file = Path(config.config_file_path or "mkdocs.yml")
    tree, name = settings_tree(file), shown_folder(file)
    problems, notes = [], []
    for remark in found:
        line, column = place_of(tree, remark.setting)
        field = ".".join(remark.setting)
        if remark.is_note:
            notes.append((line, column, f"{name}:{line}:{column}: {remark.message}; {remark.hint}"))
            continue
        problems.append(
            Problem(
                name,
                line,
                column,
                remark.code,
                field,
                remark.message,
                remark.hint,
                severity=Severity.WARNING,
            )
        )
    return sorted(problems), [text for *_, text in sorted(notes)]
