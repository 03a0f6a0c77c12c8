"""Files beside the content that a project keeps: state of builds, registers, the journal."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from kim_plugins.builder.files import shown_folder
from kim_plugins.builder.journal import Journal, journal_in
from kim_plugins.records.system_errors import why_unwritable


def state_folder(config: MkDocsConfig) -> Path:
    """The folder `.kim` of a project, for what only its own builds need."""
    return Path(config.config_file_path or ".").resolve().parent / ".kim"


def register_file(config: MkDocsConfig, name: str) -> Path:
    """The file of a register of what was published; unlike the cache it must not be deleted."""
    return state_folder(config) / name / f"{content_name(config)}.json"


def content_name(config: MkDocsConfig) -> str:
    """The name of files about this content folder, as a project may have several."""
    return hashlib.blake2b(os.fsencode(config.docs_dir), digest_size=8).hexdigest()


def journal_of(config: MkDocsConfig) -> Journal:
    """The journal through which files of the content folder are changed."""
    return journal_in(state_folder(config), config.docs_dir)


def complete_changes(config: MkDocsConfig) -> str:
    """Complete a change that was cut off; return a sentence on it, or an empty one."""
    try:
        left = journal_of(config).complete()
    except OSError as error:
        raise PluginError(
            f"perubahan berkas yang terputus belum dapat diselesaikan: '{error.filename}' "
            f"({why_unwritable(error)}); betulkan itu, lalu ulangi"
        ) from None
    if left is None:
        return ""
    shown = ", ".join(f"{shown_folder(Path(config.docs_dir))}/{path}" for path in left)
    look = f"; periksa {shown}, yang sudah berubah lagi sejak itu" if left else ""
    return f"perubahan berkas yang tadi terputus sudah diselesaikan{look}"
