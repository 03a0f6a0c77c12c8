"""What can be found: one document a bulletin, group or page, as plain text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple, cast

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Entry,
    Occurrence,
    occurrence_time,
)
from kim_plugins.catalogue.bodies import Body
from kim_plugins.catalogue.memory import digest_of
from kim_plugins.records import (
    Bulletin,
    Kind,
    Moment,
    Page,
    format_day,
    format_moment,
)
from kim_plugins.search.coding import gaps
from kim_plugins.search.record_texts import key_texts, page_labels, record_texts
from kim_plugins.search.sections import Section, sections

KINDS: Final = (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.PAGE)
"""The kinds that readers choose between; groups and ordinary pages are one."""


class SearchDocument(NamedTuple):
    """One searchable page; its texts are read when they are needed, which few builds do.

    `digest` changes with anything that search shows or finds. `bulletin` and `published` are None
    for groups and pages; `topics` are slugs, `groups` ids.
    """

    catalogue: Catalogue
    entry: Entry[Page]
    digest: bytes
    bulletin: BulletinEntry | None = None
    published: Moment | None = None
    topics: tuple[str, ...] = ()
    occurrence: Occurrence | None = None

    @property
    def identifier(self) -> str:
        """The permanent identifier."""
        return self.entry.identifier

    @property
    def address(self) -> str:
        """The address of its page."""
        return self.entry.address

    @property
    def kind(self) -> Kind:
        """One of KINDS."""
        return self.entry.kind if self.bulletin else Kind.PAGE

    @property
    def day(self) -> str:
        """The day of publication as readers read it; empty without one."""
        return format_day(self.published.day) if self.published else ""

    @property
    def moment(self) -> str:
        """The same with the hour, where one was given."""
        return format_moment(self.published) if self.published else ""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that answer for it."""
        return self.bulletin.groups if self.bulletin else ()

    @property
    def title(self) -> str:
        """Its title."""
        return self.entry.record.title

    @property
    def description(self) -> str:
        """Its summary, if there is one."""
        return self.entry.record.description or ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The texts of the record that are searched with more weight."""
        return tuple(part for part in key_texts(self.entry.record) if part)

    @property
    def details(self) -> tuple[str, ...]:
        """All other texts of its page."""
        return tuple(dict.fromkeys(record_texts(self.entry.record)))

    @property
    def lang(self) -> str | None:
        """The language of all of it; None where that is the site's."""
        lang = self.entry.record.lang
        return None if lang == self.catalogue.options.language else lang

    @property
    def tags(self) -> tuple[str, ...]:
        """The labels of its topics, in the order of `topics`."""
        if self.bulletin is None:
            return ()
        return tuple(topic.label for topic in self.catalogue.topics_of(self.bulletin))

    @property
    def publishers(self) -> tuple[str, ...]:
        """The titles of its groups."""
        if self.bulletin is None:
            return ()
        return tuple(group.record.title for group in self.catalogue.groups_of(self.bulletin))

    @property
    def badges(self) -> tuple[str, ...]:
        """What a reader should know before opening it."""
        return tuple(_badges(self.bulletin)) if self.bulletin else ()

    @property
    def next_date(self) -> tuple[str, str] | None:
        """The day on which its event takes place next, and the same for a reader with hours."""
        if self.occurrence is None:
            return None
        return str(self.occurrence.start.day), occurrence_time(self.occurrence)

    @property
    def hidden_text(self) -> str:
        """Words that find it without being shown."""
        next_date = occurrence_time(self.occurrence) if self.occurrence else ""
        return "\n".join((self.moment, next_date, *page_labels(self.entry.record)))

    def body(self) -> Body:
        """Its text, fetched anew at each call."""
        return self.catalogue.bodies[self.entry.path]


Findable = SearchDocument | Section
"""A searchable page: of a record, or one that the site makes by itself."""


class Documents:
    """Every page that search may show, by identifier; withdrawn bulletins are not among them.

    `has_programme` tells whether the site has a page with today's scripts.
    """

    def __init__(self, catalogue: Catalogue, *, has_programme: bool = True) -> None:
        self.catalogue = catalogue
        self._has_programme = has_programme
        self._names = _Names(catalogue)

    @property
    def digest(self) -> bytes:
        """While this is the same, so is all that search shows and finds."""
        site = self.catalogue
        dates = [(found.entry.path, str(found.start)) for found in site.agenda]
        # Each year has reports of its own.
        return digest_of((site.structure, site.words, dates, site.year, self._has_programme))

    @cached_property
    def all(self) -> dict[str, Findable]:
        """All of them, by path, then the site's own."""
        entries = sorted(self.catalogue.entries.items())
        found: dict[str, Findable] = {
            e.identifier: self._document(e) for _, e in entries if e.shows_body
        }
        taken = {document.address for document in found.values()}
        own = sections(self.catalogue, has_programme=self._has_programme)
        return found | {one.identifier: one for one in own if one.address not in taken}

    def _document(self, entry: Entry[Page]) -> SearchDocument:
        # It tells the file with its path, so its address and identifier; and what of it the clock
        # shows already: a correction or a change that is dated ahead waits for its day.
        digest, record = self.catalogue.words[entry.path], entry.record
        if not isinstance(record, Bulletin):
            return SearchDocument(self.catalogue, entry, digest)
        bulletin: BulletinEntry = cast(Any, entry)
        slugs, topics = self._names.topics(bulletin)
        digest += topics + self._names.groups(bulletin)
        occurrence = self._next.get(entry.path)
        if occurrence:
            digest += str(occurrence.start).encode()
        return SearchDocument(
            self.catalogue, entry, digest, bulletin, record.publication, slugs, occurrence
        )

    @cached_property
    def _next(self) -> Mapping[str, Occurrence]:
        return {found.entry.path: found for found in self.catalogue.agenda}


class _Names:
    """Digests of the labels of topics and groups, which many bulletins share."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._groups: dict[tuple[str, ...], bytes] = {}
        self._topics: dict[tuple[str, ...], tuple[tuple[str, ...], bytes]] = {}

    def groups(self, entry: BulletinEntry) -> bytes:
        """Of the groups that answer for it."""
        if entry.groups not in self._groups:
            found = self._catalogue.groups_of(entry)
            self._groups[entry.groups] = digest_of([(g.path, g.record.title) for g in found])
        return self._groups[entry.groups]

    def topics(self, entry: BulletinEntry) -> tuple[tuple[str, ...], bytes]:
        """The slugs of its topics, and the digest of those and of their labels."""
        tags = entry.record.tags
        if tags not in self._topics:
            found = self._catalogue.topics_of(entry)
            self._topics[tags] = tuple(topic.slug for topic in found), digest_of(found)
        return self._topics[tags]


def _badges(entry: BulletinEntry) -> Iterator[str]:
    if not entry.is_listed:
        yield "Sudah lewat masanya"
    if entry.record.corrections:
        yield f"Ada {entry.record.corrections[-1].kind.label.lower()}"


def filters_of(documents: Iterable[tuple[int, Findable]]) -> list[dict[str, str]]:
    """The numbers of some documents by group and by topic, as the index has them."""
    groups: dict[str, list[int]] = defaultdict(list)
    topics: dict[str, list[int]] = defaultdict(list)
    for number, document in documents:
        for found, values in ((groups, document.groups), (topics, document.topics)):
            for value in values:
                found[value].append(number)
    return [{value: gaps(some) for value, some in sorted(f.items())} for f in (groups, topics)]
