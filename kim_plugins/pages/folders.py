"""Pages for folders of addresses that have none, for readers who shorten an address."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from jinja2 import BytecodeCache

from kim_plugins.catalogue import SiteOptions
from kim_plugins.catalogue.templates import templates
from kim_plugins.pages.shell import base_of, relative
from kim_plugins.pages.sources import home_address
from kim_plugins.pages.spec import PageSpec


def folders_without_page(places: Collection[str]) -> Iterator[tuple[str, str]]:
    """Every folder of files that has no page, with the nearest page above it.

    `places` are those of all files below the site's folder; nothing where the site has no page.
    """
    if "index.html" not in places:
        return
    folders: set[str] = set()
    for place in places:
        folder = place.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for folder in sorted(folders):
        if f"{folder}/index.html" not in places:
            above = folder.rpartition("/")[0]
            while above and f"{above}/index.html" not in places:
                above = above.rpartition("/")[0]
            yield f"/{folder}/", f"/{above}/" if above else "/"


class FolderPages:
    """Renders pages that redirect from a folder to the page above; `policy` is their CSP."""

    def __init__(
        self, options: SiteOptions, policy: str, bytecode: BytecodeCache | None = None
    ) -> None:
        self._options = options
        environment = templates("kim_plugins.pages", bytecode)
        environment.globals.update(site=options, policy=policy, home_address=home_address)
        self._template = environment.get_template("redirect.html")

    def render(self, address: str, target: str) -> bytes:
        """The page at the address of a folder."""
        name = self._options.absolute(target).partition("://")[2]
        page = PageSpec(target, "", name, self._options.description, "", indexed=False)
        html = self._template.render(
            page=page,
            title=self._options.name,
            moved=False,
            url=partial(relative, base=base_of(address)),
            properties=(),
            rel=None,
        )
        return html.encode()
