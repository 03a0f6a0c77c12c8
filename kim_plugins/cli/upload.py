"""`kim upload`: sends changed files of the site by FTP, or packs it into a ZIP."""

from __future__ import annotations

import ftplib
import getpass
import hashlib
import json
import netrc
import os
import ssl
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

import click

from kim_plugins.builder.sealed_files import Damaged, read_sealed, write_sealed
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.progress import ProgressMeter
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine.project_files import register_file
from kim_plugins.exchange.network import reason_of
from kim_plugins.records.problems import quote
from kim_plugins.records.system_errors import why_unwritable

PASSWORD: Final = "KIM_UPLOAD_PASSWORD"  # noqa: S105 - the name of a variable
TIMEOUT: Final = 60
_EXAMPLE: Final = "ftps://nama@ftp.desa.example/public_html"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the ZIP, so that the same site gives the same bytes."""

Digests = dict[str, str]


class Target(NamedTuple):
    """An FTP destination: host, user and folder."""

    scheme: str
    host: str
    port: int
    user: str
    folder: str

    def __str__(self) -> str:
        """The address without a password."""
        return f"{self.scheme}://{self.user}@{self.host}:{self.port}{self.folder}"


def upload_site(settings: Settings, where: str | None, *, all_: bool, sent: bool) -> int:
    """Upload changed files and delete removed ones.

    What was sent is kept beside the cache, so that what a broken connection left follows the next
    time. `all_` sends everything; `sent` only notes that all has been sent by other means.
    """
    config, _ = settings.load()
    site = Path(config.site_dir)
    if not (site / "index.html").is_file():
        raise UsageProblem(f"belum ada situs di '{site}'; jalankan dulu: {program_name()} build")
    if where and where.lower().endswith(".zip"):
        return _pack(site, Path(where))
    register = register_file(config, "unggahan")
    noted = _read(register)
    target = target_of(where or str(noted.get("target", "")))
    before = _known(noted, target) if not all_ else {}
    now = {place: _digest(site / place) for place in _places(site)}
    if sent:
        _note(register, target, now)
        click.echo(f"Dicatat: {len(now)} berkas sudah ada di {target}.", err=True)
        return Exit.PUBLISHED
    if now == before:
        click.echo("Tidak ada yang berubah sejak terakhir dikirim.", err=True)
        return Exit.PUBLISHED
    there = dict(before)
    try:
        sentence = _send(target, site, now, there)
    except ftplib.all_errors as error:
        click.echo(f"KESALAHAN: {_reason(target, error)}", err=True)
        click.echo(f"  → yang belum terkirim menyusul: ulangi {program_name()} upload", err=True)
        return Exit.INVALID
    finally:
        _note(register, target, there)
    click.echo(f"Terkirim ke {target}: {sentence}.", err=True)
    return Exit.PUBLISHED


def _send(target: Target, site: Path, now: Digests, there: Digests) -> str:
    """Make `there`, what the server holds, equal to `now`; return a sentence on what was done."""
    new = [place for place in now if place not in there]
    changed = [place for place in now if there.get(place, now[place]) != now[place]]
    gone = sorted(there.keys() - now.keys())
    meter = ProgressMeter(sys.stderr).step("Mengirim")
    with _connected(target) as server:
        # A file that refers to parts of the search index is sent after them, and deleted before.
        for number, place in enumerate((*new, *changed), 1):
            server.send(site / place, place)
            there[place] = now[place]
            meter(number, len(new) + len(changed))
        for place in gone:
            server.delete(place)
            del there[place]
    return f"{len(new)} berkas baru, {len(changed)} berubah, {len(gone)} dihapus"


def target_of(where: str) -> Target:
    """Parse an FTP address, or show how to write one."""
    try:
        parts = urlsplit(where)
        port = parts.port or ftplib.FTP_PORT
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in ("ftp", "ftps") or not parts.hostname or not parts.username:
        said = f"{quote(where)} bukan alamat FTP" if where else "alamat FTP belum ditulis"
        raise UsageProblem(f"{said}; tulis misalnya: {program_name()} upload {_EXAMPLE}")
    if parts.password:
        raise UsageProblem(
            "kata sandi jangan ditulis di alamat, karena tersimpan di riwayat perintah; "
            f"program ini menanyakannya, atau membacanya dari {PASSWORD}"
        )
    folder = unquote(parts.path).rstrip("/")
    return Target(parts.scheme, parts.hostname, port, unquote(parts.username), folder)


class _Server:
    """An FTP connection with the folders that are known to exist."""

    def __init__(self, ftp: ftplib.FTP, folder: str) -> None:
        self._ftp, self._folder = ftp, folder.removeprefix("/~/").lstrip("/")
        self._folders: set[str] = set()

    def send(self, file: Path, place: str) -> None:
        path = f"{self._folder}/{place}".lstrip("/")
        self._make(path.rpartition("/")[0])
        with file.open("rb") as data:
            self._ftp.storbinary(f"STOR {path}", data, 1 << 16)

    def delete(self, place: str) -> None:
        with suppress(ftplib.error_perm):  # somebody was there before
            self._ftp.delete(f"{self._folder}/{place}".lstrip("/"))

    def _make(self, folder: str) -> None:
        if not folder or folder in self._folders:
            return
        self._make(folder.rpartition("/")[0])
        with suppress(ftplib.error_perm):  # it is there; where it isn't, STOR says so
            self._ftp.mkd(folder)
        self._folders.add(folder)


@contextmanager
def _connected(target: Target) -> Iterator[_Server]:
    # Many a cheap host has nothing but FTP; docs/menerbitkan.md says what that means.
    if target.scheme == "ftps":
        context = ssl.create_default_context()
        ftp: ftplib.FTP = ftplib.FTP_TLS(context=context, timeout=TIMEOUT)  # noqa: S321 - encrypted
    else:
        ftp = ftplib.FTP(timeout=TIMEOUT)  # noqa: S321 - as above
    password = _password(target)
    try:
        ftp.connect(target.host, target.port)
        ftp.login(target.user, password)
        if isinstance(ftp, ftplib.FTP_TLS):
            ftp.prot_p()
        yield _Server(ftp, target.folder)
        with suppress(*ftplib.all_errors):
            ftp.quit()
    finally:
        ftp.close()


def _password(target: Target) -> str:
    if (given := os.environ.get(PASSWORD)) is not None:
        return given
    with suppress(OSError, netrc.NetrcParseError):
        found = netrc.netrc().authenticators(target.host)
        if found and found[0] in ("", target.user):
            return found[2] or ""
    if not sys.stdin.isatty():
        raise UsageProblem(f"kata sandi {target} tidak diketahui; taruh di {PASSWORD}")
    return getpass.getpass(f"Kata sandi {target}: ")


def _reason(target: Target, error: Exception) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"sertifikat {target.host} bukan untuk nama itu; tulis nama peladen yang diberi "
                "penyedia hosting"
            )
        case ftplib.error_perm() if str(error).startswith("530"):
            return f"{target.host} menolak nama atau kata sandi"
        case ftplib.error_perm() | ftplib.error_temp():
            return f"{target.host} menolak: {error}"
        case _:
            return f"{target.host} tidak dapat dihubungi ({reason_of(error, TIMEOUT)})"


def _places(site: Path) -> Iterator[str]:
    """The path of every published file below the site's folder."""
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        place = file.relative_to(site).as_posix()
        if not place.startswith(".git/"):
            yield place


def _digest(file: Path) -> str:
    return hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()


def _pack(site: Path, target: Path) -> int:
    """Pack the site for a file manager, which unpacks it into public_html."""
    beside = target.with_name(f".{target.name}.kim-{os.getpid()}")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            places = list(_places(site))
            for place in places:
                info = zipfile.ZipInfo(place, _EARLIEST)
                info.external_attr = 0o644 << 16
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, (site / place).read_bytes())
        beside.replace(target)
    except OSError as error:
        raise UsageProblem(f"'{target}' tidak dapat ditulis ({why_unwritable(error)})") from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    click.echo(f"{target}: {len(places)} berkas; unggah lalu ekstrak di public_html.", err=True)
    return Exit.PUBLISHED


def _read(register: Path) -> Mapping[str, object]:
    with suppress(Damaged, ValueError):
        if kept := read_sealed(register):
            noted = json.loads(kept)
            return noted if isinstance(noted, dict) else {}
    return {}


def _known(noted: Mapping[str, object], target: Target) -> Digests:
    files = noted.get("files")
    return dict(files) if noted.get("target") == str(target) and isinstance(files, dict) else {}


def _note(register: Path, target: Target, files: Digests) -> None:
    try:
        text = json.dumps({"target": str(target), "files": files}, indent=0, sort_keys=True)
        write_sealed(register, text.encode())
    except OSError as error:
        click.echo(
            f"PERINGATAN: {register} tidak dapat ditulis ({why_unwritable(error)}), "
            "sehingga lain kali semuanya dikirim lagi",
            err=True,
        )
