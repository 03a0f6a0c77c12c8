"""What every generated page shows. Nothing here knows MkDocs."""

from kim_plugins.pages.plan import faulty_pages, menu, missing_page, plan
from kim_plugins.pages.render import DrawShell, PageRenderer
from kim_plugins.pages.shell import SLOTS, Shell, slot
from kim_plugins.pages.sitemap import robots, sitemap
from kim_plugins.pages.spec import MenuItem, PageSpec

__all__ = [
    "SLOTS",
    "DrawShell",
    "MenuItem",
    "PageRenderer",
    "PageSpec",
    "Shell",
    "faulty_pages",
    "menu",
    "missing_page",
    "plan",
    "robots",
    "sitemap",
    "slot",
]
