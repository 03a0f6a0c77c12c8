"""sitemap.xml with the dates of the content, not of the build (sitemaps.org protocol 0.9)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kim_plugins.catalogue import SiteOptions
from kim_plugins.pages.spec import PageSpec


def sitemap(specs: Iterable[PageSpec], options: SiteOptions) -> bytes:
    """The sitemap of every page that may be indexed."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for spec in sorted((spec for spec in specs if spec.indexed), key=lambda spec: spec.address):
        modified = f"<lastmod>{spec.modified.isoformat()}</lastmod>" if spec.modified else ""
        lines.append(f"<url><loc>{escape(options.absolute(spec.address))}</loc>{modified}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def robots(options: SiteOptions) -> bytes:
    """robots.txt: everything may be read; here is the sitemap (RFC 9309)."""
    return f"User-agent: *\nAllow: /\nSitemap: {options.absolute('/sitemap.xml')}\n".encode()
