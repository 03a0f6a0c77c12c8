"""The theme's frame: Material's templates rendered with slots in them, and their one stylesheet.

Of Material's assets nothing is published as it is: its stylesheet is narrowed to what this site
can need and joined with ours, and its script is not used (docs/architecture.md says why).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Final

import jinja2
import nh3
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from kim_plugins import __version__
from kim_plugins.catalogue.bodies import CLASSES, TAGS
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.inline_code import without_inline
from kim_plugins.engine.look.look import Look
from kim_plugins.engine.look.site_files import file_of
from kim_plugins.engine.theme import OBSERVABLE, SCRIPTS, STYLES, own_templates
from kim_plugins.engine.theme_files import ASSETS
from kim_plugins.pages import (
    FOLLOW,
    MANIFEST,
    POLICY,
    SLOTS,
    MenuItem,
    Shell,
    merged,
    slot,
    words_of,
)

_PACKAGE: Final = Path(__file__).parent.parent
_MATERIAL_CSS: Final = "assets/stylesheets/main.*.min.css"

# Parts of Material's base template that only its script would bring to life.
_LIFELESS: Final = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="(?:skip|announce)">\s*</div>'
    r'|<div class="md-dialog".*?</div>\s*</div>',
    re.DOTALL,
)
_OF_SCHEMES: Final = {f"data-md-color-{part}" for part in ("scheme", "primary", "accent")}
_OWN_BOXES: Final = {
    "admonition",
    "admonition-title",
    "details",
    "summary",
    "grid",
    *CLASSES["details"],
}
"""What kim.css draws by itself: Material's boxes bring an icon and a colour for each kind."""
_IN_RIGHTS: Final = {"a", "abbr", "b", "br", "em", "i", "small", "span", "strong"}
_NOTES: Final = re.compile(rb"(?m)^[ ]*(?://.*|/\*.*\*/)?\n")
"""Lines of a script that are empty or a comment; readers' telephones don't need them."""
_INDENT: Final = re.compile(r"\s*\n\s*")


class Frame:
    """Renders the frame of pages, once per depth and section."""

    def __init__(  # noqa: PLR0913 - what MkDocs renders a template with
        self,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        environment: jinja2.Environment,
        look: Look,
        *,
        preview: bool,
    ) -> None:
        self._config, self._files, self._nav = config, files, nav
        self._look = look
        self._store = plugin_of(config).store
        self._template = environment.get_template("main.html")
        # MkDocs' live preview puts a script into each page, which no strict policy allows.
        self._policy = "" if preview else POLICY
        self._preview = preview

    def shell(self, base: str, section: str, menu: tuple[MenuItem, ...]) -> Shell:
        """The frame for pages of one depth in one section of the menu."""
        return _shell(self._rendered(base, section, menu, dict(self._addresses)))

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """The stylesheet and the scripts, at addresses that change only with their content."""
        yield self._addresses["stylesheet"], self._stylesheet
        for name, data in (*self._styles.items(), *self._scripts.items()):
            yield self._addresses[name], data
        for sign in self._look.signs:
            yield sign.address, sign.data

    @cached_property
    def _addresses(self) -> dict[str, str]:
        scripts = {name: _address(name, ".js", data) for name, data in self._scripts.items()}
        styles = {name: _address(name, ".css", data) for name, data in self._styles.items()}
        return {"stylesheet": _address("style", ".css", self._stylesheet), **styles, **scripts}

    @cached_property
    def _styles(self) -> dict[str, bytes]:
        return {name: (ASSETS / file).read_bytes() for name, file in STYLES.items()}

    @cached_property
    def _scripts(self) -> dict[str, bytes]:
        wanted = SCRIPTS | ({"observable": (OBSERVABLE,)} if self._config.extra_javascript else {})
        return {
            name: b"".join(_NOTES.sub(b"", (ASSETS / file).read_bytes()) for file in files)
            for name, files in wanted.items()
        }

    @cached_property
    def _stylesheet(self) -> bytes:
        templates = [*_PACKAGE.glob("*/templates/*.html"), *ASSETS.glob("*.js")]
        if folder := own_templates(self._config):
            templates += folder.rglob("*.html")
        texts = [path.read_text(encoding="utf-8") for path in sorted(templates)]
        frame = self._rendered(
            *("", "", (MenuItem("/", ""),)),
            dict.fromkeys(("stylesheet", *STYLES, *self._scripts), ""),
        )
        allowed = sorted((*TAGS, *(name for names in CLASSES.values() for name in names)))
        theirs = self._material_stylesheet.read_text(encoding="utf-8")
        own = (ASSETS / "kim.css").read_text(encoding="utf-8") + self._look.style
        # A site's own style may read and set what ours would do without.
        extra = [*self._extra_styles]
        made_from = "\0".join((theirs, own, frame, *texts, *allowed, *extra)).encode()

        def make() -> bytes:
            # A scheme of one's own is drawn by `extra_css`; ours follows the reader's setting.
            words = words_of([*texts, frame, *allowed]) - _OF_SCHEMES - _OWN_BOXES
            return merged(theirs, own, words, extra).encode()

        key = hashlib.blake2b(made_from, digest_size=16).hexdigest()
        return self._store.get_or_make(f"gaya/{key}".encode(), make)

    @property
    def _extra_styles(self) -> Iterator[str]:
        for path in self._look.extras.files:
            file = file_of(self._config, path) if path.endswith(".css") else None
            if file:
                yield file.read_text(encoding="utf-8", errors="replace")

    @cached_property
    def _rights(self) -> str:
        """The site's `copyright`, which may hold links, as MkDocs documents."""
        written = str(self._config.copyright or "")
        return nh3.clean(written, tags=_IN_RIGHTS, attributes={"a": {"href"}}, link_rel="noopener")

    @property
    def _material_stylesheet(self) -> Path:
        for folder in self._config.theme.dirs:
            for found in sorted(Path(folder).glob(_MATERIAL_CSS)):
                return found
        raise FileNotFoundError(f"the theme has no {_MATERIAL_CSS}; is it Material?")

    @property
    def has_policy(self) -> bool:
        """Whether pages may run and fetch only what the policy says."""
        return bool(self._policy)

    def facts(self, base: str, section: str, menu: tuple[MenuItem, ...]) -> dict[str, Any]:
        """What our templates need for the frame of a page, as `kim`."""
        return self._facts(base, section, menu, dict(self._addresses))

    def filled(self, rendered: str, parts: Mapping[str, str]) -> str:
        """A frame that was rendered with its facts, and what it is around."""
        return _shell(_tidied(rendered)).fill(parts)

    def filled_alone(self, rendered: str, title: str, base: str) -> str:
        """A template's output that stands in our frame, or is something else altogether."""
        if slot("title") not in rendered:
            return rendered
        values = {**dict.fromkeys((*SLOTS, FOLLOW), ""), "title": escape(title)}
        for name, value in values.items():
            rendered = rendered.replace(slot(name), value)
        rendered = _tidied(rendered)
        return without_inline(rendered, self._config, base) if self._policy else rendered

    def _rendered(
        self, base: str, section: str, menu: tuple[MenuItem, ...], assets: dict[str, str]
    ) -> str:
        base_url = base.rstrip("/") or ("/" if base else ".")
        context = get_context(self._nav, self._files, self._config, base_url=base_url)
        kim = self._facts(base, section, menu, assets)
        rendered = _tidied(self._template.render(**context, kim=kim))
        return without_inline(rendered, self._config, base) if self._policy else rendered

    def _facts(
        self, base: str, section: str, menu: tuple[MenuItem, ...], assets: dict[str, str]
    ) -> dict[str, Any]:
        slots = {name: slot(name) for name in (*SLOTS, FOLLOW)}
        facts = {"menu": menu, "section": section, "base": base, "policy": self._policy}
        facts["manifest"] = "" if self._preview else MANIFEST[1:]
        own = {"version": __version__, "rights": self._rights, "look": self._look}
        return {**slots, **facts, **assets, **own}


def _shell(rendered: str) -> Shell:
    try:
        return Shell.of(rendered)
    except ValueError:
        raise PluginError(
            "templat main.html di custom_dir tidak memberi tempat bagi isi halaman; awali dengan "
            '{% extends "base.html" %}, dan di dalam {% block content %} tulis juga {{ super() }}'
        ) from None


def _tidied(rendered: str) -> str:
    return _INDENT.sub("\n", _LIFELESS.sub("", rendered)).lstrip()


def _address(name: str, suffix: str, data: bytes) -> str:
    return f"assets/kim/{name}.{hashlib.blake2b(data, digest_size=5).hexdigest()}{suffix}"
