"""Moves inline scripts and styles of others into files, as the policy requires."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from kim_plugins.engine.look.site_files import is_elsewhere
from kim_plugins.records.problems import quote

_INLINE: Final = re.compile(
    r"<(?P<name>script|style)\b(?P<attributes>[^>]*)>(?P<text>.*?)</(?P=name)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_SOURCE: Final = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_DATA: Final = re.compile(
    r"""\stype\s*=\s*["']?(?!module|text/javascript)[\w/+-]+""", re.IGNORECASE
)
_LOADED: Final = re.compile(
    r"""<(?:script\b[^>]*\ssrc|link\b(?=[^>]*\brel=["']?stylesheet)[^>]*\shref)\s*=\s*["']?([^"'\s>]+)""",
    re.IGNORECASE,
)

log = get_plugin_logger("kim/pages")


def without_inline(
    html: str, config: MkDocsConfig, base: str, files: dict[str, bytes] | None = None
) -> str:
    """The page with each inline script and style in a file, named by its content.

    The files go into `files`, by place, or below `config.site_dir` where nobody keeps them.

    What comes from another host stays where it is, and is told once: browsers won't fetch it.
    """
    for address in _LOADED.findall(html):
        if is_elsewhere(address) and address not in _told:
            _told.add(address)
            log.warning(
                "sebuah plugin memuat %s dari situs lain, yang tidak akan diambil peramban; "
                "simpan berkasnya di folder isi, lalu daftarkan di extra_css atau extra_javascript",
                quote(address),
            )

    def moved(found: re.Match[str]) -> str:
        name, attributes, text = found["name"].lower(), found["attributes"], found["text"]
        if not text.strip() or (
            name == "script" and (_SOURCE.search(attributes) or _DATA.search(attributes))
        ):
            return found[0]
        ending = "js" if name == "script" else "css"
        digest = hashlib.blake2b(text.encode(), digest_size=5).hexdigest()
        address = f"assets/kim/sisipan.{digest}.{ending}"
        if files is None:
            file = Path(config.site_dir, address)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        else:
            files[address] = text.encode()
        if name == "style":
            return f'<link rel="stylesheet" href="{base}{address}">'
        return f'<script{attributes} src="{base}{address}"></script>'

    return _INLINE.sub(moved, html)


_told: Final[set[str]] = set()
"""What was told in this process: a preview makes each page again and again."""
