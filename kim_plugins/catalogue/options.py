"""The options of a site that the core needs; the engine reads them from mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from enum import StrEnum
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit


class ClockStyle(StrEnum):
    """How hours are read on the air: in villagers' words, or with 24 hours."""

    SPOKEN = "lisan"
    FULL_DAY = "24-jam"


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """Facts of a site; with `preview` drafts and what isn't due yet are shown, marked.

    `attachments` tells whether documents of office programs are published.
    `url` ends in a slash and is absolute; `guid_host` names the authority of tag: URIs (RFC 4151)
    and stays the same when the site moves to another address. With `line_breaks` a line that ends
    in the source of a body ends on the page.
    """

    name: str
    url: str
    description: str
    zone: tzinfo
    guid_host: str = ""
    language: str = "id"
    long_form: str = "Komunitas Informasi Masyarakat"
    license_url: str | None = None
    license_name: str | None = None
    hub: str | None = None
    email: str | None = None
    leave_out_invalid: bool = False
    preview: bool = False
    attachments: bool = False
    line_breaks: bool = True
    markdown_extensions: Sequence[str] = ()
    markdown_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The authority in guids."""
        return self.guid_host or urlsplit(self.url).hostname or "localhost"

    def absolute(self, address: str) -> str:
        """The full URL of an address of this site."""
        return self.url + address.removeprefix("/")


def is_public(url: str) -> bool:
    """Whether a URL leads to the same site from every device."""
    if not url.lower().startswith(("https://", "http://")):
        return False
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        address = ip_address(host)
    except ValueError:
        return host != "" and host.rpartition(".")[2] != "localhost"
    return not (address.is_loopback or address.is_unspecified)
