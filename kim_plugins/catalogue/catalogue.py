"""The catalogue of a site: its records and lists, and what bodies and their links become."""

from __future__ import annotations

from kim_plugins.catalogue.bodies import Target, resolve
from kim_plugins.catalogue.entries import Entry
from kim_plugins.catalogue.generated import generated_addresses
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.media.pictures import animated_file, fallback_file, variants
from kim_plugins.catalogue.site_lists import SiteLists
from kim_plugins.catalogue.tracing import RECORD, note, query, unrecorded_property
from kim_plugins.records import Page


class Catalogue(SiteLists):
    """The checked content of a site at one instant: what pages, feeds and search are made from."""

    def body_html(self, entry: Entry[Page], base: str) -> str:
        """The sanitised body with addresses below `base`.

        `../../` for a page, the site's URL for a feed.
        """
        note((RECORD, entry.path))
        if entry.path not in self.bodies:
            return ""
        marked = self.bodies[entry.path].html
        html = resolve(marked, base, self.find, responsive="://" not in base)
        if not base.startswith("../"):
            return html
        # A footnote stays on its page, wherever the page is opened from.
        return html.replace(f'href="{base}{entry.address[1:]}#', 'href="#')

    @query()
    def medium(self, path: str) -> Media:
        """A checked picture, sound or document."""
        return self.media[path]

    @query()
    def find(self, target: str) -> Target | None:
        """The published target of a link: a bulletin, a group, a page, a picture or a sound."""
        if target in self.published_media:
            media = self.media[target]
            if media.is_picture:
                return Target(
                    media.address,
                    fallback_file(media),
                    variants(media),
                    motion=animated_file(media),
                )
            return Target(media.address, note=media.note)
        entry = self.entries.get(target)
        if entry:
            return Target(entry.address) if entry.has_page else None
        return Target(target) if target in self.addresses else None

    @unrecorded_property
    def addresses(self) -> frozenset[str]:
        """Every address of this site that a body may link to."""
        published = [entry for entry in self.entries.values() if entry.has_page]
        own = {
            address
            for entry in published
            for address in (entry.address, *entry.record.redirect_from)
        }
        generated = self.generated
        if generated is None:
            generated = generated_addresses(published, self.today.year)
        return generated | own

    @unrecorded_property
    def published_media(self) -> frozenset[str]:
        """The pictures and sounds that something published uses; nothing else leaves the folder."""
        used: set[str] = set()
        for entry in self.entries.values():
            file = self.files[entry.path]
            if (file.media or file.links) and entry.shows_body:
                used.update(file.media)
                used.update(link.target for link in file.links)
        return frozenset(used & set(self.media))
