"""The Content-Security-Policy and other headers, for pages and web servers (contract C8).

Sources: Content Security Policy Level 3 (W3C); the Netlify and Cloudflare Pages manuals for
`_headers`; the Apache HTTP Server's for `.htaccess`.

It is stated once: for the meta element of every page, for header files (`_headers`, `.htaccess`),
and for the copy on a disk, where Firefox doesn't know `'self'`. The live preview has none, as
MkDocs puts a script into each page.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from kim_plugins.catalogue import SiteOptions
from kim_plugins.catalogue.addresses import ADMIN
from kim_plugins.pages.old_feeds import redirects, rewrite_rules

_SOURCES: Final = {
    "default": "'none'",
    "script": "'self'",
    "style": "'self'",
    "img": "'self' data:",  # the theme's own small icons are data in its stylesheet
    "font": "'self'",
    "media": "'self'",
    "connect": "'self'",
    "worker": "'self'",
    "manifest": "'self'",
}
POLICY: Final = (
    "; ".join(f"{kind}-src {sources}" for kind, sources in _SOURCES.items())
    + "; form-action 'self'; base-uri 'none'"
)
"""For the meta element of every page: nothing from elsewhere, nothing inline."""

PAPER_POLICY: Final = (
    f"default-src 'none'; style-src {_SOURCES['style']}; form-action 'none'; base-uri 'none'"
)
"""For a script or a sheet, which is text and a stylesheet."""

_ONLY_IN_HEADERS: Final = "frame-ancestors 'none'"
_EVERY_PAGE: Final = {
    "Content-Security-Policy": f"{POLICY}; {_ONLY_IN_HEADERS}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FOR_EVER: Final = "public, max-age=31536000, immutable"
"""For what is named by its content."""
_LIFETIMES: Final = {
    "luring.js": "no-cache",  # what is withdrawn, luring.json, is never an hour old
    "assets/kim/": _FOR_EVER,
    "cari/bagian/": _FOR_EVER,
    "media/": "public, max-age=604800",
}
_SHORTLY: Final = "public, max-age=300, must-revalidate"
_FEED_TYPES: Final = {
    "xml": "application/xml",
    "opml": "text/x-opml",
    "ics": "text/calendar",
    "m3u": "audio/x-mpegurl",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "webp": "image/webp",
    "ndjson": "application/x-ndjson",
    "jsonld": "application/ld+json",
}


def policy_for_files(policy: str) -> str:
    """The policy of a page opened from a disk, where browsers may not know `'self'`."""
    return policy.replace("'self'", "'self' file:")


def header_files(options: SiteOptions, admin_policy: str = "") -> dict[str, bytes]:
    """Files for common hosts, by address: `_headers`, `_redirects` and `.htaccess`.

    `admin_policy` is what a page below `/admin/` may do, where a site has it.
    """
    root = urlsplit(options.url).path
    admin = f"{admin_policy}; {_ONLY_IN_HEADERS}" if admin_policy else ""
    return {
        "_headers": _headers(root, admin).encode(),
        "_redirects": redirects(root),
        ".htaccess": _htaccess(root, admin).encode(),
    }


def _headers(root: str, admin: str) -> str:
    """The file of Netlify and Cloudflare Pages."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in _EVERY_PAGE.items())]
    lines.append(f"  Cache-Control: {_SHORTLY}")
    for folder, lifetime in _LIFETIMES.items():
        lines += [f"{root}{folder}*", "  ! Cache-Control", f"  Cache-Control: {lifetime}"]
    if admin:
        policy = ["  ! Content-Security-Policy", f"  Content-Security-Policy: {admin}"]
        lines += [f"{root}{ADMIN[1:]}*", *policy]
    return "\n".join(lines) + "\n"


def _htaccess(root: str, admin: str) -> str:
    """The file of Apache and LiteSpeed."""
    headers = [f'  Header always set {name} "{value}"' for name, value in _EVERY_PAGE.items()]
    longer = [
        f'  Header set Cache-Control "{lifetime}" "expr=%{{REQUEST_URI}} =~ m#^{root}{folder}#"'
        for folder, lifetime in _LIFETIMES.items()
    ]
    if admin:
        place = f'"expr=%{{REQUEST_URI}} =~ m#^{root}{ADMIN[1:]}#"'
        longer.append(f'  Header always set Content-Security-Policy "{admin}" {place}')
    types = [f"  AddType {mime} .{suffix}" for suffix, mime in _FEED_TYPES.items()]
    return "\n".join(
        [
            f"ErrorDocument 404 {root}404.html",
            "AddDefaultCharset utf-8",
            "<IfModule mod_mime.c>",
            *types,
            "</IfModule>",
            "<IfModule mod_deflate.c>",
            "  AddOutputFilterByType DEFLATE text/html text/css text/plain text/csv",
            "  AddOutputFilterByType DEFLATE text/javascript application/javascript",
            "  AddOutputFilterByType DEFLATE application/json application/x-ndjson",
            "  AddOutputFilterByType DEFLATE application/xml image/svg+xml",
            "</IfModule>",
            "<IfModule mod_headers.c>",
            *headers,
            f'  Header set Cache-Control "{_SHORTLY}"',
            *longer,
            "</IfModule>",
            *rewrite_rules(root),
            "",
        ]
    )
