"""`kim schema --cms sveltia`: the settings and the page of Sveltia CMS, beside mkdocs.yml."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

import click
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import content_of, shown_folder, write_whole
from kim_plugins.catalogue.content import Content, Unreadable
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, Settings, UsageProblem, unreadable
from kim_plugins.engine.admin import FOLDER, admin_folder, is_asked_for, settings_of
from kim_plugins.pages.admin import FILES, SCRIPT, SETTINGS, admin_files
from kim_plugins.pages.repository import PLACEHOLDER
from kim_plugins.records.fixing.fix import fix
from kim_plugins.records.problems import quote
from kim_plugins.records.system_errors import why_unwritable

VERSION: Final = "0.221.1"
"""The release that tests open in a browser."""
DIGEST: Final = (
    "27e4288a4f6418c9362fbbcda4e42b9c3985462f8d07abf02747fae7b62db315"
    "87d0ff16612611452442da943f8c619b56533ffcf83f588826929b30aa8a3781"
)
"""Of its package, SHA-512."""
_LARGEST: Final = 20_000_000
"""Bytes of a package, and of a file in it."""
_MEMBERS: Final = {
    "package/dist/sveltia-cms.js": SCRIPT,
    "package/LICENSE.txt": "LICENSE.txt",
    "package/npm/assets/material-symbols-outlined-": "material-symbols.woff2",
    "package/npm/assets/source-sans-": "source-sans.woff2",
    "package/npm/assets/noto-mono-": "noto-mono.woff2",
}
"""How the names of the files that are needed begin in the package, and how they are called here."""
_NAMED: Final = 5


def write_cms(settings: Settings, package: Path | None) -> int:
    """Write `admin/config.yml` and its page, and the program out of its package where one is given.

    What the editor has changed in the settings' `backend` stays. Paths go to standard output.
    """
    config, plugin = settings.load()
    docs = Path(config.docs_dir).resolve()
    content = content_of(docs)
    made = settings_of(config, content)
    folder = admin_folder(config)
    brought = _unpacked(package) if package else {}
    there = {name: b"" for name in FILES if (folder / name).is_file()} | brought
    files = admin_files(made, config.site_name, there)
    try:
        for name, data in files.items():
            if name in brought or name not in there:
                write_whole(folder / name, data)
                click.echo(f"{shown_folder(folder)}/{name}")
    except OSError as error:
        raise UsageProblem(f"'{folder}' tidak dapat ditulis: {why_unwritable(error)}") from None
    for note in _notes(config, made["backend"], is_there=SCRIPT in there):
        click.echo(f"Catatan: {note}", err=True)
    if lossy := list(_mendable(content, plugin.config.timezone)):
        shown = ", ".join(f"{shown_folder(docs)}/{path}" for path in lossy[:_NAMED])
        more = f" dan {len(lossy) - _NAMED} lainnya" if len(lossy) > _NAMED else ""
        click.echo(
            f"Catatan: {shown}{more} memuat isian yang dapat berubah bila disimpan dari /admin/, "
            f"misalnya angka tanpa tanda kutip; jalankan dulu: {program_name()} check --fix",
            err=True,
        )
    return Exit.PUBLISHED


def _notes(config: MkDocsConfig, backend: Mapping[str, Any], *, is_there: bool) -> Iterator[str]:
    """What is still to be done until the page works."""
    if backend.get("repo") == PLACEHOLDER:
        yield (
            f"ganti '{PLACEHOLDER}' di {FOLDER}/{SETTINGS} dengan tempat berkas situs ini, atau "
            "tulis repo_url di mkdocs.yml lalu ulangi."
        )
    if not is_there:
        yield (
            f"programnya belum ada; unduh paket @sveltia/cms {VERSION}, lalu: "
            f"{program_name()} schema --cms sveltia --package sveltia-cms-{VERSION}.tgz"
        )
    if not is_asked_for(config):
        yield "halamannya belum terbit; tulis admin: true di bawah kim/pages di mkdocs.yml."


def _mendable(content: Content, zone: tzinfo) -> Iterator[str]:
    """The files in which something is written so that another reader of YAML takes it otherwise."""
    for path in content.documents:
        with suppress(Unreadable):  # `kim check` names it
            data = content.read(path)
            if fix(path, data, zone).data != data:
                yield path


def _unpacked(package: Path) -> dict[str, bytes]:
    """The files that are needed, by name, out of the package as registries give it."""
    try:
        data = package.read_bytes() if package.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise unreadable(package, error) from None
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
            found = dict(_members(archive))
    except (OSError, tarfile.TarError, EOFError, zlib.error):
        raise UsageProblem(f"{quote(package)} bukan paket .tgz yang utuh; unduh lagi") from None
    if SCRIPT not in found:
        raise UsageProblem(f"{quote(package)} bukan paket @sveltia/cms: tidak memuat {SCRIPT}")
    if hashlib.sha512(data).hexdigest() != DIGEST:
        click.echo(
            f"Catatan: {quote(package.name)} bukan @sveltia/cms {VERSION} yang sudah diuji; "
            "pastikan Anda mengunduhnya dari sumber yang Anda percaya.",
            err=True,
        )
    return found


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for member in archive:
        name = next((ours for begin, ours in _MEMBERS.items() if member.name.startswith(begin)), "")
        if not name or not member.isfile() or member.size > _LARGEST or _is_extra(member.name):
            continue
        file = archive.extractfile(member)
        if file is not None:
            yield name, file.read(_LARGEST)


def _is_extra(name: str) -> bool:
    return name.endswith(".map") or ("/assets/" in name and not name.endswith(".woff2"))
