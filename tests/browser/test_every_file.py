"""What holds for every page and file as it is written (contracts C7 and C8)."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from pathlib import Path

import html5lib

from kim_plugins.pages import PAPER_POLICY, POLICY
from tests.browser.page_types import pages_of

# What Chrome 95 doesn't know, with the version that brought it (caniuse.com, MDN).
TOO_NEW_CSS = {
    r":has\(": 105,
    r"@layer\b": 99,
    r"@container\b": 105,
    r"@scope\b": 118,
    r"@starting-style\b": 117,
    r"@media[^{]*[<>]": 104,
    r"color-mix\(": 111,
    r"\b(oklch|oklab|lab|lch)\(": 111,
    r"light-dark\(": 123,
    r"\d[dsl]v[hw]\b": 108,
    r"\bsubgrid\b": 117,
    r"[{;]\s*&": 112,
    r"\b(translate|rotate|scale):": 104,
}
TOO_NEW_JS = {
    r"\.findLast\(": 97,
    r"\.(toSorted|toReversed|toSpliced)\(": 110,
    r"structuredClone\(": 98,
    r"\.groupBy\(": 117,
    r"Array\.fromAsync": 121,
    r"Promise\.withResolvers": 119,
    r"\bimport\s*\(.*assert": 91,
    r"/[gimsuy]*v[gimsuy]*\.(test|exec)": 112,
    r"\.(isWellFormed|toWellFormed)\(": 111,
}


def test_html_is_what_the_standard_says(site_folder: Path, types: list[str]) -> None:
    pages = pages_of(site_folder)
    for address in types:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(pages[address])
        assert parser.errors == [], address
        assert '<html lang="id"' in pages[address], address
        identifiers = re.findall(r'\sid="([^"]*)"', pages[address])
        assert len(identifiers) == len(set(identifiers)), address


def test_old_and_short_addresses_are_pages_of_the_standard_too(site_folder: Path) -> None:
    moved = [
        html
        for file in site_folder.rglob("*.html")
        if 'http-equiv="refresh"' in (html := file.read_text(encoding="utf-8"))
    ]
    assert moved
    for html in moved:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(html)
        assert parser.errors == []
        assert 'http-equiv="Content-Security-Policy"' in html


def test_every_page_carries_the_policy_and_nothing_inline(site_folder: Path) -> None:
    inline = re.compile(r"<script(?![^>]* src=| type=\"application/ld\+json\")|<style|\sstyle=")
    for address, html in pages_of(site_folder).items():
        is_paper = address.endswith(("/naskah/", "/cetak/", "/jadwal/", "/bulan-depan/"))
        policies = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert [unescape(one) for one in policies] == [PAPER_POLICY if is_paper else POLICY], (
            address
        )
        markup = re.sub(r'<script type="application/ld\+json">.*?</script>', "", html)
        assert not inline.search(markup), address
        assert not re.search(r"<[^>]*\son[a-z]+=", markup), address


def test_browsers_of_2021_know_every_feature(site_folder: Path) -> None:
    for suffix, features in ((".css", TOO_NEW_CSS), (".js", TOO_NEW_JS)):
        for file in site_folder.rglob(f"*{suffix}"):
            text = file.read_text(encoding="utf-8")
            for feature, version in features.items():
                assert not re.search(feature, text), f"{file.name}: {feature}: Chrome {version}"


def test_every_page_and_file_that_is_linked_is_there(site_folder: Path) -> None:
    missing = set()
    for address, html in pages_of(site_folder).items():
        for link in re.findall(r'\s(?:href|src|action)="([^"#?]+)', html):
            if ":" in link or link.startswith("//"):
                continue
            target = site_folder / posixpath.join(posixpath.dirname(address), link).lstrip("/")
            file = target / "index.html" if link.endswith(("/", ".")) else target
            if not file.resolve().is_file():
                missing.add(f"{address} → {link}")
    assert missing == set()
