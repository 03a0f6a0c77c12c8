"""A crawler: every link, asset, feed entry and fragment of a site, asked of its server."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin

from lxml import etree, html

from tests.sites.folder import LONGEST

PUBLIC = "https://kim.example/"
"""The address of the sample at a root."""

_ATTRIBUTES = "//@href | //@src | //@poster | //@action | //@data-src"
_META = "//meta[@property='og:url' or @property='og:image' or @property='og:audio']/@content"
_NO_PLACE = re.compile(r"(?:mailto|tel|sms|data|javascript|whatsapp|webcal|tag):")
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")


@dataclass
class Crawl:
    """What was asked of one site; `public` is the address that it gives as its own.

    `server` answers for it. Both end with a slash.
    """

    server: str
    public: str
    answers: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    lost_fragments: list[str] = field(default_factory=list)
    _ids: dict[str, set[str]] = field(default_factory=dict)
    _wanted: list[tuple[str, str, str]] = field(default_factory=list)

    def run(self, *unlinked: str) -> Crawl:
        """Follow everything from the home page, robots.txt and pages without a link to them on."""
        waiting = [(f"{self.public}{path}", "-") for path in ("", "robots.txt", *unlinked)]
        while waiting:
            address, source = waiting.pop()
            if address in self.answers:
                if self.answers[address] != 200:
                    self.broken.append(f"{source} → {address}")
                continue
            code, kind, data = self._get(address)
            self.answers[address] = code
            if code != 200:
                self.broken.append(f"{source} → {address} ({code})")
                continue
            waiting += [(found, address) for found in self._links(address, kind, data)]
        self.lost_fragments = [
            f"{source} → {address}#{fragment}"
            for source, address, fragment in self._wanted
            if address in self._ids and fragment not in self._ids[address]
        ]
        return self

    def _get(self, address: str) -> tuple[int, str, bytes]:
        url = self.server + address.removeprefix(self.public)
        try:
            with urllib.request.urlopen(url, timeout=LONGEST) as answer:
                return answer.status, answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, "", error.read()

    def _links(self, address: str, kind: str, data: bytes) -> Iterator[str]:
        for link in self._named(address, kind, data):
            if not link or _NO_PLACE.match(link):
                continue
            target, fragment = urldefrag(urljoin(address, link))
            if not target.startswith(self.public):
                root = self.public.split("/", 3)
                assert not target.startswith("/".join(root[:3]) + "/"), f"{address} leaves: {link}"
                continue
            target = target.partition("?")[0]
            if fragment and kind == "text/html":
                self._wanted.append((address, target, unquote(fragment)))
            yield target

    def _named(self, address: str, kind: str, data: bytes) -> Iterator[str]:
        if kind == "text/html":
            page = html.fromstring(data)
            self._ids[address] = set(_found(page, "//@id"))
            yield from _found(page, f"{_ATTRIBUTES} | {_META}")
            for srcset in _found(page, "//@srcset"):
                yield from (part.split()[0] for part in srcset.split(","))
        elif kind == "text/css":
            yield from _CSS_URL.findall(data.decode())
        elif address.endswith("robots.txt"):
            yield from re.findall(r"Sitemap: (\S+)", data.decode())
        elif kind.endswith("xml") or address.endswith((".xml", ".opml")):
            root = etree.fromstring(data)
            for element in root.iter():
                yield from (
                    str(element.get(name, ""))
                    for name in ("href", "url", "src", "xmlUrl", "htmlUrl")
                )
                name = etree.QName(element).localname if isinstance(element.tag, str) else ""
                if name in ("loc", "link", "icon", "logo") and element.text:
                    yield element.text.strip()
        elif address.endswith(("feed.json", ".webmanifest")):
            yield from _addresses(json.loads(data))
        elif address.endswith(".m3u"):
            yield from (line for line in data.decode().splitlines() if line[:1] not in ("#", ""))


def _found(page: html.HtmlElement, path: str) -> list[str]:
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(one) for one in found]


def _addresses(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _addresses(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _addresses(part, key)
    elif isinstance(value, str) and key in {
        "url",
        "home_page_url",
        "feed_url",
        "next_url",
        "image",
        "icon",
        "src",
        "start_url",
        "scope",
    }:
        yield value
