"""Our overrides of Material, and which files of a theme a site gets."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Final

import jinja2
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from kim_plugins.builder.store import Store
from kim_plugins.catalogue.templates import OURS
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.theme_files import ASSETS, OWN_COVER, THEME

_MATERIAL: Final = "material/"
SCRIPTS: Final = {
    "script": ("kim.js",),
    "search": ("cari.js",),
    "place": ("kampung.js",),
    "finder": ("cari-temu.js", "cari-hasil.js"),
    "desk": (
        "tulis-isian.js",
        "tulis-berkas.js",
        "tulis-rujukan.js",
        "tulis-teks.js",
        "tulis-periksa.js",
        "tulis-tampil.js",
        "tulis-konsep.js",
        "tulis.js",
    ),
    "desk_drafts": ("tulis-konsep.js", "tulis-daftar.js"),
    "screen": ("layar.js",),
    "voices": ("usul.js",),
}
"""What is published as one script: that of every page, of search fields, of the place that a reader
picked, of the search page, of the writing desk and its drafts, of the hall's screen, of what
villagers say."""
OBSERVABLE: Final = "dokumen.js"
"""What scripts wait for that were written for Material."""
STYLES: Final = {"desk_style": "tulis.css", "screen_style": "layar.css"}
"""What is published as a stylesheet of few pages: those of the writing desk, the hall's screen."""
WORKER: Final = "luring.js"
"""The service worker's script; it is published with the site's own settings."""
_BUNDLED: Final = (
    *("kim.css", "kim-icon.svg", OWN_COVER, OBSERVABLE, WORKER),
    *STYLES.values(),
    *chain.from_iterable(SCRIPTS.values()),
)


def bytecode(config: MkDocsConfig) -> jinja2.BytecodeCache:
    """Where compiled templates are kept, which spares a small site a third of its build."""
    return _Compiled(plugin_of(config).store)


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates; Jinja runs what it reads, so they are sealed as all in the store is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read one, if it is of this very template."""
        data = self._store.get(_compiled(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write one; where that can't be done, the next build compiles it once more."""
        self._store.put({_compiled(bucket): bucket.bytecode_to_string()})


def _compiled(bucket: Bucket) -> bytes:
    return f"templat/{bucket.key}-{bucket.checksum}".encode()


def has_own_missing_page(config: MkDocsConfig) -> bool:
    """Whether the site has a template of its own for what isn't there."""
    own = config.theme.custom_dir
    return own is not None and Path(own, "404.html").is_file()


def own_templates(config: MkDocsConfig) -> Path | None:
    """The folder of a site's own templates of what pages say, if there is one."""
    own = config.theme.custom_dir
    folder = Path(own, OURS) if own else None
    return folder if folder and folder.is_dir() else None


def worker_script() -> str:
    """The service worker's script as it lies in the theme."""
    return (ASSETS / WORKER).read_text(encoding="utf-8")


def is_superfluous(path: Path) -> bool:
    """Whether a file of a theme is left out: Material's assets, and what goes into bundles."""
    return not path.is_relative_to(THEME) or path in [ASSETS / name for name in _BUNDLED]


class _Loader(jinja2.FileSystemLoader):
    """Knows Material's own `base.html` beside ours, and names no template in a hidden folder.

    MkDocs asks for the names of all, to pass over what is hidden; Material has 12,000 icons there.
    """

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """A template's text; `material/base.html` is what ours extends."""
        if not template.startswith(_MATERIAL):
            return super().get_source(environment, template)
        ours = [Path(folder) for folder in self.searchpath].index(THEME)
        theirs = jinja2.FileSystemLoader(self.searchpath[ours + 1 :])
        return theirs.get_source(environment, template.removeprefix(_MATERIAL))

    def list_templates(self) -> list[str]:
        """The names of all that isn't hidden, in order."""
        found: set[str] = set()
        for root in map(os.fspath, self.searchpath):
            for folder, below, names in os.walk(root):
                below[:] = [name for name in below if not name.startswith(".")]
                place = os.path.relpath(folder, root).replace(os.sep, "/")
                found.update(name if place == "." else f"{place}/{name}" for name in names)
        return sorted(found)


class QuietTheme(Theme):
    """A theme as it is configured, whose environment names no hidden templates."""

    def __init__(self, theme: Theme) -> None:
        self.__dict__.update(theme.__dict__)

    def get_env(self) -> jinja2.Environment:
        """MkDocs' environment for the theme's templates."""
        environment = super().get_env()
        environment.loader = _Loader(self.dirs)
        return environment
