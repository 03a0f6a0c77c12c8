"""What every generated page shows. Nothing here knows MkDocs."""

from kim_plugins.pages.plan import faulty_pages, files, menu, missing_page, plan
from kim_plugins.pages.render import DrawShell, PageRenderer
from kim_plugins.pages.shell import SLOTS, Shell, slot
from kim_plugins.pages.sitemap import robots, sitemap
from kim_plugins.pages.spec import FileSpec, MenuItem, PageSpec

__all__ = [
    "SLOTS",
    "DrawShell",
    "FileSpec",
    "MenuItem",
    "PageRenderer",
    "PageSpec",
    "Shell",
    "faulty_pages",
    "files",
    "menu",
    "missing_page",
    "plan",
    "robots",
    "sitemap",
    "slot",
]
