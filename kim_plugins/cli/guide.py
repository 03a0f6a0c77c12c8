"""`kim guide`: the editors' guides that come with the program, as pages in a browser.

A site of one's own holds no guides, as they belong to a version of the program. They are made into
HTML below `.kim/panduan/`, with the command that an editor types at that site, and need no network.
"""

from __future__ import annotations

import re
import tempfile
import webbrowser
from html import escape
from pathlib import Path
from typing import Final

import click
from markdown import Markdown

import kim_plugins
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, UsageProblem
from kim_plugins.cli.starting.pin import packaged, packaged_text
from kim_plugins.records.fields.spelling import best_match
from kim_plugins.records.problems import quote
from kim_plugins.records.system_errors import why_unwritable

FOLDER: Final = ".kim/panduan"
_SHIPPED: Final = Path(kim_plugins.__file__).parent / "shipped"
FIRST: Final = "panduan-editor"
NAMES: Final = (
    *(FIRST, "menulis-dari-telepon", "tampilan", "menerbitkan", "mengirim", "siaran", "langganan"),
    *("pindah", "kabupaten", "admin", "mkdocs", "messages"),
)
"""In the order in which they are listed."""
_COMMAND: Final = "python3 scripts/kim.py"
"""What an editor types where the program itself lies, as the guides say it."""
_EXTENSIONS: Final = ("tables", "toc", "sane_lists", "pymdownx.superfences", "pymdownx.highlight")
_LINK: Final = re.compile(r'<a href="(?![a-z]+:|#)([^"#]*)([^"]*)">(.*?)</a>')
_PAGE: Final = """<!DOCTYPE html>
<html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{color-scheme:light dark}}
body {{max-width:44rem;margin:0 auto;padding:1rem;font:1.125rem/1.6 system-ui,sans-serif}}
img {{max-width:100%;height:auto}}
pre, table {{display:block;overflow-x:auto}}
pre {{padding:.8rem;border:1px solid #8886;border-radius:.3rem}}
td, th {{padding:.3rem .6rem;border:1px solid #8886;text-align:left;vertical-align:top}}
table {{border-collapse:collapse}}
</style>
<nav><details><summary>Semua panduan</summary>
<ul>{menu}</ul></details></nav>
<main>
{body}
</main>
"""


def open_guide(name: str, *, shows: bool) -> int:
    """Write the guides and open one of them; with `shows` in a browser."""
    if name not in NAMES:
        near = best_match(name, NAMES)
        meant = f"maksudnya {near}?" if near else f"yang ada: {', '.join(NAMES)}"
        raise UsageProblem(f"tidak ada panduan {quote(name)}; {meant}")
    is_site = Path("mkdocs.yml").is_file()
    folder = Path(FOLDER) if is_site else Path(tempfile.mkdtemp(prefix="kim-panduan-"))
    try:
        write_guides(folder)
    except OSError as error:
        raise UsageProblem(
            f"panduan tidak dapat ditulis ke {quote(str(folder))}: {why_unwritable(error)}"
        ) from None
    page = (folder / f"{name}.html").absolute()
    click.echo(f"Panduan ada di {page}", err=True)
    if shows:
        webbrowser.open(page.as_uri())
    return Exit.PUBLISHED


def write_guides(folder: Path) -> None:
    """Write every guide with its pictures."""
    (folder / "gambar").mkdir(parents=True, exist_ok=True)
    for picture in sorted((_SHIPPED / "panduan/gambar").iterdir()):
        (folder / "gambar" / picture.name).write_bytes(packaged(f"panduan/gambar/{picture.name}"))
    texts = {name: packaged_text(f"panduan/{name}.md") for name in NAMES}
    titles = {
        name: text.partition("\n")[0].removeprefix("# ").replace("`", "")
        for name, text in texts.items()
    }
    menu = "".join(
        f'<li><a href="{name}.html">{escape(title)}</a></li>' for name, title in titles.items()
    )
    for name, text in texts.items():
        page = _PAGE.format(title=escape(titles[name]), menu=menu, body=_html(text))
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


def _html(text: str) -> str:
    markdown = Markdown(
        extensions=_EXTENSIONS,
        extension_configs={"pymdownx.highlight": {"use_pygments": False}},
        output_format="html",
    )
    return _LINK.sub(_led, markdown.convert(text.replace(_COMMAND, program_name())))


def _led(link: re.Match[str]) -> str:
    """A link to another guide; what isn't one stays as text."""
    name = link[1].removesuffix(".md")
    return f'<a href="{name}.html{link[2]}">{link[3]}</a>' if name in NAMES else link[3]
