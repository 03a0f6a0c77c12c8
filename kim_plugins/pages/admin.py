"""`/admin/`: Sveltia CMS, for editors who write in the site's repository (contract C10).

Sveltia is a program of others, which the editor puts beside mkdocs.yml. Its page therefore has no
frame, is left out of sitemap, search and offline copies, and has a policy of its own: it may
connect to the code host that its settings name, and to nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from kim_plugins.pages.repository import Repository
from kim_plugins.records.describing import cms
from kim_plugins.records.describing.yaml_text import yaml_text

SETTINGS: Final = "config.yml"
PAGE: Final = "index.html"
SCRIPT: Final = "sveltia-cms.js"
FONTS: Final = {
    "material-symbols.woff2": ("Material Symbols Outlined", "100 700"),
    "source-sans.woff2": ("Source Sans 3", "200 900"),
    "noto-mono.woff2": ("Noto Mono", "400"),
}
"""Fonts that the program would fetch elsewhere: the file beside it, the family, its weights."""
FILES: Final = (SCRIPT, *FONTS, "LICENSE.txt")
"""What an editor puts there; without the fonts, the program shows words instead of icons."""
_STYLE: Final = "huruf.css"
_HEAD: Final = (
    "# Setelan Sveltia CMS, dibuat dari isian program ini: kim schema --cms sveltia\n"
    "# Yang Anda ubah di backend, dan setelan yang tidak ada di sini, tetap; lainnya dibuat lagi.\n"
)
_APIS: Final[Mapping[str, tuple[str, ...]]] = {
    "github": ("https://api.github.com",),
    "gitlab": ("https://gitlab.com",),
    "gitea": ("https://gitea.com",),
}


def admin_settings(
    own: Mapping[str, Any], repository: Repository, name: str, url: str, folders: Sequence[str]
) -> dict[str, Any]:
    """The settings of a site called `name`, with what the editor has changed in `own`.

    `folders` below the content folder hold ordinary pages.
    """
    made = {
        "backend": own.get("backend") or repository.backend,
        "site_url": url,
        "app_title": f"Menulis: {name}",
        **cms.settings(repository.content, folders),
    }
    return {**{key: one for key, one in made.items() if one}, **_others(own, made)}


def _others(own: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in own.items() if key not in made}


def settings_text(settings: Mapping[str, Any]) -> str:
    """The settings as the program reads them."""
    return f"{_HEAD}{yaml_text(settings)}"


def admin_policy(backend: Mapping[str, Any]) -> str:
    """What the page may do: it styles itself inline, shows pictures from memory, asks its host."""
    hosts = [_origin(backend.get(key)) for key in ("api_root", "graphql_api_root", "base_url")]
    given = [host for host in hosts if host] or _APIS.get(str(backend.get("name")), ())
    asked = " ".join(dict.fromkeys(given))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; "
        f"connect-src 'self' blob: data:{f' {asked}' if asked else ''}; "
        "worker-src 'self' blob:; frame-src blob:; form-action 'none'; base-uri 'none'"
    )


def _origin(address: object) -> str:
    parts = urlsplit(str(address or ""))
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("https", "http") else ""


def admin_page(name: str, policy: str) -> str:
    """The page that starts the program."""
    title = f"Menulis: {escape(name)}"
    return (
        '<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{title}</title>\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{_STYLE}">\n'
        f'<link rel="cms-config-url" type="text/yaml" href="{SETTINGS}">\n</head>\n<body>\n'
        "<noscript><p>Halaman ini untuk pengurus yang menulis di tempat berkas situs, dan "
        "memerlukan JavaScript.</p></noscript>\n"
        f'<script src="{SCRIPT}"></script>\n</body>\n</html>\n'
    )


def admin_style(placed: Sequence[str]) -> str:
    """The rules for those of the program's fonts that are among the `placed` files."""
    rules = (
        f'@font-face{{font-family:"{family}";font-weight:{weights};font-display:block;'
        f'src:url("{file}")}}\n'
        for file, (family, weights) in FONTS.items()
        if file in placed
    )
    return "".join(rules)


def admin_files(
    settings: Mapping[str, Any], name: str, placed: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Everything below `/admin/`, by name; `placed` are the files that the editor put there."""
    policy = admin_policy(settings["backend"])
    return {
        PAGE: admin_page(name, policy).encode(),
        SETTINGS: settings_text(settings).encode(),
        _STYLE: admin_style(list(placed)).encode(),
        **placed,
    }
