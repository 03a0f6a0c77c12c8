"""Where readers of feeds ask that followed an earlier site under the same roof.

A static host answers 404 to `/feed/`, and a reader asks there for years: so Netlify, Cloudflare
Pages (`_redirects`) and Apache or LiteSpeed (`.htaccess`) send it to ours. What is a file of the
site stays one. Sources: the manuals of WordPress, Blogger, OpenSID, Hugo and Hexo on their feeds;
those of the hosts on redirects.
"""

from __future__ import annotations

from typing import Final

_OLD: Final = {
    "feed.xml": (
        *("feed", "feed/rss", "feed/rss2", "rss", "rss2", "rss.xml"),
        *("index.xml", "index.php/feed"),
    ),
    "atom.xml": ("feed/atom", "atom", "feeds/posts/default", "feeds/posts/summary"),
    "feed.json": ("feed/json",),
}
"""Addresses of other programs' feeds, by the name of ours."""


def redirects(root: str) -> bytes:
    """The file `_redirects`; `root` is the path of the site."""
    lines = [
        f"{root}{old}{end} {root}{new} 301"
        for new, olds in _OLD.items()
        for old in olds
        for end in ("", *(() if old.endswith(".xml") else ("/",)))
    ]
    return ("\n".join(lines) + "\n").encode()


def rewrite_rules(root: str) -> list[str]:
    """Lines for `.htaccess`."""
    is_free = [f"  RewriteCond %{{REQUEST_FILENAME}} !-{kind}" for kind in ("f", "d")]
    lines = ["<IfModule mod_rewrite.c>", "  RewriteEngine On"]
    for new, olds in _OLD.items():
        names = "|".join(old.replace(".", r"\.") for old in olds)
        lines += [*is_free, f"  RewriteRule ^(?:{names})/?$ {root}{new}? [R=301,L]"]
    lines += [
        "  RewriteCond %{QUERY_STRING} ^feed=(?:rss2?|atom)$",
        f"  RewriteRule ^(?:index\\.php)?$ {root}feed.xml? [R=301,L]",
    ]
    return [*lines, "</IfModule>"]
