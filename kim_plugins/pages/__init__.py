"""What every generated page shows. Nothing here knows MkDocs."""

from kim_plugins.pages.offline import is_online_only, offline_page
from kim_plugins.pages.plan import (
    OldAddress,
    faulty_pages,
    files,
    menu,
    missing_page,
    old_addresses,
    plan,
)
from kim_plugins.pages.policy import PAPER_POLICY, POLICY, header_files
from kim_plugins.pages.render import DrawShell, PageRenderer
from kim_plugins.pages.share_picture import ADDRESS as SHARE_PICTURE
from kim_plugins.pages.share_picture import share_picture
from kim_plugins.pages.shell import SLOTS, Shell, slot
from kim_plugins.pages.sitemap import robots, sitemaps
from kim_plugins.pages.spec import FileSpec, MenuItem, PageSpec
from kim_plugins.pages.stylesheet import merged, words_of

__all__ = [
    "PAPER_POLICY",
    "POLICY",
    "SHARE_PICTURE",
    "SLOTS",
    "DrawShell",
    "FileSpec",
    "MenuItem",
    "OldAddress",
    "PageRenderer",
    "PageSpec",
    "Shell",
    "faulty_pages",
    "files",
    "header_files",
    "is_online_only",
    "menu",
    "merged",
    "missing_page",
    "offline_page",
    "old_addresses",
    "plan",
    "robots",
    "share_picture",
    "sitemaps",
    "slot",
    "words_of",
]
