"""Writes several content files as one change: all or none."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.stopping import deferred_signals
from kim_plugins.cli.settings import UsageProblem
from kim_plugins.engine.project_files import journal_of
from kim_plugins.records.system_errors import why_unwritable


def write_all(
    config: MkDocsConfig, texts: Mapping[str, bytes], renamed: Mapping[str, str] | None = None
) -> None:
    """Rename files and write texts, each by its (new) path in the content folder.

    A process that is killed in between leaves a journal, which the next command completes.
    """
    try:
        with deferred_signals():
            journal_of(config).change(texts, renamed)
    except OSError as error:
        place = error.filename or "berkas"
        raise UsageProblem(
            f"'{place}' tidak dapat ditulis ({why_unwritable(error)}); tidak ada yang diubah"
        ) from None
