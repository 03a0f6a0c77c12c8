"""`kim ping`: tells the site's hub which feeds have changed (WebSub, W3C Recommendation 2018)."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import Request, urlopen

import click

from kim_plugins.builder.sealed_files import Damaged, read_sealed, write_sealed
from kim_plugins.catalogue.addresses import FEED_FILES
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine.project_files import register_file
from kim_plugins.exchange.network import reason_of
from kim_plugins.records.system_errors import why_unwritable

TIMEOUT: Final = 10
"""Seconds that the hub gets for an answer."""


class _NoAnswer(Exception):  # noqa: N818 - a sentence for the user
    """Raised where the hub refuses a feed; the message says why."""


def ping_hub(settings: Settings) -> int:
    """Announce every feed whose bytes changed since the last announcement.

    What was named is kept beside the cache, and only when the hub has taken everything.
    """
    config, plugin = settings.load()
    hub, site = plugin.config.hub, Path(config.site_dir)
    if not hub:
        raise UsageProblem(
            f"'{settings.config}' tidak menyebut hub; tambahkan di bawah kim/catalogue, "
            "misalnya: hub: https://hub.example/"
        )
    if not config.site_url:
        raise UsageProblem(f"'{settings.config}' tidak menyebut site_url, alamat situs yang terbit")
    if not site.is_dir():
        raise UsageProblem(f"belum ada situs di '{site}'; jalankan dulu: {program_name()} build")
    register = register_file(config, "hub")
    before, now = _read(register), dict(_digests(site, config.site_url))
    changed = sorted(url for url, digest in now.items() if before.get(url) != digest)
    try:
        for url in changed:
            _publish(hub, url)
    except _NoAnswer as error:
        again = f"ulangi nanti: {program_name()} ping"
        click.echo(f"KESALAHAN: {error}; tidak ada yang berubah, {again}", err=True)
        return Exit.INVALID
    if now != before:
        try:
            _write(register, now)
        except OSError as error:
            click.echo(
                f"PERINGATAN: {register} tidak dapat ditulis ({why_unwritable(error)}), "
                "sehingga lain kali hub diberi tahu lagi",
                err=True,
            )
    said = f"{len(changed)} umpan yang berubah" if changed else "tidak ada umpan yang berubah"
    click.echo(f"Hub {hub} diberi tahu: {said}." if changed else f"Hub {hub}: {said}.", err=True)
    return Exit.PUBLISHED


def _digests(site: Path, url: str) -> Iterator[tuple[str, str]]:
    """Every published feed with new items to come, by address."""
    base = url if url.endswith("/") else f"{url}/"
    for folder, _, names in os.walk(site):
        for name in FEED_FILES.intersection(names):
            file = Path(folder, name)
            digest = hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()
            yield urljoin(base, file.relative_to(site).as_posix()), digest


def _publish(hub: str, url: str) -> None:
    """Announce one feed, in the form that hubs accept (PubSubHubbub 0.4)."""
    form = urlencode({"hub.mode": "publish", "hub.url": url, "hub.topic": url}).encode()
    request = Request(hub, form, {"User-Agent": "kim_plugins"})  # noqa: S310 - http(s) only, see ping_hub
    try:
        with urlopen(request, timeout=TIMEOUT):  # noqa: S310 - as above
            pass
    except HTTPError as error:
        with error:
            raise _NoAnswer(f"hub {hub} menolak {url} (kode {error.code})") from None
    except (URLError, OSError, http.client.HTTPException) as error:
        why = reason_of(error, TIMEOUT)
        raise _NoAnswer(f"hub {hub} tidak dapat dihubungi ({why})") from None


def _read(register: Path) -> Mapping[str, str]:
    """The digests of the last announcement; empty if none is known."""
    try:
        kept = read_sealed(register)
    except Damaged:
        kept = None
    return json.loads(kept) if kept else {}


def _write(register: Path, digests: Mapping[str, str]) -> None:
    write_sealed(register, json.dumps(digests, indent=0, sort_keys=True).encode())
