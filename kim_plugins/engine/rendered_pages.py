"""Pages after changes by other plugins, hooks and templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins import pages
from kim_plugins.builder.outputs import KEY_SIZE
from kim_plugins.engine.blame import blaming
from kim_plugins.engine.documents import listeners
from kim_plugins.engine.event_pages import EventPages
from kim_plugins.engine.inline_code import without_inline
from kim_plugins.engine.page_rendering import PageRendering
from kim_plugins.pages import PageSpec, file_of


class RenderPage:
    """Returns the bytes of a page, with the changes of others that listen.

    A template of the site's own that fails is told in a sentence, from whatever process.
    """

    def __init__(
        self, config: MkDocsConfig, rendering: PageRendering, events: EventPages | None
    ) -> None:
        self._config, self._rendering, self._events = config, rendering, events

    def __call__(self, spec: PageSpec) -> tuple[bytes, Mapping[str, bytes]]:
        """The page's bytes, made now unless they were before, and the files that it needs besides.

        Empty where others want no page.
        """
        events = self._events
        if events and (made := events.made.get(spec.address)) is not None:
            return made, {}
        with blaming(self._config):
            if events and (events.is_for_all or file_of(spec) in events.files):
                return events.render(spec, self._rendering)
            return self._rendering.renderer.render(spec).encode(), {}

    def by_others(self, planned: Iterable[pages.Target]) -> Mapping[str, bytes]:
        """Digests of the pages that others change, by the name of their target.

        What others do depends on what nobody knows, so it is done in each build; and before they
        hear that the site is built, as MkDocs does. Only what differs is written.
        """
        assert self._events  # noqa: S101 - nobody asks otherwise
        made, found = self._events.made, {}
        for target in planned:
            digest = blake2b(digest_size=KEY_SIZE)
            own = [one for one in target.plan() if isinstance(one, PageSpec)]
            for spec in own:
                if self._events.is_for_all:
                    made[spec.address] = self(spec)[0]
                digest.update(made.get(spec.address, b""))
            if any(spec.address in made for spec in own):
                found[target.name] = digest.digest()
        return found

    def as_template(self, name: str, html: str, base: str) -> bytes:
        """A page that MkDocs treats as a static template of the theme."""
        if listeners(self._config, "post_template"):
            with blaming(self._config):
                html = self._config.plugins.on_post_template(
                    html, template_name=name, config=self._config
                )
            if self._rendering.frame.has_policy:
                html = without_inline(html, self._config, base)
        return html.encode()
