"""`kim receive`: what was written on a telephone or in an office program, put where it belongs."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

import click
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import content_of, shown_folder
from kim_plugins.catalogue import BULLETIN_KINDS
from kim_plugins.catalogue.addresses import address_of, group_name
from kim_plugins.cli.check import check_content
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, Settings, UsageProblem, unreadable
from kim_plugins.cli.writing import write_all
from kim_plugins.exchange import ChatFilter, Receipt, ReceivingSite, receive
from kim_plugins.exchange.placed_media import SOUNDS
from kim_plugins.exchange.unpacking import LARGEST, MOST_BYTES, MOST_FILES, Incoming, Refused
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.problems import quote
from kim_plugins.records.reader import is_draft
from kim_plugins.records.system_errors import why_unwritable

DONE: Final = "diterima"
REFUSED: Final = "ditolak"
_LOOK_EVERY: Final = 5.0
"""Seconds between two looks at a watched folder; what didn't change meanwhile is whole."""
_UNFINISHED: Final = re.compile(
    r"^[.~]|\.(?:tmp|temp|part|partial|crdownload|download|filepart|!sync|gdownload|icloud)$|^desktop\.ini$",
    re.IGNORECASE,
)
"""Names of files that a browser, a cloud drive or an office program is still writing."""

Stamp = tuple[int, int]
"""Bytes of a file or a folder, and the time of its last change."""


@dataclass(frozen=True, slots=True)
class ReceiveOptions:
    """The options of the command: which messages of a chat, and whether to publish at once."""

    choice: ChatFilter
    publish: bool


def receive_files(settings: Settings, paths: Sequence[Path], options: ReceiveOptions) -> int:
    """Receive files and folders, all of them or none."""
    if not paths:
        example = f"{program_name()} receive 2026-11-28-panen-raya.zip"
        raise UsageProblem(f"berkas yang dikirim belum disebut; tulis misalnya: {example}")
    incoming = [file for path in paths for file in _read(path)]
    try:
        return _take(settings, incoming, options)
    except Refused as refused:
        click.echo(f"Tidak diterima: {refused}. Tidak ada yang diubah.", err=True)
        return Exit.INVALID


def _read(path: Path) -> Iterator[Incoming]:
    try:
        if path.is_dir():
            files = sorted(one for one in path.rglob("*") if one.is_file() and _is_seen(one, path))
            if len(files) > MOST_FILES:
                raise UsageProblem(
                    f"{quote(path)} memuat {len(files)} berkas; paling banyak {MOST_FILES}"
                )
            if sum(file.stat().st_size for file in files) > MOST_BYTES:
                raise UsageProblem(
                    f"{quote(path)} lebih dari {MOST_BYTES >> 20} MB; terima sebagian dulu"
                )
            for file in files:
                name = file.relative_to(path).as_posix()
                yield Incoming(name, file.read_bytes(), is_among=True)
            return
        if path.stat().st_size > (MOST_BYTES if path.suffix.lower() == ".zip" else LARGEST):
            raise UsageProblem(f"{quote(path)} terlalu besar; kecilkan atau bagi dulu")
        yield Incoming(path.name, path.read_bytes())
    except OSError as error:
        raise unreadable(path, error) from None


def _is_seen(file: Path, folder: Path) -> bool:
    """Whether a file is no hidden one, and not a link to somewhere else."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.resolve().is_relative_to(folder.resolve())


def _take(settings: Settings, incoming: Sequence[Incoming], options: ReceiveOptions) -> int:
    config, plugin = settings.load()
    now = (settings.now or datetime.now(plugin.config.timezone)).astimezone(plugin.config.timezone)
    receipt = receive(
        incoming, _receiving_site(config, now, publish=options.publish), options.choice
    )
    write_all(config, receipt.files)
    folder = Path(config.docs_dir)
    shown = shown_folder(folder)
    _tell(receipt, shown, folder)
    if not receipt.texts:
        return Exit.PUBLISHED
    check_content(settings, [folder / path for path in receipt.texts], "text")
    if any(is_draft(path, receipt.files[path]) for path in receipt.texts):
        click.echo("Masih konsep: setelah diperiksa, hapus baris `draft: true`.", err=True)
    return Exit.PUBLISHED


def _receiving_site(config: MkDocsConfig, now: datetime, *, publish: bool) -> ReceivingSite:
    folder = Path(config.docs_dir).resolve()
    documents = content_of(folder).documents

    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    return ReceivingSite(
        read,
        frozenset(map(address_of, documents)),
        sorted(group_name(path) for path in documents if kind_of(path) is Kind.GROUP),
        now,
        publish,
        [path for path in documents if kind_of(path) in BULLETIN_KINDS],
    )


def _tell(receipt: Receipt, shown: str, folder: Path) -> None:
    for path in (*receipt.texts, *(path for path in receipt.files if not path.endswith(".md"))):
        click.echo(f"{shown}/{path}")
    for path in receipt.known:
        click.echo(f"Sudah ada, tidak ditulis lagi: {shown}/{path}", err=True)
    for note in receipt.notes:
        click.echo(f"Catatan: {note}.", err=True)
    if receipt.texts or receipt.known or not receipt.media or not (draft := _newest_draft(folder)):
        return
    up = "../" * draft.count("/")
    click.echo(f"Untuk memakainya di konsep terbaru, {shown}/{draft}, tambahkan:", err=True)
    for path in receipt.media:
        key = "audio" if path.endswith(SOUNDS) else "image"
        alt = "" if key == "audio" else ", alt: tulis apa yang terlihat"
        click.echo(f"  {key}: {{src: {up}{path}{alt}}}", err=True)


def _newest_draft(folder: Path) -> str | None:
    """The draft that was changed last."""
    documents = content_of(folder).documents
    newest_first = sorted(documents, key=lambda path: -(folder / path).stat().st_mtime)
    return next(
        (path for path in newest_first if is_draft(path, (folder / path).read_bytes())), None
    )


def watch_folder(settings: Settings, folder: Path, options: ReceiveOptions) -> int:
    """Receive whatever a telephone or a cloud drive puts into a folder, until it is ended.

    What was received moves to a folder in it, what wasn't to another, with the reason beside it.
    """
    if not folder.is_dir():
        raise UsageProblem(f"{quote(folder)} bukan folder; buat dulu, atau sebut folder lain")
    click.echo(f"Menunggu kiriman di {folder}; akhiri dengan Ctrl+C.", err=True)
    seen: dict[Path, Stamp] = {}
    while True:
        seen = receive_complete_files(settings, folder, options, seen)
        time.sleep(_LOOK_EVERY)


def receive_complete_files(
    settings: Settings, folder: Path, options: ReceiveOptions, seen: Mapping[Path, Stamp]
) -> dict[Path, Stamp]:
    """Receive what is as it was at the last look; returns what the others are like now.

    A folder in it is one delivery. What other programs are still writing, by its name, stays.
    """
    waiting: dict[Path, Stamp] = {}
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        raise UsageProblem(
            f"folder {quote(folder)} tidak dapat dibuka lagi; bila ada di flashdisk atau telepon, "
            "sambungkan lagi, lalu ulangi perintah ini"
        ) from None
    for path in paths:
        if path.name in (DONE, REFUSED) or _UNFINISHED.search(path.name):
            continue
        stamp = _stamp(path)
        if stamp and seen.get(path) != stamp:
            waiting[path] = stamp
        elif stamp:
            _receive_one(settings, folder, path, options)
    return waiting


def _stamp(path: Path) -> Stamp | None:
    """How large something is and when it changed; None for what is empty or went meanwhile."""
    try:
        files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
        if any(_UNFINISHED.search(one.name) for one in files):
            return None
        stats = [one.stat() for one in files]
    except OSError:  # the program that fills the folder renamed it; it is looked at again
        return None
    found = (sum(one.st_size for one in stats), max((one.st_mtime_ns for one in stats), default=0))
    return found if stats else None


def _receive_one(settings: Settings, folder: Path, path: Path, options: ReceiveOptions) -> None:
    try:
        _take(settings, list(_read(path)), options)
    except (Refused, UsageProblem) as reason:
        click.echo(f"Tidak diterima: {reason}.", err=True)
        aside = _set_aside(path, folder / REFUSED)
        note = _unused(aside.with_name(f"{aside.stem}.alasan.txt"))
        try:
            note.write_text(f"{reason}.\n", encoding="utf-8")
        except OSError as error:
            click.echo(f"Alasannya tidak dapat ditulis ({why_unwritable(error)}).", err=True)
    else:
        _set_aside(path, folder / DONE)


def _set_aside(path: Path, folder: Path) -> Path:
    try:
        folder.mkdir(exist_ok=True)
        return path.rename(_unused(folder / path.name))
    except OSError as error:
        raise UsageProblem(
            f"{quote(path)} tidak dapat dipindahkan ke {quote(folder)} ({why_unwritable(error)}); "
            "tutup program yang memakainya, lalu mulai lagi"
        ) from None


def _unused(path: Path) -> Path:
    """The same path, with a number where something is there."""
    numbers = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(one for one in chain([path], numbers) if not one.exists())


def chat_choice(author: str, since: datetime | None) -> ChatFilter:
    """The messages that options name."""
    day: date | None = since.date() if since else None
    return ChatFilter(author, day)
