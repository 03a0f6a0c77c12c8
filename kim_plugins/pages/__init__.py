"""Every page of a site: what it shows and how it is rendered. Nothing here knows MkDocs.

What repeats is rendered once: a bulletin's card stands in a dozen listings, and is rendered with a
placeholder for the path to the root, which each page replaces. An editor's own words carry `lang`
and `dir="auto"` (`words.language_attributes`); labels around them stay Indonesian.
"""

from kim_plugins.pages.build_note import ADDRESS as BUILD_NOTE
from kim_plugins.pages.build_note import build_note
from kim_plugins.pages.desk import desk_targets
from kim_plugins.pages.icons import icon_files
from kim_plugins.pages.menu import menu
from kim_plugins.pages.offline import is_online_only, offline_page
from kim_plugins.pages.open_data import data_targets, is_data_part
from kim_plugins.pages.plan import faulty_pages, missing_page, planned, targets
from kim_plugins.pages.policy import PAPER_POLICY, POLICY, header_files
from kim_plugins.pages.pwa import MANIFEST, pwa_files
from kim_plugins.pages.render import PageRenderer, RenderShell, file_of
from kim_plugins.pages.repository import Repository
from kim_plugins.pages.share_picture import ADDRESS as SHARE_PICTURE
from kim_plugins.pages.share_picture import share_picture
from kim_plugins.pages.shell import FOLLOW, SLOTS, Shell, slot
from kim_plugins.pages.sitemap import Dated, dated, robots, sitemaps
from kim_plugins.pages.spec import (
    FileSpec,
    MenuItem,
    OldAddress,
    PageSpec,
    Planned,
    Target,
    addresses_leading_to,
)
from kim_plugins.pages.stylesheet import merged, words_of

__all__ = [
    "BUILD_NOTE",
    "FOLLOW",
    "MANIFEST",
    "PAPER_POLICY",
    "POLICY",
    "SHARE_PICTURE",
    "SLOTS",
    "Dated",
    "FileSpec",
    "MenuItem",
    "OldAddress",
    "PageRenderer",
    "PageSpec",
    "Planned",
    "RenderShell",
    "Repository",
    "Shell",
    "Target",
    "addresses_leading_to",
    "build_note",
    "data_targets",
    "dated",
    "desk_targets",
    "faulty_pages",
    "file_of",
    "header_files",
    "icon_files",
    "is_data_part",
    "is_online_only",
    "menu",
    "merged",
    "missing_page",
    "offline_page",
    "planned",
    "pwa_files",
    "robots",
    "share_picture",
    "sitemaps",
    "slot",
    "targets",
    "words_of",
]
