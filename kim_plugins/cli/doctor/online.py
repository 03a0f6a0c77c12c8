"""Findings on the site as others reach it: its address, its schedule, its feeds."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

from kim_plugins.cli.doctor.finding import Finding, Verdict, advice, good, wrong
from kim_plugins.cli.doctor.published import XML_FEEDS, feed, lateness
from kim_plugins.exchange.network import reason_of
from kim_plugins.pages import BUILD_NOTE

TIMEOUT: Final = 15
_LARGEST: Final = 20 << 20
_OURS: Final = b"assets/kim/"
_NOWHERE: Final = "alamat-yang-pasti-tidak-ada/"


class _Answer(NamedTuple):
    code: int
    url: str
    data: bytes


class _Unreachable(Exception):  # noqa: N818 - a sentence for the user
    pass


def online(site: Path, url: str, now: datetime) -> Iterator[Finding]:
    """Findings from requesting what readers request."""
    base = f"{url.rstrip('/')}/"
    try:
        home = _get(base)
        if home.code != http.HTTPStatus.OK:
            yield wrong(
                "K517",
                f"{base} dijawab dengan kode {home.code}",
                "terbitkan situsnya ke alamat itu, atau betulkan site_url di mkdocs.yml",
            )
            return
        yield from _home(base, home)
        yield _schedule(site, _get(urljoin(base, BUILD_NOTE)), now)
        for name in XML_FEEDS:
            found = feed(name, _get(urljoin(base, name)).data, base)
            remedy = "unggah semua isi folder site/ ke alamat itu"
            yield found if found.verdict is Verdict.GOOD else wrong("K519", found.said, remedy)
        if _get(urljoin(base, _NOWHERE)).code == http.HTTPStatus.OK:
            yield advice(
                "K519",
                "halaman yang tidak ada dijawab seolah-olah ada (kode 200)",
                "atur tempat situsnya supaya memakai 404.html; lihat docs/menerbitkan.md",
            )
    except _Unreachable as error:
        yield advice(
            "K517",
            f"{base} tidak dapat dihubungi dari sini ({error})",
            "periksa internet komputer ini, ejaan site_url, dan masa berlaku nama situsnya",
        )


def _home(base: str, home: _Answer) -> Iterator[Finding]:
    if urlsplit(home.url)[:2] != urlsplit(base)[:2]:
        yield advice(
            "K517",
            f"{base} mengalihkan ke {home.url}",
            f"tulis alamat yang dituju sebagai site_url: {home.url}",
        )
    elif _OURS not in home.data:
        yield advice(
            "K517",
            f"{base} menampilkan situs lain, bukan buatan program ini",
            "terbitkan situsnya ke alamat itu, atau betulkan site_url di mkdocs.yml",
        )
    else:
        yield good(f"{base} terbuka")


def _schedule(site: Path, answer: _Answer, now: datetime) -> Finding:
    try:
        note = json.loads(answer.data) if answer.code == http.HTTPStatus.OK else {}
    except ValueError:
        note = {}
    late = lateness(note if isinstance(note, dict) else {}, now)
    if not late:
        return good(f"jadwal berjalan; terakhir dibangun {note['built']}")
    remedy = "jalankan dan unggah lagi, lalu periksa jadwalnya (cron atau Task Scheduler)"
    if (site / ".github").is_dir():
        remedy = "buka tab Actions di GitHub, pilih alurnya, lalu Enable workflow dan Run workflow"
    elif (site / ".gitlab-ci.yml").is_file():
        remedy = "buka Build → Pipeline schedules di GitLab; buat atau aktifkan jadwalnya"
    return wrong("K518", f"situs di alamatnya {late}", remedy)


def _get(url: str) -> _Answer:
    request = Request(url, headers={"User-Agent": "kim_plugins"})  # noqa: S310 - http(s), see settings
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - as above
            return _Answer(answer.status, answer.url, answer.read(_LARGEST))
    except HTTPError as error:
        with error:
            return _Answer(error.code, url, b"")
    except (URLError, OSError, http.client.HTTPException) as error:
        raise _Unreachable(reason_of(error, TIMEOUT)) from None
