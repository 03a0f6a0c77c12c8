"""`kim print` and `kim digest`: one bulletin on paper, one week as a message."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import click
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.broadcast import digest
from kim_plugins.broadcast.digest_items import items_of
from kim_plugins.broadcast.render import PrintRenderer
from kim_plugins.builder.files import write_whole
from kim_plugins.catalogue import BULLETIN_KINDS, BulletinEntry, Catalogue, State, group_id
from kim_plugins.cli.report import as_text
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine.catalogue import CataloguePlugin
from kim_plugins.engine.print_outputs import options_of
from kim_plugins.engine.site_config import LEAVE_OUT
from kim_plugins.engine.theme_files import THEME
from kim_plugins.records.fields.spelling import best_match
from kim_plugins.records.system_errors import why_unwritable

if TYPE_CHECKING:
    from kim_plugins.cli.sending.sending import DigestOptions

_NO_PDF: Final = (
    "PDF memerlukan WeasyPrint, yang belum terpasang di sini; pasang dengan: "
    '"{python}" -m pip install "weasyprint>=63" (di Linux juga: apt install libpango-1.0-0 '
    "libpangoft2-1.0-0), atau pakai --format html lalu cetak ke PDF dari peramban"
)
_NOT_SHOWN: Final = {
    State.DRAFT: "masih konsep",
    State.SCHEDULED: "belum waktunya terbit",
    State.WITHDRAWN: "sudah dicabut",
}


def print_bulletin(
    settings: Settings, path: str, sheet: str, style: str, output: Path | None
) -> int:
    """Write the sheet or script of a bulletin; HTML and text go to standard output."""
    if sheet == "cetak" and style == "txt":
        raise UsageProblem("lembar dinding tidak ada sebagai txt; pakai --format html atau pdf")
    config, plugin = settings.load(needs_address=True)
    catalogue = _gathered(config, plugin)
    found = _entry(catalogue, plugin, Path(config.docs_dir), path)
    if isinstance(found, str):
        click.echo(found, nl=False)
        return Exit.INVALID
    css = (THEME / "assets" / "lembar.css").read_text(encoding="utf-8")
    paper = PrintRenderer(catalogue, options_of(config), style=css)
    if style == "txt":
        made = paper.script_text(found)
    else:
        made = paper.sheet(found) if sheet == "cetak" else paper.script(found)
    if style == "pdf":
        output = output or Path(f"{found.address.strip('/').rpartition('/')[2]}-{sheet}.pdf")
    data = _pdf(made) if style == "pdf" else made.encode()
    if output is None:
        click.echo(data, nl=False)
        return Exit.PUBLISHED
    try:
        write_whole(output, data)
    except OSError as error:
        raise UsageProblem(f"'{output}' tidak dapat ditulis: {why_unwritable(error)}") from None
    click.echo(f"Ditulis: {output}", err=True)
    return Exit.PUBLISHED


def show_digest(settings: Settings, since: timedelta, group: str | None, style: str) -> int:
    """Print the digest of the last days, for a chat group or as a letter."""
    _, catalogue = _news(settings, group)
    if style == "chat":
        click.echo(digest(catalogue, since, group), nl=False)
        return Exit.PUBLISHED
    from kim_plugins.broadcast.letter import letter  # noqa: PLC0415 - few ask for it

    made = letter(catalogue, items_of(catalogue, since, group), since, group)
    click.echo(made.html if style == "html" else made.text, nl=False)
    return Exit.PUBLISHED


def send_news(settings: Settings, options: DigestOptions) -> int:
    """Send the news of the last days, or show what would be sent."""
    from kim_plugins.cli.sending.sending import send_digest  # noqa: PLC0415 - as above

    config, catalogue = _news(settings, options.group)
    return send_digest(config, catalogue, options, os.environ)


def _news(settings: Settings, group: str | None) -> tuple[MkDocsConfig, Catalogue]:
    config, plugin = settings.load(needs_address=True)
    catalogue = _gathered(config, plugin)
    known = [group_id(entry) for entry in catalogue.groups]
    if group is not None and group not in known:
        raise UsageProblem(f"kelompok '{group}' tidak ada; yang ada: {', '.join(known)}")
    return config, catalogue


def _gathered(config: Any, plugin: CataloguePlugin) -> Catalogue:  # noqa: ANN401 - MkDocs' own
    """The catalogue; faults of other files don't prevent printing."""
    plugin.config.on_invalid = LEAVE_OUT
    plugin.report = lambda _: None
    plugin.on_config(config)
    return plugin.catalogue


def _entry(
    catalogue: Catalogue, plugin: CataloguePlugin, folder: Path, path: str
) -> BulletinEntry | str:
    """The bulletin at a path in the content folder or from the working directory."""
    name = _name(folder, path)
    entry = catalogue.entries.get(name)
    if entry is None:
        own = [problem for problem in plugin.problems if problem.path.endswith(f"/{name}")]
        if name in catalogue.left_out and own:
            return as_text(own)
        shown = [path for path, entry in catalogue.entries.items() if entry.shows_body]
        stem = Path(name).stem
        near = next((path for path in shown if stem in path), "") or best_match(name, shown)
        hint = f"; maksudnya {near}?" if near else ""
        raise UsageProblem(f"tidak ada tulisan '{path}'{hint}")
    if entry.kind not in BULLETIN_KINDS:
        raise UsageProblem(f"'{path}' bukan berita, bahan literasi atau hasil musyawarah")
    if not entry.shows_body:
        raise UsageProblem(f"'{path}' {_NOT_SHOWN[entry.state]}, jadi tidak dicetak")
    return cast(BulletinEntry, entry)


def _name(folder: Path, path: str) -> str:
    root = folder.resolve()
    here = Path(path).resolve()
    if here.is_relative_to(root) and here.exists():
        return here.relative_to(root).as_posix()
    return Path(path).as_posix()


def _pdf(html: str) -> bytes:
    try:
        import weasyprint  # noqa: PLC0415 - an optional extra
    except (ImportError, OSError):  # OSError: Pango is not on this machine
        raise UsageProblem(_NO_PDF.format(python=sys.executable)) from None
    made: bytes = weasyprint.HTML(string=html, url_fetcher=_nothing_from_outside).write_pdf()
    return made


def _nothing_from_outside(url: str, *_: object, **__: object) -> Any:  # noqa: ANN401 - never returns
    raise ValueError(f"a sheet stands alone, and asked for {url}")
