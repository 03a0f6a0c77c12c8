"""Templates of the site's own: which of them stand before one of ours or Material's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from kim_plugins.builder.files import shown_folder
from kim_plugins.catalogue.templates import OURS
from kim_plugins.engine.documents import templates_of
from kim_plugins.engine.look.remarks import Remark
from kim_plugins.engine.look.site_files import file_of, missing
from kim_plugins.records.problems import quote

FRAME: Final = frozenset(
    [
        *("404.html", "base.html", "main.html", "partials/actions.html", "partials/footer.html"),
        *("partials/header.html", "partials/language.html"),
        *("partials/javascripts/base.html", "partials/javascripts/content.html"),
        *("partials/nav.html", "partials/search.html"),
        *("partials/tabs.html", "partials/top.html"),
    ]
)
"""The templates that pages are rendered with around what they say."""
_TEMPLATES: Final = Path(__file__).parents[2] / "pages/templates"
_NAMED: Final = re.compile(r"""["']([\w./-]+\.html)["']""")


def template_remarks(config: MkDocsConfig) -> Iterator[Remark]:
    """Templates that nothing is rendered with, and those of `extra_templates` that aren't there."""
    for name in config.extra_templates:
        if file_of(config, name) is None:
            yield Remark("K522", ("extra_templates", name), *missing(config, name))
    found = dict(templates_of(config))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in found.values()]
    named = {name for text in texts for name in _NAMED.findall(text)}
    known = {f"{OURS}/{path.name}" for path in _TEMPLATES.glob("*.html")} | FRAME
    used = known | named | config.theme.static_templates | set(config.extra_templates)
    for name in found.keys() - used:
        near = get_close_matches(name, known, 1)
        hint = f"maksudnya {near[0]}?" if near else "hapus berkasnya"
        if not near and name.startswith("partials/"):
            hint = (
                f"yang dapat diganti: partials/header.html, partials/footer.html, {OURS}/news.html"
            )
        said = f"templat {quote(name)} di custom_dir tidak dipakai halaman mana pun"
        yield Remark("K521", ("theme", "custom_dir"), said, hint)


def refuse_faulty_templates(config: MkDocsConfig) -> None:
    """Stop at one of `extra_templates` that isn't written right; MkDocs would leave it out."""
    for name in config.extra_templates:
        file = file_of(config, name)
        if file is None:
            continue
        try:
            jinja2.Environment(autoescape=True).parse(file.read_text(encoding="utf-8-sig"))
        except jinja2.TemplateSyntaxError as error:
            place = f"{shown_folder(file)}:{error.lineno}"
            raise PluginError(
                f"templat {place}: tulisannya salah ({error.message}); betulkan barisnya, atau "
                "hapus dari extra_templates; situs yang sudah terbit tidak berubah"
            ) from None
        except UnicodeDecodeError:
            raise PluginError(
                f"templat {shown_folder(file)} bukan teks UTF-8; simpan ulang sebagai UTF-8"
            ) from None
