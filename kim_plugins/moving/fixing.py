"""Fixes for links and paths that lead nowhere and have one meaning."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote

from kim_plugins.catalogue.addresses import address_of
from kim_plugins.catalogue.bodies import Body, target_of
from kim_plugins.catalogue.checks.bare_addresses import with_scheme
from kim_plugins.catalogue.checks.near_names import FileNames, is_on_a_disk, relative
from kim_plugins.moving.fields import NotEditable, replaced, texts_of
from kim_plugins.moving.links import escaped, has_host, relink
from kim_plugins.records.fixing.editing import Edit, Source
from kim_plugins.records.reading.document import Document, read_document
from kim_plugins.records.reading.located import Fields, Text


class LinkFixer:
    """Fixes the links of a site's files; `render` renders the body of one."""

    def __init__(
        self,
        documents: Collection[str],
        media: Collection[str],
        render: Callable[[str, str], Body],
    ) -> None:
        self._render = render
        self._media = FileNames(media)
        self._every = FileNames((*documents, *media))
        self._decisions = FileNames(path for path in documents if path.startswith("keputusan/"))
        self._addresses: frozenset[str | None] = frozenset(map(address_of, documents))

    def mended(self, path: str, data: bytes) -> bytes:
        """A file with its dead links corrected where one target is meant."""
        document, _ = read_document(path, data)
        if document is None:
            return data
        source = Source(data)
        edits = list(self._in_fields(path, source, document))
        if document.body:
            edits += relink(
                source.text,
                source.line(document.body_line)[0],
                lambda written: self._change(path, written),
                lambda body: self._render(path, body),
            )
        return source.edited(edits).data if edits else data

    def _change(self, path: str, written: str) -> str | None:
        target = target_of(path, unquote(written))
        if target in self._every or target in self._addresses:
            return None
        is_path = is_on_a_disk(written) or not has_host(written)
        meant = self._every.matches(path, written) if is_path else ()
        if is_path and set(self._media.matches(path, written)) - set(meant):
            # A picture without an ending may be called as a bulletin is.
            return None
        if len(meant) == 1:
            return escaped(relative(path, meant[0]))
        return None if meant else with_scheme(written)

    def _in_fields(self, path: str, source: Source, document: Document) -> Iterator[Edit]:
        for name in ("image", "audio"):
            part = document.fields.get(name)
            src = part.get("src") if isinstance(part, Fields) else None
            if not isinstance(src, Text):
                continue
            if target_of(path, unquote(src.strip())) not in self._media:
                meant = self._media.matches(path, src.strip())
                yield from self._replaced(source, src, [relative(path, one) for one in meant])
        for name in ("follows", "supersedes"):
            for value in texts_of(document.fields.get(name)):
                other = value.strip()
                if other not in self._decisions:
                    yield from self._replaced(source, value, self._decisions.matches("", other))

    @staticmethod
    def _replaced(source: Source, value: Text, meant: Collection[str]) -> Iterator[Edit]:
        if len(meant) != 1:
            return
        try:
            yield replaced(source, value, *meant)
        except NotEditable:
            # Its message has told what is meant.
            return
