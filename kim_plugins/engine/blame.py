"""Whose code has failed, where a site has templates, hooks or plugins of its own.

What an exception says is for programmers, but who wrote the template or the hook is most often the
one who reads this: so it is told, in one sentence, whose it is, in which file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Final

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.pages import Page

from kim_plugins.builder.failure import BuildFailed
from kim_plugins.builder.files import shown_folder
from kim_plugins.builder.stopping import heed
from kim_plugins.catalogue.templates import OURS
from kim_plugins.engine.documents import templates_of

_PACKAGE: Final = Path(__file__).parent.parent
_EVENT: Final = "run_event"
_EXTRA: Final = "_build_extra_template"
"""The function of MkDocs that renders one of `extra_templates`, which have no file's name."""
_MOST: Final = 300
"""Letters of what an exception says."""
_TOLD: Final = "situs yang sudah terbit tidak berubah"


@contextmanager
def blaming(config: MkDocsConfig) -> Iterator[None]:
    """Raise PluginError with the sentence where others' code fails; for work in other processes.

    A traceback doesn't come back from there.
    """
    try:
        yield
    except (Exception, SystemExit) as error:
        heed()
        if said := blamed(error, config):
            raise PluginError(said) from None
        raise


def blamed(error: BaseException, config: MkDocsConfig) -> str | None:
    """A sentence about the site's own template, or another's hook or plugin, that has failed.

    None where it is our own fault, or has been told.
    """
    if isinstance(error, (Abort, BuildFailed)) or _is_told(error):
        return None
    frames = [(frame, line) for frame, line in walk_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        # It never ran, so no frame is in it.
        place = _own_place(config, error.filename, error.lineno)
        return _of_template(place, error) if place else None
    for frame, line in reversed(frames):
        place = _own_place(config, frame.f_code.co_filename, line) or _extra_place(
            frames, frame, line
        )
        if place:
            return _of_template(place, error)
    if isinstance(error, UnicodeDecodeError) and (place := _unread(config)):
        return f"templat {place} bukan teks UTF-8; simpan ulang sebagai UTF-8; {_TOLD}"
    if isinstance(error, jinja2.UndefinedError) and (own := _own_content(config)):
        return (
            f"salah satu dari {own} tidak cocok dengan templat program ini ({_said(error)}); mulai "
            f"dari templat aslinya, atau hapus berkasnya; {_TOLD}"
        )
    return _of_plugin(frames, error)


def _own_content(config: MkDocsConfig) -> str:
    """The site's own templates of what pages say, some of which may have to be called by ours."""
    names = (path for name, path in templates_of(config) if name.startswith(f"{OURS}/"))
    return ", ".join(map(shown_folder, names))


def _is_told(error: BaseException) -> bool:
    """Whether it is a sentence of ours."""
    if not isinstance(error, BuildError) or error.__traceback__ is None:
        return isinstance(error, BuildError)
    *_, (last, _) = walk_tb(error.__traceback__)
    return Path(last.f_code.co_filename).is_relative_to(_PACKAGE)


def _own_place(config: MkDocsConfig, name: str, line: int) -> str | None:
    """File and line of a template in `custom_dir`."""
    own = config.theme.custom_dir
    path = Path(name)
    if not own or not path.is_absolute() or not path.is_relative_to(own):
        return None
    return f"{shown_folder(path)}:{line}"


def _extra_place(frames: list[tuple[FrameType, int]], frame: FrameType, line: int) -> str | None:
    if frame.f_code.co_filename != "<template>":
        return None
    names = (f.f_locals["template_name"] for f, _ in frames if f.f_code.co_name == _EXTRA)
    name = next(names, None)
    return f"{name}:{line}" if name else None


def _unread(config: MkDocsConfig) -> str | None:
    """A template of the site's own that is no text."""
    for path in sorted(Path(config.theme.custom_dir or "/nowhere").rglob("*.html")):
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return shown_folder(path)
    return None


def _of_template(place: str, error: BaseException) -> str:
    said = _said(error)
    if isinstance(error, jinja2.TemplateNotFound):
        said = f"templat '{error.name}' tidak ada"
    elif isinstance(error, jinja2.UndefinedError):
        said = f"nama yang dipakai tidak ada ({said})"
        if "'None' has no attribute" in said:
            said += "; 404.html tidak punya page, jadi tulis {% if page %} di depannya"
    elif isinstance(error, jinja2.TemplateSyntaxError):
        said = f"tulisannya salah ({said})"
    return f"templat {place}: {said}; betulkan barisnya, atau hapus berkasnya; {_TOLD}"


def _of_plugin(frames: list[tuple[FrameType, int]], error: BaseException) -> str | None:
    """The plugin or hook whose event was run last, if it isn't ours."""
    name, event, page, plugins = None, "", None, PluginCollection()
    own: list[tuple[str, int]] = []
    for before, (frame, line) in zip([None, *frames], frames, strict=False):
        file = frame.f_code.co_filename
        if before and before[0].f_code.co_name == _EVENT and "name" in before[0].f_locals:
            plugins = before[0].f_locals["self"]  # a preview loads them again
            name = _plugin_at(plugins, before[0])
            event, own = str(before[0].f_locals["name"]), []
            page = before[0].f_locals["kwargs"].get("page") or before[0].f_locals["item"]
        if name and not _is_library(file):
            own.append((file, line))
    if name is None or not own:
        return None
    is_hook = not isinstance(plugins[name], BasePlugin)
    file, line = own[-1]
    who = f"hook {name}" if is_hook else f"plugin '{name}'"
    where = f"{shown_folder(Path(file)) if is_hook else '/'.join(Path(file).parts[-2:])}:{line}"
    what = f"{type(error).__name__}: {_said(error)}"
    if isinstance(error, SystemExit):
        what = "program diakhiri (sys.exit)"
    elif isinstance(error, BuildError):
        what = _said(error)
    way = "betulkan hook itu" if is_hook else "betulkan pilihannya, atau hapus dari plugins"
    of = f" untuk {page.file.src_uri}" if isinstance(page, Page) else ""
    told = "" if event == "shutdown" else f"; {_TOLD}"
    return f"{who} gagal di on_{event}{of} ({where}): {what}; {way}{told}"


def _plugin_at(plugins: PluginCollection, frame: FrameType) -> str | None:
    """Whose method MkDocs has called; None for ours."""
    method = frame.f_locals.get("method")
    name = plugins._event_origins.get(method) if method else None  # noqa: SLF001 - nobody else knows it
    return None if name is None or name.startswith("kim/") else name


def _is_library(file: str) -> bool:
    """Whether a frame is MkDocs' own, so that its place says nothing."""
    return Path(file).parent.name == "mkdocs" or file.startswith("<")


def _said(error: BaseException) -> str:
    """What an exception says, on one line."""
    said = " ".join(str(getattr(error, "message", None) or error).split())
    return said if len(said) <= _MOST else f"{said[:_MOST]} …"
