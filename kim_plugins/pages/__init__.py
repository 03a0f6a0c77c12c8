"""What every generated page shows. Nothing here knows MkDocs."""

from kim_plugins.pages.plan import faulty_pages, files, menu, missing_page, plan
from kim_plugins.pages.policy import POLICY, header_files, policy_for_files
from kim_plugins.pages.render import DrawShell, PageRenderer
from kim_plugins.pages.share_picture import ADDRESS as SHARE_PICTURE
from kim_plugins.pages.share_picture import share_picture
from kim_plugins.pages.shell import SLOTS, Shell, slot
from kim_plugins.pages.sitemap import robots, sitemap
from kim_plugins.pages.spec import FileSpec, MenuItem, PageSpec
from kim_plugins.pages.stylesheet import merged, words_of

__all__ = [
    "POLICY",
    "SHARE_PICTURE",
    "SLOTS",
    "DrawShell",
    "FileSpec",
    "MenuItem",
    "PageRenderer",
    "PageSpec",
    "Shell",
    "faulty_pages",
    "files",
    "header_files",
    "menu",
    "merged",
    "missing_page",
    "plan",
    "policy_for_files",
    "robots",
    "share_picture",
    "sitemap",
    "slot",
    "words_of",
]
